import type { Conversation } from '../conversation.ts';
import { type Measured, NOT_APPLICABLE } from '../measures.ts';

/** Time the agent spent on this buyer: over its turns, from the first key (else the buyer's message) to sending. */
export function handleTime({ rounds, agentMessages }: Conversation): Measured {
  if (agentMessages.length === 0) return NOT_APPLICABLE('ms');
  let total = 0;
  for (const { reply, opens } of rounds) {
    if (!reply) continue;
    const typing = reply.source.type === 'message' ? reply.source.typing : undefined;
    total += reply.at - Math.max(opens.at, typing?.firstKeyAt ?? opens.at);
  }
  return { unit: 'ms', value: total, events: [agentMessages[0]!.event] };
}
