import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { LOCALES } from '../model/locale.ts';
import { preparePack } from '../nlu/pack.ts';

/**
 * Build step: every YAML file under `src/packs` becomes JSON at the same place under `dist/packs`, and each locale gets
 * `nlu.json`, its files for understanding checked and with their alternatives spelled out, and `ui.json`, the texts of
 * `ui/*.yaml` together.
 */
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const SOURCE = join(ROOT, 'src', 'packs');
const TARGET = join(ROOT, 'dist', 'packs');

const packs = new Map<string, unknown>();
for (const file of readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.yaml')) continue;
  packs.set(
    relative('', file)
      .replaceAll('\\', '/')
      .replace(/\.yaml$/, ''),
    parse(readFileSync(join(SOURCE, file), 'utf8'), { maxAliasCount: 0 }),
  );
}
for (const locale of LOCALES) {
  const part = (name: string): unknown => packs.get(`locales/${locale}/${name}`);
  packs.set(
    `locales/${locale}/nlu`,
    preparePack({
      lexicon: part('lexicon'),
      acts: part('acts'),
      numbers: part('numbers'),
      model: JSON.parse(readFileSync(join(SOURCE, 'locales', locale, 'model.json'), 'utf8')),
    }),
  );
}
for (const locale of LOCALES) {
  const areas = [...packs.keys()].filter((path) => path.startsWith(`locales/${locale}/ui/`));
  const texts = areas.map((path) => (packs.get(path) as { texts: Record<string, string> }).texts);
  for (const path of areas) packs.delete(path);
  packs.set(`locales/${locale}/ui`, { texts: Object.assign({}, ...texts) });
}
for (const [path, pack] of packs) {
  const target = join(TARGET, `${path}.json`);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `${JSON.stringify(pack)}\n`);
}
