import type { Topic } from '../model/topic.ts';
import { instantMs } from './instant.ts';
import { findColour, findSize, piecesLeft } from './stock.ts';
import { daysFact, numbered, reasonOf } from './truth-returns.ts';
import { group, money, type Scope, say, statement, type Teller } from './truth-scope.ts';
import { joinSentences, ORDER_WORDS, sayDays, sayList, sayPayer } from './wording.ts';

/** Truth about rules of the shop: sheet `policies`. */
export const POLICY_TELLERS = {
  packaging: (scope) => told(scope, 'packaging', scope.shop.policies.packaging),
  invoice: (scope) => told(scope, 'invoice', scope.shop.policies.invoice),
  'address-change': (scope) => {
    const state = scope.order?.state;
    const open =
      state === undefined ||
      state === 'unpaid' ||
      (state === 'paid' && scope.shop.policies.addressChange.until !== 'unpaid');
    return {
      ...told(scope, 'addressChange', scope.shop.policies.addressChange.text),
      polarity: open ? 'yes' : 'no',
    };
  },
  payment: (scope) => {
    const { methods, safety, steps } = scope.shop.policies.payment;
    const list = sayList(methods, scope.locale);
    return {
      known: true,
      statement: statement(list, [...methods, ...safety.keys], safety.denies),
      slots: { methods: list, safety: safety.text, steps: numbered(steps) },
    };
  },
  'how-to-order': (scope) => {
    const steps = scope.shop.policies.payment.steps;
    return {
      known: true,
      statement: statement(numbered(steps), ORDER_WORDS[scope.locale]),
      slots: {
        steps: numbered(steps),
        step: steps[0]!,
        methods: sayList(scope.shop.policies.payment.methods, scope.locale),
        safety: scope.shop.policies.payment.safety.text,
      },
    };
  },
  exchange: (scope) => {
    const reason = reasonOf(scope) ?? 'change-of-mind';
    const item = scope.order?.items[0];
    const product = scope.product ?? scope.shop.products.find((candidate) => candidate.id === item?.product);
    const colour = scope.question.colour ?? item?.colour;
    const variant =
      product === undefined
        ? {}
        : {
            ...(colour && findColour(product, colour) ? { colour: findColour(product, colour)!.id } : {}),
            ...(scope.question.size && findSize(product, scope.question.size)
              ? { size: findSize(product, scope.question.size)!.id }
              : {}),
          };
    const there = product === undefined || piecesLeft(product, variant, scope.world) > 0;
    return {
      known: true,
      polarity: there ? 'yes' : 'no',
      groups: [
        group(
          'payer',
          [{ kind: 'freight-payer', payer: scope.shop.policies.returns.reasons[reason].freight }],
          false,
        ),
      ],
      statement: scope.shop.policies.exchange,
      slots: {
        exchange: scope.shop.policies.exchange.text,
        payer: sayPayer(scope.shop.policies.returns.reasons[reason].freight, scope.locale),
        variant: [scope.question.colour, scope.question.size].filter(Boolean).join(' '),
      },
    };
  },
  remedy: (scope) => {
    const reason = reasonOf(scope);
    if (reason === undefined)
      return told(
        scope,
        'remedy',
        isLate(scope) ? scope.shop.policies.lateCompensation.text : scope.shop.logistics.exceptions,
      );
    const policy = scope.shop.policies.returns.reasons[reason];
    return {
      known: true,
      polarity: policy.remedies.length > 0 ? 'yes' : 'no',
      groups: [
        group('payer', [{ kind: 'freight-payer', payer: policy.freight }], false),
        group('days', [daysFact(policy.withinDays)], false),
      ],
      statement: policy.text,
      slots: {
        remedy: policy.text.text,
        remedies: policy.remedies.join(' '),
        payer: sayPayer(policy.freight, scope.locale),
        evidence: policy.evidence,
        days: sayDays([policy.withinDays, policy.withinDays], scope.locale),
      },
    };
  },
  compensation: (scope) => {
    const { lateCompensation } = scope.shop.policies;
    return {
      known: true,
      groups: [
        group('amount', [money(lateCompensation.perOrder)], isLate(scope)),
        group('goodwill', [money(scope.shop.authority.goodwillMax)], false),
      ],
      statement: lateCompensation.text,
      slots: {
        compensation: say(scope, lateCompensation.perOrder),
        goodwill: say(scope, scope.shop.authority.goodwillMax),
        compensationText: lateCompensation.text.text,
      },
    };
  },
  insurance: (scope) => ({
    known: true,
    groups: [group('insured', [money(scope.shop.logistics.insuredValue)], false)],
    statement: statement(
      joinSentences(
        [scope.shop.policies.freightInsurance.text.text, scope.shop.logistics.insurance.text],
        scope.locale,
      ),
      [...scope.shop.policies.freightInsurance.text.keys, ...scope.shop.logistics.insurance.keys],
    ),
    polarity: scope.shop.policies.freightInsurance.offered ? 'yes' : 'no',
    slots: {
      insured: say(scope, scope.shop.logistics.insuredValue),
      insurance: scope.shop.logistics.insurance.text,
      freightInsurance: scope.shop.policies.freightInsurance.text.text,
    },
  }),
  'off-platform': (scope) => told(scope, 'offPlatform', scope.shop.policies.offPlatform),
  'review-reward': (scope) => told(scope, 'reviews', scope.shop.policies.reviews),
  'private-data': (scope) => told(scope, 'privacy', scope.shop.policies.privacy),
} satisfies Partial<Record<Topic, Teller>>;

/** Whether a paid order has outstayed the promise, or the buyer says so. */
export function isLate(scope: Scope): boolean {
  const problem = scope.question.problem ?? scope.order?.problem;
  if (problem !== undefined) return problem === 'late-dispatch';
  const paid = scope.order?.state === 'paid' ? scope.order.paidAt : undefined;
  return (
    paid !== undefined &&
    instantMs(paid) + scope.shop.logistics.dispatch.withinHours * 3_600_000 < scope.nowMs
  );
}

function told(
  _scope: Scope,
  slot: string,
  fact: { text: string; keys: string[]; denies: string[] },
): ReturnType<Teller> {
  return { known: true, statement: fact, slots: { [slot]: fact.text } };
}
