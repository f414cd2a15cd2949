import type { FactValue } from '../model/fact.ts';
import type { Topic } from '../model/topic.ts';
import { DAY_MS, dispatchDay, HOUR_MS, localDay, startOfDay } from './calendar.ts';
import { instantMs } from './instant.ts';
import { freightTo, quoteIn } from './placing.ts';
import { dayFacts, group, money, type Scope, say, statement, type Teller } from './truth-scope.ts';
import { NO_REACH_WORDS, REACH_WORDS, sayDay, sayDays, sayList, sayWithin } from './wording.ts';

/** Truth about the way to the buyer: sheet `logistics` and the calendar. */
export const LOGISTICS_TELLERS = {
  freight: (scope) => {
    const { logistics } = scope.shop;
    const region = scope.region ?? usualRegion(scope);
    const goods =
      scope.product === undefined
        ? undefined
        : quoteIn(scope.world, scope.product.id, scope.question.quantity ?? 1, scope.at)!.totalMinor;
    const freight = freightTo(scope.world, region.id, goods ?? 0)!;
    const from = logistics.freeFreightFrom;
    const excepted = logistics.freeFreightExcept.includes(region.id);
    const values: FactValue[] =
      freight === 0 ? [{ kind: 'free-freight', free: true }, money(0)] : [money(region.freight)];
    return {
      known: true,
      ...(region.reachable ? {} : { polarity: 'no' as const }),
      groups: region.reachable
        ? [
            group(
              'freight',
              from !== null && !excepted && goods === undefined ? [...values, money(from)] : values,
            ),
            group('free-from', from === null ? [] : [money(from)], false),
            // "Free over so much" is true wherever there is a threshold; that this order is below it shows in `freight`.
            group('free', [{ kind: 'free-freight', free: from !== null && !excepted }], false),
            group('price', goods === undefined ? [] : [money(goods)], false),
          ]
        : [],
      slots: {
        region: region.name,
        freight: say(scope, region.freight),
        freightNow: say(scope, freight),
        ...(from === null || excepted ? {} : { freeFrom: say(scope, from) }),
        free: freight === 0 ? 'yes' : 'no',
        ...(region.note === undefined ? {} : { regionNote: region.note }),
      },
    };
  },
  courier: (scope) => {
    const order = scope.question.order === undefined ? undefined : scope.order;
    const ids = order?.courier
      ? [order.courier]
      : scope.region && scope.region.couriers.length > 0
        ? scope.region.couriers
        : scope.shop.logistics.couriers.map((courier) => courier.id);
    const couriers = scope.shop.logistics.couriers.filter((courier) => ids.includes(courier.id));
    const extras = couriers.filter((courier) => courier.extra > 0);
    const standard = couriers.find((courier) => courier.standard) ?? couriers[0];
    return {
      known: couriers.length > 0,
      groups: [
        group(
          'courier',
          couriers.flatMap((courier): FactValue[] => [
            { kind: 'courier', courier: courier.id },
            { kind: 'courier', courier: courier.name },
          ]),
        ),
        group(
          'others',
          scope.shop.logistics.couriers.map(
            (courier): FactValue => ({ kind: 'courier', courier: courier.id }),
          ),
          false,
        ),
        group(
          'extra',
          extras.map((courier) => money(courier.extra)),
          false,
        ),
      ],
      statement: scope.shop.logistics.courierChoice,
      slots: {
        courier: standard?.name ?? '',
        couriers: sayList(
          couriers.map((courier) => courier.name),
          scope.locale,
        ),
        courierChoice: scope.shop.logistics.courierChoice.text,
      },
    };
  },
  dispatch: (scope) => {
    const { leaves, latestDay, withinMs } = leaving(scope);
    const hoursToLeaving = Math.max(0, startOfDay(leaves + 1, scope.world.utcOffsetMin) - scope.nowMs);
    return {
      known: true,
      groups: [
        group('dispatch', [
          ...dayFacts(leaves, latestDay, scope.today),
          { kind: 'duration', msMin: Math.min(hoursToLeaving, withinMs), msMax: withinMs },
        ]),
        group('cut-off', [{ kind: 'date', timeOfDay: scope.shop.logistics.dispatch.cutOff }], false),
      ],
      statement: scope.shop.logistics.dispatch.text,
      slots: {
        dispatch: sayDay(leaves, scope.today, scope.locale),
        within: sayWithin(withinMs, scope.locale),
        cutOff: scope.shop.logistics.dispatch.cutOff,
        from: scope.shop.logistics.dispatch.from,
        dispatchText: scope.shop.logistics.dispatch.text.text,
      },
    };
  },
  arrival: (scope) => {
    const order = scope.question.order === undefined ? undefined : scope.order;
    const eta = order?.trouble?.newEta;
    if (eta !== undefined) {
      const day = localDay(instantMs(eta), scope.world.utcOffsetMin);
      return {
        known: true,
        groups: [
          group('arrival', [...dayFacts(day, day, scope.today), span(day - scope.today, day - scope.today)]),
        ],
        slots: {
          arrival: sayDay(day, scope.today, scope.locale),
          days: sayDays([day - scope.today, day - scope.today], scope.locale),
        },
      };
    }
    const region = scope.region ?? usualRegion(scope);
    if (!region.reachable) return { known: true, polarity: 'no', slots: { region: region.name } };
    const shipped =
      order?.shippedAt === undefined
        ? undefined
        : localDay(instantMs(order.shippedAt), scope.world.utcOffsetMin);
    const { leaves, latestDay } = leaving(scope);
    const first = (shipped ?? leaves) + region.days[0];
    const last = (shipped ?? latestDay) + region.days[1];
    return {
      known: true,
      groups: [
        group('arrival', [
          { kind: 'duration', msMin: region.days[0] * DAY_MS, msMax: region.days[1] * DAY_MS },
          span(Math.max(0, first - scope.today), Math.max(0, last - scope.today)),
          ...dayFacts(first, last, scope.today),
        ]),
        group('dispatch', dayFacts(leaves, latestDay, scope.today), false),
      ],
      slots: {
        region: region.name,
        days: sayDays(region.days, scope.locale),
        arrival: sayDay(Math.max(first, scope.today), scope.today, scope.locale),
        latest: sayDay(Math.max(last, scope.today), scope.today, scope.locale),
        dispatch: sayDay(leaves, scope.today, scope.locale),
      },
    };
  },
  region: (scope) => {
    const { region } = scope;
    if (region === undefined)
      return scope.question.region === undefined ? {} : { known: false, polarity: 'no' };
    return {
      known: true,
      polarity: region.reachable ? 'yes' : 'no',
      groups: region.reachable
        ? [
            group(
              'days',
              [{ kind: 'duration', msMin: region.days[0] * DAY_MS, msMax: region.days[1] * DAY_MS }],
              false,
            ),
          ]
        : [],
      statement: statement(
        region.note ?? region.name,
        (region.reachable ? REACH_WORDS : NO_REACH_WORDS)[scope.locale],
      ),
      slots: {
        region: region.name,
        days: sayDays(region.days, scope.locale),
        freight: say(scope, region.freight),
        ...(region.note ? { regionNote: region.note } : {}),
      },
    };
  },
} satisfies Partial<Record<Topic, Teller>>;

