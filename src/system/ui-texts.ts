import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Locale } from '../model/locale.ts';

/** What the interface says, by key, with `{slots}` filled. A key that is not there is a bug of ours and throws. */
export type Ui = (key: string, slots?: Readonly<Record<string, string | number>>) => string;

export async function readUi(locale: Locale): Promise<Ui> {
  const texts = await readUiTexts(locale);
  return (key, slots = {}) => {
    const text = texts[key];
    if (text === undefined) throw new Error(`no interface text ${key} in ${locale}`);
    return text.replace(/\{([a-zA-Z]\w*)\}/g, (whole, name: string) =>
      name in slots ? String(slots[name]) : whole,
    );
  };
}

/**
 * The texts themselves, of every area (`ui/<area>.yaml`) together. The build's JSON where there is some: starting must cost
 * little, and a YAML parser alone is more than `--help` may take. A checkout reads the YAML.
 */
export async function readUiTexts(locale: Locale): Promise<Readonly<Record<string, string>>> {
  const compiled = new URL(`../packs/locales/${locale}/ui.json`, import.meta.url);
  if (existsSync(compiled)) return textsOf(JSON.parse(readFileSync(compiled, 'utf8')));
  const { parse } = await import('yaml');
  const folder = new URL(`../packs/locales/${locale}/ui/`, import.meta.url);
  const areas = readdirSync(folder).map((file) =>
    textsOf(parse(readFileSync(new URL(file, folder), 'utf8'))),
  );
  return Object.assign({}, ...areas);
}

function textsOf(pack: unknown): Readonly<Record<string, string>> {
  return (pack as { texts: Record<string, string> }).texts;
}
