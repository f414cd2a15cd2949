import type { FactValue } from '../model/fact.ts';
import { type Product, QUALITY_TRAITS, type QualityTrait } from '../model/product.ts';
import type { Topic } from '../model/topic.ts';
import { DAY_MS } from './calendar.ts';
import { piecesLeft } from './stock.ts';
import {
  group,
  joinStatements,
  type Scope,
  say,
  statement,
  type Teller,
  type Telling,
  withProduct,
} from './truth-scope.ts';
import { joinSentences, sayList } from './wording.ts';

/** Truth about the goods themselves: sheet `products`. */
export const ITEM_TELLERS = {
  material: withProduct((product, scope) => {
    const parts = product.material.map(
      (part) =>
        `${part.part ?? ''}${part.part && scope.locale === 'en' ? ' ' : ''}${part.percent === undefined ? '' : `${part.percent}%${scope.locale === 'en' ? ' ' : ''}`}${part.name}`,
    );
    return {
      known: parts.length > 0,
      groups: [
        group(
          'material',
          product.material.map((part) => ({ kind: 'material', material: part.name })),
        ),
        group(
          'percent',
          product.material.flatMap((part): FactValue[] =>
            part.percent === undefined ? [] : [{ kind: 'percent', percent: part.percent }],
          ),
          false,
        ),
      ],
      slots: { material: sayList(parts, scope.locale) },
    };
  }),
  care: withProduct((product) => told(product.care, 'care')),
  fit: withProduct((product, scope) => attributes(product, scope, FIT_ATTRIBUTES)),
  spec: withProduct((product, scope) => attributes(product, scope, [])),
  quality: withProduct((product, scope) => {
    const trait = QUALITY_TRAITS.find((name) => name === scope.question.attribute);
    const traits = Object.entries(product.quality) as [QualityTrait, string][];
    const value = trait === undefined ? undefined : product.quality[trait];
    return {
      known: product.qualityNote !== undefined || value !== undefined,
      ...(value === undefined ? {} : { polarity: value === 'no' ? ('no' as const) : ('yes' as const) }),
      groups: [
        group(
          'traits',
          traits.flatMap(([attribute, degree]): FactValue[] =>
            // 会有一点 and 会 tell the same of a slight trait; only "no" and "yes" refute each other.
            degree === 'no'
              ? [{ kind: 'attribute', attribute, value: 'no' }]
              : ['slight', 'yes'].map((value) => ({ kind: 'attribute', attribute, value })),
          ),
          false,
        ),
      ],
      ...(product.qualityNote ? { statement: product.qualityNote } : {}),
      slots: { quality: product.qualityNote?.text ?? '' },
    };
  }),
  comparison: withProduct((product, scope) => {
    const other = scope.shop.products.find(
      (candidate) =>
        candidate.id ===
        (scope.question.other === undefined
          ? undefined
          : (scope.world.cast.roles[scope.question.other] ?? scope.question.other)),
    );
    const entry =
      other === undefined
        ? product.comparesWith[0]
        : product.comparesWith.find((one) => one.product === other.id);
    const found = entry ?? other?.comparesWith.find((one) => one.product === product.id);
    const second = other ?? scope.shop.products.find((candidate) => candidate.id === entry?.product);
    if (found !== undefined)
      return {
        ...told(found.difference, 'comparison'),
        slots: { comparison: found.difference.text, other: second?.name ?? '' },
      };
    if (second === undefined) return {};
    const line = (one: Product) =>
      `${one.name} ${say(scope, one.price.list)}${one.material[0] ? ` (${one.material[0].name})` : ''}`;
    return {
      known: true,
      statement: statement(
        joinSentences([line(product), line(second)], scope.locale),
        second.material.map((part) => part.name),
      ),
      slots: { comparison: joinSentences([line(product), line(second)], scope.locale), other: second.name },
    };
  }),
  drawback: withProduct((product, scope) =>
    product.drawbacks.length === 0 ? {} : told(joinStatements(product.drawbacks, scope.locale), 'drawback'),
  ),
  reviews: withProduct((product, _scope) => {
    const shown = [...product.reviews].sort((a, b) => b.stars - a.stars);
    const texts = [...new Set([shown[0], shown.at(-1)].flatMap((review) => (review ? [review.text] : [])))];
    const keys = product.reviews.flatMap((review) => [
      review.text,
      ...review.text
        .split(/[,，。.;；!！~～]/u)
        .map((part) => part.trim())
        .filter((part) => part.length >= 4),
    ]);
    return {
      known: texts.length > 0,
      complete: false,
      statement: statement(texts.join(' / '), keys),
      slots: { review: texts[0] ?? '', reviewLow: texts.at(-1) ?? '' },
    };
  }),
  worth: withProduct((product) => told(product.worth, 'worth')),
  occasion: withProduct((product, scope) => {
    const matches = product.goesWith.map((match) => match.text);
    return {
      ...told(product.occasion, 'occasion'),
      slots: {
        occasion: product.occasion?.text ?? '',
        goesWith: joinSentences(matches.slice(0, 2), scope.locale),
      },
    };
  }),
  authenticity: withProduct((product) => told(product.authenticity, 'authenticity')),
  warranty: withProduct((product) => {
    if (product.warranty === undefined) return { known: true, polarity: 'no' };
    const ms = product.warranty.months * 30 * DAY_MS;
    return {
      known: true,
      polarity: product.warranty.months > 0 ? 'yes' : 'no',
      groups: [
        group('months', [
          { kind: 'duration', msMin: ms, msMax: Math.max(ms, (product.warranty.months / 12) * 365 * DAY_MS) },
        ]),
      ],
      slots: { months: String(product.warranty.months), warranty: product.warranty.covers.text },
    };
  }),
  recommendation: (scope) => {
    const pool = scope.shop.products.filter((product) => piecesLeft(product, {}, scope.world) > 0);
    const first = scope.product && pool.includes(scope.product) ? scope.product : pool[0];
    return {
      known: pool.length > 0,
      groups: [
        group(
          'product',
          pool.map((product) => ({ kind: 'product', product: product.id })),
        ),
      ],
      slots: {
        recommended: first?.name ?? '',
        strength: first?.strengths[0]?.text ?? '',
        drawback: first?.drawbacks[0]?.text ?? '',
      },
    };
  },
} satisfies Partial<Record<Topic, Teller>>;

