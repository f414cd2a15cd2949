import { bareText, similarity } from '../dialogue/similarity.ts';
import type { Transcript } from '../model/event.ts';
import { isEmptyRound, type ReplayRound, roundsAs, roundsOf } from './rounds.ts';

/** Two rounds that are held against each other; at least one is there. */
export interface RoundPair {
  readonly recorded: ReplayRound | null;
  readonly today: ReplayRound | null;
}

/**
 * Pairs the rounds of a replay: today's lines are the recorded ones, but for nudges that were not needed, so each line's
 * round is the recorded line's.
 */
export function alignReplay(recorded: Transcript, today: Transcript): RoundPair[] {
  const kept = roundsOf(recorded);
  const lines = kept.flatMap(({ buyer }, round) => buyer.map(({ text }) => ({ text, round })));
  let next = 0;
  let round = 0;
  const said = roundsAs(
    today,
    ({ text }) => {
      const found = lines.findIndex((line, index) => index >= next && line.text === text);
      if (found !== -1) {
        next = found + 1;
        round = lines[found]!.round;
      }
      return round;
    },
    kept.length,
  );
  return kept.map((each, index) => pair(each, said[index] ?? null)).filter(isThere);
}

/**
 * Pairs the rounds of two conversations whose buyers may have said different things: in order, the likest together, the
 * others alone. No round is lost and none is used twice.
 */
export function alignRerun(recorded: Transcript, today: Transcript): RoundPair[] {
  const kept = roundsOf(recorded);
  const said = roundsOf(today);
  const likeness = kept.map((a, i) => said.map((b, j) => (i === 0 && j === 0 ? 1 : likenessOf(a, b))));
  // Needleman–Wunsch, where a pair is worth its likeness beyond what two rounds alone are.
  const best = Array.from({ length: kept.length + 1 }, () => new Float64Array(said.length + 1));
  for (let i = kept.length - 1; i >= 0; i -= 1)
    for (let j = said.length - 1; j >= 0; j -= 1)
      best[i]![j] = Math.max(
        best[i + 1]![j]!,
        best[i]![j + 1]!,
        best[i + 1]![j + 1]! + worth(likeness[i]![j]!),
      );
  const pairs: RoundPair[] = [];
  let [i, j] = [0, 0];
  while (i < kept.length || j < said.length) {
    if (i < kept.length && j < said.length) {
      const together = worth(likeness[i]![j]!);
      if (together > 0 && best[i]![j] === best[i + 1]![j + 1]! + together) {
        pairs.push(pair(kept[i]!, said[j]!));
        i += 1;
        j += 1;
        continue;
      }
      if (best[i]![j] === best[i + 1]![j]) pairs.push(pair(kept[i++]!, null));
      else pairs.push(pair(null, said[j++]!));
    } else if (i < kept.length) pairs.push(pair(kept[i++]!, null));
    else pairs.push(pair(null, said[j++]!));
  }
  return pairs.filter(isThere);
}

/** Rounds less alike than this have nothing to do with each other. */
const LIKE_LEAST = 0.3;

function worth(likeness: number): number {
  return likeness < LIKE_LEAST ? 0 : likeness;
}

/** 0 to 1: by what the lines are for where the buyer knows that, else by their words. */
function likenessOf(a: ReplayRound, b: ReplayRound): number {
  const [mine, yours] = [intentsOf(a), intentsOf(b)];
  const words = similarity(wordsOf(a), wordsOf(b));
  if (mine.size === 0 || yours.size === 0) return words;
  const shared = [...mine].filter((intent) => yours.has(intent)).length;
  return 0.8 * ((2 * shared) / (mine.size + yours.size)) + 0.2 * words;
}

function intentsOf({ buyer }: ReplayRound): Set<string> {
  return new Set(buyer.flatMap(({ said = [] }) => said.map(({ intent }) => intent)));
}

function wordsOf({ buyer }: ReplayRound): string {
  return bareText(buyer.map(({ text }) => text).join(' '));
}

function pair(recorded: ReplayRound | null, today: ReplayRound | null): RoundPair {
  const side = (round: ReplayRound | null) => (round === null || isEmptyRound(round) ? null : round);
  return { recorded: side(recorded), today: side(today) };
}

function isThere({ recorded, today }: RoundPair): boolean {
  return recorded !== null || today !== null;
}
