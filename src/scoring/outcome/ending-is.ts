import type { Conversation } from '../conversation.ts';
import type { Hit, RuleParams } from '../measures.ts';

/** The conversation ended in one of `endings`. */
export function endingIs({ ending, transcript }: Conversation, { endings }: RuleParams): Hit[] {
  if (!(endings as readonly string[]).includes(ending)) return [];
  const event = transcript.events.findLast((one) => one.type === 'ending') ?? transcript.events.at(-1)!;
  return [{ events: [event.index], found: ending }];
}
