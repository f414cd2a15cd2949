import type { Product } from '../model/product.ts';
import type { World } from './world.ts';

export interface Variant {
  /** Colour id; absent for goods without colours. */
  readonly colour?: string;
  readonly size?: string;
}

/** A colour of the product by id, name or alias. */
export function findColour(product: Product, text: string): Product['colours'][number] | undefined {
  const lower = text.trim().toLowerCase();
  return (
    product.colours.find(
      (colour) =>
        colour.id === lower ||
        colour.name.toLowerCase() === lower ||
        colour.aliases.some((alias) => alias.toLowerCase() === lower),
    ) ??
    product.colours.find(
      (colour) =>
        lower !== '' &&
        (lower.includes(colour.name.toLowerCase()) || colour.name.toLowerCase().includes(lower)),
    )
  );
}

/** A size of the product by id or alias: `M`, `m码`, `medium`. */
export function findSize(product: Product, text: string): Product['sizes'][number] | undefined {
  const bare = (value: string) =>
    value
      .trim()
      .toLowerCase()
      .replace(/^size\s+|\s*(码|号|size)$/gu, '');
  const wanted = bare(text);
  return product.sizes.find(
    (size) => bare(size.id) === wanted || size.aliases.some((alias) => bare(alias) === wanted),
  );
}

/** Pieces left of a variant; with colour or size left open, the sum over them. An unknown variant has none. */
export function piecesLeft(product: Product, variant: Variant, world?: Pick<World, 'taken'>): number {
  let pieces = 0;
  for (const [colour, sizes] of Object.entries(product.stock)) {
    if (variant.colour !== undefined && colour !== variant.colour && colour !== 'one') continue;
    for (const [size, count] of Object.entries(sizes)) {
      if (variant.size !== undefined && size !== variant.size && size !== 'one') continue;
      pieces += Math.max(0, count - (world?.taken.get(stockKey(product.id, colour, size)) ?? 0));
    }
  }
  return pieces;
}

/** Takes pieces of a variant off the session's stock; false (and nothing taken) when there are too few. */
export function takePieces(product: Product, variant: Variant, quantity: number, world: World): boolean {
  if (piecesLeft(product, variant, world) < quantity) return false;
  let wanted = quantity;
  for (const [colour, sizes] of Object.entries(product.stock)) {
    if (variant.colour !== undefined && colour !== variant.colour && colour !== 'one') continue;
    for (const [size, count] of Object.entries(sizes)) {
      if (variant.size !== undefined && size !== variant.size && size !== 'one') continue;
      const key = stockKey(product.id, colour, size);
      const taken = world.taken.get(key) ?? 0;
      const here = Math.min(wanted, Math.max(0, count - taken));
      if (here > 0) world.taken.set(key, taken + here);
      wanted -= here;
    }
  }
  return true;
}

/** Colour and size named in one text: `红色/M`, `navy, size 12`. */
export function readVariant(product: Product, text: string): Variant {
  const parts = text.split(/[\s/,，、+]+/u).filter((part) => part !== '');
  const size =
    findSize(product, text) ??
    parts.map((part) => findSize(product, part)).find((found) => found !== undefined);
  const colour =
    product.colours.find((candidate) => candidate.id === text) ??
    parts
      .map((part) => (findSize(product, part) ? undefined : findColour(product, part)))
      .find((found) => found !== undefined) ??
    product.colours.find((candidate) => text.toLowerCase().includes(candidate.name.toLowerCase()));
  return { ...(colour ? { colour: colour.id } : {}), ...(size ? { size: size.id } : {}) };
}

/** The colour and size of an order's line as stock keys; sheets write ids or names. */
export function variantOf(
  product: Product,
  item: { readonly colour?: string | undefined; readonly size?: string | undefined },
): { colour?: string; size?: string } {
  const colour = item.colour === undefined ? undefined : findColour(product, item.colour)?.id;
  const size = item.size === undefined ? undefined : findSize(product, item.size)?.id;
  return { ...(colour ? { colour } : {}), ...(size ? { size } : {}) };
}

function stockKey(product: string, colour: string, size: string): string {
  return `${product}/${colour}/${size}`;
}
