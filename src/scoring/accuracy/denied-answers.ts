import { statementTold } from '../../dialogue/judge.ts';
import type { AskedQuestion } from '../../dialogue/ledger.ts';
import type { Locale } from '../../model/locale.ts';
import type { Statement } from '../../model/statement.ts';
import type { Topic } from '../../model/topic.ts';
import { truth } from '../../shop/truth.ts';
import type { Conversation, Moment } from '../conversation.ts';
import { type Owed, owedOf } from '../owed.ts';

/** An answer that says, in so many words, what the shop's sheet lists as untrue of just this: 定制也照退 of a piece made to measure. */
export interface DeniedAnswer {
  readonly asked: AskedQuestion;
  readonly moment: Moment;
  /** The sheet's own sentence. */
  readonly sheet: string;
}

/** Such answers on `topics`, each question at most once: the first message after it that denies the sheet and does not also tell it. */
export function deniedAnswers(conversation: Conversation, topics: readonly Topic[]): DeniedAnswer[] {
  const owed = owedOf(conversation);
  const denied: DeniedAnswer[] = [];
  for (const asked of owed.ledger.questions) {
    if (!topics.includes(asked.question.topic)) continue;
    const answer = deniedAnswer(conversation, asked, owed);
    if (answer !== null) denied.push(answer);
  }
  return denied;
}

function deniedAnswer(
  { agentMessages, locale }: Conversation,
  asked: AskedQuestion,
  { world, truths }: Owed,
): DeniedAnswer | null {
  if (world === null || truths === null) return null;
  for (const moment of agentMessages) {
    if (moment.event <= asked.event || isRefusalOrHold(moment)) continue;
    const strict = strictOf(truths.of(asked.question, moment.at).statement, locale);
    if (strict === null || statementTold(strict, moment.text) !== 'denied') continue;
    // What counts down by the second is quoted as it was when the message came.
    const { statement } = truth(world, asked.question, moment.at);
    if (statement !== undefined) return { asked, moment, sheet: statement.text };
  }
  return null;
}

function isRefusalOrHold({ acts }: Moment): boolean {
  for (const { act } of acts) if (act === 'hold' || act.startsWith('refuse')) return true;
  return false;
}

const strict: Readonly<Record<Locale, WeakMap<Statement, { readonly long: Statement | null }>>> = {
  'zh-CN': new WeakMap(),
  en: new WeakMap(),
};

/** The statement with its longer denials only; `null` when it has none. */
function strictOf(statement: Statement | undefined, locale: Locale): Statement | null {
  if (statement === undefined || statement.denies.length === 0) return null;
  let known = strict[locale].get(statement);
  if (known === undefined) {
    const denies = statement.denies.filter((key) => key.length >= LENGTH_MIN[locale]);
    strict[locale].set(statement, (known = { long: denies.length === 0 ? null : { ...statement, denies } }));
  }
  return known.long;
}

/** Shorter denials (可以, "yes") stand in too many sentences to be held against anybody, in characters. */
const LENGTH_MIN = { 'zh-CN': 4, en: 10 } as const;
