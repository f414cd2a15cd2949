import { existsSync, readFileSync } from 'node:fs';
import type { Locale } from '../model/locale.ts';

/** What the interface says, by key, with `{slots}` filled. A key that is not there is a bug of ours and throws. */
export type Ui = (key: string, slots?: Readonly<Record<string, string | number>>) => string;

/** The compiled texts where the package is built, else the YAML they are made from. */
export async function readUi(locale: Locale): Promise<Ui> {
  const compiled = new URL(`../ui/${locale}.json`, import.meta.url);
  const texts = existsSync(compiled)
    ? (JSON.parse(readFileSync(compiled, 'utf8')) as Record<string, string>)
    : await readUiYaml(locale);
  return (key, slots = {}) => {
    const text = texts[key];
    if (text === undefined) throw new Error(`no interface text ${key} in ${locale}`);
    return text.replace(/\{([a-zA-Z]\w*)\}/g, (whole, name: string) =>
      name in slots ? String(slots[name]) : whole,
    );
  };
}

export async function readUiYaml(
  locale: Locale,
  packs = new URL('../packs/', import.meta.url),
): Promise<Record<string, string>> {
  const { parse } = await import('yaml');
  const file = new URL(`locales/${locale}/ui.yaml`, packs);
  const { texts } = parse(readFileSync(file, 'utf8')) as { texts: Record<string, string> };
  return texts;
}
