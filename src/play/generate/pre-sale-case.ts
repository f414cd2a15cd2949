import type { ScenarioFile } from '../../model/scenario.ts';
import type { Draws } from '../../random/stream.ts';
import { knowsOf, startAfter } from './cast.ts';
import { PRE_SALE_QUESTIONS, type PreSaleQuestion } from './questions.ts';
import { type CaseParts, perLocale, type Stages } from './stages.ts';

const QUESTIONS = [2, 4] as const;
const HAGGLES = 0.3;
const FITS = ['direct-brisk', 'direct-meticulous', 'hesitant', 'first-time', 'chatter'];
const FITS_HAGGLING = ['haggler', 'haggler-rival', 'gift-hurry'];

/** Some questions on one product, bargaining at times, and an order at the end. */
export function preSaleCase(stages: Stages, draws: Draws): CaseParts | null {
  const product = perLocale((locale) => draws.pick(stages[locale].products));
  const able = PRE_SALE_QUESTIONS.filter(
    ({ fits }) => fits === undefined || Object.values(product).every(fits),
  );
  const asked = sample(able, draws.int(...QUESTIONS), draws);
  const haggles = draws.chance(HAGGLES);
  const needs = [
    ...new Set([
      ...asked.flatMap((question) => question.needs),
      ...(haggles ? (['bargain-room'] as const) : []),
      'stock' as const,
    ]),
  ];
  const told = asked.flatMap((question) => question.told ?? []);
  const about = (locale: 'zh-CN' | 'en') => asked.map(({ label }) => label[locale]);
  const name = perLocale((locale) => product[locale].aliases[0]!);
  const agenda: NonNullable<ScenarioFile['agenda']> = [
    ...asked.map(({ topic }) => ({ ask: topic, about: 'item' })),
    ...(haggles ? [{ haggle: 'item' }] : []),
    { order: 'item' },
  ];
  return {
    title: {
      'zh-CN': `${name['zh-CN']}：问${about('zh-CN').join('、')}${haggles ? '，再还个价' : ''}`,
      en: `The ${name.en}: ${about('en').join(', ')}${haggles ? ', and a bit off' : ''}`,
    },
    summary: {
      'zh-CN': `买家看中了${name['zh-CN']}，问完${about('zh-CN').join('、')}就定。${haggles ? '会还价：能让的让一点，底价以下不让，回绝要有理由。' : '答得准、答得全，就会下单。'}`,
      en: `The buyer likes the ${name.en} and decides after asking about ${about('en').join(', ')}. ${haggles ? 'There will be bargaining: give what there is room for, nothing below the floor, and a reason with every no.' : 'Right and whole answers lead to an order.'}`,
    },
    stage: 'pre-sale',
    difficulty: Math.min(5, asked.length - 1 + (haggles ? 1 : 0)),
    startsAt: perLocale((locale) => startAfter(stages[locale], draws)),
    fits: haggles ? FITS_HAGGLING : FITS,
    roles: { item: { kind: 'product', needs } },
    cast: perLocale((locale) => ({ shop: stages[locale].id, roles: { item: product[locale].id } })),
    knows: perLocale((locale) => knowsOf(stages[locale], product[locale], draws)),
    agenda,
    outcome: {
      good: [
        ...asked.map(({ topic }) => ({ answered: topic })),
        ...told.map((each) => ({ told: each })),
        ...(haggles ? [{ refused: 'below-floor' as const }] : [{ ordered: 'item' }]),
      ],
    },
    ...(haggles ? {} : { closes: 1 }),
    bounds: { messages: 30 + 4 * asked.length, duration: '20m' },
  };
}

/** So many of them, each once, in the order they stand. */
function sample(questions: readonly PreSaleQuestion[], count: number, draws: Draws): PreSaleQuestion[] {
  const keyed = questions.map((question) => ({ question, key: draws.share() }));
  const kept = new Set(keyed.toSorted((a, b) => a.key - b.key).slice(0, count));
  return keyed.filter((each) => kept.has(each)).map(({ question }) => question);
}
