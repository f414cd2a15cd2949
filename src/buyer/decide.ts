import { answerable, withUnknown } from './answerable.ts';
import { bargain } from './bargain.ts';
import type { BuyerCase } from './case.ts';
import { change } from './change.ts';
import { closeOff } from './closing.ts';
import type { Line } from './compose.ts';
import { compose } from './compose.ts';
import { afterPriceAsked } from './dealing.ts';
import { asksBack } from './hear.ts';
import { isMust, pending, withMatter } from './matters.ts';
import { raise } from './raise.ts';
import { has, settle, settleMatters } from './settle.ts';
import type { BuyerState, Heard } from './state.ts';

/** Answers what was heard: the buyer's turn. Leaves `drafts` to be typed, or nothing where there is nothing to say yet. */
export function decide(state: BuyerState, buyer: BuyerCase, at: number): BuyerState {
  const heard = state.heard;
  if (state.closingSince !== null) return change(state, { heard: [] });
  if (state.notice !== null) {
    const intent = state.notice;
    const next: BuyerState = change(state, { notice: null });
    // Told unasked, it needs no asking.
    return heard.length === 0 ? speak(next, buyer, [{ intent }]) : decide(next, buyer, at);
  }
  if (isOnlyHold(heard)) return waitOn(state, buyer);
  let next = afterPriceAsked(settleMatters(state, buyer), buyer, at);
  const lines: Line[] = [];
  const reaction = complaint(next, heard);
  if (next.mood <= buyer.persona.temper.threatAt && buyer.persona.temper.threatAt < 0)
    return escalate(next, buyer, at);
  if (reaction !== null && next.mood < -0.4 && next.turn % 2 === 0) lines.push(reaction);
  const unread = heard.length > 0 && heard.every((one) => one.notes.unread);
  if (unread) {
    const again = askWhatWasMeant(next, buyer);
    next = again.state;
    lines.push(...again.lines);
    if (again.lines.length > 0) return speak(next, buyer, lines);
  }
  const given = answerable(next, buyer);
  lines.push(...given);
  next = withUnknown(next, given);
  if (heard.some((one) => has(one, 'give-options')) && openRequest(next)) lines.push({ intent: 'choose' });
  else if (heard.some((one) => has(one, 'confirm-details')) && given.length === 0)
    lines.push({ intent: 'confirm' });
  const bargained = bargain(next, buyer, heard, at);
  next = bargained.state;
  lines.push(...bargained.lines);
  if (bargained.left) return speak(next, buyer, lines);
  const stillAsked = given.length > 0 || bargained.waiting;
  if (!stillAsked) {
    const raised = raise(next, buyer, at, heard);
    next = raised.state;
    if (
      lines.length === 0 &&
      raised.lines.length > 0 &&
      heard.length > 0 &&
      saidSomething(heard) &&
      buyer.random.stream('ack', next.turn).chance(0.3)
    )
      lines.push({ intent: next.mood < -1 ? 'ack.angry' : 'ack' });
    lines.push(...raised.lines);
    if (raised.waiting && lines.length === 0) return change(next, { heard: [] });
  }
  if (lines.length === 0 && pending(next.matters).length === 0) return closeOff(next, buyer, at);
  return speak(next, buyer, lines);
}

export function speak(state: BuyerState, buyer: BuyerCase, lines: readonly Line[]): BuyerState {
  if (lines.length === 0) return change(state, { heard: [], turn: state.turn + 1 });
  return compose(state, buyer, lines, []);
}

function isOnlyHold(heard: readonly Heard[]): boolean {
  return (
    heard.length > 0 &&
    heard.every((one) => has(one, 'hold') && one.notes.answered.length === 0 && !asksBack(one.reading))
  );
}

