import { sayState } from '../../shop/wording.ts';
import { customerOf, ordersOf } from '../../shop/world.ts';
import type { Entry } from './entries.ts';
import { short } from './offers.ts';
import type { PanelSource } from './panel.ts';

/** Who writes, as far as the shop's own books know. */
export function buyerEntries({ world, say, money, locale }: PanelSource): readonly Entry[] {
  const customer = customerOf(world);
  if (customer === undefined) return [{ kind: 'title', text: say('panel.guest') }];
  const { shop } = world;
  const region =
    shop.logistics.regions.find(({ id }) => id === customer.address.region)?.name ?? customer.address.region;
  const row = (label: string, text: string | undefined): Entry[] =>
    text === undefined || text === '' ? [] : [{ kind: 'row', label, text }];
  const orders = shop.orders.filter((order) => order.customer === customer.id);
  const here = ordersOf(world).filter((order) => order.placedHere);
  return [
    { kind: 'title', text: `${customer.account} · ${say(`panel.level.${customer.level}`)}` },
    ...row(say('panel.name'), customer.name),
    ...row(say('panel.since'), customer.since),
    ...row(say('panel.orders-before'), String(customer.ordersBefore)),
    ...row(say('panel.region'), region),
    ...row(say('panel.note'), customer.note),
    { kind: 'title', text: say('panel.order-history') },
    ...[...here, ...orders].flatMap((order): Entry[] => {
      const total = order.items.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
      return row(
        order.number,
        `${short(order.placedAt)} · ${money(total)} · ${sayState(order.state, locale)}`,
      );
    }),
  ];
}
