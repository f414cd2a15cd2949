import type { Reply } from '../../model/bot-request.ts';
import { compileJsonPath } from '../../model/json-path.ts';
import type { Locale } from '../../model/locale.ts';
import type { Arrival } from '../../model/ports.ts';
import type { ProtocolRequest } from '../../model/protocol.ts';
import { readAnswer } from '../house/answer.ts';
import type { ChannelProblem } from '../house/problem.ts';
import { problemArrival } from '../house/wording.ts';
import { parseJson } from '../mapped/body.ts';
import type { Conversation } from '../mapped/conversation.ts';
import { compileReply } from '../mapped/reply.ts';
import { asText, fillValue, type Scope } from '../mapped/template.ts';

export interface FrameRules {
  readonly send?: unknown;
  readonly reply?: Reply | undefined;
  readonly session?: string | undefined;
  /** `text`: a frame is the message itself, both ways. */
  readonly frames?: 'json' | 'text';
}

/** One frame, taken apart. `session`: the conversation it names; `undefined` where it names none. */
export type Frame =
  | { readonly ok: true; readonly value: unknown; readonly session: string | undefined }
  | { readonly ok: false; readonly problem: ChannelProblem };

/** Writes requests and reads frames as a bot file says; by default the house protocol both ways. */
export interface FrameCodec {
  encode(request: ProtocolRequest, scope: Scope): string;
  decode(frame: string): Frame;
  arrivals(value: unknown, conversation: Conversation): Arrival[];
}

export function createFrameCodec({ send, reply, session, frames = 'json' }: FrameRules): FrameCodec {
  const reader = reply === undefined ? undefined : compileReply(reply);
  const sessionAt = session === undefined ? undefined : compileJsonPath(session);
  return {
    encode(request, scope) {
      if (send === undefined) return frames === 'text' ? request.text : JSON.stringify(request);
      const value = fillValue(send, scope);
      return frames === 'text' ? asText(value) : JSON.stringify(value ?? null);
    },
    decode(frame) {
      const parsed = frames === 'text' ? ({ ok: true, value: frame } as const) : parseJson(frame);
      if (!parsed.ok) return parsed;
      const named = sessionAt?.values(parsed.value)[0];
      return {
        ok: true,
        value: parsed.value,
        session: named === undefined || named === null ? undefined : asText(named),
      };
    },
    arrivals: (value, { context, seen }) =>
      reader === undefined ? readAnswer(value, context.locale) : reader.read(value, context.locale, seen),
  };
}

export function oneProblem(locale: Locale, problem: ChannelProblem): Arrival[] {
  return [problemArrival(locale, problem)];
}
