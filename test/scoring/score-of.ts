import type { Transcript } from '../../src/model/event.ts';
import type { Scorecard } from '../../src/model/scorecard.ts';
import { type ScoreInput, score } from '../../src/scoring/score.ts';
import { shippedRubric, shippedRules } from '../helpers/rule-packs.ts';
import { stubReader } from './stub-reader.ts';

const house = shippedRubric();

/** Scores with what ships, unless a test says otherwise. */
export function scoreOf(transcript: Transcript, changes: Partial<ScoreInput> = {}): Scorecard {
  return score({
    transcript,
    rubric: house,
    rules: shippedRules,
    scenario: null,
    shop: null,
    market: null,
    reader: stubReader,
    ...changes,
  });
}

export const measureOf = (card: Scorecard, id: string): number | null => {
  const measure = card.measures.find((one) => one.id === id);
  if (!measure) throw new Error(`no measure ${id}`);
  return measure.value;
};
