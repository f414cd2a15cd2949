import type { EventOf, TranscriptEvent } from '../model/event.ts';
import { actsOf, SeenMoment, sideOf, sparingOwnNumbers } from './build-conversation.ts';
import type { Conversation, Moment } from './conversation.ts';
import { plainTextOf } from './plain-text.ts';

/**
 * The conversation with what the agent wrote once it was over. Nothing is owed any more by then, but a threat, a leak or a private
 * deal is one all the same: rules that say `afterwards: true` look here. The conversation itself where nothing came.
 */
export function withAfterwards(conversation: Conversation): Conversation {
  const { transcript, reader, shop, moments, agentMessages, buyerMessages } = conversation;
  const late = writtenAfter(transcript.events);
  if (late.length === 0) return conversation;
  const readingOf = sparingOwnNumbers(reader, shop);
  const plainText = plainTextOf(shop);
  const mood = moments.at(-1)?.mood ?? 0;
  const byAct = new Map(conversation.byAct);
  const after = late.map((event, i): Moment => {
    const reading = readingOf(event.text, 'agent');
    const acts = actsOf(reading, 'agent');
    const moment = new SeenMoment(
      moments.length + i,
      event,
      'message',
      'agent',
      agentMessages.length + i,
      buyerMessages.length,
      mood,
      plainText,
      acts,
      reading.facts,
      reading,
    );
    for (const act of new Set(acts.map((one) => one.act)))
      byAct.set(act, [...(byAct.get(act) ?? []), moment]);
    return moment;
  });
  return {
    ...conversation,
    moments: [...moments, ...after],
    agentMessages: [...agentMessages, ...after],
    byAct,
  };
}

/** The agent's messages that came after the ending, or too late for it. */
function writtenAfter(events: readonly TranscriptEvent[]): EventOf<'message'>[] {
  const late: EventOf<'message'>[] = [];
  for (let i = events.length - 1; i >= 0 && events[i]!.type !== 'ending'; i -= 1) {
    const event = events[i]!;
    if (event.type === 'message' && event.late && sideOf(event) === 'agent') late.unshift(event);
  }
  return late;
}
