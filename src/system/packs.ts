import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locale } from '../model/locale.ts';
import { type LocalePack, preparePack } from '../nlu/pack.ts';

/** The package's folder, whether this runs from `src/` (tsx, vitest) or from `dist/`. */
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** A checkout reads the YAML itself, so that an edit shows at once; the package has only the build's JSON. */
const FROM_SOURCE = import.meta.url.endsWith('.ts');

const packs = new Map<Locale, LocalePack>();

/** What understanding needs of a locale. Read once. */
export function loadLocalePack(locale: Locale): LocalePack {
  const known = packs.get(locale);
  if (known !== undefined) return known;
  const pack = FROM_SOURCE
    ? preparePack({
        lexicon: readPack(`locales/${locale}/lexicon`),
        acts: readPack(`locales/${locale}/acts`),
        numbers: readPack(`locales/${locale}/numbers`),
        ...learnt(locale),
      })
    : (readPack(`locales/${locale}/nlu`) as LocalePack);
  packs.set(locale, pack);
  return pack;
}

/**
 * Any pack by its path under `packs/`, without ending: `locales/en/phrases`, `rules/politeness`. Unchecked; whoever uses
 * it has its schema. Throws when there is no such pack.
 */
export function readPack(path: string): unknown {
  if (FROM_SOURCE) {
    // Loaded here alone: the package reads no YAML of its own.
    const { parse } = createRequire(import.meta.url)('yaml') as typeof import('yaml');
    return parse(readFileSync(join(ROOT, 'src', 'packs', `${path}.yaml`), 'utf8'), { maxAliasCount: 0 });
  }
  return JSON.parse(readFileSync(join(ROOT, 'dist', 'packs', `${path}.json`), 'utf8'));
}

export function hasPack(path: string): boolean {
  return existsSync(
    FROM_SOURCE ? join(ROOT, 'src', 'packs', `${path}.yaml`) : join(ROOT, 'dist', 'packs', `${path}.json`),
  );
}

/** The linear model of a checkout; the build puts it into `nlu.json`. */
function learnt(locale: Locale): { readonly model?: unknown } {
  const file = join(ROOT, 'src', 'packs', 'locales', locale, 'model.json');
  return existsSync(file) ? { model: JSON.parse(readFileSync(file, 'utf8')) } : {};
}
