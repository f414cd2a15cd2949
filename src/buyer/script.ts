import type { Want } from '../model/scenario.ts';
import { answerable, withUnknown } from './answerable.ts';
import type { BuyerCase } from './case.ts';
import { change } from './change.ts';
import type { Line } from './compose.ts';
import { compose } from './compose.ts';
import { raiseOne } from './raise.ts';
import { has, settleMatters } from './settle.ts';
import type { BuyerState } from './state.ts';

/** Steps taken in one go at most: a script without an `expect` cannot run away. */
const STEPS_MAX = 40;

export function startScript(state: BuyerState, buyer: BuyerCase, at: number): BuyerState {
  const matters = buyer.scenario.script!.map((want, id) => ({ id, want, status: 'todo' as const, tries: 0 }));
  return scripted(change(state, { matters }), buyer, at);
}

/**
 * Plays the script on: speaks until the next step that waits. Details the agent asks for are given in between, so that a script
 * needs no line for every question an agent may put.
 */
export function scripted(before: BuyerState, buyer: BuyerCase, at: number): BuyerState {
  const script = buyer.scenario.script!;
  const lines: Line[] = before.heard.length > 0 ? [...answerable(before, buyer)] : [];
  let state = withUnknown(settleMatters(before, buyer), lines);
  for (let taken = 0; taken < STEPS_MAX; taken += 1) {
    const { step, met, waitUntil } = state.script!;
    const want = script[step];
    if (want === undefined) return finish(state, buyer, lines, at);
    if ('expect' in want) {
      const verdict = expectation(want, state, at, waitUntil);
      if (verdict === 'waiting')
        return pause(state, buyer, lines, waitUntil > 0 ? waitUntil : at + want.within);
      if (verdict === 'missed' && want.else === 'leave')
        return change(
          compose(change(state, { closingAs: 'left' }), buyer, [
            { intent: 'leave.waited', effects: [{ type: 'closing' }] },
          ]),
          {
            heard: [],
          },
        );
      if (verdict === 'missed' && want.else === 'nudge') lines.push({ intent: 'nudge' });
      // What met this expectation does not meet the next one.
      state = change(state, { heard: [], script: { step: step + 1, met: verdict === 'met', waitUntil: 0 } });
    } else if ('when' in want) {
      const goesOn = (want.when === 'met') === met;
      state = change(state, { script: { step: step + 1 + (goesOn ? 0 : want.steps), met, waitUntil: 0 } });
    } else if ('wait' in want) {
      if (waitUntil === 0) return pause(state, buyer, lines, at + want.wait);
      if (at < waitUntil) return pause(state, buyer, lines, waitUntil);
      state = change(state, { script: { step: step + 1, met, waitUntil: 0 } });
    } else if ('leave' in want) {
      return change(withLines(state, buyer, lines), {
        heard: [],
        closingAs: want.leave,
        closingSince: at,
        byeAt: at + 8_000,
      });
    } else {
      const spoken = speakStep(want, step, state, buyer, at);
      lines.push(...spoken.lines);
      // What was heard before this line answers nothing that it asks.
      state = change(spoken.state, { heard: [], script: { step: step + 1, met, waitUntil: 0 } });
    }
  }
  return pause(state, buyer, lines, at + 1_000);
}

function speakStep(
  want: Want,
  step: number,
  state: BuyerState,
  buyer: BuyerCase,
  at: number,
): { readonly state: BuyerState; readonly lines: readonly Line[] } {
  if ('say' in want) {
    const line: Line =
      typeof want.say === 'string'
        ? { intent: want.say }
        : { intent: 'say', text: want.say[buyer.locale], acts: want.acts };
    return { state, lines: [{ ...line, effects: [{ type: 'done', matter: step, result: 'said' }] }] };
  }
  const matter = state.matters[step];
  return (matter && raiseOne(matter, state, buyer, at)) ?? { state, lines: [] };
}

function expectation(
  want: Extract<Want, { expect: readonly unknown[] }>,
  state: BuyerState,
  at: number,
  waitUntil: number,
): 'met' | 'missed' | 'waiting' {
  const met = state.heard.some(
    (one) =>
      has(one, ...want.expect) &&
      (want.topic === undefined ||
        one.reading.claims.some((claim) => claim.topic === want.topic) ||
        one.reading.acts.some((act) => act.topic === want.topic)),
  );
  if (met) return 'met';
  return waitUntil > 0 && at >= waitUntil ? 'missed' : 'waiting';
}

function pause(state: BuyerState, buyer: BuyerCase, lines: readonly Line[], until: number): BuyerState {
  const spoken = withLines(state, buyer, lines);
  // The time given runs from when the line has gone out, not from when it was thought of.
  const typing = spoken.drafts.reduce((sum, draft) => sum + draft.afterMs, 0);
  const { step, met } = state.script!;
  return change(spoken, { heard: [], script: { step, met, waitUntil: until + typing } });
}

function withLines(state: BuyerState, buyer: BuyerCase, lines: readonly Line[]): BuyerState {
  return lines.length === 0 ? change(state, { turn: state.turn + 1 }) : compose(state, buyer, lines);
}

function finish(state: BuyerState, buyer: BuyerCase, lines: readonly Line[], at: number): BuyerState {
  return change(withLines(state, buyer, lines), {
    heard: [],
    closingAs: 'settled',
    closingSince: at,
    byeAt: at + 15_000,
  });
}
