import type { Topic } from '../../model/topic.ts';
import { applyAgentAction } from '../../shop/agent-actions.ts';
import { quoteIn } from '../../shop/placing.ts';
import { truth } from '../../shop/truth.ts';
import { sayMoney } from '../../shop/wording.ts';
import { findOrder, findProduct } from '../../shop/world.ts';
import { type Asked, answerAll, NEEDS_PRODUCT, orderInQuestion, productInQuestion } from './answers.ts';
import { bargain } from './bargain.ts';
import type { Heard } from './listen.ts';
import { recommend, seeToNeed } from './need.ts';
import { orderedOrPaid } from './orders.ts';
import { isUpset, problemHeard, remedyHeard, remedyTouched, seeToProblem } from './problems.ts';
import { type Moment, type Part, part, type Reply } from './state.ts';

/** What is asked in anger is answered by the remedy: 什么质量啊, what are you going to do about it. */
function isRhetorical(moment: Moment, topic: Topic): boolean {
  return (
    topic === 'remedy' ||
    topic === 'compensation' ||
    topic === 'quality' ||
    (NEEDS_PRODUCT.has(topic) && productInQuestion(moment) === undefined)
  );
}

/** Everything that is to be said and done about one message, in the order a careful agent would take it. */
export function planReply(moment: Moment, heard: Heard): Reply {
  const { state } = moment;
  const replies: Reply[] = [];
  const add = (reply: Reply | readonly Part[]) =>
    replies.push('parts' in reply ? reply : { parts: reply, actions: [] });
  const firm = refusals(moment, heard);
  if (firm.length > 0) add(firm);
  const open = state.trouble !== undefined && state.trouble.stage !== 'done';
  const goesOn =
    heard.gives.size > 0 ||
    heard.picture ||
    remedyTouched(heard) !== undefined ||
    (['accept', 'affirm', 'consent'] as const).some((act) => heard.acts.has(act));
  const troubled =
    problemHeard(heard) !== undefined ||
    remedyHeard(heard) !== undefined ||
    heard.acts.has('request-remedy') ||
    (open && (goesOn || state.recapPending));
  const asks = heard.asks
    .filter((ask) => !isRefused(ask.topic, heard) && !(troubled && isRhetorical(moment, ask.topic)))
    .map((ask) =>
      ask.topic === 'freight' && state.trouble !== undefined
        ? { ...ask, topic: 'return-freight' as const }
        : ask,
    );
  const arranged = arrange(moment, heard);
  if (arranged !== undefined) add(arranged);
  else if (troubled) add(seeToProblem(moment, heard));
  else if (isUpset(heard) && firm.length === 0) add(soothe(moment, heard));
  if (asks.length > 0) add(answerAll(moment, asks));
  else if (
    !troubled &&
    state.waiting.length > 0 &&
    (heard.namedProduct || heard.gives.size > 0 || state.recapPending)
  )
    add(answerAll(moment, state.waiting));
  if (heard.acts.has('haggle') && !heard.acts.has('ask-off-platform')) add(bargain(moment, heard.offerMinor));
  else if (heard.acts.has('state-need') && !troubled) add(seeToNeed(moment, heard));
  if (replies.every((reply) => reply.parts.length === 0)) add(otherwise(moment, heard));
  else state.unclear = 0;
  return {
    parts: replies.flatMap((reply) => reply.parts),
    actions: replies.flatMap((reply) => reply.actions),
  };
}

function refusals(moment: Moment, heard: Heard): Part[] {
  const { shop } = moment.setup;
  const parts: Part[] = [];
  if (heard.acts.has('ask-off-platform'))
    parts.push(part('refuse.off-platform', {}, { topic: 'off-platform' }));
  if (heard.acts.has('offer-fake-review'))
    parts.push(part('refuse.review-reward', {}, { topic: 'review-reward' }));
  if (heard.acts.has('ask-private-data') || heard.foreignOrder)
    parts.push(part('refuse.private-data', {}, { topic: 'private-data' }));
  if (heard.wantsReward && !heard.acts.has('offer-fake-review'))
    parts.push(part('refuse.review-reward', {}, { topic: 'review-reward' }));
  if (heard.wantsCode) parts.push(part('refuse.verification-code'));
  if (heard.wantsSuperlative) parts.push(part('refuse.superlative', { shop: shop.name }));
  return parts;
}

