import { parseCaseId } from '../../play/case-id.ts';

/** Which shop a scenario plays in, by language; `undefined` where that cannot be told. */
export type ShopOf = (scenario: string, locale: 'zh-CN' | 'en') => string | undefined;

/**
 * The cases that a changed file touches, by its path in the working folder: a persona's, a scenario's, a shop's. Files that
 * shape every conversation (rubrics, markets, suites, bots), and files nobody knows yet, touch all.
 */
export function touchedCases(path: string, ids: readonly string[], shopOf: ShopOf): readonly string[] {
  const parts = path.split(/[\\/]/);
  const name = parts.at(-1)!.replace(/\.ya?ml$/, '');
  const keys = ids.map((id) => ({ id, key: parseCaseId(id) }));
  const touched = (belongs: (key: NonNullable<ReturnType<typeof parseCaseId>>) => boolean) =>
    keys.filter(({ key }) => key !== null && belongs(key)).map(({ id }) => id);
  if (parts[0] === 'personas')
    return orAll(
      touched(({ persona }) => persona === name),
      ids,
    );
  if (parts[0] === 'scenarios' && parts[1] === 'cases')
    return orAll(
      touched(({ scenario }) => scenario === name),
      ids,
    );
  if (parts[0] === 'scenarios' && parts[1] === 'shops') {
    const shop = parts[2];
    return touched(({ scenario, locale }) => shopOf(scenario, locale) === shop);
  }
  return ids;
}

/** A file of its own that no case uses yet may add some. */
function orAll(touched: readonly string[], ids: readonly string[]): readonly string[] {
  return touched.length === 0 ? ids : touched;
}
