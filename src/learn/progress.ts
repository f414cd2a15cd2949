import { z } from 'zod';
import type { Card } from './cards.ts';

const MemorySchema = z.strictObject({
  repetitions: z.int().min(0),
  easiness: z.number().min(1.3).max(10),
  intervalDays: z.int().min(0),
  due: z.string().regex(/^\d{4}-\d\d-\d\d$/),
});

/** `.peilian/learn.json`: what each person remembers. */
export const ProgressSchema = z.strictObject({
  format: z.literal('peilian-learn/1'),
  people: z.record(z.string(), z.strictObject({ cards: z.record(z.string(), MemorySchema) })),
});
export type Progress = z.output<typeof ProgressSchema>;
export type Known = Progress['people'][string]['cards'];

/**
 * The cards of a sitting: those of one's own findings first (the most frequent before others), then those that are due (the
 * longest overdue first), then new ones in their own order. At most `count`; one that is not due yet comes only for a finding.
 */
export function cardsFor(
  cards: readonly Card[],
  known: Known,
  findings: ReadonlyMap<string, number>,
  today: string,
  count: number,
): readonly Card[] {
  const foundIn = ({ id }: Card) => findings.get(id) ?? 0;
  const due = ({ id }: Card) => known[id]?.due;
  const own = cards.filter((card) => foundIn(card) > 0).sort((a, b) => foundIn(b) - foundIn(a));
  const rest = cards.filter((card) => foundIn(card) === 0);
  const overdue = rest
    .filter((card) => due(card) !== undefined && due(card)! <= today)
    .sort((a, b) => (due(a)! < due(b)! ? -1 : due(a) === due(b) ? 0 : 1));
  const fresh = rest.filter((card) => due(card) === undefined);
  return [...own, ...overdue, ...fresh].slice(0, count);
}
