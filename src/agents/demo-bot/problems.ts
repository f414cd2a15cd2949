import type { ActionRequest } from '../../model/action.ts';
import { PROBLEMS, type Problem, REASON_OF_PROBLEM, REMEDIES, type Remedy } from '../../model/question.ts';
import { returnTerms } from '../../shop/returns.ts';
import { truth } from '../../shop/truth.ts';
import { sayPayer } from '../../shop/wording.ts';
import { findOrder, nowMs } from '../../shop/world.ts';
import { orderInQuestion } from './answers.ts';
import type { Heard } from './listen.ts';
import { logisticsTrouble } from './parcel-troubles.ts';
import { carryOut, offerable } from './remedies.ts';
import { type Moment, type Part, part, type Reply } from './state.ts';

const ON_THE_WAY: readonly Problem[] = [
  'late-dispatch',
  'late-parcel',
  'stuck-parcel',
  'lost-parcel',
  'confiscated',
];

/** Takes up what the buyer reports or asks for, one step further each time: sorry, facts, evidence, options, deed. */
export function seeToProblem(moment: Moment, heard: Heard): Reply {
  const { state } = moment;
  const reported = problemHeard(heard);
  const wish = remedyHeard(heard) ?? (state.trouble === undefined ? undefined : remedyTouched(heard));
  if (reported !== undefined && reported !== state.trouble?.problem)
    state.trouble = { problem: reported, order: undefined, stage: 'reported', options: [] };
  const order = orderInQuestion(moment);
  if (state.trouble !== undefined && state.trouble.order === undefined)
    state.trouble = { ...state.trouble, order };
  const sorry = apologise(moment, heard, reported);
  if (order === undefined) {
    if (state.asked.has('order-number') && state.told.has('order-number'))
      return {
        parts: [...sorry, part('problem.handover')],
        actions: [
          {
            name: 'transfer',
            args: { to: 'after-sale', reason: state.trouble?.problem ?? 'order not found' },
          },
        ],
      };
    state.asked.add('order-number');
    return { parts: [...sorry, part('ask.order')], actions: [] };
  }
  const found = findOrder(state.world, order)!;
  if (state.trouble !== undefined) found.problem = state.trouble.problem;
  if (state.trouble === undefined) {
    // Nothing has left yet: a wish to undo the order needs no reason.
    if (found.state === 'paid' && (wish === undefined || wish === 'refund' || wish === 'return'))
      return withSorry(sorry, carryOut(moment, found, 'refund', 'change-of-mind', {}));
    if (wish === 'intercept')
      return withSorry(sorry, carryOut(moment, found, 'intercept', 'change-of-mind', {}));
    state.asked.add('problem');
    return { parts: [...sorry, part('ask.reason')], actions: [] };
  }
  const { problem } = state.trouble;
  if (state.trouble.stage === 'done') return again(moment, heard, sorry, wish);
  if (ON_THE_WAY.includes(problem)) return withSorry(sorry, logisticsTrouble(moment, wish));
  if (problem === 'refund-missing') return withSorry(sorry, refundMissing(moment));
  if (problem === 'promise-broken') return withSorry(sorry, promiseBroken(moment));
  return withSorry(sorry, goodsTrouble(moment, problem, order, wish, heard));
}

export function problemHeard(heard: Heard): Problem | undefined {
  const detail = heard.reading.acts.find(
    (act) => act.act === 'report-problem' && act.detail !== undefined,
  )?.detail;
  return PROBLEMS.find((problem) => problem === detail);
}

/** The remedy a buyer names: by the act's own detail, else by what it is about. */
export function remedyHeard(heard: Heard): Remedy | undefined {
  for (const act of heard.reading.acts) {
    if (act.act === 'demand-compensation') return 'compensate';
    if (act.act !== 'request-remedy' && act.act !== 'give-detail') continue;
    const named = REMEDIES.find((remedy) => remedy === act.detail);
    if (named !== undefined) return named;
    if (act.act !== 'request-remedy') continue;
    if (act.topic === 'exchange') return 'exchange';
    if (act.topic === 'return-process' || act.topic === 'return-period' || act.topic === 'return-freight')
      return 'return';
    if (act.topic === 'refund-time') return 'refund';
    if (act.topic === 'compensation') return 'compensate';
    if (act.topic === 'tracking') return 'track';
  }
  return undefined;
}

