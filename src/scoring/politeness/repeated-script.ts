import type { ActName } from '../../model/act.ts';
import { isPutOff } from '../accuracy/unanswered-questions.ts';
import type { Conversation, Moment } from '../conversation.ts';
import type { Hit } from '../measures.ts';
import { owedOf } from '../owed.ts';
import { excerpt } from '../wording/excerpt.ts';

/** A greeting, a hold or a goodbye may be said twice in a row before it is a canned line. */
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

/** Two uses of one line with this many messages between them are a coincidence, the third use is a habit. */
const NEAR = 2;

/**
 * Agent messages that say nearly the same as one shortly before, or that use a line for the third time. The same question
 * asked again may get the same answer.
 */
export function repeatedScript(conversation: Conversation): Hit[] {
  const { ledger } = owedOf(conversation);
  if (ledger.repeats.length === 0) return [];
  const byEvent = new Map(
    conversation.agentMessages.map((message, place) => [message.event, { message, place }]),
  );
  const uses = new Map<number, number>();
  const factsAskedAgain = new Set(
    ledger.questions.filter((one) => one.times > 1 && !isPutOff(one)).map((one) => one.answeredBy),
  );
  return ledger.repeats.flatMap(({ event, earlier }) => {
    const [now, before] = [byEvent.get(event), byEvent.get(earlier)];
    if (!now || !before || factsAskedAgain.has(earlier)) return [];
    const used = (uses.get(earlier) ?? 1) + 1;
    uses.set(earlier, used);
    const isNear = now.place - before.place <= NEAR && !isFormula(now.message);
    if (!isNear && used < 3) return [];
    return [{ events: [earlier, event], slots: { text: excerpt(now.message.text) } }];
  });
}

function isFormula({ acts }: Moment): boolean {
  return acts.length > 0 && acts.every((act) => FORMULAS.has(act.act));
}
