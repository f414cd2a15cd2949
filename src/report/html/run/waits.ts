import type { TranscriptEvent } from '../../../model/event.ts';
import { OWED_NOTHING } from '../../../scoring/rounds.ts';
import type { Wait } from '../../review/review.ts';

/** What answers may take, in milliseconds. */
export interface WaitLimits {
  readonly firstMs: number;
  readonly laterMs: number;
}

/** A buyer who leaves this soon after writing gave nobody time to answer. */
const TIME_TO_ANSWER_MS = 20_000;

/**
 * From each buyer's message that is owed an answer to the agent's next one. Taken from the transcript alone: the rules that
 * score a wait know more of what counts as an answer.
 */
export function waitsOf(events: readonly TranscriptEvent[], { firstMs, laterMs }: WaitLimits): Wait[] {
  const waits: Wait[] = [];
  let open: TranscriptEvent | undefined;
  const close = (at: TranscriptEvent, reply: number | null) => {
    if (open === undefined) return;
    const first = waits.length === 0;
    const limitMs = first ? firstMs : laterMs;
    waits.push({ from: open.index, fromMs: open.t, reply, ms: at.t - open.t, limitMs, first });
    open = undefined;
  };
  for (const event of events) {
    if (event.type === 'ending') {
      if (open !== undefined && event.t - open.t > TIME_TO_ANSWER_MS) close(event, null);
      break;
    }
    if (event.type !== 'message' || event.from === 'system') continue;
    if (event.from !== 'buyer') close(event, event.index);
    else if (open === undefined && !isOwedNothing(event.said)) open = event;
  }
  return waits;
}

function isOwedNothing(said: readonly { readonly act: string }[] | undefined): boolean {
  return said !== undefined && said.length > 0 && said.every(({ act }) => OWED_NOTHING.has(act as never));
}
