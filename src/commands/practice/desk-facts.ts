import type { DeskFacts, QuickPhrase } from '../../desk/facts.ts';
import { type PanelSource, panelLines, panelSource } from '../../desk/panel/panel.ts';
import { quoteNow } from '../../desk/panel/product.ts';
import { fillPhrase } from '../../desk/phrases.ts';
import type { VisibleMood } from '../../desk/view-state.ts';
import type { ActName } from '../../model/act.ts';
import type { ActionRequest } from '../../model/action.ts';
import type { Locale } from '../../model/locale.ts';
import type { Shop } from '../../model/shop.ts';
import type { CaseInputs } from '../../play/inputs.ts';
import { runs } from '../../shop/price.ts';
import { sayMoney, sayState } from '../../shop/wording.ts';
import { nowMs, ordersOf, type World } from '../../shop/world.ts';
import type { Ui } from '../../system/ui-texts.ts';
import type { Line } from '../../ui/lines.ts';

export interface DeskFactsOptions {
  readonly say: Ui;
  readonly locale: Locale;
  readonly shop: Shop;
  readonly inputsOf: (chat: string) => CaseInputs;
  /** The world of a conversation under way. */
  readonly worldOf: (chat: string) => World | undefined;
  /** Session time of a conversation. */
  readonly atOf: (chat: string) => number;
  readonly own: readonly { readonly key: string; readonly text: string }[];
}

/** How long the panel may be behind the clock. */
const PANEL_MS = 10_000;

/** What the desk looks things up in: the chats' worlds, their shop, the reader of their language. */
export function createDeskFacts(options: DeskFactsOptions): DeskFacts {
  const { say, locale, shop, inputsOf, worldOf, own } = options;
  const source = (chat: string): PanelSource | null => {
    const world = worldOf(chat);
    if (world === undefined) return null;
    return panelSource({ world, locale, product: productOf(chat, options), at: options.atOf(chat), say });
  };
  let panel: { readonly key: string; readonly lines: readonly Line[] } = { key: '', lines: [] };
  return {
    say,
    locale,
    shop: { name: shop.name, agentName: shop.agentName },
    hears(chat, text) {
      const acts = inputsOf(chat)
        .language.reader.read(text, 'buyer')
        .acts.map(({ act }) => act);
      return { mood: moodOf(acts), abusive: acts.some((act) => act === 'swear') };
    },
    phrases(chat): readonly QuickPhrase[] {
      const slots = slotsOf(chat, options);
      return [
        ...own.map(({ key, text }) => ({ key, text: fillPhrase(text, slots), own: true })),
        ...shop.quickPhrases.map(({ key, text }) => ({ key, text: fillPhrase(text, slots), own: false })),
      ];
    },
    choices(chat, from) {
      const world = worldOf(chat);
      if (world === undefined) return [];
      switch (from) {
        case 'coupon':
          return shop.prices.coupons
            .filter(({ issuedBy }) => issuedBy === 'agent')
            .map(({ id, name }) => ({ value: id, title: name }));
        case 'gift':
          return shop.prices.gifts
            .filter(({ givenBy }) => givenBy === 'agent')
            .map(({ id, name }) => ({ value: id, title: name }));
        case 'order':
          return ordersOf(world).map(({ number, state, items }) => ({
            value: number,
            title: `${sayState(state, locale)} · ${items.map(({ product }) => nameOf(shop, product)).join(', ')}`,
          }));
        case 'variant':
          return variantsOf(chat, options);
      }
    },
    describe: (chat, request) => describe(chat, request, options),
    panel(chat, tab, query, width) {
      const looked = source(chat);
      if (looked === null) return [];
      // Drawn every second, changed by deeds and by offers that end.
      const { deeds, orders } = looked.world;
      const key = [chat, tab, query, width, deeds.length, orders.size, Math.floor(looked.at / PANEL_MS)].join(
        '\n',
      );
      if (panel.key !== key) panel = { key, lines: panelLines(looked, tab, query, width) };
      return panel.lines;
    },
    card(chat, card, id) {
      if (card === 'product') {
        const product = shop.products.find((one) => one.id === id);
        const { market } = inputsOf(chat);
        return product === undefined ? id : `${product.name} · ${sayMoney(product.price.list, market)}`;
      }
      const order = shop.orders.find((one) => one.id === id || one.number === id);
      return order === undefined ? id : `${order.number} · ${sayState(order.state, locale)}`;
    },
  };
}

/** The mood that an attentive person hears in the acts of a message; the worst of them counts. */
function moodOf(acts: readonly ActName[]): VisibleMood | null {
  const has = (names: readonly ActName[]) => acts.some((act) => names.includes(act));
  if (has(['swear', 'threaten-review', 'threaten-escalate', 'demand-compensation'])) return 'angry';
  if (has(['complain', 'complain-wait', 'complain-repeat', 'report-problem'])) return 'unhappy';
  if (has(['thank', 'praise-shop', 'place-order', 'report-paid', 'accept'])) return 'pleased';
  return null;
}

