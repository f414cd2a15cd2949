import type { Statement } from '../model/statement.ts';
import type { Topic } from '../model/topic.ts';
import { DAY_MS, localDay } from './calendar.ts';
import { instantMs } from './instant.ts';
import { isLate } from './truth-policy.ts';
import { dayFact, group, type Scope, statement, type Teller } from './truth-scope.ts';
import { STATE_WORDS, sayDate, sayState } from './wording.ts';
import type { WorldOrder } from './world.ts';

/** Truth about the order in question: sheet `orders` with what happened in this session. */
export const ORDER_TELLERS = {
  'order-state': withOrder((order, scope) => ({
    known: true,
    groups: [
      group(
        'state',
        (SAME_STATE[order.state] ?? [order.state]).map((state) => ({ kind: 'order-state', state })),
        false,
      ),
      ...trackingGroups(scope),
    ],
    statement: stateTold(order, scope),
    slots: { state: sayState(order.state, scope.locale), order: order.number, ...trackingSlots(scope) },
  })),
  tracking: withOrder((order, scope) => ({
    known: true,
    groups:
      order.tracking === undefined
        ? []
        : [group('tracking', [{ kind: 'tracking-number', value: order.tracking }]), ...trackingGroups(scope)],
    ...(order.tracking === undefined ? { statement: stateTold(order, scope) } : {}),
    slots: { order: order.number, state: sayState(order.state, scope.locale), ...trackingSlots(scope) },
  })),
  'delay-cause': withOrder((order, scope) => {
    if (order.trouble === undefined)
      return isLate(scope)
        ? {
            known: true,
            statement: scope.shop.policies.lateCompensation.text,
            slots: { cause: scope.shop.policies.lateCompensation.text.text },
          }
        : {};
    const eta =
      order.trouble.newEta === undefined
        ? undefined
        : localDay(instantMs(order.trouble.newEta), scope.world.utcOffsetMin);
    return {
      known: true,
      statement: statement(
        order.trouble.cause,
        order.trouble.keys.length > 0 ? order.trouble.keys : [order.trouble.cause],
      ),
      groups:
        // A cause that names days of its own cannot be held against the new one.
        eta === undefined || /\d/.test(order.trouble.cause)
          ? []
          : [
              group(
                'eta',
                [
                  dayFact(eta, scope.today),
                  { kind: 'duration', msMin: 0, msMax: Math.max(0, eta - scope.today) * DAY_MS },
                ],
                false,
              ),
            ],
      slots: {
        cause: order.trouble.cause,
        ...(eta === undefined ? {} : { eta: sayDate(eta, scope.locale) }),
        ...trackingSlots(scope),
      },
    };
  }),
} satisfies Partial<Record<Topic, Teller>>;

/** The state in the words people use for it. */
function stateTold(order: WorldOrder, scope: Scope): Statement {
  return statement(sayState(order.state, scope.locale), STATE_WORDS[scope.locale][order.state]);
}

/** States that people tell with the same words. */
const SAME_STATE: Readonly<Record<string, readonly string[]>> = {
  shipped: ['shipped', 'in-transit'],
  'in-transit': ['in-transit', 'shipped'],
  stuck: ['stuck', 'in-transit', 'shipped'],
  delivered: ['delivered', 'received'],
  received: ['received', 'delivered'],
  'return-requested': ['return-requested', 'returning'],
};

function withOrder(teller: (order: NonNullable<Scope['order']>, scope: Scope) => ReturnType<Teller>): Teller {
  return (scope) => (scope.order === undefined ? {} : teller(scope.order, scope));
}

function trackingGroups(scope: Scope) {
  const order = scope.order!;
  if (order.tracking === undefined) return [];
  const courier = scope.shop.logistics.couriers.find((candidate) => candidate.id === order.courier);
  return [
    group('tracking-number', [{ kind: 'tracking-number', value: order.tracking }], false),
    ...(courier
      ? [
          group(
            'courier',
            [
              { kind: 'courier', courier: courier.id },
              { kind: 'courier', courier: courier.name },
            ],
            false,
          ),
        ]
      : []),
  ];
}

function trackingSlots(scope: Scope): Record<string, string> {
  const order = scope.order!;
  const courier = scope.shop.logistics.couriers.find((candidate) => candidate.id === order.courier);
  const last = order.trail.at(-1);
  return {
    ...(order.tracking ? { tracking: order.tracking } : {}),
    ...(courier ? { courier: courier.name } : {}),
    ...(last ? { trail: last.text } : {}),
  };
}
