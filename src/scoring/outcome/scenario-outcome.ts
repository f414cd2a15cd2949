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
  const share = part === 'good' ? 1 / wanted.length : 1;
  return wanted.flatMap((condition): Hit[] => {
    const outcome = readOutcome(condition, conversation);
    if (!outcome || outcome.met === (part === 'good') || pardoned(condition, conversation)) return [];
    const events = outcome.moments.map((moment) => moment.event);
    return [
      {
        events: events.length > 0 ? events : [lastEvent(conversation)],
        share,
        slots: { condition: conditionText(condition, locale) },
      },
    ];
  });
}

function pardoned(condition: OutcomeCondition, { ending }: Conversation): boolean {
  return 'ordered' in condition && IN_PEACE.includes(ending);
}

/** What never happened is proved by how the conversation ended. */
export const lastEvent = ({ transcript }: Conversation): number =>
  transcript.events.findLast((event) => event.type === 'ending' || event.type === 'message')?.index ?? 0;