function productOf(chat: string, { inputsOf, worldOf }: DeskFactsOptions): string | undefined {
  const { scenario } = inputsOf(chat);
  const roles = worldOf(chat)?.cast.roles ?? {};
  const role = Object.keys(scenario.roles).find((name) => scenario.roles[name]?.kind === 'product');
  if (role !== undefined) return roles[role];
  const world = worldOf(chat);
  return world === undefined ? undefined : orderOf(world)?.items[0]?.product;
}

/** The order in question first. */
function orderOf(world: World) {
  const inCase = new Set(Object.values(world.cast.roles));
  const orders = ordersOf(world);
  return orders.find(({ id }) => inCase.has(id)) ?? orders.at(-1);
}

function slotsOf(chat: string, options: DeskFactsOptions): Readonly<Record<string, string | undefined>> {
  const { shop, worldOf, atOf } = options;
  const world = worldOf(chat);
  if (world === undefined) return { shop: shop.name };
  const at = atOf(chat);
  const money = (minor: number) => sayMoney(minor, world.market);
  const product = shop.products.find(({ id }) => id === productOf(chat, options));
  const order = orderOf(world);
  const promotion = shop.prices.promotions.find(
    (one) => runs(one, nowMs(world, at)) && !world.endedPromotions.includes(one.id),
  );
  const coupon = shop.prices.coupons.find((one) => runs(one, nowMs(world, at)));
  const courier = shop.logistics.couriers.find(({ id, standard }) =>
    order?.courier === undefined ? standard : id === order.courier,
  );
  return {
    shop: shop.name,
    item: product?.aliases[0] ?? product?.name,
    price: product === undefined ? undefined : money(quoteNow(product, { world, at })),
    care: product?.care?.text,
    drawback: product?.drawbacks[0]?.text,
    promotion: promotion?.name,
    until: promotion?.until.slice(5, 10),
    coupon: coupon?.name,
    off: coupon === undefined ? undefined : money(coupon.off),
    threshold: coupon === undefined ? undefined : money(coupon.threshold),
    courier: courier?.name,
    tracking: order?.tracking,
    address:
      order === undefined
        ? undefined
        : [order.address.name, order.address.phone, order.address.line].join(' '),
  };
}

function variantsOf(chat: string, options: DeskFactsOptions) {
  const { shop, worldOf } = options;
  const world = worldOf(chat);
  const order = world === undefined ? undefined : orderOf(world);
  const product = shop.products.find(({ id }) => id === order?.items[0]?.product);
  return [
    ...(product?.sizes.map(({ id }) => ({ value: id, title: id })) ?? []),
    ...(product?.colours.map(({ id, name }) => ({ value: id, title: name })) ?? []),
  ];
}

/** What an action would do, in the words of the interface. */
function describe(chat: string, { name, args }: ActionRequest, options: DeskFactsOptions): string {
  const { say, shop, inputsOf, locale } = options;
  const { market } = inputsOf(chat);
  const text = (key: string) => String(args[key] ?? '');
  const money = (key: string) => sayMoney(Math.round(Number(args[key] ?? 0) * 100), market);
  const what =
    args.order !== undefined
      ? say('act.order', { number: text('order') })
      : args.product !== undefined
        ? say('act.product', { name: nameOf(shop, text('product')) })
        : say('act.this');
  const coupon = shop.prices.coupons.find(({ id }) => id === args.coupon)?.name ?? text('coupon');
  const gift = shop.prices.gifts.find(({ id }) => id === args.gift)?.name ?? text('gift');
  const slots = {
    what: locale === 'en' ? what : `${what}`,
    price: money('price'),
    amount: money('amount'),
    coupon,
    gift,
    note: text('note'),
    address: text('address'),
    text: text('text'),
    status: args.status === undefined ? '' : say(`slash.value.${args.status}`),
    reason: name === 'accept-return' ? say(`slash.value.${args.reason}`) : text('reason'),
    freight: args.freightPaidBy === undefined ? '' : say(`slash.value.${args.freightPaidBy}`),
    variant: text('variant'),
    to: text('to'),
    about: text('about'),
    topic: text('topic'),
    name,
  };
  return KNOWN.has(name) ? say(`act.${name}`, slots) : say('act.other', slots);
}

const KNOWN = new Set([
  'change-price',
  'issue-coupon',
  'add-gift',
  'waive-freight',
  'note-order',
  'change-address',
  'remind-payment',
  'intercept',
  'reply-review',
  'invite-favourite',
  'set-status',
  'accept-return',
  'refund',
  'exchange',
  'reship',
  'send-tracking',
  'transfer',
  'report-buyer',
  'file-claim',
  'contact',
  'feedback',
  'close',
]);

function nameOf(shop: Shop, id: string): string {
  return shop.products.find((product) => product.id === id)?.name ?? id;
}