/** Told to wait: now and then a word, else silence. */
function waitOn(state: BuyerState, buyer: BuyerCase): BuyerState {
  const already = state.once.includes('wait-ok');
  if (already || !buyer.random.stream('wait-ok', state.turn).chance(state.mood < -1 ? 0.3 : 0.5))
    return change(state, { heard: [], turn: state.turn + 1 });
  return change(
    compose(change(state, { once: [...state.once, 'wait-ok'] }), buyer, [
      { intent: state.mood < -1 ? 'wait-ok.angry' : 'wait-ok' },
    ]),
    {
      heard: [],
    },
  );
}

function saidSomething(heard: readonly Heard[]): boolean {
  return heard.some((one) => one.notes.answered.length > 0);
}

function openRequest(state: BuyerState): boolean {
  return state.matters.some(
    (matter) => matter.status === 'open' && ('request' in matter.want || 'report' in matter.want),
  );
}

/** What the buyer says about how it was treated; one thing at a time, the worst first. */
function complaint(state: BuyerState, heard: readonly Heard[]): Line | null {
  if (heard.some((one) => has(one, 'abuse', 'retort', 'accuse', 'command')))
    return { intent: 'complain.rude' };
  if (heard.some((one) => one.notes.askedAgain.length > 0)) return { intent: 'complain.repeat' };
  if (heard.some((one) => one.notes.contradictions.length > 0)) return { intent: 'complain.contradiction' };
  if (heard.some((one) => one.notes.repeat !== null)) return { intent: 'complain.canned' };
  if (heard.some((one) => has(one, 'pass-the-buck', 'ignorance'))) return { intent: 'complain.excuse' };
  if (heard.some((one) => one.notes.beside.length > 0)) return { intent: 'complain.beside' };
  if (state.because.some((cause) => cause.trigger === 'promise-broken'))
    return { intent: 'complain.promise' };
  return null;
}

/** At the end of its tether: threatens once, then carries it out. */
function escalate(state: BuyerState, buyer: BuyerCase, at: number): BuyerState {
  if (!state.once.includes('threatened')) {
    const kind = buyer.scenario.stage === 'pre-sale' ? 'leave.angry' : 'threaten.platform';
    const next = change(state, { once: [...state.once, 'threatened'] });
    if (kind === 'leave.angry') return leaveAngry(next, buyer, at, false);
    return speak(change(next, { mood: next.mood + 0.4 }), buyer, [{ intent: kind }]);
  }
  return leaveAngry(state, buyer, at, buyer.scenario.stage !== 'pre-sale');
}

function leaveAngry(state: BuyerState, buyer: BuyerCase, at: number, complain: boolean): BuyerState {
  const effects = complain
    ? ([{ type: 'act', name: 'complain', args: { with: 'platform', about: 'service' } }] as const)
    : [];
  return change(
    speak(state, buyer, [{ intent: 'leave.angry', effects: [...effects, { type: 'closing' }] }]),
    {
      closingAs: 'walked-out',
      closingSince: null,
      byeAt: at,
    },
  );
}

/** What nobody could read is asked again in other words, once or twice; then the buyer goes on. */
function askWhatWasMeant(
  state: BuyerState,
  buyer: BuyerCase,
): { readonly state: BuyerState; readonly lines: readonly Line[] } {
  if (state.notUnderstood < buyer.persona.asksAgain) {
    const open = state.matters.find((matter) => matter.status === 'open' && 'ask' in matter.want);
    return {
      state: change(state, { notUnderstood: state.notUnderstood + 1 }),
      lines: [{ intent: open ? 'not-understood.ask' : 'not-understood' }],
    };
  }
  let next: BuyerState = change(state, { notUnderstood: 0 });
  for (const matter of state.matters)
    if (matter.status === 'open') next = settle(next, buyer, matter.id, 'unread', 'dropped');
  return { state: next, lines: [] };
}

/** Drops what does not matter enough once patience runs low. */
export function dropTrifles(state: BuyerState): BuyerState {
  let { matters } = state;
  for (const matter of matters)
    if (matter.status === 'todo' && !isMust(matter.want))
      matters = withMatter(matters, matter.id, { status: 'dropped', result: 'no-time' });
  return change(state, { matters });
}
