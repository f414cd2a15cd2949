import type { Rubric, Target } from '../model/rubric.ts';
import type { Scorecard } from '../model/scorecard.ts';

/** One figure over many conversations. `trials`: how many messages, rounds, sessions or ratings it rests on. */
export interface Aggregate {
  readonly measure: string;
  readonly target: Target;
  readonly value: number | null;
  readonly trials: number;
  /** Fewer trials than the target asks for: shown, but it decides nothing. */
  readonly tooFew: boolean;
  /** `null`: off, too few, or nothing to go by. */
  readonly met: boolean | null;
}

/** Holds a run's scorecards against the figures that a rubric names. Shares are weighted by their unit's own trials. */
export function aggregate(scorecards: readonly Scorecard[], rubric: Rubric): readonly Aggregate[] {
  return rubric.targets.map((target) => {
    let sum = 0;
    let trials = 0;
    for (const card of scorecards) {
      const value = card.measures.find((one) => one.id === target.measure)?.value ?? null;
      if (value === null) continue;
      const weight = trialsOf(card, target.measure);
      sum += value * weight;
      trials += weight;
    }
    const value = trials === 0 ? null : sum / trials;
    const tooFew = trials < target.sampleMin;
    return {
      measure: target.measure,
      target,
      value,
      trials,
      tooFew,
      met: value === null || tooFew || !target.on ? null : meets(value, target),
    };
  });
}

/** The unit in a rate's name says what it is a share of. */
function trialsOf(card: Scorecard, measure: string): number {
  const counter = measure.endsWith('-message')
    ? 'buyer-messages'
    : measure.endsWith('-round') || measure === 'average-response'
      ? 'rounds'
      : null;
  return counter === null ? 1 : (card.measures.find((one) => one.id === counter)?.value ?? 0);
}

function meets(value: number, { atLeast, atMost }: Target): boolean {
  return (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
}
