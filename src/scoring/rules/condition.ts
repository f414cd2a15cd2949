import type { ActName } from '../../model/act.ts';
import type { Condition } from '../../model/rule.ts';
import type { Conversation, Moment } from '../conversation.ts';
import { requiredActs, withAct } from './acts.ts';
import type { WordHit, WordMatcher } from './word-matcher.ts';

/** Whether a condition holds at a moment. `note` gathers what proves it: words hit, moments seen. */
export type Test = (at: Moment, look: Look) => boolean;

/** One evaluation of a rule in one conversation. */
export interface Look {
  readonly conversation: Conversation;
  readonly memo: Map<Condition, unknown>;
  hit: WordHit | null;
  seen: Moment | null;
}

/**
 * Turns a condition into a function.
 *
 * `fault` says which way doubt goes: where an act speaks against somebody only certain readings count, where it speaks for
 * them (under `none`) any reading does, and a message in which nothing was understood gets the benefit of the doubt.
 */
export function compileCondition(
  condition: Condition,
  words: ReadonlyMap<string, WordMatcher>,
  fault = true,
): Test {
  const compile = (inner: Condition, side = fault) => compileCondition(inner, words, side);
  if ('all' in condition) {
    const tests = condition.all.map((inner) => compile(inner));
    return (at, look) => {
      for (let i = 0; i < tests.length; i += 1) if (!tests[i]!(at, look)) return false;
      return true;
    };
  }
  if ('any' in condition) {
    const tests = condition.any.map((inner) => compile(inner));
    return (at, look) => anyHolds(tests, at, look);
  }
  if ('none' in condition) {
    const tests = condition.none.map((inner) => compile(inner, !fault));
    return (at, look) => {
      const { hit, seen } = look;
      const found = anyHolds(tests, at, look);
      look.hit = hit;
      look.seen = seen;
      return !found;
    };
  }
  if ('act' in condition) return actTest(condition, fault);
  if ('fact' in condition) return (at) => at.facts.some((fact) => condition.fact.includes(fact.kind));
  if ('words' in condition) {
    const matcher = words.get(condition.words);
    return (at, look) => {
      const hit = at.kind === 'message' ? (matcher?.(at, condition.at) ?? null) : null;
      if (hit) look.hit = hit;
      return hit !== null;
    };
  }
  // Before `by`, which is one of its fields.
  if ('seen' in condition)
    return seenTest(condition, compile(condition.seen), fault ? requiredActs(condition.seen) : null);
  if ('by' in condition) return (at) => at.by === condition.by;
  if ('via' in condition) return (at) => at.via !== null && condition.via.includes(at.via);
  if ('mood' in condition) {
    const { atMost = 3, atLeast = -3 } = condition.mood;
    return (at) => at.mood <= atMost && at.mood >= atLeast;
  }
  if ('phase' in condition) return phaseTest(condition.phase);
  if ('length' in condition) {
    const { atLeast = 0, atMost = Number.POSITIVE_INFINITY } = condition.length;
    return (at) => {
      const { plain } = at;
      // Nothing can be longer than with its signs.
      if (plain.length < atLeast) return false;
      if (atLeast <= 0 && plain.length <= atMost) return true;
      const { length } = plain.replace(/[\s\p{P}\p{S}]/gu, '');
      return length >= atLeast && length <= atMost;
    };
  }
  if ('wait' in condition) {
    const leastMs = condition.wait.atLeast;
    return (at, { conversation }) => (conversation.roundByReply.get(at)?.waitMs ?? 0) >= leastMs;
  }
  if ('remaining' in condition) {
    const leastMs = condition.remaining.atLeast;
    return (at, { conversation }) => conversation.endedAt - at.at >= leastMs;
  }
  if ('action' in condition) return actionTest(condition);
  if ('world' in condition)
    return (at) => at.source.type === 'world' && condition.world.includes(at.source.name);
  if ('understood' in condition) return (at) => isUnderstood(at) === condition.understood;
  const test = compile(condition.anywhere);
  const acts = fault ? requiredActs(condition.anywhere) : null;
  return (_at, look) => positionsOf(condition, test, acts, look).length > 0;
}

function anyHolds(tests: readonly Test[], at: Moment, look: Look): boolean {
  for (let i = 0; i < tests.length; i += 1) if (tests[i]!(at, look)) return true;
  return false;
}

