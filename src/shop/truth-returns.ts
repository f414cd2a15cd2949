import type { FactValue } from '../model/fact.ts';
import { REASON_OF_PROBLEM, RETURN_REASONS, type ReturnReason } from '../model/question.ts';
import type { Topic } from '../model/topic.ts';
import { DAY_MS, localMoment } from './calendar.ts';
import { exclusionOf, returnTerms } from './returns.ts';
import { dayFacts, group, money, type Scope, say, statement, type Teller } from './truth-scope.ts';
import {
  joinSentences,
  NOT_RETURNABLE_WORDS,
  RETURN_WORDS,
  RETURNABLE_WORDS,
  sayDate,
  sayDays,
  sayPayer,
} from './wording.ts';

/**
 * Truth about sending goods back: how long, who pays, which steps, what is left out, when the money comes. Periods and payers stand in
 * every policy sheet for every reason, so these are complete even where the sheet leaves other things open.
 */
export const RETURN_TELLERS = {
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
      complete: true,
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
      complete: true,
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
        returnTo: `${address.name}, ${address.line}`,
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
      complete: true,
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
} satisfies Partial<Record<Topic, Teller>>;

/** The return reason in question, from the problem asked about or reported on the order. */
export function reasonOf(scope: Scope): ReturnReason | undefined {
  const problem = scope.question.problem ?? scope.order?.problem;
  return (problem === undefined ? null : REASON_OF_PROBLEM[problem]) ?? undefined;
}

/** A period of whole days. */
export function daysFact(days: number): FactValue {
  return { kind: 'duration', msMin: days * DAY_MS, msMax: days * DAY_MS };
}

/** Steps as one text: `1. … 2. …`. */
export function numbered(steps: readonly string[]): string {
  return steps.map((step, index) => `${index + 1}. ${step}`).join(' ');
}
