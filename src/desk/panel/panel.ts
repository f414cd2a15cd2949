import type { Locale } from '../../model/locale.ts';
import type { Say } from '../../report/say.ts';
import { sayMoney } from '../../shop/wording.ts';
import type { World } from '../../shop/world.ts';
import { type Line, rule } from '../../ui/lines.ts';
import { PANEL_TABS, type PanelTab } from '../view-state.ts';
import { buyerEntries } from './buyer.ts';
import { type Entry, entryLines } from './entries.ts';
import { offerEntries } from './offers.ts';
import { orderEntries } from './orders.ts';
import { policyEntries } from './policy.ts';
import { productEntries } from './product.ts';

/** What an agent may look up about one chat at one moment. */
export interface PanelSource {
  readonly world: World;
  readonly locale: Locale;
  /** The product that is spoken of, by id. */
  readonly product: string | undefined;
  /** Session time. */
  readonly at: number;
  readonly say: Say;
  readonly money: (minor: number) => string;
}

export function panelSource(parts: Omit<PanelSource, 'money'>): PanelSource {
  return { ...parts, money: (minor) => sayMoney(minor, parts.world.market) };
}

/** The rows of a tab. A search goes through all products and orders, not only those of the chat, and on through the other tabs. */
export function panelLines(
  source: PanelSource,
  tab: PanelTab,
  query: string,
  width: number,
): readonly Line[] {
  const found = (one: PanelTab) => entryLines(ENTRIES[one](source, query.trim() !== ''), query, width);
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return found(tab);
  // Who searches for “orders” wants that tab, not the places where the word stands.
  const named = PANEL_TABS.find((one) => source.say(`desk.tab.${one}`).toLowerCase() === wanted);
  if (named !== undefined) return entryLines(ENTRIES[named](source, true), '', width);
  // Whoever searches does not know yet which tab it is on.
  const others = PANEL_TABS.filter((one) => one !== tab).flatMap((one) => {
    const lines = found(one);
    return lines.length === 0 ? [] : [rule(source.say(`desk.tab.${one}`), width), ...lines];
  });
  return [...found(tab), ...others];
}

const ENTRIES: Readonly<Record<PanelTab, (source: PanelSource, all: boolean) => readonly Entry[]>> = {
  product: productEntries,
  offers: offerEntries,
  policy: policyEntries,
  orders: orderEntries,
  buyer: buyerEntries,
};
