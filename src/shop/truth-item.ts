import type { FactValue } from '../model/fact.ts';
import { type Product, QUALITY_TRAITS, type QualityTrait } from '../model/product.ts';
import type { Topic } from '../model/topic.ts';
import { DAY_MS, dayNumber } from './calendar.ts';
import { adviseSize } from './size.ts';
import { findColour, findSize, piecesLeft } from './stock.ts';
import {
  dayFact,
  group,
  joinStatements,
  type Scope,
  say,
  statement,
  type Teller,
  type Telling,
} from './truth-scope.ts';
import { joinSentences, sayDate, sayDay, sayList } from './wording.ts';

/** Truth about the goods themselves: sheets `products`, sizes and stock. */
export const ITEM_TELLERS = {
  stock: withProduct((product, scope) => {
    const variant = variantAsked(product, scope);
    const pieces = variant === null ? 0 : piecesLeft(product, variant, scope.world);
    const available = pieces >= (scope.question.quantity ?? 1);
    const back = available ? undefined : restockDay(product, scope);
    return {
      known: true,
      polarity: available ? 'yes' : 'no',
      groups: [
        group('availability', [{ kind: 'availability', available }], false),
        group('pieces', [{ kind: 'quantity', count: pieces }], false),
        ...(back === undefined ? [] : [group('restock', [dayFact(back, scope.today)], false)]),
      ],
      slots: {
        stock: String(pieces),
        variant: sayVariant(product, scope),
        ...(back === undefined ? {} : { restock: sayDate(back, scope.locale) }),
        ...(available ? {} : { inStock: sayInStock(product, scope) }),
      },
    };
  }),
  restock: withProduct((product, scope) => {
    const back = restockDay(product, scope);
    if (back === undefined)
      return {
        known: true,
        polarity: 'no',
        slots: { variant: sayVariant(product, scope), inStock: sayInStock(product, scope) },
      };
    return {
      known: true,
      polarity: 'yes',
      groups: [group('restock', [dayFact(back, scope.today)])],
      slots: { restock: sayDay(back, scope.today, scope.locale), variant: sayVariant(product, scope) },
    };
  }),
  size: withProduct((product, scope) => {
    const { heightCm, weightKg } = scope.question;
    const advice = adviseSize(product, {
      ...(heightCm === undefined ? {} : { heightCm }),
      ...(weightKg === undefined ? {} : { weightKg }),
    });
    const sizes = product.sizes.map((size) => size.id);
    const note = product.sizeNote?.text ?? '';
    const slots = {
      sizes: sayList(sizes, scope.locale),
      sizeNote: note,
      ...(advice.size === undefined ? {} : { size: advice.size, fits: sayList(advice.fits, scope.locale) }),
    };
    if (advice.size === undefined)
      return {
        known: sizes.length > 0,
        ...(product.sizeNote ? { statement: product.sizeNote } : {}),
        groups: sizes.length === 0 ? [] : [group('sizes', sizes.map(sizeFact), false)],
        slots,
      };
    return { known: true, groups: [group('size', advice.fits.map(sizeFact))], slots };
  }),
  colour: withProduct((product, scope) => {
    const asked =
      scope.question.colour === undefined ? undefined : findColour(product, scope.question.colour);
    const names = product.colours.map((colour) => colour.name);
    const notes = product.colours.flatMap((colour) =>
      colour.note === undefined || (asked && colour !== asked) ? [] : [`${colour.name}: ${colour.note}`],
    );
    const values = [
      ...new Set([...names, ...product.colours.flatMap((colour) => sharedIds(colour, scope))]),
    ].map((colour): FactValue => ({ kind: 'colour', colour }));
    return {
      known: product.colours.length > 0,
      ...(scope.question.colour === undefined
        ? {}
        : { polarity: asked ? ('yes' as const) : ('no' as const) }),
      groups: values.length === 0 ? [] : [group('colour', values)],
      slots: {
        colours: sayList(names, scope.locale),
        colour: asked?.name ?? '',
        colourNote: joinSentences(notes, scope.locale),
      },
    };
  }),
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
    told(joinStatements(product.drawbacks, scope.locale), 'drawback'),
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

/** Ids under which any product of the shop has this colour: a reader that hears 藏青 may know it by another product's id. */
function sharedIds(colour: Product['colours'][number], scope: Scope): readonly string[] {
  const words = new Set([colour.name, ...colour.aliases].map((word) => word.toLowerCase()));
  const others = scope.shop.products
    .flatMap((product) => product.colours)
    .filter((other) => [other.name, ...other.aliases].some((word) => words.has(word.toLowerCase())));
  return [colour.id, ...others.map((other) => other.id)];
}

function withProduct(teller: (product: Product, scope: Scope) => Telling): Teller {
  return (scope) => (scope.product === undefined ? {} : teller(scope.product, scope));
}

function told(fact: Telling['statement'], slot: string): Telling {
  return fact === undefined ? {} : { known: true, statement: fact, slots: { [slot]: fact.text } };
}

const sizeFact = (size: string): FactValue => ({ kind: 'size', size });

/** The variant a question names; `null` where the product has no such colour or size. */
function variantAsked(product: Product, { question }: Scope): { colour?: string; size?: string } | null {
  const colour =
    question.colour === undefined || product.colours.length === 0
      ? undefined
      : findColour(product, question.colour);
  const size =
    question.size === undefined || product.sizes.length === 0 ? undefined : findSize(product, question.size);
  if (
    (question.colour !== undefined && product.colours.length > 0 && !colour) ||
    (question.size !== undefined && product.sizes.length > 0 && !size)
  )
    return null;
  return { ...(colour ? { colour: colour.id } : {}), ...(size ? { size: size.id } : {}) };
}

function restockDay(product: Product, scope: Scope): number | undefined {
  const variant = variantAsked(product, scope) ?? {};
  const days = product.restock
    .filter(
      (entry) =>
        (entry.colour === undefined ||
          variant.colour === undefined ||
          findColour(product, entry.colour)?.id === variant.colour) &&
        (entry.size === undefined || variant.size === undefined || entry.size === variant.size),
    )
    .map((entry) => dayNumber(entry.on))
    .filter((day) => day >= scope.today);
  return days.length === 0 ? undefined : Math.min(...days);
}

function sayVariant(product: Product, scope: Scope): string {
  const variant = variantAsked(product, scope) ?? {};
  const colour = product.colours.find((candidate) => candidate.id === variant.colour)?.name;
  const size =
    variant.size === undefined
      ? undefined
      : scope.locale === 'zh-CN'
        ? `${variant.size}码`
        : `size ${variant.size}`;
  return [colour, size].filter((part) => part !== undefined).join(scope.locale === 'zh-CN' ? '' : ', ');
}

/** Variants of the product that are there instead: other colours in that size, else other sizes. */
function sayInStock(product: Product, scope: Scope): string {
  const variant = variantAsked(product, scope) ?? {};
  const colours = product.colours.filter(
    (colour) =>
      colour.id !== variant.colour && piecesLeft(product, { ...variant, colour: colour.id }, scope.world) > 0,
  );
  if (colours.length > 0)
    return sayList(
      colours.slice(0, 3).map((colour) => colour.name),
      scope.locale,
    );
  const sizes = product.sizes.filter(
    (size) => size.id !== variant.size && piecesLeft(product, { ...variant, size: size.id }, scope.world) > 0,
  );
  return sayList(
    sizes.slice(0, 3).map((size) => size.id),
    scope.locale,
  );
}
