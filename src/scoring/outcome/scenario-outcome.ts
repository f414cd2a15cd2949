import type { OutcomeCondition } from '../../model/scenario.ts';
import type { Conversation } from '../conversation.ts';
import type { Hit, RuleParams } from '../measures.ts';
import { conditionText } from '../wording/conditions.ts';
import { readOutcome } from './conditions.ts';

/** Endings in which somebody who would not buy went in peace: a well-closed no-sale is full marks. */
const IN_PEACE = ['settled', 'closed', 'transferred'];

/** What the scenario asks for: `part: good` gives every condition that was missed, `part: bad` every one that came true. */
export function scenarioOutcome(conversation: Conversation, { part }: RuleParams): Hit[] {
  const { scenario, locale } = conversation;
  if (!scenario) return [];
  const wanted = part === 'good' ? scenario.outcome.good : scenario.outcome.bad;
  const shareOf = part === 'good' ? sharesOf(wanted, conversation) : () => 1;
  return wanted.flatMap((condition): Hit[] => {
    const outcome = readOutcome(condition, conversation);
    if (!outcome || outcome.met === (part === 'good') || pardoned(condition, conversation)) return [];
    const events = outcome.moments.map((moment) => moment.event);
    return [
      {
        events: events.length > 0 ? events : [lastEvent(conversation)],
        share: shareOf(condition),
        slots: { condition: conditionText(condition, locale) },
      },
    ];
  });
}

/**
 * What a missed goal weighs. Deeds and answers share the whole among themselves; what holds as long as nobody does anything (no
 * secret told, a calm buyer) earns nothing beside them, and spoils its own part when it breaks.
 */
function sharesOf(
  wanted: readonly OutcomeCondition[],
  conversation: Conversation,
): (condition: OutcomeCondition) => number {
  const achieved = wanted.filter(
    (condition) =>
      !holdsByItself(condition) && !('ordered' in condition && pardoned(condition, conversation)),
  );
  return (condition) => 1 / (holdsByItself(condition) || achieved.length === 0 ? wanted : achieved).length;
}

function holdsByItself(condition: OutcomeCondition): boolean {
  return (
    'refused' in condition ||
    'mood' in condition ||
    'ending' in condition ||
    ('transferred' in condition && !condition.transferred)
  );
}

function pardoned(condition: OutcomeCondition, { ending }: Conversation): boolean {
  return 'ordered' in condition && IN_PEACE.includes(ending);
}

/** What never happened is proved by how the conversation ended. */
export const lastEvent = ({ transcript }: Conversation): number =>
  transcript.events.findLast((event) => event.type === 'ending' || event.type === 'message')?.index ?? 0;
