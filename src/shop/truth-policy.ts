import type { FactValue } from '../model/fact.ts';
import { REASON_OF_PROBLEM, RETURN_REASONS, type ReturnReason } from '../model/question.ts';
import type { Topic } from '../model/topic.ts';
import { DAY_MS, localMoment } from './calendar.ts';
import { exclusionOf, returnTerms } from './returns.ts';
import { findColour, findSize, piecesLeft } from './stock.ts';
import { dayFacts, group, money, type Scope, say, statement, type Teller } from './truth-scope.ts';
import {
  joinSentences,
  NOT_RETURNABLE_WORDS,
  ORDER_WORDS,
  RETURN_WORDS,
  RETURNABLE_WORDS,
  sayDate,
  sayDays,
  sayList,
  sayPayer,
} from './wording.ts';

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
  'return-period': (scope) => {
    const reason = reasonOf(scope);
    const days =
      reason === undefined
        ? scope.shop.policies.returns.days
        : scope.shop.policies.returns.reasons[reason].withinDays;
    const terms =
      scope.question.order === undefined || scope.order === undefined
        ? undefined
        : returnTerms(scope.world, scope.order, reason ?? 'change-of-mind', scope.nowMs);
    const others = [
      scope.shop.policies.returns.days,
      scope.shop.policies.returns.refundDays,
      ...RETURN_REASONS.map((one) => scope.shop.policies.returns.reasons[one].withinDays),
    ];
    return {
      known: true,
      ...(terms === undefined ? {} : { polarity: terms.allowed ? ('yes' as const) : ('no' as const) }),
      groups: [
        group('days', [daysFact(days)], terms?.allowed !== false),
        group('other-periods', [...new Set(others)].filter((other) => other > 0).map(daysFact), false),
      ],
      statement: scope.shop.policies.returns.condition,
      slots: {
        days: sayDays([days, days], scope.locale),
        condition: scope.shop.policies.returns.condition.text,
        ...(terms?.daysLeft === undefined
          ? {}
          : { daysLeft: sayDays([terms.daysLeft, terms.daysLeft], scope.locale) }),
        ...(terms?.obstacle ? { obstacle: terms.obstacle } : {}),
      },
    };
  },
  'return-freight': (scope) => {
    const reason = reasonOf(scope);
    const payer = scope.shop.policies.returns.reasons[reason ?? 'change-of-mind'].freight;
    const byReason =
      reason === undefined
        ? RETURN_REASONS.map(
            (one): FactValue => ({
              kind: 'freight-payer',
              payer: scope.shop.policies.returns.reasons[one].freight,
            }),
          )
        : [];
    return {
      known: true,
      groups: [group('payer', [{ kind: 'freight-payer', payer }]), group('by-reason', byReason, false)],
      statement: scope.shop.policies.returns.reasons[reason ?? 'change-of-mind'].text,
      slots: {
        payer: sayPayer(payer, scope.locale),
        reasonText: scope.shop.policies.returns.reasons[reason ?? 'change-of-mind'].text.text,
        faultText: scope.shop.policies.returns.reasons.quality.text.text,
      },
    };
  },
  'return-process': (scope) => {
    const { steps, address } = scope.shop.policies.returns;
    return {
      known: true,
      statement: statement(numbered(steps), RETURN_WORDS[scope.locale]),
      slots: {
        steps: numbered(steps),
        step: steps[0]!,
        returnAddress: `${address.name}, ${address.phone}, ${address.line}`,
        condition: scope.shop.policies.returns.condition.text,
      },
    };
  },
  'return-exclusion': (scope) => {
    const products = scope.product
      ? [scope.product.id]
      : (scope.order?.items.map((item) => item.product) ?? []);
    const exclusion = products.map((id) => exclusionOf(scope.shop, id)).find((found) => found !== undefined);
    if (products.length === 0)
      return {
        known: true,
        statement: statement(
          joinSentences(
            scope.shop.policies.returns.exclusions.map((one) => one.text.text),
            scope.locale,
          ),
          scope.shop.policies.returns.exclusions.flatMap((one) => one.text.keys),
        ),
        slots: {
          exclusion: joinSentences(
            scope.shop.policies.returns.exclusions.slice(0, 2).map((one) => one.text.text),
            scope.locale,
          ),
        },
      };
    // Yes or no would be ambiguous here (is it excluded? can it come back?), so words decide.
    const { days, condition } = scope.shop.policies.returns;
    if (exclusion === undefined)
      return {
        known: true,
        statement: statement(
          condition.text,
          [...condition.keys, ...RETURNABLE_WORDS[scope.locale]],
          NOT_RETURNABLE_WORDS[scope.locale],
        ),
        groups: [group('days', [daysFact(days)], false)],
        slots: { days: sayDays([days, days], scope.locale), condition: condition.text, returnable: 'yes' },
      };
    return {
      known: true,
      statement: exclusion.text,
      slots: { exclusion: exclusion.text.text, returnable: 'no' },
    };
  },
  'refund-time': (scope) => {
    const days = scope.shop.policies.returns.refundDays;
    const since = scope.order?.refund;
    const promised =
      since === undefined || since.state === 'paid'
        ? undefined
        : localMoment(Date.parse(since.requestedAt), scope.world.utcOffsetMin).day + days;
    // A day that has gone by promises nothing any more.
    const due = promised === undefined || promised < scope.today ? undefined : promised;
    return {
      known: true,
      groups: [
        group('days', [
          { kind: 'duration', msMin: 0, msMax: days * DAY_MS },
          daysFact(days),
          ...(due === undefined ? [] : dayFacts(scope.today, due, scope.today)),
        ]),
        ...(since === undefined ? [] : [group('amount', [money(since.amount)], false)]),
      ],
      slots: {
        days: sayDays([days, days], scope.locale),
        ...(due === undefined
          ? {}
          : {
              due: sayDate(due, scope.locale),
              refund: say(scope, since!.amount),
              refundState: since!.state,
            }),
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

/** The return reason in question, from the problem asked about or reported on the order. */
export function reasonOf(scope: Scope): ReturnReason | undefined {
  const problem = scope.question.problem ?? scope.order?.problem;
  return (problem === undefined ? null : REASON_OF_PROBLEM[problem]) ?? undefined;
}

/** Whether a paid order has outstayed the promise, or the buyer says so. */
export function isLate(scope: Scope): boolean {
  const problem = scope.question.problem ?? scope.order?.problem;
  if (problem !== undefined) return problem === 'late-dispatch';
  const paid = scope.order?.state === 'paid' ? scope.order.paidAt : undefined;
  return (
    paid !== undefined &&
    Date.parse(paid) + scope.shop.logistics.dispatch.withinHours * 3_600_000 < scope.nowMs
  );
}

function told(
  _scope: Scope,
  slot: string,
  fact: { text: string; keys: string[]; denies: string[] },
): ReturnType<Teller> {
  return { known: true, statement: fact, slots: { [slot]: fact.text } };
}

function daysFact(days: number): FactValue {
  return { kind: 'duration', msMin: days * DAY_MS, msMax: days * DAY_MS };
}

function numbered(steps: readonly string[]): string {
  return steps.map((step, index) => `${index + 1}. ${step}`).join(' ');
}