function isRefused(topic: Topic, heard: Heard): boolean {
  if (topic === 'off-platform') return heard.acts.has('ask-off-platform');
  if (topic === 'review-reward') return heard.acts.has('offer-fake-review');
  if (topic === 'private-data') return heard.acts.has('ask-private-data') || heard.foreignOrder;
  return heard.foreignOrder && (topic === 'order-state' || topic === 'tracking');
}

/** Wishes about an order that the desk can fulfil: an address, a note, a wrapping. */
function arrange(moment: Moment, heard: Heard): Reply | undefined {
  const { state } = moment;
  const address = heard.reading.acts.find((act) => act.act === 'give-detail' && act.detail === 'address');
  const wantsAddress = heard.asks.some((ask) => ask.topic === 'address-change') || state.asked.has('address');
  if (wantsAddress) {
    const id = orderInQuestion(moment);
    const order = id === undefined ? undefined : findOrder(state.world, id);
    if (order === undefined) return undefined;
    if (!['unpaid', 'paid'].includes(order.state))
      return { parts: [part('arrange.address.late', { order: order.number })], actions: [] };
    if (address === undefined) {
      if (state.asked.has('address')) return undefined;
      state.asked.add('address');
      return { parts: [part('ask.address')], actions: [] };
    }
    const text = heard.reading.text.slice(address.span[0], address.span[1]).trim() || heard.reading.text;
    const action = { name: 'change-address', args: { order: order.number, address: text.slice(0, 200) } };
    const result = applyAgentAction(state.world, action, moment.at);
    state.asked.delete('address');
    return result.ok
      ? { parts: [part('arrange.address', { address: text, order: order.number })], actions: [action] }
      : { parts: [part('arrange.address.unreachable')], actions: [] };
  }
  const packaging = heard.asks.some((ask) => ask.topic === 'packaging');
  const wish = heard.reading.acts.some((act) => act.topic === 'packaging' && act.act !== 'ask');
  if (!packaging && !wish) return undefined;
  const id = orderInQuestion(moment);
  const order = id === undefined ? undefined : findOrder(state.world, id);
  const note = {
    name: 'note-order',
    args: {
      ...(order && ['unpaid', 'paid'].includes(order.state) ? { order: order.number } : {}),
      note: heard.reading.text.slice(0, 200),
    },
  };
  const answered = packaging
    ? []
    : [part('arrange.note', { text: moment.setup.shop.policies.packaging.text }, { topic: 'packaging' })];
  return answered.length > 0 ? { parts: answered, actions: [note] } : undefined;
}

function soothe(moment: Moment, heard: Heard): Reply {
  const { state } = moment;
  if (heard.acts.has('complain-repeat')) return { parts: [part('sorry.repeat')], actions: [] };
  if (heard.acts.has('complain-wait')) return { parts: [part('sorry.wait')], actions: [] };
  const before = state.apologised;
  state.apologised += 1;
  if (heard.acts.has('threaten-review') || heard.acts.has('threaten-escalate'))
    return { parts: [part(before > 0 ? 'threat.again' : 'threat')], actions: [] };
  const intent =
    before > 0 ? 'calm' : orderInQuestion(moment) === undefined ? 'complaint.ask' : 'complaint.ask.order';
  return { parts: [part(intent)], actions: [] };
}

/** Messages with neither a question nor a wish: small signals, thanks, farewells, and what was not understood. */
function otherwise(moment: Moment, heard: Heard): Reply {
  const { state, setup } = moment;
  const { acts } = heard;
  const say = (intent: string, slots: Record<string, string> = {}): Reply => ({
    parts: [part(intent, slots)],
    actions: [],
  });
  if (acts.has('report-paid')) return orderedOrPaid(moment, true);
  if (acts.has('place-order')) return orderedOrPaid(moment, false);
  if (acts.has('leave') || acts.has('farewell'))
    return farewell(moment, acts.has('hesitate') ? 'farewell.later' : 'farewell');
  if (acts.has('hesitate'))
    return say(state.scratch.has('hesitated') ? 'hesitate.again' : 'hesitate', hesitationSlots(moment));
  if (acts.has('reject')) return say('reject');
  if (acts.has('praise-shop')) return say('praised', { shop: setup.shop.name });
  if (acts.has('thank')) return say('thanked');
  if (acts.has('accept') || acts.has('consent'))
    return state.products[0] === undefined || state.trouble !== undefined || afterSale(moment)
      ? say('acknowledge')
      : say('accepted', offerSlots(moment));
  if (heard.namedProduct && topicsTouched(heard).length === 0) return introduce(moment);
  if (heard.picture) return say('picture');
  if (acts.has('nudge')) return say('here');
  if (acts.has('small-talk')) return say('chat');
  if (acts.has('not-understood')) return say('rephrase');
  if (acts.has('greet')) return say(state.greeted ? 'here' : 'offer-help');
  const topics = topicsTouched(heard);
  if (topics.length > 0) return answerAll(moment, topics);
  if (
    acts.has('affirm') ||
    acts.has('deny') ||
    acts.has('acknowledge') ||
    acts.has('inform') ||
    heard.gives.size > 0
  )
    return followUp(moment, heard);
  return notUnderstood(moment);
}

