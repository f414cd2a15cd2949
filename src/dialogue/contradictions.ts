import type { Claim, Fact } from '../model/fact.ts';
import type { Reading } from '../model/reading.ts';
import type { Topic } from '../model/topic.ts';
import { factEquals } from './fact-equals.ts';

export interface ToldClaim {
  readonly event: number;
  readonly topic: Topic;
  readonly facts: readonly Fact[];
  readonly polarity?: 'yes' | 'no';
  /** What the claim is about, where the message names it: product, size and colour together. */
  readonly about: string;
}

export interface Contradiction {
  readonly event: number;
  readonly earlier: number;
  readonly topic: Topic;
}

/**
 * Topics on which a second, different statement contradicts the first. Prices are left out: they move in a negotiation, and what
 * was promised and then taken back shows as a wrong price.
 */
const STEADY = new Set<Topic>([
  'material',
  'size',
  'stock',
  'freight',
  'courier',
  'dispatch',
  'arrival',
  'region',
  'return-period',
  'return-freight',
  'refund-time',
  'warranty',
  'care',
  'quality',
  'promotion-end',
  'invoice',
  'authenticity',
]);
const CLAIMS_KEPT = 120;

/** Holds the claims of a message against what was claimed before; gives back both the contradictions and the longer list. */
export function contradictionsOf(
  told: readonly ToldClaim[],
  reading: Reading,
  event: number,
): { readonly contradictions: readonly Contradiction[]; readonly claims: readonly ToldClaim[] } {
  const fresh = steadyClaims(reading);
  if (fresh.length === 0) return { contradictions: NO_CONTRADICTIONS, claims: told };
  let contradictions: Contradiction[] | null = null;
  const claims = told.slice(Math.max(0, told.length + fresh.length - CLAIMS_KEPT));
  for (const claim of fresh) {
    const earlier = earlierOther(told, claim);
    if (earlier !== null) (contradictions ??= []).push({ event, earlier: earlier.event, topic: claim.topic });
    claims.push(toldIn(event, claim));
  }
  return {
    contradictions: contradictions ?? NO_CONTRADICTIONS,
    claims: claims.length > CLAIMS_KEPT ? claims.slice(-CLAIMS_KEPT) : claims,
  };
}

function toldIn(event: number, { topic, facts, about, polarity }: Steady): ToldClaim {
  return polarity === undefined ? { event, topic, facts, about } : { event, topic, facts, about, polarity };
}

const NO_CONTRADICTIONS: readonly Contradiction[] = [];

function earlierOther(told: readonly ToldClaim[], claim: Steady): ToldClaim | null {
  for (const known of told)
    if (known.topic === claim.topic && known.about === claim.about && differs(known, claim)) return known;
  return null;
}

type Steady = Omit<ToldClaim, 'event'>;
const NO_CLAIMS: readonly Steady[] = [];
const known = new WeakMap<Reading, readonly Steady[]>();

/** What a message says on steady topics; made once for a reading. */
function steadyClaims(reading: Reading): readonly Steady[] {
  if (reading.claims.length === 0) return NO_CLAIMS;
  let claims = known.get(reading);
  if (claims === undefined) {
    claims = joined(
      reading.claims
        .filter((claim) => STEADY.has(claim.topic) && !claim.hedged)
        .map((claim) => ({
          topic: claim.topic,
          facts: claim.facts,
          about: aboutOf(claim),
          ...(claim.polarity ? { polarity: claim.polarity } : {}),
        })),
    );
    known.set(reading, claims);
  }
  return claims;
}

/** One message says one thing on a topic: "quality on us, otherwise on you" names both payers and contradicts neither. */
function joined(claims: readonly Steady[]): readonly Steady[] {
  const byTopic = new Map<string, Steady>();
  for (const claim of claims) {
    const key = `${claim.topic} ${claim.about}`;
    const before = byTopic.get(key);
    if (before === undefined) byTopic.set(key, claim);
    else {
      const { polarity, ...rest } = { ...before, facts: [...before.facts, ...claim.facts] };
      byTopic.set(key, polarity !== undefined && polarity === claim.polarity ? { ...rest, polarity } : rest);
    }
  }
  return [...byTopic.values()];
}

