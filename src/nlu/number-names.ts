import type { FactValue } from '../model/fact.ts';

export type NumberKind = 'order-number' | 'tracking-number';

/** Letters as capitals, digits as 0: HL-4471-8302 is of the shape HL-0000-0000. */
export function shapeOf(number: string): string {
  return number.toUpperCase().replace(/\d/g, '0');
}

/** Which of its numbers a shop writes in a shape; a shape that orders and parcels share tells nothing. */
export function namesByShape(facts: Iterable<FactValue | undefined>): ReadonlyMap<string, NumberKind> {
  const kinds = new Map<string, NumberKind>();
  const shared = new Set<string>();
  for (const fact of facts) {
    if (fact?.kind !== 'order-number' && fact?.kind !== 'tracking-number') continue;
    const shape = shapeOf(fact.value);
    if ((kinds.get(shape) ?? fact.kind) !== fact.kind) shared.add(shape);
    kinds.set(shape, fact.kind);
  }
  for (const shape of shared) kinds.delete(shape);
  return kinds;
}
