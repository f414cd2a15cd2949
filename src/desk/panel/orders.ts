import { sayState } from '../../shop/wording.ts';
import { ordersOf, type WorldOrder } from '../../shop/world.ts';
import type { Entry } from './entries.ts';
import { short } from './offers.ts';
import type { PanelSource } from './panel.ts';

/** The buyer's orders as they stand now, newest deeds included; with a search, every order of the shop. */
export function orderEntries(source: PanelSource, all: boolean): readonly Entry[] {
  const { world, say } = source;
  const inCase = new Set(Object.values(world.cast.roles));
  const own = [...ordersOf(world)].sort((a, b) => Number(inCase.has(b.id)) - Number(inCase.has(a.id)));
  // Looking at an order copies it into this session's world; a search must leave the world alone.
  const others = all ? world.shop.orders.filter(({ id }) => !own.some((order) => order.id === id)) : [];
  if (own.length === 0 && others.length === 0) return [{ kind: 'title', text: say('panel.no-orders') }];
  return [
    ...own.flatMap((order) => sheet(order, source)),
    ...others.flatMap((order) => sheet(world.orders.get(order.id) ?? asSeen(order), source)),
  ];
}

type SheetOrder = PanelSource['world']['shop']['orders'][number];
type SeenOrder = SheetOrder &
  Partial<
    Pick<
      WorldOrder,
      'refundedMinor' | 'returnAccepted' | 'exchangeFor' | 'reships' | 'claimed' | 'intercepted'
    >
  >;

function asSeen(order: SheetOrder): SeenOrder {
  return order;
}

function sheet(order: SeenOrder, { world, say, money, locale }: PanelSource): Entry[] {
  const { shop } = world;
  const row = (label: string, text: string | undefined, tone?: 'warn'): Entry[] =>
    text === undefined || text === ''
      ? []
      : [{ kind: 'row', label, text, ...(tone === undefined ? {} : { tone }) }];
  const name = (id: string) => shop.products.find((product) => product.id === id)?.name ?? id;
  const goods = (items: SeenOrder['items']) =>
    items.map(({ product, colour, size, quantity, price }) =>
      [name(product), colourName(product, colour, world), size, `×${quantity}`, money(price)]
        .filter(Boolean)
        .join(' '),
    );
  const courier = shop.logistics.couriers.find(({ id }) => id === order.courier)?.name ?? order.courier;
  const region =
    shop.logistics.regions.find(({ id }) => id === order.address.region)?.name ?? order.address.region;
  const refund = order.refund;
  return [
    {
      kind: 'title',
      text: `${order.number} · ${sayState(order.state, locale)}`,
      also: `${order.id} ${order.address.name}`,
    },
    ...row(say('panel.goods'), goods(order.items).join('\n')),
    ...row(say('panel.freight'), money(order.freight)),
    ...row(say('panel.placed'), short(order.placedAt)),
    ...row(say('desk.paid'), order.paidAt === undefined ? say('panel.not-yet') : short(order.paidAt)),
    ...row(say('desk.shipped'), order.shippedAt === undefined ? undefined : short(order.shippedAt)),
    ...row(say('desk.delivered'), order.deliveredAt === undefined ? undefined : short(order.deliveredAt)),
    ...row(say('panel.courier'), [courier, order.tracking].filter(Boolean).join(' ')),
    ...row(say('panel.trail'), order.trail.map(({ at, text }) => `${short(at)} ${text}`).join('\n')),
    ...row(
      say('desk.trouble'),
      order.trouble === undefined
        ? undefined
        : [order.trouble.cause, order.trouble.newEta === undefined ? '' : short(order.trouble.newEta)]
            .filter(Boolean)
            .join(' · '),
      'warn',
    ),
    ...row(
      say('desk.refund'),
      refund === undefined
        ? undefined
        : `${money(refund.amount)} · ${say(`panel.refund.${refund.state}`)} · ${refund.reason}`,
    ),
    ...row(
      say('panel.refunded'),
      (order.refundedMinor ?? 0) > 0 ? money(order.refundedMinor ?? 0) : undefined,
    ),
    ...row(
      say('panel.return-accepted'),
      order.returnAccepted === undefined ? undefined : say(`slash.value.${order.returnAccepted.reason}`),
    ),
    ...row(say('panel.reshipped'), (order.reships ?? 0) > 0 ? String(order.reships) : undefined),
    ...row(say('panel.claimed'), order.claimed ? '✓' : undefined),
    ...row(say('panel.intercepted'), order.intercepted ? '✓' : undefined),
    ...row(
      say('panel.address'),
      [order.address.name, order.address.phone, region, order.address.line].join(' '),
    ),
    ...row(
      say('panel.order-gifts'),
      order.gifts.map((id) => shop.prices.gifts.find((gift) => gift.id === id)?.name ?? id).join(', '),
    ),
    ...row(say('panel.note'), order.note),
  ];
}

function colourName(
  product: string,
  colour: string | undefined,
  { shop }: PanelSource['world'],
): string | undefined {
  return (
    shop.products.find(({ id }) => id === product)?.colours.find(({ id }) => id === colour)?.name ?? colour
  );
}
