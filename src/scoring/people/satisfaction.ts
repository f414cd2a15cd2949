import { bareText, similarity } from '../../dialogue/similarity.ts';
import type { PeopleFile } from '../../model/people.ts';
import { type Counts, categoryCounter, logistic, weighted } from './categories.ts';

/** A buyer's message and what was answered before the next one; empty where nothing was. */
export interface LogTurn {
  readonly buyer: string;
  readonly agent: string;
}

/** Probabilities, 0 to 1, that the buyer was dissatisfied and satisfied at this turn. */
export interface ReadSatisfaction {
  readonly dissatisfied: number;
  readonly satisfied: number;
}

/** What a rater would have said of each turn, as far as the log alone shows it. */
export function readSatisfaction(turns: readonly LogTurn[], file: PeopleFile): ReadSatisfaction[] {
  const { dissatisfied = {}, satisfied = {} } = file.weights;
  return satisfactionFeatures(turns, file).map((features) => ({
    dissatisfied: logistic(weighted(features, dissatisfied)),
    satisfied: logistic(weighted(features, satisfied)),
  }));
}

/** Categories that count as they are at the turn itself, once a message. */
const OWN = [
  'thanks',
  'accepts',
  'confirms',
  'identifies',
  'form',
  'finished',
  'negates',
  'cannot',
  'asks',
  'again',
  'angry',
  'stresses',
  'trouble',
  'waits',
  'pleads',
  'cancels',
  'shouts',
] as const;
/** How much each category says of annoyance around the turn. */
const ANNOYANCE: Readonly<Record<string, number>> = {
  angry: 2,
  why: 1,
  again: 1,
  cannot: 1,
  stresses: 0.7,
  shouts: 1,
  cancels: 0.5,
  trouble: 0.5,
  reminds: 0.5,
};
/** Earlier messages of the buyer that a new one is compared with. */
const REPEATS_KEPT = 12;

/** Thirty named features a turn: its own words, its length and repetition, its surroundings, and the replies. */
export function satisfactionFeatures(turns: readonly LogTurn[], file: PeopleFile): Counts[] {
  const count = categoryCounter(file);
  const own = turns.map(({ buyer }) => once(count(buyer)));
  const replies = turns.map(({ agent }) => once(count(agent)));
  const annoyance = own.map((counts) =>
    total(Object.entries(ANNOYANCE).map(([name, weight]) => weight * counts[name]!)),
  );
  const pleasure = own.map((counts) => 1.5 * counts.thanks! + counts.pleased!);
  const bare = turns.map(({ buyer }) => bareText(buyer));
  const all = {
    negates: mean(own.map((counts) => counts.negates!)),
    asks: mean(own.map((counts) => counts.asks!)),
    wait: mean(replies.map((counts) => counts['reply-wait']!)),
    sorry: mean(replies.map((counts) => counts['reply-sorry']!)),
    pleasure: total(pleasure),
    end: total(annoyance.slice(-2)),
  };
  let refusals = 0;
  return turns.map(({ buyer, agent }, i): Counts => {
    const features = {
      ...Object.fromEntries(OWN.map((name) => [name, own[i]![name]!])),
      length: Math.log1p(Math.min(buyer.length, 120)),
      short: buyer.length <= 3 ? 1 : 0,
      repeats: likenessToEarlier(bare, i),
      'all-negates': all.negates,
      'all-asks': all.asks,
      'else-pleased': turns.length < 2 ? 0 : (all.pleasure - pleasure[i]!) / (turns.length - 1),
      'next-annoyed': mean(annoyance.slice(i + 1, i + 4)),
      'end-annoyed': all.end,
      'unanswered-before': i > 0 && turns[i - 1]!.agent === '' ? 1 : 0,
      'reply-asks': agent === '' ? 0 : replies[i]!['reply-asks']!,
      'all-reply-wait': all.wait,
      'all-reply-sorry': all.sorry,
      'reply-no-so-far': refusals / (i + 1),
    };
    refusals += replies[i]!['reply-no']!;
    return features;
  });
}

function likenessToEarlier(bare: readonly string[], i: number): number {
  if (bare[i]!.length < 4) return 0;
  const earlier = bare.slice(Math.max(0, i - REPEATS_KEPT), i);
  return Math.max(0, ...earlier.map((one) => similarity(one, bare[i]!)));
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const mean = (values: readonly number[]) => (values.length === 0 ? 0 : total(values) / values.length);
const once = (counts: Counts): Counts =>
  Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, Math.min(1, value)]));
