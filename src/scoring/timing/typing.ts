import type { Conversation, Moment } from '../conversation.ts';
import { type Measured, NOT_APPLICABLE } from '../measures.ts';

/** Below this a message says nothing about speed. */
const CHARACTERS_MIN = 5;

/**
 * Characters a minute over all typed messages, from first key to sending. Never guessed from times alone: reading and quick
 * phrases would spoil it, so it does not apply where nothing was recorded.
 */
export function typingSpeed({ agentMessages }: Conversation): Measured {
  const typed = typedMessages(agentMessages);
  if (typed.length === 0) return NOT_APPLICABLE('per-minute');
  let characters = 0;
  let ms = 0;
  let slowest = typed[0]!;
  for (const one of typed) {
    characters += one.characters;
    ms += one.ms;
    if (one.characters / one.ms < slowest.characters / slowest.ms) slowest = one;
  }
  return { unit: 'per-minute', value: (characters * 60_000) / ms, events: [slowest.event] };
}

/** Corrected keys as a share of all keys. */
export function typingCorrections({ agentMessages }: Conversation): Measured {
  const typed = typedMessages(agentMessages);
  const keys = typed.reduce((sum, one) => sum + one.keys, 0);
  if (keys === 0) return NOT_APPLICABLE('share');
  const corrections = typed.reduce((sum, one) => sum + one.corrections, 0);
  return { unit: 'share', value: corrections / keys, events: [typed[0]!.event] };
}

function typedMessages(messages: readonly Moment[]) {
  return messages.flatMap(({ source, event, at, text }) => {
    if (source.type !== 'message' || !source.typing || source.via !== 'typed') return [];
    const { firstKeyAt, keys, corrections, pastedChars } = source.typing;
    const characters = [...text].length - pastedChars;
    const ms = at - firstKeyAt;
    return characters >= CHARACTERS_MIN && ms > 0 ? [{ event, characters, ms, keys, corrections }] : [];
  });
}
