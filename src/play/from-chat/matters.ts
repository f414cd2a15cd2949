import type { Remedy } from '../../model/question.ts';
import type { Want } from '../../model/scenario.ts';
import type { Topic } from '../../model/topic.ts';
import type { ChatRead } from './read-chat.ts';
import { isProblem, orderPart, type Subject } from './subjects.ts';
import type { Arrange, Tell } from './wishes.ts';

/** One want of the case, and whether the case would be another one without it. */
export interface Matter {
  readonly want: Want;
  readonly core: boolean;
}

/** More would be an interrogation and not a chat. */
const ASKED_MAX = 6;
const TURNS_ON_PROBLEM: ReadonlySet<Topic> = new Set<Topic>([
  'delay-cause',
  'return-freight',
  'return-process',
  'refund-time',
  'exchange',
  'remedy',
  'compensation',
]);

/** The buyer's wants for a case about `subject`, in the order in which people bring them up; never empty. */
export function mattersOf(read: ChatRead, subject: Subject): readonly Matter[] {
  const part = orderPart(subject);
  const role = part === null ? 'item' : 'order';
  const problem = isProblem(subject) ? subject : undefined;
  const found: Matter[] = [];
  const add = (want: Want, core = false) => found.push({ want, core });

  // Who gives the number before anything else is not asked for it.
  for (const tell of read.tells) if (fitsTelling(tell, part !== null)) add({ tell, must: false });
  if (problem !== undefined) add({ report: problem, about: 'order', must: true }, true);
  if (problem !== undefined && read.showsEvidence) add({ tell: 'evidence', must: true });
  if (subject === 'advice' || (part === null && read.need !== null))
    add({ need: read.need ?? 'everyday', about: 'item', must: true }, subject === 'advice');
  for (const { topic, attribute } of asked(read, subject).slice(0, ASKED_MAX))
    add(
      {
        ask: topic,
        about: role,
        ...(attribute === undefined ? {} : { attribute }),
        ...(problem !== undefined && TURNS_ON_PROBLEM.has(topic) ? { problem } : {}),
        must: true,
      },
      // A chat of questions stays one while any is left; the caller sees to that.
      false,
    );
  for (const arrange of arranged(read, subject))
    add({ arrange, about: role, must: true }, ARRANGED_IN[subject]?.[0] === arrange);
  if (part !== null && part.remedies.length > 0) add(request(read, part.remedies), true);
  if (part === null) {
    if (read.haggles || subject === 'bargain') add({ haggle: 'item', must: true }, subject === 'bargain');
    for (const tempt of read.tempts) add({ tempt, insists: 1, must: true }, subject === 'temptation');
    if (read.orders || subject === 'purchase')
      add({ order: 'item', pay: !read.paysLater, must: true }, subject === 'purchase');
  }
  // Nobody chats in the middle of trouble and means it.
  if (problem === undefined)
    for (const chat of read.talks.slice(0, TALKS_MAX)) add({ chat, turns: 1, must: false });
  if (read.threatens !== null && problem !== undefined) add({ threaten: read.threatens, must: true });
  return found;
}

const TALKS_MAX = 2;

/** What each subject is that is about an order as it is. */
const ARRANGED_IN: Readonly<Partial<Record<Subject, readonly Arrange[]>>> = {
  'new-address': ['address-change'],
  cancellation: ['cancel'],
  interception: ['intercept'],
  'order-note': ['note', 'packaging'],
  invoice: ['invoice'],
};

/** The subject's own first, whether it was read or not; of the others only what goes with it. */
function arranged(read: ChatRead, subject: Subject): readonly Arrange[] {
  const own = ARRANGED_IN[subject] ?? [];
  const also = read.arranges.filter(
    (one) => ADDED.has(one) || (subject === 'interception' && one === 'address-change'),
  );
  const first = own.find((one) => read.arranges.includes(one)) ?? own[0];
  const all = [...(first === undefined ? [] : [first]), ...also];
  // A parcel that is stopped and an order that is cancelled need no wrapping any more.
  return [...new Set(subject === 'cancellation' ? all.slice(0, 1) : all)];
}

/** What goes with any case. */
const ADDED: ReadonlySet<Arrange> = new Set<Arrange>(['note', 'packaging', 'invoice']);

function fitsTelling(tell: Tell, inOrder: boolean): boolean {
  return inOrder ? tell === 'order-number' : tell !== 'order-number';
}

/** What was asked; where a subject lives by questions and none was read, the one that it cannot do without. */
function asked(read: ChatRead, subject: Subject): ChatRead['topics'] {
  const inOrder = orderPart(subject) !== null;
  const fitting = read.topics.filter(({ topic }) =>
    inOrder ? !BEFORE_BUYING.has(topic) : !AFTER_BUYING.has(topic),
  );
  if (subject === 'parcel' && !fitting.some(({ topic }) => topic === 'tracking'))
    return [{ topic: 'tracking' }, ...fitting];
  if (subject === 'advice' && fitting.length === 0) return [{ topic: 'recommendation' }];
  if ((subject === 'questions' || subject === 'temptation') && fitting.length === 0)
    return [{ topic: 'dispatch' }];
  return fitting;
}

/** Of what was asked and what helps, the shared; else all that helps, the buyer being free to take any. */
function request(read: ChatRead, helps: readonly Remedy[]): Want {
  const named = helps.filter((remedy) => read.remedies.includes(remedy));
  const rest = helps.filter((remedy) => !named.includes(remedy));
  return { request: [...named, ...rest], about: 'order', promise: true, must: true };
}

const BEFORE_BUYING: ReadonlySet<Topic> = new Set<Topic>([
  'price',
  'promotion',
  'promotion-end',
  'coupon',
  'gift',
  'stock',
  'restock',
  'size',
  'colour',
  'comparison',
  'recommendation',
  'worth',
  'how-to-order',
  'spec',
]);
const AFTER_BUYING: ReadonlySet<Topic> = new Set<Topic>([
  'order-state',
  'tracking',
  'delay-cause',
  'remedy',
  'compensation',
  'follow-up',
  'exchange',
  'identity',
]);
