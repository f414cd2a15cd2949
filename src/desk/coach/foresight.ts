import type { Condition, Rule } from '../../model/rule.ts';

/** How long after a reply a rule's finding may still go away. */
export type Settled =
  /** At once. */
  | { readonly when: 'now' }
  /** Once the agent has sent so many more messages, or the buyer has spoken where `opening` is set. */
  | { readonly when: 'later'; readonly messages: number; readonly opening: boolean }
  /** Only when the conversation is over. */
  | { readonly when: 'end' };

const known = new WeakMap<Rule, Settled>();

/** Read off the rule itself: what looks ahead is not settled until there is nothing more to see. */
export function settledWhen(rule: Rule): Settled {
  let settled = known.get(rule);
  if (settled === undefined) known.set(rule, (settled = look(rule)));
  return settled;
}

/** Numbers about single replies; all others are taken over the whole conversation. */
const ONE_REPLY = new Set(['first-response', 'silence-gap']);
/** Places that only the end shows: what was never done. */
const AT_THE_END = new Set([
  'unanswered-questions',
  'questions-by-status',
  'broken-promises',
  'abandoned',
  'ending-is',
  'failed-answers',
]);

function look({ measure, detector, params, anchor, finds }: Rule): Settled {
  if (measure !== undefined) return { when: ONE_REPLY.has(measure) ? 'now' : 'end' };
  if (detector === 'scenario-outcome') return { when: params.part === 'bad' ? 'now' : 'end' };
  if (detector !== undefined) return { when: AT_THE_END.has(detector) ? 'end' : 'now' };
  const conditions = [anchor?.if, finds].filter((one) => one !== undefined);
  if (anchor?.pick === 'last' || conditions.some(needsTheEnd)) return { when: 'end' };
  const ahead = conditions.flatMap(looksAhead);
  if (ahead.length === 0) return { when: 'now' };
  return {
    when: 'later',
    messages: Math.max(...ahead.map((one) => one.messages ?? 1)),
    opening: ahead.some((one) => JSON.stringify(one).includes('"opening"')),
  };
}

type Seen = Extract<Condition, { seen: unknown }>;

function looksAhead(condition: Condition): readonly Seen[] {
  if ('seen' in condition)
    return [...(condition.look === 'before' ? [] : [condition]), ...looksAhead(condition.seen)];
  return partsOf(condition).flatMap(looksAhead);
}

function needsTheEnd(condition: Condition): boolean {
  if ('remaining' in condition || 'anywhere' in condition) return true;
  if ('phase' in condition) return condition.phase === 'closing';
  if ('seen' in condition) {
    const unbounded = condition.look !== 'before' && condition.messages === undefined;
    return unbounded || needsTheEnd(condition.seen);
  }
  return partsOf(condition).some(needsTheEnd);
}

function partsOf(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  if ('none' in condition) return condition.none;
  return [];
}
