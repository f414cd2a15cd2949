import { LOCALES, type Locale } from '../model/locale.ts';
import type { Rubric, Target } from '../model/rubric.ts';
import type { Measure, Scorecard } from '../model/scorecard.ts';

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
export function aggregate(
  scorecards: readonly Pick<Scorecard, 'measures'>[],
  rubric: Rubric,
): readonly Aggregate[] {
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

/** A figure that every run shows, whatever its rubric asks for. */
export interface Figure {
  readonly measure: string;
  readonly unit: Measure['unit'];
  readonly value: number | null;
  readonly trials: number;
  /** Of the conversations it is about, where that matters (currency). */
  readonly locale?: Locale;
}

/** What a shop is run by: sales, price and piece for each order, complaints, and what the ratings say. */
const STANDING = [
  'conversion',
  'order-value',
  'items-per-order',
  'discount-given',
  'complaint-rate-session',
  'satisfied-share',
  'attitude-share',
  'resolved-share',
] as const;

/** What standing figures are made of: the measures of one conversation, and its language, which is that of its currency. */
export interface Measured {
  readonly locale: Locale;
  readonly measures: readonly Measure[];
}

/**
 * The standing figures of a run; a figure that applies to no conversation is left out. Sums of money are told by language, since
 * yuan and pounds do not add up.
 */
export function standingFigures(conversations: readonly Measured[]): readonly Figure[] {
  return STANDING.flatMap((id) => {
    const isMoney = conversations.some(({ measures }) =>
      measures.some((one) => one.id === id && one.unit === 'minor'),
    );
    if (!isMoney) return figureOf(id, conversations) ?? [];
    return LOCALES.flatMap((locale) => {
      const figure = figureOf(
        id,
        conversations.filter((one) => one.locale === locale),
      );
      return figure === null ? [] : [{ ...figure, locale }];
    });
  });
}

function figureOf(id: string, conversations: readonly Measured[]): Figure | null {
  const found = conversations.flatMap(({ measures }) => measures.find((one) => one.id === id) ?? []);
  const values = found.flatMap(({ value }) => (value === null ? [] : [value]));
  if (values.length === 0) return null;
  const value = values.reduce((sum, one) => sum + one, 0) / values.length;
  return { measure: id, unit: found[0]!.unit, value, trials: values.length };
}

/** The unit in a rate's name says what it is a share of. */
function trialsOf(card: Pick<Scorecard, 'measures'>, measure: string): number {
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
