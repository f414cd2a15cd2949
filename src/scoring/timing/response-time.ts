import type { Conversation } from '../conversation.ts';
import { type Measured, NOT_APPLICABLE } from '../measures.ts';
import type { Round } from '../rounds.ts';

type Summary = (sorted: readonly number[]) => number;

const SUMMARIES = {
  average: (sorted) => sorted.reduce((sum, one) => sum + one, 0) / sorted.length,
  median: (sorted) => (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2,
  /** Nearest rank: the smallest value that at least nine tenths do not exceed. */
  p90: (sorted) => sorted[Math.ceil(sorted.length * 0.9) - 1]!,
  longest: (sorted) => sorted.at(-1)!,
} satisfies Record<string, Summary>;

/** Waits of all rounds, summed up. `clock`: to the first message (`wait`), or to the first one of substance (`answer`). */
export function responseTime(summary: keyof typeof SUMMARIES, clock: 'wait' | 'answer') {
  const length = (round: Round) => (clock === 'wait' ? round.waitMs : round.answerMs);
  return ({ rounds }: Conversation): Measured => {
    if (rounds.length === 0) return NOT_APPLICABLE('ms');
    const value = SUMMARIES[summary](rounds.map(length).sort((a, b) => a - b));
    const worst = rounds.reduce((a, b) => (length(b) > length(a) ? b : a));
    const end = clock === 'wait' ? worst.reply : worst.answer;
    return {
      unit: 'ms',
      value,
      events: [worst.opens.event, ...(end ? [end.event] : [])],
      slots: { rounds: String(rounds.length) },
    };
  };
}
