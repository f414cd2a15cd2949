import type { Heard } from './listen.ts';
import { type Moment, part, type Reply } from './state.ts';
import { orderInQuestion } from './which-order.ts';

export function isUpset(heard: Heard): boolean {
  return (
    heard.canned ||
    (
      [
        'complain',
        'swear',
        'threaten-review',
        'threaten-escalate',
        'complain-wait',
        'complain-repeat',
      ] as const
    ).some((act) => heard.acts.has(act))
  );
}

/** Anger with nothing to work on yet: feeling first, then what to do about it. */
export function soothe(moment: Moment, heard: Heard): Reply {
  const { state } = moment;
  if (heard.canned) return say('sorry.canned');
  if (heard.acts.has('complain-repeat')) return say('sorry.repeat');
  if (heard.acts.has('complain-wait')) return say('sorry.wait');
  const before = state.apologised;
  state.apologised += 1;
  if (heard.acts.has('threaten-review') || heard.acts.has('threaten-escalate'))
    return say(before > 0 ? 'threat.again' : 'threat');
  if (before > 0) return say('calm');
  return say(orderInQuestion(moment) === undefined ? 'complaint.ask' : 'complaint.ask.order');
}

function say(intent: string): Reply {
  return { parts: [part(intent)], actions: [] };
}
