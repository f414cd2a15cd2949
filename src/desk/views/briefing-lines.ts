import type { Market } from '../../model/market.ts';
import type { Shop } from '../../model/shop.ts';
import type { Say } from '../../report/say.ts';
import { sayMoney } from '../../shop/wording.ts';
import { wrapTo } from '../../ui/cells.ts';
import { type Line, line } from '../../ui/lines.ts';
import { shown } from '../../ui/shown.ts';
import type { PracticeSetup } from '../setup.ts';

export interface Briefing {
  readonly setup: PracticeSetup;
  readonly shop: Shop;
  readonly market: Market;
  /** What a chosen case or buyer is about, already in the interface's language. */
  readonly about: readonly string[];
}

/** What a trainee should know before the first buyer comes. */
export function briefingLines(
  { setup, shop, market, about }: Briefing,
  columns: number,
  say: Say,
  /** No row is wider than this; beyond it nothing is read with pleasure. */
  widest = 84,
): readonly Line[] {
  const width = Math.min(columns - 6, widest);
  const text = (words: string) => wrapTo(shown(words), width).map((row) => line(`   ${row}`));
  const title = (words: string) => [line(''), line(`  ${words}`, 'title')];
  const { authority, hours } = shop;
  return [
    line(`  ${say('brief.title')}`, 'strong'),
    ...title(say('brief.shop')),
    ...text(`${shop.name}: ${shop.about}`),
    ...text(say('brief.you', { name: shop.agentName, open: hours.open, close: hours.close })),
    ...title(say('brief.authority')),
    ...text(authority.text),
    ...text(
      say('brief.goodwill', {
        amount: sayMoney(authority.goodwillMax, market),
        gifts: authority.giftsPerOrder,
        coupons: authority.couponsPerOrder,
      }),
    ),
    ...title(say('brief.today')),
    ...about.flatMap(text),
    ...text(say('brief.count', { buyers: setup.buyers, atOnce: setup.atOnce })),
    ...text(setup.strict ? say('brief.strict') : say('brief.relaxed')),
    ...title(say('brief.scored')),
    ...text(say('brief.scored.text')),
    line(''),
    ...text(say('brief.helped')),
  ];
}
