import { existsSync, readFileSync } from 'node:fs';
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
 * The texts themselves. The build's JSON where there is some: starting must cost little, and a YAML parser alone is more than
 * `--help` may take. A checkout reads the YAML.
 */
export async function readUiTexts(locale: Locale): Promise<Readonly<Record<string, string>>> {
  const base = new URL(`../packs/locales/${locale}/ui`, import.meta.url);
  const compiled = new URL(`${base.href}.json`);
  const pack = existsSync(compiled)
    ? JSON.parse(readFileSync(compiled, 'utf8'))
    : (await import('yaml')).parse(readFileSync(new URL(`${base.href}.yaml`), 'utf8'));
  return (pack as { texts: Record<string, string> }).texts;
}
