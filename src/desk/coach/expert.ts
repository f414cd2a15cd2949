import { createOracle } from '../../agents/oracle/oracle.ts';
import { type AskedQuestion, sameQuestion } from '../../dialogue/ledger.ts';
import type { ActionRequest } from '../../model/action.ts';
import type { SaidAct, TranscriptEvent } from '../../model/event.ts';
import type { Arrival } from '../../model/ports.ts';
import { inboundsOf, type Told } from './inbounds.ts';
import type { CoachSetting } from './setting.ts';

/** What somebody who knows everything would say and do now. `delayMs`: after how long, for who wants to pace it. */
export interface ExpertReply {
  readonly messages: readonly { readonly text: string; readonly delayMs: number }[];
  readonly actions: readonly ActionRequest[];
}

/**
 * The expert's reply at the end of `events`. It hears the conversation from the beginning, turn by turn, as the agent did; what
 * it would have said earlier is forgotten, what it would have done and nobody did is done now. `open`: questions that the agent
 * still owes an answer to.
 */
export function expertReply(
  events: readonly TranscriptEvent[],
  setting: CoachSetting,
  open: readonly AskedQuestion[],
): ExpertReply {
  const { past, present } = turnsOf(events, inboundsOf(events, setting));
  const oracle = createOracle(setting).open(
    { sessionId: 'coach', locale: setting.pack.locale },
    () => undefined,
  );
  const hear = (turn: readonly Told[]): readonly Arrival[] => {
    const arrivals: Arrival[] = [];
    for (const { inbound } of turn) oracle.deliver(inbound, (arrival) => arrivals.push(arrival));
    return arrivals;
  };
  const before = past.flatMap((turn) => hear(asOne(turn, [])));
  const now = hear(asOne(present, open));
  const done = events.flatMap((event) =>
    event.type === 'action' && event.by === 'agent' && event.result.ok ? [keyOf(event)] : [],
  );
  const asked = actionsOf(now);
  const missed = actionsOf(before).filter(
    (action) => !BARGAINING.has(action.name) && !done.includes(keyOf(action)),
  );
  return {
    messages: now.flatMap((arrival) =>
      arrival.type === 'message' ? [{ text: arrival.text, delayMs: arrival.delayMs ?? 0 }] : [],
    ),
    actions: [...new Map([...missed, ...asked].map((action) => [keyOf(action), action])).values()],
  };
}

/** What was given while the price was talked over belongs to that moment; it is not made up for later. */
const BARGAINING: ReadonlySet<string> = new Set([
  'change-price',
  'issue-coupon',
  'add-gift',
  'waive-freight',
]);

/** What the agent heard before each of its messages, and what it has not spoken to yet. */
function turnsOf(events: readonly TranscriptEvent[], told: readonly Told[]) {
  const spoken = events.flatMap((event) =>
    event.type === 'message' && (event.from === 'agent' || event.from === 'bot') ? [event.index] : [],
  );
  const past: Told[][] = [];
  let from = 0;
  for (const index of spoken) {
    const until = told.findIndex((one, at) => at >= from && one.event > index);
    const end = until === -1 ? told.length : until;
    if (end > from) past.push(told.slice(from, end));
    from = end;
  }
  return { past, present: told.slice(from) };
}

/** Several messages in a row are heard as one, as a person reads them; what is owed from before is asked again with them. */
function asOne(turn: readonly Told[], open: readonly AskedQuestion[]): readonly Told[] {
  const messages = turn.filter((one) => one.inbound.type === 'message');
  const others = turn.filter((one) => one.inbound.type !== 'message');
  const last = messages.at(-1);
  if (last?.inbound.type !== 'message') return others;
  const said = messages.flatMap((one) => (one.inbound.type === 'message' ? one.inbound.said : []));
  const text = messages.map((one) => (one.inbound.type === 'message' ? one.inbound.text : '')).join(' ');
  const owed = open.filter(
    ({ question }) => !said.some((one) => one.question && sameQuestion(one.question, question)),
  );
  const merged: Told = {
    event: last.event,
    inbound: { ...last.inbound, text, said: [...owed.map(askAgain), ...said] },
  };
  // What happened in the shop before the last words was seen before they were read.
  return [...others, merged].sort((a, b) => a.event - b.event);
}

const askAgain = ({ question }: AskedQuestion): SaidAct => ({
  act: 'ask',
  intent: `ask.${question.topic}`,
  question,
});

function actionsOf(arrivals: readonly Arrival[]): readonly ActionRequest[] {
  return arrivals.flatMap((arrival) => (arrival.type === 'action' ? [arrival.action] : []));
}

/** The same deed on the same thing, whatever its details. */
function keyOf({ name, args }: Pick<ActionRequest, 'name' | 'args'>): string {
  return `${name} ${args.order ?? args.product ?? args.coupon ?? args.gift ?? args.about ?? ''}`;
}
