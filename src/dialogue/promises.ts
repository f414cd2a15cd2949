import type { Act, Reading } from '../model/reading.ts';
import type { Topic } from '../model/topic.ts';

/** What the agent committed itself to: a promise, or the follow-up that a hold (请稍等) owes. */
export interface Commitment {
  readonly event: number;
  readonly at: number;
  /** `follow-up`: to come back with an answer; `deed`: to do something. */
  readonly kind: 'follow-up' | 'deed';
  readonly topic?: Topic;
  /** Milliseconds since the session began; `null` where no deadline was named for a deed. */
  readonly dueAt: number | null;
  readonly status: 'open' | 'kept' | 'broken';
  readonly keptBy?: number;
}

/** A deed that can be seen to be done, by the topic of its promise. */
const DEEDS: Partial<Record<Topic, readonly string[]>> = {
  gift: ['add-gift', 'note-order'],
  coupon: ['issue-coupon'],
  price: ['change-price'],
  freight: ['waive-freight'],
  remedy: ['refund', 'exchange', 'reship', 'accept-return', 'file-claim', 'intercept'],
  exchange: ['exchange', 'reship', 'accept-return'],
  compensation: ['refund', 'issue-coupon', 'add-gift'],
  'address-change': ['change-address', 'note-order'],
  packaging: ['note-order', 'add-gift'],
  tracking: ['send-tracking'],
  'order-state': ['send-tracking', 'contact'],
};

/** Acts that come back with something after a hold. */
const SUBSTANCE = new Set([
  'inform',
  'affirm',
  'deny',
  'quote',
  'counter-offer',
  'recommend',
  'disclose-limit',
  'refuse',
  'refuse-with-reason',
  'refuse-with-alternative',
  'consent',
  'instruct',
  'give-options',
  'confirm-details',
  'concede-price',
  'concede-freight',
  'concede-gift',
  'concede-coupon',
  'hand-over',
  'ask-need',
  'ask-clarification',
  'ask-evidence',
]);

export function afterReading(
  promises: readonly Commitment[],
  reading: Reading,
  event: number,
  at: number,
  holdMs: number,
): {
  readonly promises: readonly Commitment[];
  readonly promised: readonly Commitment[];
  readonly kept: readonly Commitment[];
} {
  let holds = false;
  let comesBack = false;
  let promised: Commitment[] | null = null;
  for (const act of reading.acts) {
    const plain = act.modality === 'plain';
    if (!plain && act.modality !== 'question') continue;
    if (act.act === 'hold') holds = true;
    else if (SUBSTANCE.has(act.act)) comesBack = true;
    if (plain && (act.act === 'hold' || act.act === 'promise')) {
      const made = opened(act, reading, event, at, holdMs);
      const followed = act.act === 'hold' && isFollowedUp(act, reading);
      (promised ??= []).push(followed ? { ...made, status: 'kept', keptBy: event } : made);
    }
  }
  let kept: Commitment[] | null = null;
  let next = promises;
  if (comesBack && !holds && promises.some(isOpenFollowUp)) {
    next = promises.map((promise) => {
      if (!isOpenFollowUp(promise)) return promise;
      // What comes after its time was still not kept.
      const status = promise.dueAt !== null && at > promise.dueAt ? 'broken' : 'kept';
      const done: Commitment = { ...promise, status, keptBy: event };
      if (status === 'kept') (kept ??= []).push(done);
      return done;
    });
  }
  if (promised !== null) next = [...next.slice(-PROMISES_MAX), ...promised];
  return { promises: next, promised: promised ?? NONE, kept: kept ?? NONE };
}

/** "Let me see. I'm sorry, the 14 days are over": what was to come came in the same breath. */
function isFollowedUp(hold: Act, { acts, facts }: Reading): boolean {
  if (
    facts.some(
      (fact) => fact.kind === 'duration' && fact.span[0] >= hold.span[0] && fact.span[1] <= hold.span[1],
    )
  )
    return false;
  return acts.some(
    (act) =>
      act.modality === 'plain' && act.certain && FOLLOWS_UP.test(act.act) && act.span[0] >= hold.span[1],
  );
}
/** A refusal or an offer closes what a hold opened; a statement beside one may say what is being looked at. */
const FOLLOWS_UP = /^(?:refuse|give-options$)/;

/** Older ones have long been kept or broken. */
const PROMISES_MAX = 1_000;
const NONE: readonly Commitment[] = [];

function isOpenFollowUp(promise: Commitment): boolean {
  return promise.status === 'open' && promise.kind === 'follow-up';
}

function opened(act: Act, reading: Reading, event: number, at: number, holdMs: number): Commitment {
  const duration = reading.facts.find(
    (fact) =>
      fact.kind === 'duration' && fact.span[0] >= act.span[0] - 12 && fact.span[1] <= act.span[1] + 24,
  );
  const named = duration?.kind === 'duration' ? duration.msMax : null;
  const followUp =
    act.act === 'hold' || act.topic === 'follow-up' || (act.topic === undefined && named !== null);
  const kind = followUp ? 'follow-up' : 'deed';
  const dueAt = named !== null && followUp ? at + named : act.act === 'hold' ? at + holdMs : null;
  return act.topic === undefined
    ? { event, at, kind, dueAt, status: 'open' }
    : { event, at, kind, topic: act.topic, dueAt, status: 'open' };
}

/** After the agent did something: open promises of that deed are kept, and a follow-up that was waited for has come. */
export function afterAction(
  promises: readonly Commitment[],
  name: string,
  event: number,
  _at: number,
): readonly Commitment[] {
  if (!promises.some((promise) => promise.status === 'open' && keeps(promise, name))) return promises;
  return promises.map((promise) =>
    promise.status === 'open' && keeps(promise, name)
      ? { ...promise, status: 'kept', keptBy: event }
      : promise,
  );
}

function keeps(promise: Commitment, action: string): boolean {
  if (promise.kind === 'follow-up')
    return ['send-tracking', 'refund', 'exchange', 'reship', 'accept-return', 'transfer', 'contact'].includes(
      action,
    );
  return promise.topic !== undefined && (DEEDS[promise.topic]?.includes(action) ?? false);
}

/** Promises whose time has come without the deed. */
export function overdue(promises: readonly Commitment[], at: number): readonly Commitment[] {
  if (!promises.some((promise) => isOverdue(promise, at))) return promises;
  return promises.map((promise) => (isOverdue(promise, at) ? { ...promise, status: 'broken' } : promise));
}

function isOverdue(promise: Commitment, at: number): boolean {
  return promise.status === 'open' && promise.dueAt !== null && at >= promise.dueAt;
}
