import { type CaseKey, caseId } from '../../play/case-id.ts';
import { shardOf } from '../../play/plan.ts';
import { hashText } from '../../random/hash.ts';

/** Part `index` (from 1) of `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** `i/n` with 1 ≤ i ≤ n ≤ 1000; `undefined` for anything else. */
export function parseShard(text: string): Shard | undefined {
  const match = /^(\d{1,4})\/(\d{1,4})$/.exec(text);
  if (match === null) return undefined;
  const shard = { index: Number(match[1]), count: Number(match[2]) };
  return shard.index >= 1 && shard.index <= shard.count && shard.count <= 1_000 ? shard : undefined;
}

/**
 * The cases of one shard, in their first order. Cases are dealt out in the order of their ids' hashes: every shard gets as
 * many as any other (give or take one), and a mixture of languages and scenarios whatever order the plan has.
 */
export function takeShard(cases: readonly CaseKey[], { index, count }: Shard): CaseKey[] {
  const hashed = cases.map((key) => ({ key, id: caseId(key), hash: hashText(caseId(key)) }));
  const dealt = hashed.sort((a, b) => a.hash - b.hash || (a.id < b.id ? -1 : 1));
  const mine = new Set(shardOf(dealt, index, count).map(({ key }) => key));
  return cases.filter((key) => mine.has(key));
}
