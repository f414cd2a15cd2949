import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/fixtures/**'],
    pool: 'threads',
    // One worker for each core, the main thread is idle while they run; vitest's own default leaves one core out.
    maxWorkers: '100%',
    // Files of one worker share their modules: the packs are read and the code is compiled once for all of them. What `src/`
    // holds at the head of a module is a constant or a cache, never a state, so no file can tell that another ran before it.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
