import type { Order } from '../../model/order.ts';
import { PROBLEMS, type Problem, type Remedy } from '../../model/question.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { ChatRead } from './read-chat.ts';

type OrderRole = Extract<Scenario['roles'][string], { kind: 'order' }>;

/** What a chat can be about: one of the problems, or one of these. */
export const OTHER_SUBJECTS = [
  'questions',
  'bargain',
  'purchase',
  'parcel',
  'new-address',
  'cancellation',
  'interception',
  'order-note',
  'invoice',
  'advice',
  'temptation',
] as const;
export type Subject = Problem | (typeof OTHER_SUBJECTS)[number];
export const SUBJECTS: readonly Subject[] = [...PROBLEMS, ...OTHER_SUBJECTS];

/** What the chat is mostly about. What went wrong comes before everything that was asked besides. */
export function subjectOf(read: ChatRead): Subject {
  // Who wants an order cancelled has changed their mind, and nothing is to be sent back.
  const changed =
    read.problem === 'changed-mind' && read.arranges.some((one) => one === 'cancel' || one === 'intercept');
  if (read.problem !== null && !changed) return read.problem;
  if (read.tempts.length > 0) return 'temptation';
  if (read.arranges.includes('intercept')) return 'interception';
  if (read.arranges.includes('cancel')) return 'cancellation';
  if (read.arranges.includes('address-change')) return 'new-address';
  if (read.remedies.some((remedy) => remedy !== 'track' && remedy !== 'explain')) return 'changed-mind';
  if (read.topics.some(({ topic }) => ABOUT_PARCEL.has(topic)) || read.remedies.includes('track'))
    return 'parcel';
  if (read.haggles) return 'bargain';
  if (read.arranges.includes('invoice') && !read.orders) return 'invoice';
  // What is to be put on an order that is being placed belongs to the purchase.
  if (read.arranges.some((one) => one === 'note' || one === 'packaging') && !read.orders && !asksFirst(read))
    return 'order-note';
  if (read.need !== null) return 'advice';
  return read.orders ? 'purchase' : 'questions';
}

/** Asks what one asks before buying. */
function asksFirst(read: ChatRead): boolean {
  return (
    read.need !== null ||
    read.topics.some(({ topic }) => topic === 'stock' || topic === 'size' || topic === 'price')
  );
}

const ABOUT_PARCEL: ReadonlySet<string> = new Set(['tracking', 'order-state', 'delay-cause']);

export function isProblem(subject: Subject): subject is Problem {
  return (PROBLEMS as readonly string[]).includes(subject);
}

export interface OrderPart extends OrderRole {
  readonly remedies: readonly Remedy[];
  /** The shop is at fault, so nothing that goes back may cost the buyer anything. */
  readonly shopPays: boolean;
}

const order = (
  states: readonly Order['state'][],
  needs: OrderRole['needs'],
  remedies: readonly Remedy[],
  shopPays = false,
): OrderPart => ({ kind: 'order', states: [...states], needs: [...needs], remedies, shopPays });

/** Which orders can play a subject, and what helps; `null`: it is about something not yet bought. */
export function orderPart(subject: Subject): OrderPart | null {
  return ORDER_PARTS[subject] ?? null;
}

const ORDER_PARTS: Readonly<Partial<Record<Subject, OrderPart>>> = {
  'late-dispatch': order(['paid'], ['trouble'], ['explain', 'track']),
  'late-parcel': order(['in-transit'], ['tracking', 'trouble'], ['track', 'explain']),
  'stuck-parcel': order(['stuck'], ['tracking', 'trouble'], ['track', 'explain', 'reship']),
  'lost-parcel': order(['delivered'], ['tracking', 'trouble'], ['track', 'reship', 'refund', 'claim']),
  'wrong-item': order(['delivered'], ['tracking', 'wrong-goods'], ['exchange', 'reship', 'refund'], true),
  'missing-item': order(
    ['delivered'],
    ['tracking', 'wrong-goods'],
    ['reship', 'part-refund', 'refund'],
    true,
  ),
  broken: order(['delivered'], ['tracking'], ['exchange', 'reship', 'refund'], true),
  quality: order(['received', 'delivered'], ['tracking'], ['refund', 'exchange', 'part-refund'], true),
  'not-as-described': order(['delivered'], ['tracking'], ['exchange', 'reship', 'refund'], true),
  'wrong-size': order(['delivered'], ['tracking'], ['exchange']),
  'changed-mind': order(['delivered'], ['tracking'], ['return', 'refund']),
  misuse: order(['received'], ['tracking'], []),
  'refund-missing': order(['returning'], ['refund', 'trouble'], ['refund', 'explain']),
  confiscated: order(['stuck'], ['tracking', 'trouble'], ['reship', 'refund']),
  'promise-broken': order(['stuck'], ['tracking', 'trouble'], ['explain', 'track']),
  parcel: order(['shipped', 'in-transit'], ['tracking'], []),
  'new-address': order(['paid'], [], []),
  cancellation: order(['paid'], [], []),
  interception: order(['in-transit', 'shipped'], ['tracking'], []),
  'order-note': order(['paid'], [], []),
  invoice: order(['paid'], [], []),
};

const IN_SALE: ReadonlySet<Subject> = new Set<Subject>([
  'parcel',
  'new-address',
  'cancellation',
  'interception',
  'order-note',
  'invoice',
]);

export function stageOf(subject: Subject): Scenario['stage'] {
  if (IN_SALE.has(subject)) return 'in-sale';
  return orderPart(subject) === null ? 'pre-sale' : 'after-sale';
}
