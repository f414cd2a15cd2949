import type { Transcript, TranscriptEvent } from '../../model/event.ts';

/** A conversation that goes on from a point of another one; both are kept. */
export interface Branch {
  /** At least everything before `event`. */
  readonly parent: Transcript;
  /** The first event of the parent that is not taken over. */
  readonly event: number;
  /** The new conversation's id. */
  readonly id: string;
  /** Whoever holds the conversation brings the record back itself, by a clock of its own. */
  readonly held?: true;
}

/**
 * Where a conversation branches when an agent's deed (`event`) is taken back: before it, and before the typing that led to it
 * and what was said and done in the same millisecond. `null` where the event is no deed of the agent's before the ending.
 */
export function rewindPoint({ events }: Transcript, event: number): number | null {
  const deed = events[event];
  if (deed === undefined || !isAgents(deed) || deed.type === 'agent-typing') return null;
  if (deed.type === 'message' && deed.late) return null;
  let point = event;
  for (let index = event - 1; index > 0; index--) {
    const before = events[index]!;
    const together = before.t === events[point]!.t;
    if (isAgents(before) && (together || before.type === 'agent-typing')) point = index;
    else if (before.type !== 'buyer-state' && !(together && before.type === 'status')) break;
  }
  return point;
}

/** Whether the agent's side brought it. */
export function isAgents(event: TranscriptEvent): boolean {
  if (event.type === 'message') return event.from === 'agent' || event.from === 'bot';
  if (event.type === 'action') return event.by === 'agent';
  return event.type === 'agent-typing' || event.type === 'error';
}

/** What led to the branch, as the first events of the new conversation. */
export function beginningOf({ parent, event, id }: Branch): readonly TranscriptEvent[] {
  const origin = { conversation: parent.id, event };
  return parent.events.slice(0, event).map((one) => ({
    ...one,
    conversation: id,
    ...(one.type === 'header' ? { parent: origin } : {}),
  }));
}

/** The conversation that a branch, or a branch of one, came from in the end. */
export const rootOf = (id: string): string => id.replace(/~\d+$/, '');

/** `haggle-floor/haggler/en/1~1`, then `~2`: the first that is not `taken`. Branches of branches count on from the same root. */
export function branchId(parent: string, taken: (id: string) => boolean): string {
  const root = rootOf(parent);
  let count = 1;
  while (taken(`${root}~${count}`)) count += 1;
  return `${root}~${count}`;
}
