import type { Span } from '../model/act.ts';
import type { Fact } from '../model/fact.ts';
import type { Act } from '../model/reading.ts';
import type { ClaimClause } from './claims.ts';

/** What a text says by itself, whatever was asked before it. */
export interface Understood {
  readonly ruled: readonly Act[];
  readonly acts: readonly Act[];
  readonly facts: readonly Fact[];
  readonly claiming: readonly ClaimClause[];
  readonly unread: readonly Span[];
}
