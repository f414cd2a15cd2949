import type { Product } from '../../model/product.ts';
import type { Statement } from '../../model/statement.ts';
import { dayNumber } from '../../shop/calendar.ts';
import { quotePrice } from '../../shop/price.ts';
import { sayDate } from '../../shop/wording.ts';
import { customerOf, nowMs } from '../../shop/world.ts';
import type { Entry } from './entries.ts';
import type { PanelSource } from './panel.ts';

/** The product that is spoken of in full, then the others by name and price; with a search, all in full. */
export function productEntries(source: PanelSource, all: boolean): readonly Entry[] {
  const { say, world } = source;
  const { shop } = world;
  const open = shop.products.find(({ id }) => id === source.product);
  const others = shop.products.filter((product) => product !== open);
  if (all)
    return [...(open === undefined ? [] : [open]), ...others].flatMap((product) => sheet(product, source));
  return [
    ...(open === undefined ? [] : sheet(open, source)),
    { kind: 'title', text: open === undefined ? say('panel.products') : say('panel.other-products') },
    ...others.map(
      (product): Entry => ({ kind: 'row', label: product.name, text: source.money(product.price.list) }),
    ),
  ];
}

function sheet(product: Product, source: PanelSource): Entry[] {
  const { say, money } = source;
  const row = (label: string, text: string | undefined, tone?: 'warn'): Entry[] =>
    text === undefined || text === ''
      ? []
      : [{ kind: 'row', label, text, ...(tone === undefined ? {} : { tone }) }];
  const { list, floor, group } = product.price;
  const now = quoteNow(product, source);
  return [
    { kind: 'title', text: product.name, also: [product.id, ...product.aliases].join(' ') },
    ...row(
      say('desk.price'),
      now < list ? say('panel.price.now', { list: money(list), now: money(now) }) : money(list),
    ),
    ...row(say('panel.floor'), money(floor), 'warn'),
    ...(group === undefined
      ? []
      : row(
          say('panel.group'),
          say('panel.group.text', { people: group.people, price: money(group.price) }),
        )),
    ...row(say('panel.drawback'), texts(product.drawbacks), 'warn'),
    ...row(say('desk.strengths'), texts(product.strengths)),
    ...row(
      say('desk.material'),
      product.material
        .map(({ part, name, percent }) =>
          [part, name, percent === undefined ? '' : `${percent}%`].filter(Boolean).join(' '),
        )
        .join(', '),
    ),
    ...sizeTable(product, say),
    ...row(say('panel.size-note'), product.sizeNote?.text),
    ...stockTable(product, say),
    ...row(
      say('panel.restock'),
      product.restock
        .map(({ colour, size, on }) =>
          [
            product.colours.find(({ id }) => id === colour)?.name ?? colour,
            size,
            sayDate(dayNumber(on), source.locale),
          ]
            .filter(Boolean)
            .join(' '),
        )
        .join('; '),
    ),
    ...row(say('desk.care'), product.care?.text),
    ...Object.values(product.attributes).flatMap(({ label, value }) => row(label, value)),
    ...row(
      say('panel.quality'),
      Object.entries(product.quality)
        .map(([trait, how]) => `${say(`panel.trait.${trait}`)} ${say(`panel.how.${how}`)}`)
        .join(' · '),
    ),
    ...row(say('panel.quality.note'), product.qualityNote?.text),
    ...row(say('desk.worth'), product.worth?.text),
    ...row(say('panel.occasion'), product.occasion?.text),
    ...row(
      say('desk.compares'),
      product.comparesWith.map((one) => `${nameOf(one.product, source)}: ${one.difference.text}`).join('\n'),
    ),
    ...row(
      say('panel.goes-with'),
      product.goesWith.map((one) => `${nameOf(one.product, source)} (${one.text})`).join('\n'),
    ),
    ...row(say('panel.authenticity'), product.authenticity?.text),
    ...(product.warranty === undefined
      ? []
      : row(
          say('panel.warranty'),
          say('panel.warranty.text', {
            months: product.warranty.months,
            covers: product.warranty.covers.text,
          }),
        )),
    ...row(
      say('panel.reviews'),
      product.reviews
        .map(({ stars, text, bought }) => `${stars}★ ${text}${bought === undefined ? '' : ` (${bought})`}`)
        .join('\n'),
    ),
  ];
}

/** What one piece costs this buyer now, without an agent's doing. */
export function quoteNow(product: Product, { world, at }: Pick<PanelSource, 'world' | 'at'>): number {
  const agreed = world.agreedUnitMinor.get(product.id);
  return quotePrice({
    product,
    quantity: 1,
    nowMs: nowMs(world, at),
    prices: world.shop.prices,
    level: customerOf(world)?.level ?? 'new',
    issued: world.issuedCoupons,
    ended: world.endedPromotions,
    ...(agreed === undefined ? {} : { agreedUnitMinor: agreed }),
  }).unitMinor;
}

function sizeTable({ sizes }: Product, say: PanelSource['say']): Entry[] {
  if (sizes.length === 0) return [];
  const measures = [...new Set(sizes.flatMap(({ measuresCm }) => Object.keys(measuresCm)))];
  const hasBody = sizes.some(({ heightCm, weightKg }) => heightCm ?? weightKg);
  const named = (name: string) => say(`panel.measure.${MEASURES.has(name) ? name : 'other'}`, { name });
  // Two narrow tables: one to advise by, one to check against.
  return [
    ...(hasBody || measures.length === 0
      ? [
          {
            kind: 'table' as const,
            label: say('panel.sizes'),
            rows: [
              [say('panel.size'), ...(hasBody ? [say('panel.height'), say('panel.weight')] : [])],
              ...sizes.map(({ id, heightCm, weightKg }) => [
                id,
                ...(hasBody ? [heightCm?.join('-') ?? '', weightKg?.join('-') ?? ''] : []),
              ]),
            ],
          },
        ]
      : []),
    ...(measures.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            label: say('panel.measures'),
            rows: [
              [say('panel.size'), ...measures.map(named)],
              ...sizes.map(({ id, measuresCm }) => [
                id,
                ...measures.map((name) => String(measuresCm[name] ?? '')),
              ]),
            ],
          },
        ]),
  ];
}

const MEASURES = new Set([
  'bust',
  'chest',
  'waist',
  'hip',
  'length',
  'sleeve',
  'shoulder',
  'inseam',
  'width',
  'foot',
]);

function stockTable({ stock, colours }: Product, say: PanelSource['say']): Entry[] {
  const sizes = [...new Set(Object.values(stock).flatMap((row) => Object.keys(row)))];
  const name = (id: string) =>
    id === 'one' ? say('panel.one') : (colours.find((colour) => colour.id === id)?.name ?? id);
  return [
    {
      kind: 'table',
      label: say('desk.stock'),
      rows: [
        ['', ...sizes.map((size) => (size === 'one' ? say('panel.pieces') : size))],
        ...Object.entries(stock).map(([colour, row]) => [
          name(colour),
          ...sizes.map((size) => String(row[size] ?? '–')),
        ]),
      ],
    },
  ];
}

function nameOf(id: string, { world }: PanelSource): string {
  return world.shop.products.find((product) => product.id === id)?.name ?? id;
}

function texts(statements: readonly Statement[]): string {
  return statements.map(({ text }) => text).join('\n');
}
