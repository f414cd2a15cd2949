import type { Conversation } from '../conversation.ts';
import type { Hit } from '../measures.ts';
import { excerpt } from '../wording/excerpt.ts';

/** Failures of the agent's line while the conversation was open: the buyer wrote and got an error instead of an answer. */
export function failedAnswers({ moments }: Conversation): Hit[] {
  return moments.flatMap(({ source }): Hit[] => {
    if (source.type !== 'error') return [];
    const asked = source.answers === undefined ? [] : [source.answers];
    return [
      { events: [...asked, source.index], slots: { code: source.code, text: excerpt(source.message) } },
    ];
  });
}
