import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './package-root.ts';

/** In the order they stand in the page: each uses only what came before it when it is read. */
const FILES = ['data', 'make', 'axis', 'reader', 'list', 'start'];

/**
 * The script of a run's page as one text that leaves nothing behind in the page's global scope. The build compiles it; a
 * checkout that was never built has none, and that is said.
 */
export function readPageScript(): string {
  const folder = join(packageRoot(), 'dist', 'report', 'html', 'client');
  if (!existsSync(folder)) throw new Error(`${folder} is not there: npm run build`);
  const parts = FILES.map((name) =>
    readFileSync(join(folder, `${name}.js`), 'utf8').replace(/^"use strict";\s*/, ''),
  );
  return `(() => {\n'use strict';\n${parts.join('\n')}})();\n`;
}
