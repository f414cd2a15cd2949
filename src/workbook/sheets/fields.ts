import type { CellKind, Field } from '../spec.ts';

/** A field of a sheet, for the lists of sheets beside this file. */
export const f = (path: string, kind: CellKind = 'text', choices?: readonly string[]): Field => ({
  path,
  kind,
  ...(choices === undefined ? {} : { choices }),
});
/** A fact told in words: what it says, words of which an answer must hold one, words that say the opposite. */
export const told = (path = ''): readonly Field[] => {
  const at = path === '' ? '' : `${path}.`;
  return [f(`${at}text`), f(`${at}keys`, 'list'), f(`${at}denies`, 'list')];
};
export const address = (path: string) => [
  f(`${path}.name`),
  f(`${path}.phone`),
  f(`${path}.region`),
  f(`${path}.line`),
];
