import type { Topic } from '../../model/topic.ts';
import { findProduct } from '../../shop/world.ts';
import type { Asked } from './answers.ts';
import { hasCue } from './cues.ts';
import type { Heard } from './listen.ts';
import type { DemoSetup, DemoState } from './state.ts';

/** Topics tried by their words, the narrower before the wider. */
const CUED: readonly Topic[] = [
  'refund-time',
  'return-freight',
  'return-exclusion',
  'return-period',
  'price-protection',
  'delay-cause',
  'compensation',
  'follow-up',
  'warranty',
  'drawback',
  'insurance',
  'promotion-end',
  'care',
  'packaging',
  'invoice',
  'courier',
  'dispatch',
  'arrival',
  'tracking',
  'size',
  'stock',
  'gift',
  'coupon',
  'promotion',
  'comparison',
  'reviews',
  'quality',
  'material',
  'colour',
  'payment',
  'how-to-order',
  'identity',
  'price',
];
/** Readings that these words set right: 货退了，钱多久能到 asks after the money, not the parcel. */
const OVERRULED: Readonly<Partial<Record<Topic, readonly Topic[]>>> = {
  arrival: ['refund-time', 'courier', 'dispatch'],
  'return-process': ['return-exclusion', 'return-period', 'return-freight'],
  gift: ['packaging'],
  comparison: ['price-protection', 'colour'],
  coupon: ['colour'],
  price: ['packaging'],
  tracking: ['dispatch'],
  promotion: ['promotion-end'],
};
/** What a named attribute is easily mistaken for: how should I look after it? */
const CARE_OR_FAULT: readonly Topic[] = ['care', 'drawback', 'packaging', 'refund-time', 'warranty'];
/** Acts that already say what a message is for. */
const SPEAKING = [
  'request-remedy',
  'haggle',
  'state-need',
  'place-order',
  'report-paid',
  'thank',
  'farewell',
  'leave',
  'small-talk',
  'swear',
  'nudge',
  'accept',
  'reject',
  'hesitate',
  'praise-shop',
  'ask-off-platform',
  'offer-fake-review',
] as const;
/** A longer statement is no question however many such words it holds. */
const STATEMENT_CHARS_MAX = { 'zh-CN': 24, en: 60 } as const;

/**
 * The questions of a message with what the reader leaves open: a question without a topic, and a short message of which
 * nothing else was made, are tried against the shop's own names for an item's attributes and the words for each topic.
 */
export function questionsHeard(setup: DemoSetup, state: DemoState, heard: Heard): readonly Asked[] {
  const { text } = heard.reading;
  const asks = heard.asks.map((ask) => {
    if (ask.topic === 'spec') {
      const attribute = attributeNamed(setup, state, text);
      const topic =
        attribute === undefined
          ? cued(setup, text, ask.detail === undefined ? CUED : CARE_OR_FAULT)
          : undefined;
      return attribute !== undefined ? { ...ask, detail: attribute } : topic === undefined ? ask : { topic };
    }
    const topic = cued(setup, text, OVERRULED[ask.topic] ?? []);
    return topic === undefined ? ask : { topic };
  });
  // "How much would it come to with delivery?" wants the sum, not the delivery alone.
  if (
    asks.some((ask) => ask.topic === 'freight') &&
    !asks.some((ask) => ask.topic === 'price') &&
    hasCue(setup.cues, setup.locale, 'whole-sum', text)
  )
    asks.unshift({ topic: 'price' });
  if (asks.length > 0) return asks.filter((ask) => ask.topic !== 'spec' || ask.detail !== undefined);
  const asking = heard.acts.has('ask') || /[?？]\s*\S{0,3}$/u.test(text);
  const gaveOnly = [...heard.gives].every((detail) => detail === 'product');
  const silent = gaveOnly && !heard.picture && !SPEAKING.some((act) => heard.acts.has(act)) && !heard.canned;
  if (!asking && (!silent || text.length > STATEMENT_CHARS_MAX[setup.locale])) return [];
  if (asking && cued(setup, text, ['identity']) !== undefined) return [{ topic: 'identity' }];
  const saysMore = (act: (typeof SPEAKING)[number]) =>
    act !== 'thank' && act !== 'nudge' && !(act === 'request-remedy' && state.orders.length === 0);
  if (asking && state.trouble !== undefined && cued(setup, text, ['follow-up']) !== undefined)
    return [{ topic: 'follow-up' }];
  if (asking && SPEAKING.some((act) => heard.acts.has(act) && saysMore(act))) return [];
  const attribute = attributeNamed(setup, state, text);
  if (attribute !== undefined) return [{ topic: 'spec', detail: attribute }];
  const topic = cued(setup, text, CUED);
  return topic === undefined ? [] : [{ topic }];
}

function cued(setup: DemoSetup, text: string, topics: readonly Topic[]): Topic | undefined {
  return topics.find((topic) => hasCue(setup.cues, setup.locale, `topic.${topic}`, text));
}

/** The attribute of the item spoken of whose label, or another word for it, stands in the text; the longest wins. */
function attributeNamed(setup: DemoSetup, state: DemoState, text: string): string | undefined {
  const product = findProduct(setup.shop, state.products[0] ?? '');
  // 针扣腰带 names the belt, not its buckle.
  const lower = [product?.name ?? '', ...(product?.aliases ?? [])].reduce(
    (left, name) => (name === '' ? left : left.replaceAll(name.toLowerCase(), ' ')),
    text.toLowerCase(),
  );
  return Object.entries(product?.attributes ?? {})
    .flatMap(([id, attribute]) =>
      [attribute.label, ...attribute.words]
        .filter((word) => word.length > 1 && lower.includes(word.toLowerCase()))
        .map((word) => ({ id, length: word.length })),
    )
    .sort((a, b) => b.length - a.length)[0]?.id;
}
