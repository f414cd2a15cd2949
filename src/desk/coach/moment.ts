import type { AskedQuestion } from '../../dialogue/ledger.ts';
import type { EventOf, Transcript, TranscriptEvent } from '../../model/event.ts';
import { buildConversation } from '../../scoring/build-conversation.ts';
import type { Conversation, Moment } from '../../scoring/conversation.ts';
import { owedOf } from '../../scoring/owed.ts';
import type { CoachSetting } from './setting.ts';

/** Where a conversation stands: what is unanswered, and what came since the agent last spoke. */
export interface Standing {
  readonly conversation: Conversation;
  /** The buyer's messages, and what happened in the shop, since the agent last spoke. */
  readonly pending: readonly Moment[];
  /** Asked and not answered rightly yet, oldest first. */
  readonly open: readonly AskedQuestion[];
  readonly agentHasSpoken: boolean;
}

/** Reads a conversation as far as it has got. `null` before it has begun. */
export function standingOf(events: readonly TranscriptEvent[], setting: CoachSetting): Standing | null {
  const transcript = asTranscript(events);
  if (transcript === null) return null;
  const { rubric, rules, scenario, shop, market, reader } = setting;
  const conversation = buildConversation({ transcript, rubric, rules, scenario, shop, market, reader });
  const lastWord = conversation.agentMessages.at(-1);
  return {
    conversation,
    pending: conversation.moments.filter(
      (moment) =>
        moment.position > (lastWord?.position ?? -1) &&
        ((moment.kind === 'message' && moment.by === 'buyer') ||
          (moment.source.type === 'world' && moment.source.name !== 'action-result')),
    ),
    open: owedOf(conversation).ledger.questions.filter(({ status }) => OWED.has(status)),
    agentHasSpoken: lastWord !== undefined,
  };
}

const OWED: ReadonlySet<AskedQuestion['status']> = new Set(['open', 'beside', 'wrong', 'partly']);

/** The events as a transcript, ended or not. */
export function asTranscript(events: readonly TranscriptEvent[]): Transcript | null {
  const header = events[0];
  return header?.type === 'header'
    ? { id: header.conversation, header: header as EventOf<'header'>, events }
    : null;
}
