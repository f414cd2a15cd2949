import type { Conversation } from '../conversation.ts';
import type { Hit } from '../measures.ts';
import { owesAnswer } from '../rounds.ts';
import { lastEvent } from './scenario-outcome.ts';

/** The agent closed the chat while the buyer was waiting for an answer. */
export function abandoned(conversation: Conversation): Hit[] {
  const { ending, moments } = conversation;
  if (ending !== 'agent-closed') return [];
  const last = moments.findLast((moment) => moment.kind === 'message' && moment.by !== 'system');
  if (last?.by !== 'buyer' || !owesAnswer(last)) return [];
  return [{ events: [last.event, lastEvent(conversation)] }];
}
