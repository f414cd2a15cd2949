import type { Question } from '../../model/question.ts';
import type { Topic } from '../../model/topic.ts';
import { truth } from '../../shop/truth.ts';
import type { Truth } from '../../shop/truth-types.ts';
import { findOrder } from '../../shop/world.ts';
import { type Moment, type Part, part, type Reply } from './state.ts';
import { orderInQuestion } from './which-order.ts';

/** Topics that make no sense without a product, a body, or an order. */
export const NEEDS_PRODUCT: ReadonlySet<Topic> = new Set<Topic>([
  'price',
  'stock',
  'restock',
  'size',
  'colour',
  'material',
  'care',
  'fit',
  'quality',
  'comparison',
  'drawback',
  'reviews',
  'worth',
  'occasion',
  'spec',
  'authenticity',
  'warranty',
]);
const NEEDS_ORDER: ReadonlySet<Topic> = new Set<Topic>(['order-state', 'tracking', 'delay-cause']);
const FIRM: ReadonlySet<Topic> = new Set<Topic>(['off-platform', 'review-reward', 'private-data']);
/** Worth a look into the system first: the answer comes after a short hold. */
const LOOKED_UP: ReadonlySet<Topic> = new Set<Topic>(['tracking', 'order-state', 'delay-cause']);

export interface Asked {
  readonly topic: Topic;
  readonly detail?: string;
  /** The question itself, where it is known and need not be put together from the talk (audits). */
  readonly question?: Question;
}

/** Answers every question of a message; what cannot be answered yet waits and one question back asks for what is missing. */
export function answerAll(moment: Moment, asks: readonly Asked[]): Reply {
  const { state } = moment;
  const parts: Part[] = [];
  const actions: Reply['actions'][number][] = [];
  const missing = new Set<'product' | 'body' | 'order'>();
  const looksUp = asks.some((ask) => LOOKED_UP.has(ask.topic)) && orderInQuestion(moment) !== undefined;
  if (looksUp) parts.push(part('hold'));
  for (const [index, ask] of asks.entries()) {
    const lack = lackOf(moment, ask);
    if (lack !== undefined) {
      missing.add(lack);
      if (!state.waiting.some((waiting) => waiting.topic === ask.topic)) state.waiting.push(ask);
      continue;
    }
    state.waiting = state.waiting.filter((waiting) => waiting.topic !== ask.topic);
    const answer = answerOne(moment, ask);
    parts.push(
      ...answer.parts.map((one, at) =>
        looksUp && index === 0 && at === 0 ? { ...one, pauseMs: 5_000 } : one,
      ),
    );
    actions.push(...answer.actions);
  }
  for (const lack of missing) parts.push(part(`ask.${lack}`, { shop: moment.setup.shop.name }));
  if (missing.has('product')) state.asked.add('product');
  if (missing.has('body')) state.asked.add('body');
  if (missing.has('order')) state.asked.add('order-number');
  return { parts, actions };
}

function lackOf(moment: Moment, ask: Asked): 'product' | 'body' | 'order' | undefined {
  const { state, setup } = moment;
  if (
    ask.question !== undefined &&
    (ask.topic !== 'size' || ask.question.heightCm !== undefined || ask.question.weightKg !== undefined)
  )
    return undefined;
  if (NEEDS_PRODUCT.has(ask.topic) && productInQuestion(moment) === undefined) return 'product';
  const product = setup.shop.products.find((candidate) => candidate.id === productInQuestion(moment));
  const hasTable =
    product?.sizes.some((size) => size.heightCm !== undefined || size.weightKg !== undefined) ?? false;
  if (
    ask.topic === 'size' &&
    hasTable &&
    state.known.heightCm === undefined &&
    state.known.weightKg === undefined
  )
    return 'body';
  if (NEEDS_ORDER.has(ask.topic) && orderInQuestion(moment) === undefined) return 'order';
  return undefined;
}

