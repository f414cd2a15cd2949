import type { Locale } from '../../model/locale.ts';
import type { Order } from '../../model/order.ts';
import type { ScenarioFile } from '../../model/scenario.ts';
import type { Shop } from '../../model/shop.ts';
import type { Draws } from '../../random/stream.ts';
import { startAfter } from './cast.ts';
import { inventPerson } from './people.ts';
import { ORDER_PLOTS, type OrderPlot } from './plots.ts';
import { type CaseParts, perLocale, type Stages } from './stages.ts';

/** A plot about an order that both shops have one for; `null` where the one drawn finds none. */
export function orderCase(
  stage: 'in-sale' | 'after-sale',
  stages: Stages,
  draws: Draws,
  seed: number,
): CaseParts | null {
  const plot = draws.pick(ORDER_PLOTS.filter((each) => each.stage === stage));
  const able = perLocale((locale) =>
    stages[locale].orders.filter((order) => canPlay(plot, order, stages[locale])),
  );
  if (Object.values(able).some((orders) => orders.length === 0)) return null;
  const order = perLocale((locale) => draws.pick(able[locale]));
  const words = (of: Readonly<Record<Locale, string>>, locale: Locale) =>
    of[locale].replaceAll('{item}', itemOf(order[locale], stages[locale]));
  const inBoth = (of: Readonly<Record<Locale, string>>) => perLocale((locale) => words(of, locale));
  const person = plot.moves ? inventPerson(seed) : null;
  const knows = perLocale((locale) => ({
    ...(plot.problem ? { problem: words(plot.problem, locale) } : {}),
    ...(plot.evidence ? { evidence: words(plot.evidence, locale) } : {}),
    ...(person ? { newAddress: person.address[locale] } : {}),
  }));
  return {
    title: inBoth(plot.title),
    summary: inBoth(plot.summary),
    stage,
    difficulty: plot.difficulty,
    startsAt: perLocale((locale) => startAfter(stages[locale], draws)),
    fits: [...plot.fits],
    forbids: [...plot.forbids],
    roles: { order: { kind: 'order', states: [...plot.states], needs: [...plot.needs] } },
    cast: perLocale((locale) => ({
      shop: stages[locale].id,
      roles: { order: order[locale].id },
      customer: order[locale].customer,
    })),
    ...(Object.values(knows).every((each) => Object.keys(each).length === 0) ? {} : { knows }),
    agenda: plot.agenda,
    outcome: plot.outcome,
    bounds: { messages: 44, duration: '20m' },
  } satisfies Partial<ScenarioFile>;
}

function canPlay(plot: OrderPlot, order: Order, shop: Shop): boolean {
  const has = {
    tracking: order.tracking,
    trouble: order.trouble,
    refund: order.refund,
    'wrong-goods': order.sent,
  };
  return (
    plot.states.includes(order.state) &&
    plot.needs.every((need) => has[need] !== undefined) &&
    (plot.plays?.(order, shop) ?? true)
  );
}

function itemOf(order: Order, shop: Shop): string {
  const bought = order.items[0]!.product;
  return shop.products.find(({ id }) => id === bought)?.aliases[0] ?? bought;
}
