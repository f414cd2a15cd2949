import type { Conversation, Moment } from './conversation.ts';

const ASSENT: readonly string[] = ['acknowledge', 'affirm', 'consent', 'small-talk', 'thank'];
const YES: readonly string[] = ['acknowledge', 'affirm', 'consent'];

/** 好的亲, "Sure!": agrees, and says nothing of its own. */
export function isBareYes({ acts, facts, reading }: Moment): boolean {
  return (
    acts.some((act) => YES.includes(act.act)) &&
    acts.every((act) => ASSENT.includes(act.act) && act.modality === 'plain') &&
    facts.length === 0 &&
    (reading?.claims ?? []).every((claim) => claim.facts.length === 0)
  );
}

/**
 * The agent's bare yes to a buyer's message, where it is all that the agent answered before the buyer spoke again: whoever
 * says yes and then why not, or asks back, has not agreed.
 */
export function bareYesTo(message: Moment, { moments }: Conversation): Moment | null {
  let yes: Moment | null = null;
  for (let i = message.position + 1; i < moments.length; i++) {
    const next = moments[i]!;
    if (next.kind !== 'message') continue;
    if (next.by === 'buyer') break;
    if (next.by !== 'agent') continue;
    if (!isBareYes(next)) return null;
    yes ??= next;
  }
  return yes;
}