function actTest(condition: Extract<Condition, { readonly act: unknown }>, fault: boolean): Test {
  const names = new Set(condition.act);
  return (at) => {
    if (at.kind !== 'message') return false;
    if (!fault && !isUnderstood(at) && at.by === 'agent') return true;
    for (const act of at.acts) {
      if (!names.has(act.act) || (fault && !act.certain)) continue;
      if (condition.modality ? act.modality !== condition.modality : act.modality === 'quoted') continue;
      if (condition.topic && (act.topic === undefined || !condition.topic.includes(act.topic))) continue;
      if (condition.detail && (act.detail === undefined || !condition.detail.includes(act.detail))) continue;
      return true;
    }
    return false;
  };
}

/** Whether anything at all was read from a message. */
export function isUnderstood(at: Moment): boolean {
  for (const { act } of at.acts) if (act !== 'unknown') return true;
  return false;
}

function phaseTest(phase: 'opening' | 'middle' | 'closing'): Test {
  return (at, { conversation }) => {
    if (phase === 'opening') return at.position < conversation.openingEnds;
    if (phase === 'closing') return at.position >= conversation.closingStarts;
    return at.position >= conversation.openingEnds && at.position < conversation.closingStarts;
  };
}

function actionTest(condition: Extract<Condition, { readonly action: unknown }>): Test {
  return (at) => {
    const event = at.source;
    if (event.type !== 'action' || !condition.action.includes(event.name) || !event.result.ok) return false;
    return (
      condition.unauthorised === undefined ||
      (event.result.unauthorised !== undefined) === condition.unauthorised
    );
  };
}

/** Looks around the anchor by binary search in the places where the inner condition holds: those are found once. */
function seenTest(
  condition: Extract<Condition, { readonly seen: unknown }>,
  inner: Test,
  acts: readonly ActName[] | null,
): Test {
  const {
    look: direction,
    by,
    messages = Number.POSITIVE_INFINITY,
    within = Number.POSITIVE_INFINITY,
    times = 1,
  } = condition;
  const inWindow = (moment: Moment, anchor: Moment) => {
    if (by && moment.by !== by) return false;
    if (Math.abs(moment.at - anchor.at) > within) return false;
    if (messages === Number.POSITIVE_INFINITY) return true;
    return messagesBetween(anchor, moment, by) <= messages;
  };
  return (anchor, look) => {
    const positions = positionsOf(condition, inner, acts, look);
    const { moments } = look.conversation;
    let count = 0;
    let first: Moment | null = null;
    const start = firstAfter(positions, anchor.position);
    const scan = (from: number, step: 1 | -1) => {
      for (let i = from; i >= 0 && i < positions.length; i += step) {
        const moment = moments[positions[i]!]!;
        if (moment === anchor) continue;
        if (Math.abs(moment.at - anchor.at) > within) return;
        if (!inWindow(moment, anchor)) {
          if (by === undefined || moment.by === by) return;
          continue;
        }
        first ??= moment;
        if (++count >= times) return;
      }
    };
    if (direction !== 'before') scan(start, 1);
    if (direction !== 'after' && count < times) scan(start - 1, -1);
    if (count < times) return false;
    look.seen = first;
    return true;
  };
}

/** How many messages of `by` (absent: moments of anybody) lie from the anchor up to and with this moment. */
function messagesBetween(anchor: Moment, moment: Moment, by: 'agent' | 'buyer' | undefined): number {
  if (by === undefined) return Math.abs(moment.position - anchor.position);
  if (moment.position < anchor.position) return before(anchor, by) - before(moment, by);
  const anchorItself = anchor.kind === 'message' && anchor.by === by ? 1 : 0;
  return before(moment, by) - before(anchor, by) - anchorItself + 1;
}

const before = (moment: Moment, by: 'agent' | 'buyer') =>
  by === 'agent' ? moment.agentBefore : moment.buyerBefore;

function positionsOf(
  condition: Condition,
  test: Test,
  acts: readonly ActName[] | null,
  look: Look,
): readonly number[] {
  const known = look.memo.get(condition) as number[] | undefined;
  if (known) return known;
  const positions: number[] = [];
  const { hit, seen } = look;
  const { conversation } = look;
  for (const moment of acts === null ? conversation.moments : withAct(acts, conversation))
    if (test(moment, look)) positions.push(moment.position);
  look.hit = hit;
  look.seen = seen;
  look.memo.set(condition, positions);
  return positions;
}

/** Index of the first entry that is not before `position`. */
function firstAfter(positions: readonly number[], position: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positions[middle]! < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