/** When goods paid for now (or an order paid for already) leave: the calendar's day, and the last one that the promise allows. */
export function leaving(scope: Scope): {
  readonly leaves: number;
  readonly latestDay: number;
  readonly withinMs: number;
} {
  const { dispatch } = scope.shop.logistics;
  const paidMs =
    scope.question.order !== undefined && scope.order?.paidAt !== undefined
      ? instantMs(scope.order.paidAt)
      : scope.nowMs;
  const withinMs = dispatch.withinHours * HOUR_MS;
  const leaves = Math.max(
    scope.today,
    dispatchDay(paidMs, scope.world.utcOffsetMin, dispatch.cutOff, dispatch.closedWeekdays),
  );
  return {
    leaves,
    latestDay: Math.max(leaves, localDay(paidMs + withinMs, scope.world.utcOffsetMin)),
    withinMs,
  };
}

/** The region most buyers live in, as the sheet lists them: the first with the commonest freight. */
function usualRegion(scope: Scope) {
  const { regions } = scope.shop.logistics;
  const count = (freight: number) =>
    regions.filter((region) => region.freight === freight && region.reachable).length;
  return regions.reduce(
    (best, region) => (region.reachable && count(region.freight) > count(best.freight) ? region : best),
    regions.find((region) => region.reachable) ?? regions[0]!,
  );
}

function span(least: number, most: number): FactValue {
  return { kind: 'duration', msMin: least * DAY_MS, msMax: most * DAY_MS };
}
