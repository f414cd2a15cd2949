import type { Topic } from '../../model/topic.ts';
import { quoteIn } from '../../shop/placing.ts';
import { truth } from '../../shop/truth.ts';
import { sayMoney } from '../../shop/wording.ts';
import { findOrder, findProduct } from '../../shop/world.ts';
import { type Asked, answerAll, NEEDS_PRODUCT, productInQuestion } from './answers.ts';
import { arrange, arrangementsIn } from './arrange.ts';
import { bargain } from './bargain.ts';
import type { Heard } from './listen.ts';
import { isUpset, soothe } from './moods.ts';
import { recommend, seeToNeed } from './need.ts';
import { orderedOrPaid } from './orders.ts';
import { goesOn, seeToProblem } from './problems.ts';
import { reportedIn } from './reported.ts';
import { type Moment, type Part, part, type Reply } from './state.ts';
import { notUnderstood } from './unclear.ts';
import { concernOf, GOODS_HERE, orderInQuestion, ownOrders } from './which-order.ts';
import { isQuestion, problemsHeard, wishHeard } from './wishes.ts';

/** What is asked in anger is answered by the remedy: 什么质量啊, what are you going to do about it. */
function isRhetorical(moment: Moment, topic: Topic): boolean {
  return (
    topic === 'remedy' ||
    topic === 'compensation' ||
    topic === 'quality' ||
    topic === 'exchange' ||
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
  const worry = worriesIn(moment, heard);
  const wish = wishHeard(moment, heard);
  const requests =
    heard.reading.acts.some((act) => act.act === 'request-remedy' && !isQuestion(act)) &&
    arrangementsIn(heard).length === 0;
  // Nothing can be seen to for somebody who has no order here: asking for its number again would only raise hopes.
  const forOthers =
    (heard.foreignOrder || heard.acts.has('ask-private-data')) && ownOrders(moment).length === 0;
  const troubled =
    !forOthers &&
    ((worry.length === 0 && reportedIn(moment, heard) !== undefined) ||
      (wish !== undefined && (wish === 'intercept' || arrangementsIn(heard).length === 0)) ||
      (requests && (state.orders.length > 0 || state.order !== undefined)) ||
      goesOn(moment, heard) ||
      (state.trouble !== undefined && state.recapPending));
  const asks = [...questionsIn(moment, heard), ...worry].filter(
    (ask) =>
      !isRefused(ask.topic, heard) &&
      !(troubled && isRhetorical(moment, ask.topic)) &&
      !(wish !== undefined && ask.topic === 'return-process'),
  );
  const arranged = arrange(moment, heard);
  if (arranged !== undefined) add(arranged.reply);
  else if (troubled) add(seeToProblem(moment, heard));
  else if (isUpset(heard) && worry.length === 0 && firm.length === 0) add(soothe(moment, heard));
  const open = asks.filter((ask) => !arranged?.covers.includes(ask.topic));
  if (open.length > 0) add(answerAll(moment, open));
  else if (
    !troubled &&
    state.waiting.length > 0 &&
    (heard.namedProduct || heard.gives.size > 0 || state.recapPending)
  )
    add(answerAll(moment, state.waiting));
  if (bargains(moment, heard)) add(bargain(moment, heard.offerMinor));
  else if (heard.acts.has('state-need') && !troubled && open.length === 0 && !state.asked.has('problem'))
    add(seeToNeed(moment, heard));
  if (replies.every((reply) => reply.parts.length === 0)) add(otherwise(moment, heard));
  else state.unclear = 0;
  return {
    parts: replies
      .flatMap((reply) => reply.parts)
      .filter((one) => !(forOthers && one.intent === 'ask.order')),
    actions: replies.flatMap((reply) => reply.actions),
  };
}

/** The questions of a message, with what only sounds like bargaining: who pays the way back, is there a gift with it. */
function questionsIn(moment: Moment, heard: Heard): readonly Asked[] {
  const back = moment.state.trouble !== undefined || afterSale(moment);
  const gone = whereItIs(moment);
  const asks = heard.asks.map((ask) => {
    if (ask.topic === 'freight' && back && ask.question === undefined)
      return { ...ask, topic: 'return-freight' as const };
    // Of what has left, or has come, the state is asked, not the rule.
    return gone[ask.topic] === undefined || ask.question !== undefined ? ask : { topic: gone[ask.topic]! };
  });
  for (const act of heard.reading.acts) {
    if (act.act === 'request-remedy' && act.topic !== undefined && isQuestion(act))
      if (!asks.some((ask) => ask.topic === act.topic)) asks.push({ topic: act.topic });
    if (act.act !== 'haggle' || act.topic === undefined || heard.offerMinor !== undefined) continue;
    const topic = act.topic === 'freight' && back ? 'return-freight' : act.topic;
    const plainly =
      topic === 'return-freight' ||
      (topic === 'gift' && !moment.state.answered.has('gift')) ||
      (topic === 'freight' && !moment.state.answered.has('freight'));
    if (plainly && !asks.some((ask) => ask.topic === topic)) asks.push({ topic });
  }
  return asks;
}

/** Questions that an order's state turns into another: dispatch of what has been sent, arrival of what is here. */
function whereItIs(moment: Moment): Partial<Record<Topic, Topic>> {
  const { state } = moment;
  const order = findOrder(state.world, state.trouble?.order ?? state.order ?? '');
  if (order === undefined || !order.items.some((item) => item.product === state.products[0])) return {};
  if (['unpaid', 'paid', 'cancelled'].includes(order.state)) return {};
  return GOODS_HERE.includes(order.state) && state.trouble?.problem !== 'lost-parcel'
    ? { dispatch: 'order-state', arrival: 'order-state' }
    : { dispatch: 'order-state' };
}

function bargains(moment: Moment, heard: Heard): boolean {
  if (!heard.acts.has('haggle') || heard.acts.has('ask-off-platform')) return false;
  if (heard.offerMinor !== undefined) return true;
  const asked = questionsIn(moment, heard).map((ask) => ask.topic);
  return heard.reading.acts.some(
    (act) =>
      act.act === 'haggle' &&
      !(act.topic === undefined && asked.length > 0) &&
      !(act.topic === 'freight' && asked.includes('return-freight')) &&
      !(act.topic !== undefined && asked.includes(act.topic)),
  );
}

/**
 * Trouble that has not happened: the buyer has no goods of ours to complain of, and fears what they may be like (有色差有线头我
 * 直接差评). The fear is answered as a question on the goods.
 */
function worriesIn(moment: Moment, heard: Heard): readonly Asked[] {
  const { state } = moment;
  if (state.trouble !== undefined || heard.picture) return [];
  const feared = problemsHeard(heard);
  if (feared.length === 0 || feared.some((problem) => concernOf(problem) !== 'goods')) return [];
  const here = ownOrders(moment).filter((order) => GOODS_HERE.includes(order.state));
  const about = state.products[0];
  const owned =
    about === undefined || here.some((order) => order.items.some((item) => item.product === about));
  if (here.length > 0 && owned) return [];
  const topics = heard.reading.acts.flatMap((act) =>
    act.topic !== undefined && NEEDS_PRODUCT.has(act.topic) && act.act !== 'ask' ? [act.topic] : [],
  );
  return [...new Set<Topic>(topics.length > 0 ? topics : ['quality'])].map((topic) => ({ topic }));
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
    return state.products[0] === undefined ||
      state.trouble !== undefined ||
      state.order !== undefined ||
      afterSale(moment)
      ? say('acknowledge')
      : say('accepted', offerSlots(moment));
  if (heard.namedProduct && topicsTouched(moment, heard).length === 0) return introduce(moment);
  if (heard.picture)
    return say(
      state.trouble !== undefined ? 'picture.kept' : afterSale(moment) ? 'picture.after' : 'picture',
    );
  if (acts.has('nudge')) return say('here');
  if (acts.has('small-talk')) return say('chat');
  if (acts.has('not-understood')) return say('rephrase');
  if (acts.has('nudge')) return say(state.trouble?.arranged ? 'here.settled' : 'here');
  if (acts.has('greet')) return say(state.greeted ? 'go-ahead' : 'offer-help');
  if (state.needAsked && state.recommended.length === 0 && !acts.has('ask') && !state.asked.has('problem'))
    return { parts: recommend(moment, heard), actions: [] };
  const topics = topicsTouched(moment, heard);
  if (topics.length > 0) return answerAll(moment, topics);
  if (acts.has('ask')) return notUnderstood(moment);
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
function topicsTouched(moment: Moment, heard: Heard): readonly Asked[] {
  const product = findProduct(moment.setup.shop, productInQuestion(moment) ?? '');
  const touched: Asked[] = [];
  for (const { act, topic, detail } of heard.reading.acts) {
    if (topic === undefined || act === 'haggle' || act === 'greet') continue;
    if (topic === 'size' && act !== 'ask') continue;
    if (topic === 'spec' && act !== 'ask') continue;
    if (topic === 'spec' && product?.attributes[detail ?? ''] === undefined) continue;
    if (!touched.some((one) => one.topic === topic))
      touched.push({ topic, ...(topic === 'spec' && detail !== undefined ? { detail } : {}) });
  }
  return touched;
}

function followUp(moment: Moment, heard: Heard): Reply {
  if (heard.gives.has('order-number') && moment.state.order !== undefined) {
    if (moment.state.trouble?.arranged) return { parts: [part('problem.recap')], actions: [] };
    return answerAll(moment, [{ topic: 'order-state' }]);
  }
  if (moment.state.turn <= 3 && moment.state.unclearEver === 0 && !moment.state.scratch.has('invited'))
    return notUnderstood(moment);
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
  const [strength] = product.strengths;
  const slots = { product: product.name, price: sayMoney(quote.promotedMinor, setup.market) };
  return {
    parts: [
      strength === undefined
        ? part('introduce.plain', slots)
        : part('introduce', { ...slots, strength: strength.text.replace(/[。.]+$/u, '') }),
    ],
    actions: [],
  };
}
