import { statementTold } from '../../dialogue/judge.ts';
import type { AskedQuestion } from '../../dialogue/ledger.ts';
import type { Topic } from '../../model/topic.ts';
import { truth } from '../../shop/truth.ts';
import type { Conversation, Moment } from '../conversation.ts';
import { owedOf } from '../owed.ts';

/** An answer that says, in so many words, what the shop's sheet lists as untrue of just this: 定制也照退 of a piece made to measure. */
export interface DeniedAnswer {
  readonly asked: AskedQuestion;
  readonly moment: Moment;
  /** The sheet's own sentence. */
  readonly sheet: string;
}

/** Such answers on `topics`, each question at most once: the first message after it that denies the sheet and does not also tell it. */
export function deniedAnswers(conversation: Conversation, topics: readonly Topic[]): DeniedAnswer[] {
  const { ledger, world } = owedOf(conversation);
  if (!world) return [];
  return ledger.questions.flatMap((asked): DeniedAnswer[] => {
    if (!topics.includes(asked.question.topic)) return [];
    const answers = conversation.agentMessages.filter((message) => message.event > asked.event);
    for (const moment of answers) {
      if (moment.acts.some((act) => act.act.startsWith('refuse') || act.act === 'hold')) continue;
      const { statement } = truth(world, asked.question, moment.at);
      if (!statement) continue;
      const denies = statement.denies.filter((key) => key.length >= LENGTH_MIN[conversation.locale]);
      if (statementTold({ ...statement, denies }, moment.text) === 'denied')
        return [{ asked, moment, sheet: statement.text }];
    }
    return [];
  });
}

/** Shorter denials (可以, "yes") stand in too many sentences to be held against anybody, in characters. */
const LENGTH_MIN = { 'zh-CN': 4, en: 10 } as const;
