import type { Side, Span } from '../model/act.ts';
import type { Fact, FactValue, Payer } from '../model/fact.ts';
import type { Clause } from './clauses.ts';
import type { Cues } from './facts/cues.ts';
import type { Hit } from './hit.ts';
import type { Normalised } from './normalise.ts';

/** How far before a value a word may deny it: 不太会起球, not currently in stock. */
const NEGATION_REACH = 6;
/** Facts that any negation denies (不包邮, not in stock); all others only "is not" right before them (不是黑色). */
const DENIABLE: ReadonlySet<FactValue['kind']> = new Set<FactValue['kind']>([
  'free-freight',
  'availability',
  'order-state',
]);

/** The facts of one clause, with modality and denial, and those that only the whole clause gives: who pays, how it wears. */
export function factsOfClause(
  clause: Clause,
  hits: readonly Hit[],
  text: Normalised,
  side: Side,
  cues: Cues,
  pays: boolean,
  into: Fact[],
): void {
  const modality = clause.modality === 'plain' ? {} : { modality: clause.modality };
  for (let k = clause.from; k < clause.to; k += 1) {
    const hit = hits[k]!;
    if (hit.facts !== null) {
      for (const value of hit.facts) {
        const negated =
          clause.modality !== 'question' &&
          (DENIABLE.has(value.kind) ? isDenied(hits, k, clause, cues) : isNot(hits, k, clause, cues));
        const span = spanOf(text, hit.start, hit.end);
        into.push(placed(value, negated, clause.modality, span));
      }
    }
    const trait = traitOf(hit, cues);
    if (trait === null) continue;
    const value = isDenied(hits, k, clause, cues) ? 'no' : isSlight(hits, k, clause, cues) ? 'slight' : 'yes';
    into.push({
      kind: 'attribute',
      attribute: trait,
      value,
      ...modality,
      span: spanOf(text, hit.start, hit.end),
    });
  }
  if (!pays) return;
  const payer = payerOf(clause, hits, side, cues);
  if (payer !== null) into.push({ ...payer.fact, ...modality, span: spanOf(text, payer.start, payer.end) });
}

/** A copy field by field: values have two dozen shapes, for which a spread is several times slower. */
function placed(value: FactValue, negated: boolean, modality: Clause['modality'], span: Span): Fact {
  const fact: Record<string, unknown> = {};
  for (const field in value) fact[field] = value[field as keyof FactValue];
  if (negated) fact.negated = true;
  if (modality !== 'plain') fact.modality = modality;
  fact.span = span;
  return fact as unknown as Fact;
}

export function spanOf(text: Normalised, start: number, end: number): readonly [number, number] {
  if (end <= start) return [text.starts[start] ?? 0, text.starts[start] ?? 0];
  return [text.starts[start]!, text.ends[end - 1]!];
}

function isDenied(hits: readonly Hit[], k: number, clause: Clause, cues: Cues): boolean {
  for (let j = k - 1; j >= clause.from && hits[k]!.start - hits[j]!.end <= NEGATION_REACH; j -= 1) {
    if (hits[j]!.cats.includes(cues.neg)) return true;
    if (hits[j]!.facts !== null) return false;
  }
  return false;
}

/** 不是239, not a medium: the denial touches the value. */
function isNot(hits: readonly Hit[], k: number, clause: Clause, cues: Cues): boolean {
  const previous = hits[k - 1];
  return (
    k > clause.from &&
    previous !== undefined &&
    hits[k]!.start - previous.end <= 1 &&
    previous.cats.includes(cues.isNot)
  );
}

function isSlight(hits: readonly Hit[], k: number, clause: Clause, cues: Cues): boolean {
  for (let j = Math.max(clause.from, k - 2); j < Math.min(clause.to, k + 3); j += 1)
    if (hits[j]!.cats.includes(cues.slight)) return true;
  return false;
}

function traitOf(hit: Hit, cues: Cues): string | null {
  const { cats } = hit;
  for (let c = 0; c < cats.length; c += 1) {
    const trait = cues.traits[cats[c]!];
    if (trait !== undefined) return trait;
  }
  return null;
}

/** 运费我们出, you cover the return postage: a word for freight, a word for paying, and the nearest person between or before. */
function payerOf(
  clause: Clause,
  hits: readonly Hit[],
  side: Side,
  cues: Cues,
): { readonly fact: FactValue; readonly start: number; readonly end: number } | null {
  let freight = -1;
  let back = false;
  let both = false;
  let payer: Payer | null = null;
  let person: Payer | null = null;
  const speaker: Payer = side === 'agent' ? 'seller' : 'buyer';
  const hearer: Payer = side === 'agent' ? 'buyer' : 'seller';
  let paid = -1;
  let denied = false;
  for (let k = clause.from; k < clause.to; k += 1) {
    const { cats } = hits[k]!;
    if (
      (cats.includes(cues.freight) || cats.includes(cues.freightPrice) || cats.includes(cues.back)) &&
      !cats.includes(cues.kinds['free-freight']![0]!)
    )
      freight = freight < 0 ? k : freight;
    if (cats.includes(cues.back)) back = true;
    if (cats.includes(cues.bothWays)) both = true;
    const direct = cats.includes(cues.paySeller)
      ? speaker
      : cats.includes(cues.payBuyer)
        ? hearer
        : cats.includes(cues.payCourier)
          ? 'courier'
          : null;
    if (direct !== null) {
      payer = direct;
      paid = k;
      denied = isDenied(hits, k, clause, cues);
    } else if (cats.includes(cues.we)) person = 'seller';
    else if (cats.includes(cues.buyer)) person = 'buyer';
    else if (cats.includes(cues.me)) person = speaker;
    else if (cats.includes(cues.you)) person = hearer;
    else if (cats.includes(cues.courier)) person ??= 'courier';
    if (cats.includes(cues.pay) && payer === null && person !== null) {
      payer = person;
      paid = k;
      denied = isDenied(hits, k, clause, cues);
    }
  }
  if (freight < 0 || payer === null || clause.modality === 'question') return null;
  const first = Math.min(freight, paid);
  const last = Math.max(freight, paid);
  const leg = both ? ({ leg: 'both' } as const) : back ? ({ leg: 'back' } as const) : {};
  return {
    fact: { kind: 'freight-payer', payer, ...leg, ...(denied ? { negated: true } : {}) } as FactValue,
    start: hits[first]!.start,
    end: hits[last]!.end,
  };
}