const ABOUT_KINDS = new Set<Fact['kind']>(['product', 'size', 'colour', 'region', 'order-number']);

function aboutOf(claim: Claim): string {
  const kinds = claim.topic === 'size' ? ['product'] : [...ABOUT_KINDS];
  return claim.facts
    .filter((fact) => kinds.includes(fact.kind))
    .map(nameOf)
    .sort()
    .join('|');
}

function nameOf(fact: Fact): string {
  switch (fact.kind) {
    case 'product':
      return `p:${fact.product}`;
    case 'size':
      return `s:${fact.size}`;
    case 'colour':
      return `c:${fact.colour}`;
    case 'region':
      return `r:${fact.region}`;
    case 'order-number':
      return `o:${fact.value}`;
    default:
      return fact.kind;
  }
}

function differs(before: ToldClaim, now: Steady): boolean {
  if (before.polarity !== undefined && now.polarity !== undefined && before.polarity !== now.polarity)
    return true;
  const kinds = new Set(
    now.facts
      .map((fact) => fact.kind)
      .filter((kind) => (now.topic === 'size' ? kind === 'size' : !ABOUT_KINDS.has(kind))),
  );
  for (const kind of kinds) {
    const old = before.facts.filter((fact) => fact.kind === kind && fact.modality === undefined);
    const fresh = now.facts.filter((fact) => fact.kind === kind && fact.modality === undefined);
    if (old.length === 0 || fresh.length === 0) continue;
    const agree = old.some((a) =>
      fresh.some((b) => factEquals(b, a) && (a.negated ?? false) === (b.negated ?? false)),
    );
    const opposed = old.some((a) => fresh.some((b) => comparable(a, b)));
    if (opposed && !agree) return true;
  }
  return (
    now.topic === 'dispatch' &&
    (dayAgainstWait(before.facts, now.facts) || dayAgainstWait(now.facts, before.facts))
  );
}

/** "It goes out today" and "it leaves us in nine days": a wait that begins days after the day that was named. */
function dayAgainstWait(days: readonly Fact[], waits: readonly Fact[]): boolean {
  const plain = (facts: readonly Fact[]) =>
    facts.filter((fact) => fact.modality === undefined && !fact.negated);
  const latest = Math.max(
    ...plain(days).flatMap((fact) =>
      fact.kind === 'date' && fact.dayOffset !== undefined ? [fact.dayOffset] : [],
    ),
  );
  const soonest = Math.min(...plain(waits).flatMap((fact) => (fact.kind === 'duration' ? [fact.msMin] : [])));
  return Number.isFinite(latest) && Number.isFinite(soonest) && soonest >= (latest + DAYS_APART) * DAY_MS;
}
/** 48 hours and "today" may both be true. */
const DAYS_APART = 3;
const DAY_MS = 86_400_000;

function comparable(a: Fact, b: Fact): boolean {
  if (a.kind === 'attribute' && b.kind === 'attribute') return a.attribute === b.attribute;
  if (a.kind === 'money' && b.kind === 'money') return (a.role ?? 'price') === (b.role ?? 'price');
  if (a.kind === 'measure' && b.kind === 'measure') return a.unit === b.unit && a.what === b.what;
  if (a.kind === 'percent' && b.kind === 'percent') return a.of === b.of;
  // "Tomorrow" and "the 12th" may be one day.
  if (a.kind === 'date' && b.kind === 'date')
    return (
      (a.dayOffset !== undefined && b.dayOffset !== undefined) ||
      (a.day !== undefined && b.day !== undefined) ||
      (a.weekday !== undefined && b.weekday !== undefined)
    );
  return a.kind !== 'material';
}
