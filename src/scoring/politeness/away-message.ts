import type { Conversation } from '../conversation.ts';
import type { Hit } from '../measures.ts';
import { excerpt } from '../wording/excerpt.ts';

/** Away messages without an apology, or without a word on when somebody is back. */
export function awayMessage({ moments, reader, locale }: Conversation): Hit[] {
  return moments.flatMap(({ source, event }) => {
    if (source.type !== 'status' || source.status !== 'away' || source.autoReply === undefined) return [];
    const acts = reader.read(source.autoReply, 'agent').acts.map((act) => act.act);
    const lacks: string[] = [];
    if (!acts.includes('apologise') && !acts.includes('apologise-strongly'))
      lacks.push(locale === 'en' ? 'an apology' : '致歉');
    if (!acts.includes('promise') && !acts.includes('hold'))
      lacks.push(locale === 'en' ? 'when you will be back' : '什么时候回来');
    if (lacks.length === 0) return [];
    return [
      {
        events: [event],
        slots: { text: excerpt(source.autoReply), lacks: lacks.join(locale === 'en' ? ' and ' : '和') },
      },
    ];
  });
}
