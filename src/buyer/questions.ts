import type { Question } from '../model/question.ts';
import type { Knows, Want } from '../model/scenario.ts';
import type { Topic } from '../model/topic.ts';
import type { BuyerCase } from './case.ts';

const ABOUT_VARIANT = new Set<Topic>(['stock', 'restock', 'price']);
const ABOUT_PLACE = new Set<Topic>(['freight', 'arrival', 'region', 'courier']);

/** The question of a matter, bound to the cast and to what this buyer knows: of one buyer always the very same object. */
export function questionOf(want: Extract<Want, { ask: Topic }>, buyer: BuyerCase): Question {
  const { questions } = buyer;
  let question = questions.get(want);
  if (question === undefined) questions.set(want, (question = boundQuestion(want, buyer)));
  return question;
}

/** What a question is bound to. */
export interface Bound {
  readonly knows: Knows;
  readonly cast: Readonly<Record<string, string>>;
  readonly scenario: {
    readonly roles: Readonly<Record<string, { readonly kind: 'product' | 'order' } | undefined>>;
  };
}

/** The same for a case of which there is no buyer yet. */
export function boundQuestion(
  want: Extract<Want, { ask: Topic }>,
  { knows, cast, scenario }: Bound,
): Question {
  const role = want.about;
  const kind = role === undefined ? undefined : scenario.roles[role]?.kind;
  const id = role === undefined ? undefined : cast[role];
  return {
    topic: want.ask,
    ...(kind === 'product' && id !== undefined ? { product: id } : {}),
    ...(kind === 'order' && id !== undefined ? { order: id } : {}),
    ...(want.other !== undefined && cast[want.other] !== undefined ? { other: cast[want.other]! } : {}),
    ...(want.attribute === undefined ? {} : { attribute: want.attribute }),
    ...(want.problem === undefined ? {} : { problem: want.problem }),
    ...(ABOUT_VARIANT.has(want.ask) && knows.colour ? { colour: knows.colour } : {}),
    ...(ABOUT_VARIANT.has(want.ask) && knows.size ? { size: knows.size } : {}),
    ...(ABOUT_PLACE.has(want.ask) && knows.region ? { region: knows.region } : {}),
    ...(want.ask === 'size' && knows.heightCm ? { heightCm: knows.heightCm } : {}),
    ...(want.ask === 'size' && knows.weightKg ? { weightKg: knows.weightKg } : {}),
    ...((want.ask === 'price' || want.ask === 'stock' || want.ask === 'coupon' || want.ask === 'promotion') &&
    knows.quantity
      ? { quantity: knows.quantity }
      : {}),
  };
}