/** Attributes that say how a garment sits; for other trades `fit` falls back on all attributes. */
const FIT_ATTRIBUTES = [
  'cut',
  'fit',
  'stretch',
  'collar',
  'style',
  'length',
  'sleeve',
  'waist',
  'thickness',
  'rise',
  'neckline',
  'lining',
  'hood',
];

function attributes(product: Product, scope: Scope, preferred: readonly string[]): Telling {
  const asked = scope.question.attribute;
  const all = Object.entries(product.attributes);
  const byName =
    asked === undefined
      ? []
      : all.filter(
          ([id, attribute]) => id === asked || attribute.label === asked || attribute.words.includes(asked),
        );
  if (asked !== undefined && byName.length === 0) return { known: false };
  const kept = all.filter(([id]) => preferred.includes(id));
  const chosen = byName.length > 0 ? byName : kept.length > 0 ? kept : all;
  const numbers = chosen.flatMap(([id, attribute]): FactValue[] =>
    attribute.number === undefined || attribute.unit === undefined
      ? []
      : [{ kind: 'measure', what: id, value: attribute.number, unit: attribute.unit }],
  );
  const text = joinSentences(
    chosen.map(
      ([, attribute]) => `${attribute.label}${scope.locale === 'en' ? ': ' : '：'}${attribute.value}`,
    ),
    scope.locale,
  );
  return {
    known: chosen.length > 0,
    groups: numbers.length > 0 && byName.length === 1 ? [group('measure', numbers)] : [],
    statement: statement(
      text,
      chosen.flatMap(([, attribute]) => [attribute.value, ...attribute.keys]),
      chosen.flatMap(([, attribute]) => attribute.denies),
    ),
    slots: { spec: text, attribute: chosen[0]?.[1].label ?? '' },
  };
}

function told(fact: Telling['statement'], slot: string): Telling {
  return fact === undefined ? {} : { known: true, statement: fact, slots: { [slot]: fact.text } };
}
