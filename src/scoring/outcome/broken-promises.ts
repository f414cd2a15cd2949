import type { Commitment } from '../../dialogue/promises.ts';
import type { Topic } from '../../model/topic.ts';
import type { Conversation, Moment } from '../conversation.ts';
import type { Hit, RuleParams } from '../measures.ts';
import { owedOf } from '../owed.ts';
import { excerpt } from '../wording/excerpt.ts';
import { formatDuration } from '../wording/format.ts';
import { topicName } from '../wording/names.ts';

/** Deeds that an agent with actions can do on the spot, done a moment before the words as well as after. */
const DEEDS: Partial<Record<Topic, readonly string[]>> = {
  gift: ['add-gift', 'note-order'],
  coupon: ['issue-coupon'],
  price: ['change-price', 'issue-coupon', 'refund'],
  freight: ['waive-freight'],
  packaging: ['note-order', 'add-gift'],
  'address-change': ['change-address', 'note-order'],
};

/**
 * Promises that were not kept. `kind: follow-up`: a hold or "I'll come back to you" whose time ran out while the buyer was
 * still there; `kind: deed`: a deed (a gift, a note, a coupon) that could have been done here and never was. An agent that
 * used no action at all may have none, and is not blamed for deeds.
 */
export function brokenPromises(conversation: Conversation, { kind }: RuleParams): Hit[] {
  const { ledger } = owedOf(conversation);
  const deeds = conversation.moments.flatMap(({ source }) =>
    source.type === 'action' && source.by === 'agent' && source.result.ok ? [source.name] : [],
  );
  const canAct = deeds.length > 0;
  const messages = new Map(conversation.agentMessages.map((message) => [message.event, message]));
  return ledger.promises
    .map((one) => named(one, messages.get(one.event)))
    .flatMap((promise): Hit[] => {
      const undone =
        promise.status === 'open' &&
        kind === 'deed' &&
        canAct &&
        promise.topic !== undefined &&
        DEEDS[promise.topic] !== undefined;
      if (promise.kind !== kind || (promise.status !== 'broken' && !undone)) return [];
      const moment = messages.get(promise.event);
      if (
        !moment ||
        (kind === 'follow-up' &&
          (!(keepsWaiting(moment) || namesMinutes(moment, promise)) ||
            ledger.promises.some((later) => renews(later, promise))))
      )
        return [];
      if (undone && moment.facts.some((fact) => fact.kind === 'duration')) return [];
      if (undone && deeds.some((name) => DEEDS[promise.topic!]?.includes(name))) return [];
      const dueAt = promise.dueAt ?? conversation.endedAt;
      return [
        {
          events: [promise.event],
          slots: {
            text: excerpt(moment.text),
            due: formatDuration(Math.max(0, dueAt - promise.at), conversation.locale),
            ...(promise.topic ? { topic: topicName(promise.topic, conversation.locale) } : {}),
          },
        },
      ];
    });
}

/** 送您一个去球梳，我给您备注上: what is promised stands in the clause before. */
function named(promise: Commitment, message: Moment | undefined): Commitment {
  if (promise.kind !== 'deed' || promise.topic !== undefined) return promise;
  const conceded = message?.acts.find((act) => act.certain && act.act in CONCEDED)?.act;
  return conceded === undefined ? promise : { ...promise, topic: CONCEDED[conceded]! };
}
const CONCEDED: Readonly<Record<string, Topic>> = { 'concede-gift': 'gift', 'concede-coupon': 'coupon' };

/** "I'll ask and be back in two minutes" is owed whatever else the message says. */
function namesMinutes({ facts }: Moment, { at, dueAt }: Commitment): boolean {
  return (
    dueAt !== null &&
    dueAt - at <= SOON_MS &&
    facts.some((fact) => fact.kind === 'duration' && fact.msMax === dueAt - at)
  );
}
const SOON_MS = 3_600_000;

/** Only a message that gives nothing but its hold leaves the buyer waiting for it. */
function keepsWaiting({ acts, text }: Moment): boolean {
  // 我去问下仓库 asks somebody else.
  const asks = /[?？吗呢]/u.test(text);
  return acts.every(
    (act) => WAITING_ACTS.includes(act.act) || (act.act === 'ask-clarification' && !act.detail && !asks),
  );
}
const WAITING_ACTS: readonly string[] = [
  'hold',
  'promise',
  'greet',
  'acknowledge',
  'thank',
  'apologise',
  'apologise-strongly',
  'empathise',
  'own',
  'affirm',
  'consent',
];

/** "Still checking, I'll be back within a day" takes the place of "one moment". */
function renews(later: Commitment, promise: Commitment): boolean {
  return (
    later.kind === 'follow-up' &&
    later.event > promise.event &&
    later.at <= (promise.dueAt ?? promise.at) &&
    later.status !== 'broken'
  );
}
