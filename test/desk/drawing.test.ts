import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const FIXTURE = fileURLToPath(new URL('drawing.fixture.ts', import.meta.url));

test('a desk keeps nothing of the rows it drew, and the layout only of the chats looked at last', () => {
  const out = execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', FIXTURE], {
    env: { ...process.env, NODE_ENV: 'production' },
    encoding: 'utf8',
  });
  const { bytes, laidOut } = JSON.parse(out) as { bytes: number; laidOut: number };
  // Four thousand rows of 240 bytes; holding them would take more than a megabyte, compiled code takes a tenth.
  expect(bytes).toBeLessThan(500_000);
  expect(laidOut).toBeGreaterThanOrEqual(8);
  expect(laidOut).toBeLessThanOrEqual(16);
});
