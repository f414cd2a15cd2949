import { addresses } from '../../dialogue/addresses.ts';
import type { Topic } from '../../model/topic.ts';
import type { Conversation, Moment } from '../conversation.ts';
import { type Measured, NOT_APPLICABLE } from '../measures.ts';

/** What names the matter tells nothing new. */
const NAMING: readonly string[] = ['product', 'order-number', 'tracking-number', 'phone', 'url'];

/**
 * The most values told in one go, between two buyer messages, on topics that the buyer had not brought up: prices, periods and
 * parts poured out until some of them must be right. Talking of one related thing more is service; of twenty it is none.
 */
export function unaskedFacts(conversation: Conversation): Measured {
  const raised = new Set<Topic>();
  let most = { count: 0, events: [] as number[] };
  let run = { count: 0, events: [] as number[] };
  for (const moment of conversation.moments) {
    if (moment.kind !== 'message') continue;
    if (moment.by === 'buyer') {
      for (const act of moment.acts)
        if (act.topic ?? act.question?.topic) raised.add((act.topic ?? act.question?.topic)!);
      run = { count: 0, events: [] };
    } else if (moment.by === 'agent') {
      const count = unaskedIn(moment, raised);
      if (count > 0) run = { count: run.count + count, events: [...run.events, moment.event] };
      if (run.count > most.count) most = run;
    }
  }
  if (conversation.agentMessages.length === 0) return NOT_APPLICABLE('count');
  return { unit: 'count', value: most.count, events: most.events };
}

function isRaised(told: Topic, raised: ReadonlySet<Topic>): boolean {
  for (const topic of raised) if (addresses(told, topic)) return true;
  return false;
}

function unaskedIn({ reading }: Moment, raised: ReadonlySet<Topic>): number {
  let count = 0;
  for (const claim of reading?.claims ?? []) {
    if (isRaised(claim.topic, raised)) continue;
    for (const fact of claim.facts) if (!NAMING.includes(fact.kind)) count += 1;
  }
  return count;
}
