import type { EventOf, Transcript } from '../model/event.ts';

/** A buyer's run of lines with everything the agent said and did about it. The first may have no line: the agent's greeting. */
export interface ReplayRound {
  readonly buyer: readonly EventOf<'message'>[];
  readonly agent: readonly EventOf<'message'>[];
  readonly actions: readonly EventOf<'action'>[];
}

/** A line of the buyer's, and which round it belongs to. */
export type RoundOfLine = (line: EventOf<'message'>, index: number) => number;

interface Draft {
  readonly buyer: EventOf<'message'>[];
  readonly agent: EventOf<'message'>[];
  readonly actions: EventOf<'action'>[];
}

/**
 * The rounds of a transcript. A line after an agent's word opens the next one. An answer that names the line it answers
 * goes to that line's round, however late it comes; a push goes to the round that is open.
 */
export function roundsOf(transcript: Transcript): ReplayRound[] {
  let round = 0;
  let spoken = true;
  return collect(transcript, (event) => {
    if (event.type === 'message' && event.from === 'buyer') {
      if (spoken) round += 1;
      spoken = false;
    } else spoken = true;
    return round;
  });
}

/** The same with the rounds of the buyer's lines given: in a replay, those of the recording. `count` rounds at least. */
export function roundsAs(transcript: Transcript, roundOfLine: RoundOfLine, count: number): ReplayRound[] {
  let round = 0;
  let line = 0;
  return collect(
    transcript,
    (event) => {
      if (event.type === 'message' && event.from === 'buyer') {
        round = roundOfLine(event, line);
        line += 1;
      }
      return round;
    },
    count,
  );
}

function collect(
  { events }: Transcript,
  roundAt: (event: EventOf<'message'> | EventOf<'action'>) => number,
  count = 1,
): ReplayRound[] {
  const drafts: Draft[] = Array.from({ length: count }, emptyRound);
  const ofLine = new Map<number, Draft>();
  const at = (round: number): Draft => {
    while (drafts.length <= round) drafts.push(emptyRound());
    return drafts[round]!;
  };
  for (const event of events) {
    if (event.type === 'message') {
      if (event.late || event.from === 'system') continue;
      const here = at(roundAt(event));
      if (event.from === 'buyer') {
        here.buyer.push(event);
        ofLine.set(event.index, here);
      } else
        ((event.answers === undefined ? undefined : ofLine.get(event.answers)) ?? here).agent.push(event);
    } else if (event.type === 'action' && event.by === 'agent') at(roundAt(event)).actions.push(event);
  }
  return drafts;
}

function emptyRound(): Draft {
  return { buyer: [], agent: [], actions: [] };
}

export function isEmptyRound({ buyer, agent, actions }: ReplayRound): boolean {
  return buyer.length + agent.length + actions.length === 0;
}
