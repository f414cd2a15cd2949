import type { ActName } from '../../model/act.ts';
import type { Problem } from '../../model/question.ts';
import type { Conversation, Moment } from '../conversation.ts';
import type { Hit } from '../measures.ts';
import { excerpt } from '../wording/excerpt.ts';

/** What is no fault of the shop or its courier: a change of mind, a size that does not fit, handling against the label. */
const BUYERS_OWN: readonly Problem[] = ['changed-mind', 'wrong-size', 'misuse'];
const REGRET: readonly ActName[] = ['apologise', 'apologise-strongly', 'empathise', 'own'];
/** Words of regret that the reader may have missed. */
const WORDS = /抱歉|对不起|不好意思|歉意|给您添麻烦|sorry|apolog|regret/iu;
/** So many agent messages have the chance to say it. */
const WITHIN = 4;

/**
 * The first problem that the buyer reports and the shop has to answer for, where none of the next messages holds a word of regret,
 * sympathy or ownership, nor the two before it. A remedy without it settles the matter and not the feeling.
 */
export function unregrettedProblem({ moments, agentMessages }: Conversation): Hit[] {
  const reported = moments.find((moment) => moment.by === 'buyer' && moment.acts.some(isShopsFault));
  if (!reported) return [];
  const before = agentMessages.filter((message) => message.position < reported.position).slice(-2);
  const after = agentMessages.filter((message) => message.position > reported.position).slice(0, WITHIN);
  if (after.length < 2 || [...before, ...after].some(regrets)) return [];
  return [
    {
      events: [reported.event, after[0]!.event],
      slots: { text: excerpt(reported.text), answer: excerpt(after[0]!.text) },
    },
  ];
}

function isShopsFault(act: Moment['acts'][number]): boolean {
  if (act.act !== 'report-problem') return false;
  const problem = act.question?.problem;
  return problem !== undefined && !BUYERS_OWN.includes(problem);
}

const regrets = ({ acts, text }: Moment) => WORDS.test(text) || acts.some((act) => REGRET.includes(act.act));