/** In the middle of a trouble, a bare word for a remedy (换货吧) is a choice. */
export function remedyTouched(heard: Heard): Remedy | undefined {
  const topics = heard.reading.acts.flatMap((act) =>
    act.topic === undefined || act.modality === 'question' ? [] : [act.topic],
  );
  if (topics.includes('exchange')) return 'exchange';
  if (topics.includes('return-process')) return 'return';
  if (topics.includes('refund-time')) return 'refund';
  return undefined;
}

function apologise(moment: Moment, heard: Heard, reported: Problem | undefined): Part[] {
  const { state } = moment;
  const blameless =
    state.trouble !== undefined && ['changed-mind', 'misuse', 'wrong-size'].includes(state.trouble.problem);
  if (reported === undefined && !isUpset(heard)) return [];
  if (state.apologised >= 3) return [];
  state.apologised += 1;
  if (blameless) return [part('problem.understand')];
  if (state.apologised > 1) return isUpset(heard) ? [part('calm')] : [];
  return [part(reported === undefined ? 'calm' : `problem.sorry.${reported}`)];
}

export function isUpset(heard: Heard): boolean {
  return [
    'complain',
    'swear',
    'threaten-review',
    'threaten-escalate',
    'complain-wait',
    'complain-repeat',
  ].some((act) => heard.acts.has(act as never));
}

function goodsTrouble(
  moment: Moment,
  problem: Problem,
  orderId: string,
  wish: Remedy | undefined,
  heard: Heard,
): Reply {
  const { state, setup } = moment;
  const reason = REASON_OF_PROBLEM[problem]!;
  const policy = setup.shop.policies.returns.reasons[reason];
  const order = findOrder(state.world, orderId)!;
  const terms = returnTerms(state.world, order, reason, nowMs(state.world, moment.at));
  const answer = truth(state.world, { topic: 'remedy', order: orderId, problem }, moment.at);
  const payer = sayPayer(policy.freight, setup.locale);
  const slots = {
    ...answer.slots,
    payer,
    order: order.number,
    days: answer.slots.days ?? '',
    text: policy.text.text,
  };
  if (!terms.allowed && terms.obstacle !== 'not-delivered') {
    const why =
      terms.obstacle === 'excluded'
        ? truth(state.world, { topic: 'return-exclusion', order: orderId }, moment.at).slots.exclusion
        : policy.text.text;
    state.trouble = { ...state.trouble!, stage: 'done', refusedBecause: why ?? policy.text.text };
    return { parts: [part(`problem.refuse.${terms.obstacle}`, { ...slots, why: why ?? '' })], actions: [] };
  }
  const needsPhoto = policy.evidence !== 'none' && !state.evidence && !state.told.has('photo');
  if (needsPhoto && state.asked.has('photo') && heard.gives.size > 0 && !state.scratch.has('photo-awaited')) {
    state.scratch.set('photo-awaited', true);
    return { parts: [part('ask.photo.still', slots)], actions: [] };
  }
  if (needsPhoto && !state.asked.has('photo')) {
    state.asked.add('photo');
    state.trouble = { ...state.trouble!, stage: 'evidence-asked' };
    return { parts: [part('ask.photo', slots)], actions: [] };
  }
  const options = offerable(moment, order, policy.remedies);
  const chosen =
    wish !== undefined && options.includes(wish)
      ? wish
      : wish === 'refund' && options.includes('return')
        ? 'return'
        : wish === 'return' && options.includes('refund')
          ? 'return'
          : undefined;
  const accepted =
    state.trouble!.stage === 'options-given' &&
    (heard.acts.has('accept') || heard.acts.has('consent') || heard.acts.has('affirm'));
  if (chosen !== undefined || accepted) {
    const remedy = chosen ?? state.trouble!.options[0] ?? options[0]!;
    return carryOut(moment, order, remedy, reason, slots);
  }
  state.trouble = { ...state.trouble!, stage: 'options-given', options };
  return {
    parts: [
      part(
        options.length > 1 ? 'problem.options' : 'problem.option',
        { ...slots, options: sayOptions(moment, options), option: sayOptions(moment, options.slice(0, 1)) },
        { topic: 'remedy' },
      ),
    ],
    actions: [],
  };
}

