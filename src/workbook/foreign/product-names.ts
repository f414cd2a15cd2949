import type { Locale } from '../../model/locale.ts';
import type { ColumnNames } from './column-names.ts';

/** An id for a name: its own letters where they make one, else `prefix` with a number that is not taken. */
export function idFor(name: string, prefix: string, taken: Set<string>): string {
  const own = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48);
  const letters = /[\u4e00-\u9fff]/.test(name) ? '' : own;
  let id = /^[a-z]/.test(letters) ? letters : letters === '' ? '' : `${prefix}-${letters}`;
  for (let number = 1; id === '' || taken.has(id); number += 1)
    id =
      letters === ''
        ? `${prefix}-${number}`
        : `${/^[a-z]/.test(letters) ? letters : `${prefix}-${letters}`}-${number + 1}`;
  taken.add(id);
  return id;
}

/**
 * What a buyer calls a product: the noun in its title, in English with the word before it; `null` where none is known. It is of
 * use only where it belongs to one product: else it would name the wrong thing.
 */
export function shortName(title: string, locale: Locale, names: ColumnNames): string | null {
  const nouns = names.nouns[locale];
  if (locale === 'zh-CN') {
    // What stands before the noun is left out: nothing says where a word begins.
    return nouns.find((word) => title.includes(word)) ?? null;
  }
  const lower = title.toLowerCase();
  const noun = nouns.find((word) => new RegExp(`\\b${word}s?\\b`).test(lower));
  if (noun === undefined) return null;
  const head = lower.slice(0, lower.indexOf(noun));
  const before = /([a-z]+)[\s-]*$/.exec(head)?.[1];
  return before === undefined ? noun : `${before} ${noun}`;
}

/** The title as somebody might say it: without brackets, years and what stands behind a dash or bar. */
export function sayableTitle(title: string): string {
  const bare = title
    .replace(/[【[(（][^】\])）]*[】\])）]/g, ' ')
    .replace(/\s+[-–|·]\s+.*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return (bare === '' ? title : bare).slice(0, 40);
}
