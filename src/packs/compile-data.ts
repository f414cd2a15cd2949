import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { openData } from '../commands/data.ts';
import { ProblemsError } from '../load/problem.ts';
import { LOCALES } from '../model/locale.ts';
import { packageRoot } from '../system/package-root.ts';

// Run by the build, from dist/packs: reads and checks all shipped data once and keeps the values by the hash of their texts.
// Data with a problem is left out and told: `peilian check` and the run that needs it say the rest.
const folder = new URL('../data/', import.meta.url);
rmSync(folder, { recursive: true, force: true });

const made = new Map<string, object>();
const data = openData(packageRoot(), {
  shipped: null,
  compiled: { find: () => undefined },
  onLoaded: (key, value) => made.set(key, value),
});
const broken = new Set<string>();
const attempt = (load: () => unknown) => {
  try {
    load();
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    for (const { file } of error.problems) broken.add(file);
  }
};
for (const kind of ['market', 'shop', 'persona', 'rubric', 'suite', 'bot', 'scenario'] as const)
  for (const id of data.library.ids(kind)) attempt(() => data[kind](id));
for (const id of data.library.ids('scenario'))
  for (const locale of LOCALES) attempt(() => data.cast(id, locale));

mkdirSync(folder, { recursive: true });
for (const [key, value] of made) writeFileSync(new URL(`${key}.json`, folder), JSON.stringify(value));
for (const file of broken) process.stderr.write(`not compiled, it has problems: ${file}\n`);
