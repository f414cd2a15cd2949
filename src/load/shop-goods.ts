import type { Market } from '../model/market.ts';
import type { Product } from '../model/product.ts';
import type { Shop } from '../model/shop.ts';
import type { Problem } from './problem.ts';
import { type Gatherer, gather } from './references.ts';
import type { Path, YamlSource } from './yaml.ts';

/** The stock key of goods without colours, or without sizes. */
const ONLY_ONE = 'one';

/** `products.yaml`: prices that fit together, stock for colours and sizes that exist, other products that exist. */
export function checkGoods(shop: Shop, source: YamlSource, market: Market | undefined): Problem[] {
  const found = gather(source);
  found.unique(['products'], shop.products, (product) => product.id, 'id');
  found.unique(['products'], shop.products, (product) => product.name, 'name');
  const law = market?.law.noReasonReturn;
  const kinds = [
    ...shop.policies.returns.exclusions.map((exclusion) => exclusion.kind),
    ...(law?.exclusions ?? []),
    ...(law?.confirmedExclusions ?? []),
  ];
  for (const [index, product] of shop.products.entries())
    checkProduct(found, ['products', index], product, shop, kinds);
  return found.problems;
}

function checkProduct(
  found: Gatherer,
  at: Path,
  product: Product,
  shop: Shop,
  kinds: readonly string[],
): void {
  const { list, floor, group } = product.price;
  found.hold([...at, 'price', 'floor'], floor <= list, `must not be above the list price, ${show(list)}`, {
    found: show(floor),
  });
  if (group) {
    found.hold(
      [...at, 'price', 'group', 'price'],
      group.price >= floor && group.price <= list,
      `must lie between the floor, ${show(floor)}, and the list price, ${show(list)}`,
      { found: show(group.price) },
    );
  }
  found.unique([...at, 'colours'], product.colours, (colour) => colour.id, 'id');
  found.unique([...at, 'sizes'], product.sizes, (size) => size.id, 'id');
  checkStock(found, at, product);
  checkMaterial(found, at, product);

  const others = shop.products.map((other) => other.id).filter((id) => id !== product.id);
  for (const [index, compared] of product.comparesWith.entries())
    found.known(
      [...at, 'comparesWith', index, 'product'],
      compared.product,
      'another product of this shop',
      others,
    );
  for (const [index, match] of product.goesWith.entries())
    found.known([...at, 'goesWith', index, 'product'], match.product, 'another product of this shop', others);
  for (const [index, kind] of product.returnKinds.entries())
    found.known([...at, 'returnKinds', index], kind, 'a kind that the return rules or the law name', kinds);
}

function checkStock(found: Gatherer, at: Path, product: Product): void {
  const colours = idsOr(product.colours);
  const sizes = idsOr(product.sizes);
  for (const [colour, counts] of Object.entries(product.stock)) {
    if (
      !found.known(
        [...at, 'stock', colour],
        colour,
        product.colours.length > 0 ? 'a colour of this product' : `${ONLY_ONE}, as it has no colours`,
        colours,
      )
    )
      continue;
    for (const size of Object.keys(counts))
      found.known(
        [...at, 'stock', colour, size],
        size,
        product.sizes.length > 0 ? 'a size of this product' : `${ONLY_ONE}, as it has no sizes`,
        sizes,
      );
  }
  for (const colour of colours) {
    const missing = sizes.filter((size) => product.stock[colour]?.[size] === undefined);
    if (missing.length > 0)
      found.add(
        [...at, 'stock', colour],
        'missing',
        `must say how many there are of ${colour} in ${missing.join(', ')}`,
        { hint: 'write 0 for what is sold out', part: 'key' },
      );
  }
  for (const [index, { colour, size }] of product.restock.entries()) {
    if (colour !== undefined)
      found.known([...at, 'restock', index, 'colour'], colour, 'a colour of this product', colours);
    if (size !== undefined)
      found.known([...at, 'restock', index, 'size'], size, 'a size of this product', sizes);
  }
}

/** Shares of one part must make a hundred, where every share is given. */
function checkMaterial(found: Gatherer, at: Path, product: Product): void {
  const parts = new Map<string, number[]>();
  for (const { part = '', percent } of product.material)
    parts.set(part, [...(parts.get(part) ?? []), percent ?? Number.NaN]);
  for (const [part, shares] of parts) {
    const sum = shares.reduce((total, share) => total + share, 0);
    if (Number.isNaN(sum)) continue;
    found.hold(
      [...at, 'material'],
      Math.abs(sum - 100) <= 1,
      `must add up to 100 percent${part === '' ? '' : ` for ${part}`}`,
      { found: String(sum), part: 'key' },
    );
  }
}

function idsOr(entries: readonly { readonly id: string }[]): string[] {
  return entries.length > 0 ? entries.map((entry) => entry.id) : [ONLY_ONE];
}

/** Minor units as people write them. */
export function show(minor: number): string {
  return minor % 100 === 0 ? String(minor / 100) : (minor / 100).toFixed(2);
}
