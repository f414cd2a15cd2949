import type { Locale } from '../../model/locale.ts';
import { cellText } from '../../tables/table.ts';
import type { CellRead } from '../cell-reading.ts';
import { splitList } from '../list-text.ts';
import type { CellProblem } from '../read-shop.ts';
import { readGrams, readMaterial, readMonths } from './cell-amounts.ts';
import type { ColumnNames, Role } from './column-names.ts';
import type { ForeignProduct, ForeignVariant } from './goods.ts';
import { idFor, sayableTitle, shortName } from './product-names.ts';
import { readSize, type SizeRead } from './variants.ts';

/** Ids that an earlier import gave, by what they were given for, so that they stay: `product 亚麻衬衫`. */
export type KnownIds = Map<string, string>;

/** Pieces of a variant where the export says nothing of stock; the sheet is then marked incomplete. */
export const COUNT_UNKNOWN = 20;
const STRENGTH_LENGTH_MAX = 160;

/** A product as `products.yaml` holds it, with the price it is on sale for, where the export has one. */
export interface ProductFile {
  readonly file: Record<string, unknown> & { readonly id: string; readonly name: string };
  readonly sale?: number;
  readonly source: ForeignProduct;
}

export interface ProductFiles {
  readonly products: readonly ProductFile[];
  readonly problems: readonly CellProblem[];
}

/**
 * Products of an export in the shape of the shop's sheet. A product whose variants differ in price becomes one product a
 * price, as a shop's sheet has one list price for each.
 */
export function productFiles(
  sources: readonly ForeignProduct[],
  locale: Locale,
  names: ColumnNames,
  known: KnownIds,
): ProductFiles {
  const problems: CellProblem[] = [];
  const parts = sources.flatMap((source) => byPrice(source));
  const titles = new Map<string, number>();
  for (const { name } of parts) titles.set(name, (titles.get(name) ?? 0) + 1);
  const short = new Map<string, number>();
  for (const { name } of parts) {
    const word = shortName(name, locale, names);
    if (word !== null) short.set(word, (short.get(word) ?? 0) + 1);
  }
  const taken = new Set(known.values());
  const remember = (what: string, name: string, prefix: string, among: Set<string>) => {
    const before = known.get(what);
    if (before !== undefined) return before;
    const id = idFor(name, prefix, among);
    known.set(what, id);
    return id;
  };
  const products = parts.map((part): ProductFile => {
    // Two of the same name are told apart by their codes.
    const name = titles.get(part.name) === 1 ? part.name : `${part.name} ${part.code}`.trim();
    const id = remember(
      `product ${part.code || name}${part.suffix}`,
      part.code ? part.code + part.suffix : name,
      'item',
      taken,
    );
    const word = shortName(part.name, locale, names);
    const aliases = [sayableTitle(name), ...(word !== null && short.get(word) === 1 ? [word] : [])];
    const colours = coloursOf(part.variants, id, names, known);
    const sizes = sizesOf(part.variants);
    const refuse = (role: Role, read: Extract<CellRead, { ok: false }>) => {
      const found = part.cells.get(role)!;
      problems.push({ ...found.place, heading: found.heading, found: cellText(found.cell), must: read.must });
    };
    const text = (role: Role) => cellText(part.cells.get(role)?.cell);
    const value = (role: Role, read: (cell: never, heading: string) => CellRead) => {
      const found = part.cells.get(role);
      if (found === undefined) return undefined;
      const result = read(found.cell as never, found.heading);
      if (result.ok) return result.value;
      refuse(role, result);
      return undefined;
    };
    const months = value('warranty', (cell: never) => readMonths(cell));
    const grams = value('weight', (cell: never, heading) => readGrams(cell, heading));
    const strengths = text('strengths') === '' ? describe(text('description')) : splitList(text('strengths'));
    const list = part.variants[0]!.price;
    const floor = Math.min(...part.variants.map((variant) => variant.floor ?? list));
    return {
      source: part,
      ...(part.variants.every(({ sale }) => sale !== undefined && sale === part.variants[0]!.sale)
        ? { sale: part.variants[0]!.sale! }
        : {}),
      file: {
        id,
        name,
        aliases: [...new Set(aliases)],
        category:
          text('category') === ''
            ? 'goods'
            : remember(
                `category ${text('category')}`,
                text('category'),
                'kind',
                new Set(categoriesOf(known)),
              ),
        price: { list, floor },
        ...(text('material') === '' ? {} : { material: readMaterial(text('material')) }),
        ...(text('care') === '' ? {} : { care: text('care') }),
        ...(part.specifications.length === 0 ? {} : { attributes: attributesOf(part.specifications) }),
        ...(colours.length === 0
          ? {}
          : {
              colours: colours.map(({ id: colour, name: called, aliases: other }) => ({
                id: colour,
                name: called,
                ...(other.length > 0 ? { aliases: other } : {}),
              })),
            }),
        ...(sizes.length === 0
          ? {}
          : {
              sizes: sizes.map(({ aliases: other, full: _, ...size }) => ({
                ...size,
                ...(other.length > 0 ? { aliases: other } : {}),
              })),
            }),
        stock: stockOf(part.variants, colours, sizes),
        ...(strengths.length === 0 ? {} : { strengths }),
        ...(text('drawbacks') === '' ? {} : { drawbacks: splitList(text('drawbacks')) }),
        ...(typeof months === 'number' && months > 0
          ? { warranty: { months, covers: text('warranty') } }
          : {}),
        ...(grams === undefined ? {} : { weightGrams: grams }),
      },
    };
  });
  return { products, problems };
}

