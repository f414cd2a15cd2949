import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/*
 * The build's last step: the command from few files. Node takes about half a millisecond for each module it finds, reads and links,
 * and one conversation needs five hundred. Every module still stands in `dist/` for programs that import the package; `main.js`
 * then only leads to `bundle/`, whose code is as it was written, each part under its module's name. Zod is taken in with its
 * licence, being a hundred files; other packages stay outside, to be mended without us.
 */
const DIST = join(dirname(fileURLToPath(import.meta.url)), '..');
const MAIN = join(DIST, 'main.js');
// Beside the other folders of `dist/`: what modules find by their own address lies one folder up.
const BUNDLE = join(DIST, 'bundle');
const LEADS_THERE = "#!/usr/bin/env node\nimport './bundle/main.js';\n";

if (readFileSync(MAIN, 'utf8') === LEADS_THERE)
  throw new Error('dist/main.js is bundled already; run the whole build, which compiles it anew');
rmSync(BUNDLE, { recursive: true, force: true });
const bundle = await rolldown({
  input: { main: MAIN },
  platform: 'node',
  external: (id) => !/^(\.|\/|[A-Za-z]:\\|zod(\/|$))/.test(id),
});
await bundle.write({ dir: BUNDLE, format: 'esm', chunkFileNames: '[name]-[hash].js' });
await bundle.close();
copyFileSync(
  join(dirname(createRequire(import.meta.url).resolve('zod/package.json')), 'LICENSE'),
  join(BUNDLE, 'zod.LICENSE'),
);
writeFileSync(MAIN, LEADS_THERE);