function answerOne(moment: Moment, ask: Asked): Reply {
  const { state } = moment;
  if (ask.topic === 'identity')
    return only(
      part('answer.identity', { shop: moment.setup.shop.name, agent: moment.setup.shop.agentName }),
    );
  if (ask.topic === 'chat') return only(part('chat'));
  if (ask.topic === 'follow-up')
    return {
      parts: [part('answer.follow-up')],
      actions: [{ name: 'contact', args: { about: 'follow-up' } }],
    };
  const question = ask.question ?? questionOf(moment, ask);
  const answer = truth(state.world, question, moment.at);
  if (FIRM.has(ask.topic)) return only(part(`refuse.${ask.topic}`, answer.slots, { topic: ask.topic }));
  if (!answer.known && answer.polarity === undefined)
    return {
      parts: [part('answer.unknown', answer.slots, { topic: ask.topic })],
      actions: [
        {
          name: 'feedback',
          args: { topic: ask.topic, text: moment.request.text.slice(0, 200) || ask.topic },
        },
      ],
    };
  if (ask.topic === 'how-to-order') state.stepsTold = true;
  const again = state.answered.has(ask.topic);
  state.answered.add(ask.topic);
  if (again && moment.setup.words.has(`again.${ask.topic}`))
    return only(part(`again.${ask.topic}`, answer.slots, { topic: ask.topic }));
  if (ask.topic === 'return-freight' && question.problem === undefined)
    return only(part('answer.return-freight.either', answer.slots, { topic: ask.topic }));
  const told = tell(moment, ask.topic, answer);
  // What is paid for has a day of its own; "order now" is for those who have not.
  if (ask.topic === 'dispatch' && findOrder(state.world, question.order ?? '')?.state === 'paid')
    return only({ ...told[0]!, intent: 'answer.dispatch.order' });
  if (ask.topic !== 'delay-cause' || question.order === undefined) return only(...told);
  // Who says that the courier was chased has chased it.
  const order = findOrder(state.world, question.order);
  if (order?.state === 'paid' && order.trouble === undefined)
    return only({ ...told[0]!, intent: 'answer.delay-cause.unsent' });
  return {
    parts: told,
    actions:
      order?.courier === undefined ? [] : [{ name: 'contact', args: { about: `courier ${order.number}` } }],
  };
}

/** A truth in the bot's words: by topic and yes or no, with its statement as `{text}`. */
export function tell(moment: Moment, topic: Topic, answer: Truth): Part[] {
  const dispatch =
    topic === 'tracking' || topic === 'delay-cause'
      ? truth(moment.state.world, { topic: 'dispatch' }, moment.at).slots.dispatch
      : undefined;
  const slots = {
    ...(dispatch === undefined ? {} : { dispatch }),
    ...answer.slots,
    text: answer.statement?.text ?? '',
  };
  const exact = answer.polarity === undefined ? undefined : `answer.${topic}.${answer.polarity}`;
  const special = specialCase(topic, answer);
  const intent =
    [special, exact, `answer.${topic}`].find((name) => name !== undefined && moment.setup.words.has(name)) ??
    'answer.told';
  return [part(intent, slots, { topic })];
}

function specialCase(topic: Topic, answer: Truth): string | undefined {
  const { slots } = answer;
  if (topic === 'freight' && answer.polarity !== 'no')
    return slots.free === 'yes' ? 'answer.freight.free' : 'answer.freight.paid';
  if (topic === 'price' && slots.promotion === undefined) return 'answer.price.list';
  if (topic === 'return-exclusion' && slots.returnable !== undefined)
    return `answer.return-exclusion.${slots.returnable === 'yes' ? 'no' : 'yes'}`;
  if (topic === 'tracking')
    return slots.tracking === undefined ? 'answer.tracking.no' : 'answer.tracking.yes';
  if (topic === 'size' && slots.size === undefined)
    return slots.sizes ? 'answer.size.table' : 'answer.size.none';
  if (topic === 'refund-time' && slots.due !== undefined) return 'answer.refund-time.due';
  if (topic === 'return-period' && slots.obstacle !== undefined)
    return `answer.return-period.${slots.obstacle}`;
  return undefined;
}

export function questionOf(moment: Moment, ask: Asked): Question {
  const { known, products } = moment.state;
  const order =
    NEEDS_ORDER.has(ask.topic) || ORDER_MATTERS.has(ask.topic) ? orderInQuestion(moment) : undefined;
  const product = productInQuestion(moment);
  const problem = moment.state.trouble?.problem;
  return {
    topic: ask.topic,
    ...(product === undefined ? {} : { product }),
    ...(products[1] === undefined || ask.topic !== 'comparison' ? {} : { other: products[1] }),
    ...(order === undefined ? {} : { order }),
    ...(known.colour === undefined ? {} : { colour: known.colour }),
    ...(known.size === undefined ? {} : { size: known.size }),
    ...(known.region === undefined ? {} : { region: known.region }),
    ...(known.heightCm === undefined ? {} : { heightCm: known.heightCm }),
    ...(known.weightKg === undefined ? {} : { weightKg: known.weightKg }),
    ...(known.quantity === undefined ? {} : { quantity: known.quantity }),
    ...(ask.detail === undefined ? {} : { attribute: ask.detail }),
    ...(problem === undefined ? {} : { problem }),
  };
}

const ORDER_MATTERS: ReadonlySet<Topic> = new Set<Topic>([
  'address-change',
  'refund-time',
  'return-period',
  'return-freight',
  'return-exclusion',
  'remedy',
  'exchange',
  'compensation',
  'arrival',
  'dispatch',
]);

export function productInQuestion(moment: Moment): string | undefined {
  const { state } = moment;
  if (state.products[0] !== undefined) return state.products[0];
  const order = orderInQuestion(moment);
  return order === undefined ? undefined : findOrder(state.world, order)?.items[0]?.product;
}

function only(...parts: Part[]): Reply {
  return { parts, actions: [] };
}