type Part = ForeignProduct & { readonly suffix: string };

function byPrice(source: ForeignProduct): Part[] {
  const groups = group(source.variants);
  if (groups.size === 1) return [{ ...source, suffix: '' }];
  return [...groups.values()].map((variants) => {
    const shared = (of: 'size' | 'colour') => {
      const [first] = variants;
      const others = source.variants.filter((variant) => !variants.includes(variant));
      return variants.every((variant) => variant[of] === first![of]) &&
        others.every((variant) => variant[of] !== first![of])
        ? first![of]
        : '';
    };
    const label =
      shared('size') ||
      shared('colour') ||
      variants
        .map(({ colour, size }) => `${colour}${size}`)
        .join('/')
        .slice(0, 30);
    return { ...source, name: `${source.name} ${label}`.trim(), variants, suffix: ` ${label}` };
  });
}

function group(variants: readonly ForeignVariant[]): Map<string, ForeignVariant[]> {
  const groups = new Map<string, ForeignVariant[]>();
  for (const variant of variants) {
    const key = `${variant.price} ${variant.sale ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), variant]);
  }
  return groups;
}

interface ColourRead {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

function coloursOf(
  variants: readonly ForeignVariant[],
  product: string,
  names: ColumnNames,
  known: KnownIds,
): ColourRead[] {
  const taken = new Set<string>();
  return [...new Set(variants.map(({ colour }) => colour).filter((colour) => colour !== ''))].map((name) => {
    const word = Object.keys(names.colours)
      .sort((a, b) => b.length - a.length)
      .find((each) => name.includes(each));
    const key = `colour ${product} ${name}`;
    const id =
      known.get(key) ??
      idFor(
        /[\u4e00-\u9fff]/.test(name) && word !== undefined ? names.colours[word]! : name,
        'colour',
        taken,
      );
    taken.add(id);
    known.set(key, id);
    const bare = name.replace(/色$/, '');
    return { id, name, aliases: bare !== name && bare !== '' ? [bare] : [] };
  });
}

interface SizeNamed extends SizeRead {
  /** As the export writes it. */
  readonly full: string;
}

function sizesOf(variants: readonly ForeignVariant[]): SizeNamed[] {
  const taken = new Set<string>();
  return [...new Set(variants.map(({ size }) => size).filter((size) => size !== ''))].map((full) => {
    const read = readSize(full);
    let id = read.id;
    for (let number = 2; taken.has(id); number += 1) id = `${read.id.slice(0, 10)}-${number}`;
    taken.add(id);
    return { ...read, id, full };
  });
}

/** Every colour in every size: what the export does not name there is none of. */
function stockOf(
  variants: readonly ForeignVariant[],
  colours: readonly ColourRead[],
  sizes: readonly SizeNamed[],
): Record<string, Record<string, number>> {
  const rows = colours.length > 0 ? colours.map(({ id, name }) => ({ id, name })) : [{ id: 'one', name: '' }];
  const columns = sizes.length > 0 ? sizes.map(({ id, full }) => ({ id, full })) : [{ id: 'one', full: '' }];
  return Object.fromEntries(
    rows.map((row) => [
      row.id,
      Object.fromEntries(
        columns.map((column) => {
          const found = variants.find(({ colour, size }) => colour === row.name && size === column.full);
          return [column.id, found === undefined ? 0 : (found.count ?? COUNT_UNKNOWN)];
        }),
      ),
    ]),
  );
}

function attributesOf(specifications: ForeignProduct['specifications']): Record<string, unknown> {
  const taken = new Set<string>();
  return Object.fromEntries(
    specifications.map(({ heading, text }) => {
      const found = /^(\d+(?:\.\d+)?)\s*([a-zA-Z\u4e00-\u9fff%℃]{1,6})?$/.exec(text.normalize('NFKC'));
      return [
        idFor(heading, 'spec', taken),
        {
          label: heading,
          value: text,
          ...(found === null
            ? {}
            : { number: Number(found[1]), ...(found[2] === undefined ? {} : { unit: found[2] }) }),
        },
      ];
    }),
  );
}

function categoriesOf(known: KnownIds): string[] {
  return [...known].filter(([what]) => what.startsWith('category ')).map(([, id]) => id);
}

/** The first sentences of a description, without markup. */
function describe(html: string): string[] {
  const plain = html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;|&#160;/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/&[a-z]+;|&#\d+;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return plain === ''
    ? []
    : plain
        .split(/(?<=[.!?。！？])\s*/)
        .map((sentence) => sentence.trim().slice(0, STRENGTH_LENGTH_MAX))
        .filter((sentence) => sentence.length > 3)
        .slice(0, 2);
}
