import type { FactValue } from '../model/fact.ts';
import type { Product } from '../model/product.ts';
import type { Topic } from '../model/topic.ts';
import { dayNumber } from './calendar.ts';
import { adviseSize } from './size.ts';
import { findColour, findSize, piecesLeft } from './stock.ts';
import { dayFact, group, type Scope, type Teller, withProduct } from './truth-scope.ts';
import { joinSentences, sayDate, sayDay, sayList } from './wording.ts';

/** Truth about variants: sheets `sizes` and `stock`, and colours. */
export const VARIANT_TELLERS = {
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
} satisfies Partial<Record<Topic, Teller>>;

/** Ids under which any product of the shop has this colour: a reader that hears 藏青 may know it by another product's id. */
function sharedIds(colour: Product['colours'][number], scope: Scope): readonly string[] {
  const words = new Set([colour.name, ...colour.aliases].map((word) => word.toLowerCase()));
  const others = scope.shop.products
    .flatMap((product) => product.colours)
    .filter((other) => [other.name, ...other.aliases].some((word) => words.has(word.toLowerCase())));
  return [colour.id, ...others.map((other) => other.id)];
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
