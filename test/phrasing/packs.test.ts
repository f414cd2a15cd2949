import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { LOCALES, type Locale } from '../../src/model/locale.ts';
import { PROBLEMS, REMEDIES } from '../../src/model/question.ts';
import { DETAILS } from '../../src/model/reading.ts';
import { TOPICS } from '../../src/model/topic.ts';
import { createPhrasebook } from '../../src/phrasing/phrasebook.ts';
import { countVariants, parseTemplate } from '../../src/phrasing/template.ts';
import { type PhrasesPack, PhrasesPackSchema } from '../../src/play/language.ts';
import { createRandom } from '../../src/random/stream.ts';

const packOf = (locale: Locale): PhrasesPack =>
  PhrasesPackSchema.parse(
    parse(readFileSync(new URL(`../../src/packs/locales/${locale}/phrases.yaml`, import.meta.url), 'utf8')),
  );

/** Topics nobody asks about in words of their own: they are tempted with, or chatted about. */
const NOT_ASKED = ['private-data', 'off-platform', 'review-reward', 'chat'];
const TEMPTATIONS = [
  'off-platform',
  'review-reward',
  'private-data',
  'absolute-claim',
  'verification-code',
] as const;
const dotted = (stem: string, ends: string): readonly string[] =>
  ends.split(' ').map((end) => `${stem}.${end}`);

/** What a buyer of any persona has to be able to say. */
const INTENTS: readonly string[] = [
  'greet',
  'greet.angry',
  'ack',
  'ack.angry',
  ...TOPICS.filter((topic) => !NOT_ASKED.includes(topic)).map((topic) => `ask.${topic}`),
  'not-understood',
  'not-understood.ask',
  'need',
  ...dotted(
    'need',
    'gift work-outfit warm-coat everyday size-help present-for-elder small-kitchen first-tea wholesale',
  ),
  ...dotted('haggle', 'open price rival insist odd-amount freight gift coupon accept walk back'),
  'order',
  'order.change-price',
  'order.no-stock',
  'paid',
  ...PROBLEMS.map((problem) => `report.${problem}`),
  ...REMEDIES.map((remedy) => `request.${remedy}`),
  'request.insist',
  ...dotted('arrange', 'address-change note packaging invoice cancel intercept'),
  ...dotted('chat', 'weather shop-life cat day holiday tv business old-purchase aside'),
  ...TEMPTATIONS.flatMap((what) => [`tempt.${what}`, `tempt.${what}.insist`]),
  'threaten.review',
  'threaten.platform',
  ...DETAILS.filter((detail) => detail !== 'remedy').map((detail) => `give.${detail}`),
  'give.note',
  'give.unknown',
  'choose',
  'confirm',
  'wait-ok',
  'wait-ok.angry',
  'nudge',
  'nudge.angry',
  'complain',
  ...dotted('complain', 'rude repeat canned contradiction beside promise excuse'),
  ...dotted('notice', 'order-shipped parcel-stuck delivered promotion-ended'),
  'hesitate',
  'thank',
  ...dotted('leave', 'settled cold unsold closed angry waited'),
];

/** What is said in nearly every conversation and so must not sound the same twice. */
const MAIN = [
  'greet',
  ...dotted('ask', 'price stock size colour material dispatch arrival freight coupon'),
  ...dotted('haggle', 'open price'),
  ...dotted('report', 'late-parcel broken wrong-item quality'),
  'request.refund',
];

const WITH_A_PRODUCT = ['shop', 'item', 'price'];
const WITH_AN_ORDER = [
  ...WITH_A_PRODUCT,
  'order',
  'days',
  'address',
  'phone',
  'region',
  'problem',
  'evidence',
];

