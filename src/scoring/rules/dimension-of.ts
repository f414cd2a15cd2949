import type { ActName } from '../../model/act.ts';
import type { Claim } from '../../model/fact.ts';
import type { Reading } from '../../model/reading.ts';
import type { Dimension } from '../../model/scorecard.ts';
import type { Reader } from '../../nlu/reader-types.ts';
import type { Difference } from './tell-apart.ts';

export interface DimensionGuess {
  readonly dimension: Dimension;
  /** Another dimension has as much to say for itself, or nothing says anything. */
  readonly sure: boolean;
}

/** What an act in a bad sentence is a fault of: as the shipped rules file it. */
const FAULT_IN: Readonly<Partial<Record<ActName, Dimension>>> = {
  hold: 'timing',
  'bot-menu': 'timing',
  'over-promise': 'accuracy',
  'absolute-term': 'accuracy',
  'ask-private': 'accuracy',
  'off-platform': 'outcome',
  'buy-review': 'outcome',
  'invite-review': 'outcome',
  'concede-price': 'outcome',
  'concede-freight': 'outcome',
  'concede-gift': 'outcome',
  'concede-coupon': 'outcome',
  'counter-offer': 'outcome',
  'hand-over': 'outcome',
  retort: 'politeness',
  accuse: 'politeness',
  'pass-the-buck': 'politeness',
  ignorance: 'politeness',
  press: 'politeness',
  command: 'politeness',
  abuse: 'politeness',
  'disparage-rival': 'politeness',
  refuse: 'politeness',
  'interjection-only': 'politeness',
};

/** What it is a virtue of, where a good sentence has it and the bad one has not. */
const VIRTUE_IN: Readonly<Partial<Record<ActName, Dimension>>> = {
  hold: 'timing',
  'disclose-limit': 'accuracy',
  'confirm-details': 'accuracy',
  promise: 'outcome',
  'give-options': 'outcome',
  instruct: 'outcome',
  recommend: 'outcome',
  'ask-evidence': 'outcome',
  greet: 'politeness',
  thank: 'politeness',
  apologise: 'politeness',
  'apologise-strongly': 'politeness',
  empathise: 'politeness',
  own: 'politeness',
  praise: 'politeness',
  'offer-help': 'politeness',
  'refuse-with-reason': 'politeness',
  'refuse-with-alternative': 'politeness',
};

/** Being told to wait is about time, whatever else the sentence does. */
const WAIT = /等|耐心|马上|立刻|稍后|wait|patien|moment|shortly|soon/i;
const DIMENSIONS: readonly Dimension[] = ['politeness', 'timing', 'accuracy', 'outcome'];

/** Which dimension a house rule belongs to that is made of these two sentences and what tells them apart. */
export function dimensionOf(
  good: string,
  bad: string,
  difference: Difference,
  reader: Reader,
): DimensionGuess {
  const [inGood, inBad] = [reader.read(good, 'agent'), reader.read(bad, 'agent')];
  const named =
    difference.by === 'act'
      ? FAULT_IN[difference.act]
      : difference.by === 'missing'
        ? VIRTUE_IN[difference.act]
        : undefined;
  const weights = { timing: 0, politeness: 0, accuracy: 0, outcome: 0 };
  if (named !== undefined) weights[named] += 3;
  const [goodActs, badActs] = [actsOf(inGood), ruledActsOf(inBad)];
  for (const act of badActs) {
    const dimension = goodActs.has(act) ? undefined : FAULT_IN[act];
    if (dimension !== undefined) weights[dimension] += 2;
  }
  for (const act of goodActs) {
    const dimension = badActs.has(act) ? undefined : VIRTUE_IN[act];
    if (dimension !== undefined) weights[dimension] += 1;
  }
  if (WAIT.test(bad)) weights.timing += saysWhen(inGood) || badActs.has('hold') ? 3 : 2;
  if (inBad.claims.some((claim) => isOtherwise(claim, inGood.claims))) weights.accuracy += 3;
  const ranked = [...DIMENSIONS].sort((a, b) => weights[b] - weights[a]);
  const [first, second] = [ranked[0]!, ranked[1]!];
  return { dimension: first, sure: weights[first] > weights[second] };
}

function actsOf({ acts }: Reading): ReadonlySet<ActName> {
  return new Set(acts.map(({ act }) => act));
}

/** A fault is what words show, not what the sentence looks like. */
function ruledActsOf({ acts }: Reading): ReadonlySet<ActName> {
  return new Set(acts.filter(({ certain }) => certain).map(({ act }) => act));
}

function saysWhen({ facts }: Reading): boolean {
  return facts.some(({ kind }) => kind === 'duration' || kind === 'date');
}

/** Something is said of the same matter, and it is something else. */
function isOtherwise(claim: Claim, others: readonly Claim[]): boolean {
  const same = others.filter(({ topic }) => topic === claim.topic);
  if (same.length === 0 || (claim.facts.length === 0 && same.every(({ facts }) => facts.length === 0)))
    return false;
  const told = (of: Claim) =>
    of.facts
      .map(({ span: _, ...fact }: { span?: unknown }) => JSON.stringify(fact))
      .sort()
      .join();
  return same.every((other) => told(other) !== told(claim));
}
