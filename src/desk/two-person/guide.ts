import type { Locale } from '../../model/locale.ts';
import type { Market } from '../../model/market.ts';
import type { Persona } from '../../model/persona.ts';
import type { Knows, Scenario, Want } from '../../model/scenario.ts';
import type { Shop } from '../../model/shop.ts';
import type { Say } from '../../report/say.ts';
import { remedyName } from '../../scoring/wording/conditions.ts';
import { topicName } from '../../scoring/wording/names.ts';
import { sayMoney } from '../../shop/wording.ts';
import type { Guide } from './protocol.ts';

export interface GuideSource {
  readonly locale: Locale;
  readonly scenario: Scenario;
  readonly persona: Persona;
  readonly shop: Shop;
  readonly market: Market;
  /** In the language of the conversation. */
  readonly say: Say;
}

/** What somebody who plays the buyer should know: who they are, what they want in which order, what they know, how they are. */
export function guideFor(source: GuideSource): Guide {
  const { locale, scenario, persona, shop } = source;
  return {
    locale,
    scenario: scenario.title[locale],
    persona: persona.title[locale],
    about: persona.about[locale],
    shop: shop.name,
    wants: (scenario.agenda ?? scenario.script ?? []).flatMap((want) => wantLine(want, source) ?? []),
    knows: knowsLines(scenario.knows[locale], source),
    manner: mannerLines(source),
    deeds: deedsOf(source),
  };
}

function wantLine(want: Want, { say, locale, scenario, shop }: GuideSource): string | null {
  const roles = scenario.cast[locale].roles;
  const nameOf = (role: string | undefined) => {
    const id = role === undefined ? undefined : roles[role];
    return (
      shop.products.find((product) => product.id === id)?.name ??
      shop.orders.find((order) => order.id === id)?.number ??
      ''
    );
  };
  if ('ask' in want)
    return say('pair.want.ask', { topic: topicName(want.ask, locale), about: nameOf(want.about) });
  if ('need' in want) return say('pair.want.need');
  if ('haggle' in want) return say('pair.want.haggle', { about: nameOf(want.haggle) });
  if ('order' in want) return say('pair.want.order', { about: nameOf(want.order) });
  if ('report' in want)
    return say('pair.want.report', {
      problem: say(`coach.problem.${want.report}`),
      about: nameOf(want.about),
    });
  if ('request' in want)
    return say('pair.want.request', {
      remedies: want.request.map((one) => remedyName(one, locale)).join(' / '),
    });
  if ('arrange' in want) return say(`pair.want.arrange.${want.arrange}`);
  if ('chat' in want) return say('pair.want.chat');
  if ('tempt' in want) return say(`pair.want.tempt.${want.tempt}`);
  if ('threaten' in want) return say(`pair.want.threaten.${want.threaten}`);
  if ('tell' in want) return say('pair.want.tell');
  if ('say' in want && typeof want.say !== 'string') return `“${want.say[locale]}”`;
  return null;
}

function knowsLines(knows: Knows, { say, locale, scenario, shop, market }: GuideSource): string[] {
  const order = shop.orders.find((one) => Object.values(scenario.cast[locale].roles).includes(one.id));
  const region = shop.logistics.regions.find(({ id }) => id === knows.region)?.name;
  const colour = shop.products.flatMap(({ colours }) => colours).find(({ id }) => id === knows.colour)?.name;
  const facts: (readonly [key: string, value: string | number | undefined])[] = [
    ['order', order?.number],
    ['colour', colour ?? knows.colour],
    ['size', knows.size],
    ['quantity', knows.quantity],
    ['height', knows.heightCm],
    ['weight', knows.weightKg],
    ['usual-size', knows.usualSize],
    ['region', region],
    ['occasion', knows.occasion],
    ['recipient', knows.recipient],
    ['budget', knows.budget === undefined ? undefined : sayMoney(knows.budget, market)],
    ['need-by', knows.needBy],
    ['problem', knows.problem],
    ['evidence', knows.evidence],
    ['new-address', knows.newAddress],
    ['rival-price', knows.rivalPrice === undefined ? undefined : sayMoney(knows.rivalPrice, market)],
    ['demand', knows.demand === undefined ? undefined : sayMoney(knows.demand, market)],
    ['note', knows.note],
    ['other', knows.other],
  ];
  return facts.flatMap(([key, value]) => (value === undefined ? [] : [say(`pair.knows.${key}`, { value })]));
}

function mannerLines({ persona, say }: GuideSource): string[] {
  const { temper, patience, trust, writing } = persona;
  const seconds = (ms: number) => Math.round(ms / 1000);
  return [
    say(
      temper.mood <= -1
        ? 'pair.manner.angry'
        : temper.mood >= 0.75
          ? 'pair.manner.cheerful'
          : 'pair.manner.calm',
    ),
    say('pair.manner.patience', { first: seconds(patience.first), nudge: seconds(patience.nudgeAfter) }),
    say(trust < 0.4 ? 'pair.manner.distrusts' : 'pair.manner.trusts'),
    say(`pair.manner.style.${writing.style}`),
    ...(persona.haggling === undefined ? [] : [say('pair.manner.haggles')]),
  ];
}

/** Commands with what they are about in this case. */
function deedsOf({ scenario, locale, shop }: GuideSource): Guide['deeds'] {
  const roles = scenario.cast[locale].roles;
  const knows = scenario.knows[locale];
  const product = Object.values(roles).find((id) => shop.products.some((one) => one.id === id));
  const order = shop.orders.find(({ id }) => Object.values(roles).includes(id))?.number;
  return [
    ...(product === undefined
      ? []
      : [
          {
            command: 'order',
            name: 'place-order',
            args: {
              product,
              quantity: knows.quantity ?? 1,
              ...(knows.colour === undefined ? {} : { colour: knows.colour }),
              ...(knows.size === undefined ? {} : { size: knows.size }),
            },
          },
        ]),
    { command: 'pay', name: 'pay', args: order === undefined ? {} : { order } },
    ...(order === undefined
      ? []
      : [
          { command: 'cancel', name: 'cancel-order', args: { order } },
          { command: 'return', name: 'apply-return', args: { order, reason: 'change-of-mind' } },
          { command: 'received', name: 'confirm-receipt', args: { order } },
        ]),
    { command: 'rate', name: 'rate', args: {} },
    { command: 'complain', name: 'complain', args: { with: 'platform' } },
    { command: 'follow', name: 'favourite', args: {} },
  ];
}
