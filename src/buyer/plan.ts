import type { BuyerSnapshot, Plan, PlannedDeed } from '../model/ports.ts';
import type { BuyerCase } from './case.ts';
import { matterName, pending } from './matters.ts';
import type { BuyerState, Draft, Matter } from './state.ts';

/** How long after walking away over the price a buyer comes back, if it does. */
const COMES_BACK_MS = [45_000, 110_000] as const;

/** Everything the buyer means to do from here on. */
export function planOf(state: BuyerState, before: BuyerState, buyer: BuyerCase, at: number): Plan {
  const deeds: PlannedDeed[] = [];
  for (const { name, args, at: time } of state.causes)
    deeds.push({ afterMs: Math.max(0, time - at), do: 'cause', name, args });
  let due = state.draftAt;
  for (let i = 0; i < state.drafts.length; i += 1) {
    const draft = state.drafts[i]!;
    if (i > 0) due += draft.afterMs;
    deeds.push(say(draft, Math.max(0, due - at)));
  }
  for (const deed of state.deeds)
    deeds.push({ afterMs: Math.max(0, deed.at - at), do: 'act', name: deed.name, args: deed.args });
  const wake = (timer: string, time: number | null) => {
    if (time !== null) deeds.push({ afterMs: Math.max(0, time - at), do: 'wake', timer });
  };
  if (
    state.byeAt !== null &&
    state.closingAs !== null &&
    (state.drafts.length === 0 || state.closingAs === 'drifted')
  ) {
    deeds.push({
      afterMs: Math.max(0, state.byeAt - at),
      do: 'leave',
      ending: state.closingAs,
      reason: reasonOf(state),
    });
  } else if (state.drafts.length === 0) {
    if (state.heard.length > 0 || state.replyAt !== null) wake('reply', state.replyAt ?? at + 1_000);
    else {
      if (state.script !== null && state.script.waitUntil > 0)
        wake('script', Math.max(state.script.waitUntil, at));
      const held = state.heldUntil;
      wake('nudge', state.nudgeAt === null ? null : Math.max(state.nudgeAt, held));
      if (state.waitingSince !== null)
        wake('patience', Math.max(state.patienceUntil, held + buyer.persona.patience.nudgeAfter));
      if (state.negotiation?.walkedAt !== undefined && !state.negotiation.over) {
        const draws = buyer.random.stream('back', 0);
        wake('back', state.negotiation.walkedAt + draws.int(COMES_BACK_MS[0], COMES_BACK_MS[1]));
      }
    }
  }
  const moved = state.matters !== before.matters && differ(state.matters, before.matters);
  const changed = state.because.length > 0 || moved;
  const plan: { -readonly [Key in keyof Plan]: Plan[Key] } = { deeds };
  if (changed) plan.state = snapshotOf(state, at);
  if (state.heldUntil > at) plan.expectsBy = state.heldUntil;
  return plan;
}

function say(draft: Draft, afterMs: number): PlannedDeed {
  if (draft.picture === undefined) return { afterMs, do: 'say', text: draft.text, said: draft.said };
  return {
    afterMs,
    do: 'say',
    text: `${draft.text} [${draft.picture}]`,
    said: draft.said,
    content: [
      { type: 'text', text: draft.text },
      { type: 'image', alt: draft.picture },
    ],
  };
}

function snapshotOf(state: BuyerState, at: number): BuyerSnapshot {
  return {
    mood: state.mood,
    patienceMs: Math.max(0, state.patienceUntil - at),
    trust: state.trust,
    open: pending(state.matters).map((matter) => matterName(matter.want)),
    because: state.because,
  };
}

/** Whether any matter has got further, or there are others than before. */
function differ(matters: readonly Matter[], before: readonly Matter[]): boolean {
  if (matters.length !== before.length) return true;
  for (let i = 0; i < matters.length; i += 1) if (matters[i]!.status !== before[i]!.status) return true;
  return false;
}

function reasonOf(state: BuyerState): string {
  const left = pending(state.matters).map((matter) => matterName(matter.want));
  const results = state.matters
    .filter((matter) => matter.status === 'dropped')
    .map((matter) => `${matterName(matter.want)} ${matter.result ?? ''}`.trim());
  return (
    [
      ...(left.length > 0 ? [`still open: ${left.join(', ')}`] : []),
      ...(results.length > 0 ? [`given up: ${results.join(', ')}`] : []),
    ].join('; ') || 'everything was seen to'
  );
}
