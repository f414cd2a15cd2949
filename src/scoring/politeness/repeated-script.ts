import type { ActName } from '../../model/act.ts';
import type { Conversation, Moment } from '../conversation.ts';
import type { Hit } from '../measures.ts';
import { owedOf } from '../owed.ts';
import { excerpt } from '../wording/excerpt.ts';

/** A greeting, a hold or a goodbye may be said twice before it is a canned line. */
const FORMULAS: ReadonlySet<ActName> = new Set<ActName>([
  'greet',
  'offer-help',
  'hold',
  'farewell',
  'thank',
  'apologise',
  'acknowledge',
  'interjection-only',
]);

/** Agent messages that say nearly the same as an earlier one. The same question asked again may get the same answer. */
export function repeatedScript(conversation: Conversation): Hit[] {
  const { ledger } = owedOf(conversation);
  if (ledger.repeats.length === 0) return [];
  const byEvent = new Map(conversation.agentMessages.map((message) => [message.event, message]));
  const pardoned = new Set<number>();
  const factsAskedAgain = new Set(
    ledger.questions.filter((one) => one.times > 1).map((one) => one.answeredBy),
  );
  return ledger.repeats.flatMap(({ event, earlier }) => {
    const message = byEvent.get(event);
    if (!message || factsAskedAgain.has(earlier)) return [];
    if (isFormula(message) && !pardoned.has(earlier)) {
      pardoned.add(earlier);
      return [];
    }
    return [{ events: [earlier, event], slots: { text: excerpt(message.text) } }];
  });
}

function isFormula({ acts }: Moment): boolean {
  return acts.length > 0 && acts.every((act) => FORMULAS.has(act.act));
}