function sayOptions(moment: Moment, options: readonly Remedy[]): string {
  const said = options
    .slice(0, 3)
    .map((remedy) =>
      moment.setup.words.say(`remedy.${remedy}`, {}, moment.draws, new Set()).messages.join(' '),
    );
  const or = moment.setup.locale === 'zh-CN' ? '，或者' : ', or ';
  return said.join(or);
}

function refundMissing(moment: Moment): Reply {
  const { state } = moment;
  const order = orderInQuestion(moment)!;
  const answer = truth(state.world, { topic: 'refund-time', order }, moment.at);
  state.trouble = { ...state.trouble!, stage: 'done' };
  const intent = answer.slots.due === undefined ? 'problem.refund.days' : 'problem.refund.due';
  return {
    parts: [part('hold'), part(intent, answer.slots, { topic: 'refund-time', pauseMs: 5_000 })],
    actions: [{ name: 'contact', args: { about: 'refund' } }],
  };
}

function promiseBroken(moment: Moment): Reply {
  const { state, setup } = moment;
  state.trouble = { ...state.trouble!, stage: 'done' };
  const coupon = setup.shop.prices.coupons.find(
    (candidate) => candidate.issuedBy === 'agent' && candidate.who === 'everyone',
  );
  const actions: ActionRequest[] = [
    { name: 'feedback', args: { topic: 'promise', text: moment.request.text.slice(0, 200) || 'promise' } },
  ];
  const order = findOrder(state.world, orderInQuestion(moment) ?? '');
  const gift = setup.shop.prices.gifts.find(
    (candidate) => candidate.givenBy === 'agent' && candidate.left > 0,
  );
  if (
    order !== undefined &&
    ['unpaid', 'paid'].includes(order.state) &&
    gift !== undefined &&
    !state.given.has('gift')
  ) {
    state.given.add('gift');
    actions.push({ name: 'add-gift', args: { order: order.number, gift: gift.id } });
    actions.push({ name: 'note-order', args: { order: order.number, note: gift.name } });
    return { parts: [part('problem.promise.gift', { gift: gift.name })], actions };
  }
  if (coupon !== undefined && !state.given.has('coupon')) {
    state.given.add('coupon');
    actions.push({ name: 'issue-coupon', args: { coupon: coupon.id } });
    return { parts: [part('problem.promise.coupon', { coupon: coupon.name })], actions };
  }
  return { parts: [part('problem.promise')], actions };
}

/** A matter that is settled is not opened again: what was agreed is said once more, in other words; a new wish is weighed. */
function again(moment: Moment, heard: Heard, sorry: Part[], wish: Remedy | undefined): Reply {
  if (wish === 'compensate') return withSorry(sorry, compensate(moment));
  if (heard.acts.has('threaten-review') || heard.acts.has('threaten-escalate'))
    return { parts: [...sorry, part('problem.firm')], actions: [] };
  const why = moment.state.trouble?.refusedBecause;
  if (why !== undefined) return { parts: [...sorry, part('problem.refuse.again', { why })], actions: [] };
  return { parts: [...sorry, part('problem.recap')], actions: [] };
}

/** What the policy gives for a late parcel, else a small coupon; never for a review. */
export function compensate(moment: Moment): Reply {
  const { state, setup } = moment;
  const coupon = setup.shop.prices.coupons.find(
    (candidate) => candidate.issuedBy === 'agent' && candidate.who === 'everyone',
  );
  if (coupon !== undefined && !state.given.has('coupon')) {
    state.given.add('coupon');
    return {
      parts: [part('compensate.coupon', { coupon: coupon.name })],
      actions: [{ name: 'issue-coupon', args: { coupon: coupon.id } }],
    };
  }
  return { parts: [part('compensate.refuse')], actions: [] };
}

function withSorry(sorry: Part[], reply: Reply): Reply {
  return { parts: [...sorry, ...reply.parts], actions: reply.actions };
}