/** Slots that are known whenever the buyer speaks this intent. */
function alwaysKnown(intent: string): readonly string[] {
  const [stem, end = ''] = intent.split('.');
  // Asked only where the case names the variant that is sold out.
  if (intent.endsWith('.variant')) return [...WITH_A_PRODUCT, 'colour', 'size'];
  if (intent.startsWith('ask.') && intent.endsWith('.order')) return WITH_AN_ORDER;
  if (intent === 'ask.comparison') return [...WITH_A_PRODUCT, 'item-b'];
  if (intent === 'ask.stock.variant') return [...WITH_A_PRODUCT, 'colour'];
  if (intent === 'haggle.rival') return [...WITH_A_PRODUCT, 'offer', 'rival'];
  if (intent === 'haggle.odd-amount') return [...WITH_A_PRODUCT, 'offer', 'amount'];
  if (stem === 'haggle' && ['price', 'insist'].includes(end)) return [...WITH_A_PRODUCT, 'offer'];
  if (intent === 'order.change-price') return [...WITH_A_PRODUCT, 'order'];
  if (intent.startsWith('tempt.private-data')) return ['other'];
  if (stem === 'give') return [...WITH_A_PRODUCT, ...(SLOTS_OF_DETAIL[end] ?? [end])];
  if (intent === 'arrange.address-change') return [...WITH_AN_ORDER, 'new-address'];
  if (intent === 'arrange.note') return [...WITH_AN_ORDER, 'note'];
  if (['ask.order-state', 'ask.tracking', 'ask.delay-cause'].includes(intent)) return WITH_AN_ORDER;
  if (['report', 'request', 'arrange', 'complain', 'threaten', 'notice'].includes(stem ?? ''))
    return WITH_AN_ORDER;
  return WITH_A_PRODUCT;
}

const SLOTS_OF_DETAIL: Readonly<Record<string, readonly string[]>> = {
  'order-number': ['order'],
  body: ['height', 'weight'],
  photo: ['evidence'],
  product: ['item'],
};

describe.each(LOCALES)('the common wordings of %s', (locale) => {
  const pack = packOf(locale);
  const wordings = (intent: string): readonly string[] => pack.phrases[intent] ?? [];

  it('have at least four for every intent', () => {
    expect(INTENTS.filter((intent) => wordings(intent).length < 4)).toEqual([]);
  });

  it('have at least eight for what is said most', () => {
    expect(MAIN.filter((intent) => wordings(intent).length < 8)).toEqual([]);
  });

  it('parse, every one', () => {
    for (const template of Object.values(pack.phrases).flat())
      expect(() => parseTemplate(template), template).not.toThrow();
  });

  it('never say the same twice within an intent', () => {
    for (const [intent, templates] of Object.entries(pack.phrases))
      expect(new Set(templates).size, intent).toBe(templates.length);
  });

  it('leave at least two for a buyer that knows only what every buyer knows', () => {
    const short = Object.entries(pack.phrases).filter(
      ([intent, templates]) =>
        templates.filter((template) =>
          parseTemplate(template).slots.every((slot) => alwaysKnown(intent).includes(slot)),
        ).length < 2,
    );
    expect(short.map(([intent]) => intent)).toEqual([]);
  });

  it('spell dozens of different texts for what is said most', () => {
    for (const intent of MAIN) {
      const variants = wordings(intent).reduce(
        (sum, template) => sum + countVariants(parseTemplate(template)),
        0,
      );
      expect(variants, intent).toBeGreaterThanOrEqual(30);
    }
  });

  it('leave no crumbs where an optional part was left out', () => {
    const book = createPhrasebook({}, pack.phrases);
    const random = createRandom(7);
    for (const intent of Object.keys(pack.phrases)) {
      const slots = Object.fromEntries(
        wordings(intent).flatMap((template) => parseTemplate(template).slots.map((slot) => [slot, 'X'])),
      );
      for (let turn = 0; turn < 40; turn += 1)
        for (const message of book.say(intent, slots, random.stream(intent, turn), new Set()).messages) {
          expect(message, intent).not.toMatch(/[,，][,.?!，。？！]| {2}|[?？][,，]|^[,，]|[,，]$|[[\]{}|]/);
          expect(message.trim(), intent).not.toBe('');
        }
    }
  });

  it('know at least forty slips of the keyboard, none of which writes a word as itself', () => {
    expect(Object.keys(pack.slips).length).toBeGreaterThanOrEqual(40);
    for (const [word, slips] of Object.entries(pack.slips)) expect(slips).not.toContain(word);
  });
});
