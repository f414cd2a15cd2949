import { hasBargained, pricesElsewhere } from '../accuracy/negotiated.ts';
import type { Conversation, Moment } from '../conversation.ts';
import type { Hit } from '../measures.ts';
import { owedOf } from '../owed.ts';
import { talkedAbout } from '../talked-about.ts';
import { excerpt } from '../wording/excerpt.ts';
import { factText } from '../wording/facts.ts';

/** An amount below this share of the floor is some other sum (a coupon, a postage), not a price. */
const PRICE_SHARE_MIN = 0.4;

/** Prices below the floor: agreed by an action, or offered in so many words. */
export function belowFloor(conversation: Conversation): Hit[] {
  const { shop, market, locale } = conversation;
  if (!shop || !conversation.moments.some(mayNamePrice)) return [];
  const { world } = owedOf(conversation);
  if (!world) return [];
  const about = talkedAbout(conversation);
  const say = (minor: number) => factText({ kind: 'money', minor }, locale, shop, market);
  const hits: Hit[] = [];
  for (const moment of conversation.moments) {
    about.note(moment);
    if (!mayNamePrice(moment)) continue;
    const product = shop.products.find((one) => one.id === about.question('price', moment).product);
    const byDeed = deedBelowFloor(moment);
    const offered = product
      ? offeredBelow(moment, hasBargained(moment, conversation), product.price.floor, () =>
          pricesElsewhere(shop, world, product.id, moment.at),
        )
      : null;
    if (byDeed === null && offered === null) continue;
    const floor = product ? say(product.price.floor) : '';
    const found = say(byDeed ?? offered!);
    hits.push({
      events: [moment.event],
      found,
      expected: floor,
      slots: { found, floor, text: excerpt(moment.text) },
    });
  }
  return hits;
}

const mayNamePrice = ({ by, facts, kind }: Moment): boolean =>
  by === 'agent' && (kind === 'action' || facts.some((fact) => fact.kind === 'money'));

function deedBelowFloor({ source }: Moment): number | null {
  if (source.type !== 'action' || !source.result.ok || source.result.unauthorised !== 'below-floor')
    return null;
  return Math.round(Number(source.args.price ?? 0) * 100);
}

const REFUSALS = ['refuse', 'refuse-with-reason', 'refuse-with-alternative'];
/** Whoever is asked the price and names a wrong one has made a mistake; whoever is bargained with has given in. */
const OFFERS = ['concede-price', 'counter-offer', 'consent'];
const OFFERS_IN_BARGAINING = [...OFFERS, 'quote'];

/** The lowest price of one piece that the message commits to. */
function offeredBelow(
  { acts, reading }: Moment,
  bargained: boolean,
  floor: number,
  elsewhere: () => ReadonlySet<number>,
): number | null {
  if (acts.some((act) => REFUSALS.includes(act.act))) return null;
  const offers = bargained ? OFFERS_IN_BARGAINING : OFFERS;
  if (!reading || !acts.some((act) => offers.includes(act.act) && act.certain && act.modality === 'plain'))
    return null;
  let lowest: number | null = null;
  for (const claim of reading.claims) {
    if (
      claim.topic !== 'price' ||
      claim.facts.some((fact) => (fact.kind === 'quantity' && fact.count > 1) || fact.kind === 'bundle')
    )
      continue;
    for (const fact of claim.facts) {
      if (fact.kind !== 'money' || fact.negated || fact.modality !== undefined) continue;
      if (fact.role !== undefined && fact.role !== 'price') continue;

      if (fact.minor < floor && fact.minor >= floor * PRICE_SHARE_MIN && !elsewhere().has(fact.minor))
        lowest = Math.min(lowest ?? fact.minor, fact.minor);
    }
  }
  return lowest;
}