/** What a message speaks of without asking in so many words (衬衫多少钱 read as a detail); tried before giving up. */
function topicsTouched(heard: Heard): readonly Asked[] {
  const topics = heard.reading.acts.flatMap((act) =>
    act.topic === undefined || act.act === 'haggle' ? [] : [act.topic],
  );
  return [...new Set(topics)].map((topic) => ({ topic }));
}

function followUp(moment: Moment, heard: Heard): Reply {
  if (moment.state.needAsked && moment.state.recommended.length === 0)
    return { parts: recommend(moment, heard), actions: [] };
  if (heard.gives.has('order-number') && moment.state.order !== undefined) {
    if (moment.state.trouble !== undefined) return { parts: [part('problem.recap')], actions: [] };
    return answerAll(moment, [{ topic: 'order-state' }]);
  }
  return { parts: [part('acknowledge')], actions: [] };
}

export function farewell(moment: Moment, intent: string): Reply {
  if (moment.state.saidFarewell) return { parts: [], actions: [] };
  moment.state.saidFarewell = true;
  return { parts: [part(intent, { shop: moment.setup.shop.name })], actions: [] };
}

function hesitationSlots(moment: Moment): Record<string, string> {
  const { state, setup } = moment;
  state.scratch.set('hesitated', true);
  const product = findProduct(setup.shop, state.products[0] ?? '');
  const review = product?.reviews.find((one) => one.stars >= 4)?.text;
  return product === undefined || review === undefined ? {} : { product: product.name, review };
}

/** An order that has arrived is what the talk is about: nothing is sold now. */
function afterSale(moment: Moment): boolean {
  const order = findOrder(moment.state.world, orderInQuestion(moment) ?? '');
  return order !== undefined && !['unpaid', 'paid', 'cancelled', 'refunded'].includes(order.state);
}

/** What a buyer about to order should hear: the price, a coupon to take first, when it leaves. */
function offerSlots(moment: Moment): Record<string, string> {
  const { setup, state } = moment;
  const product = findProduct(setup.shop, state.products[0] ?? '');
  const quote = product && quoteIn(state.world, product.id, state.known.quantity ?? 1, moment.at);
  return product === undefined || quote === undefined
    ? {}
    : {
        product: product.name,
        price: sayMoney(quote.unitMinor, setup.market),
        dispatch: truth(state.world, { topic: 'dispatch' }, moment.at).slots.dispatch ?? '',
        ...(quote.coupon === undefined ? {} : { coupon: quote.coupon.name }),
      };
}

function introduce(moment: Moment): Reply {
  const { setup, state } = moment;
  const product = findProduct(setup.shop, state.products[0] ?? '');
  if (product === undefined) return notUnderstood(moment);
  const quote = quoteIn(state.world, product.id, 1, moment.at)!;
  return {
    parts: [
      part('introduce', {
        product: product.name,
        price: sayMoney(quote.promotedMinor, setup.market),
        strength: product.strengths[0]!.text.replace(/[。.]+$/u, ''),
      }),
    ],
    actions: [],
  };
}

/** Asks once in other words, then hands over to a person. */
function notUnderstood(moment: Moment): Reply {
  const { state } = moment;
  state.unclear += 1;
  if (state.unclear <= 2)
    return { parts: [part(state.unclear === 1 ? 'unclear' : 'unclear.again')], actions: [] };
  if (state.handedOver) return { parts: [part('handed-over')], actions: [] };
  state.handedOver = true;
  return {
    parts: [part('hand-over')],
    actions: [{ name: 'transfer', args: { to: 'human', reason: 'not understood' } }],
  };
}
