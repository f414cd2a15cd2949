import type { BuyerEvent, BuyerPort, BuyerSnapshot, Plan, PlannedDeed } from '../model/ports.ts';
import type { RecordedStep, Recording } from './recording.ts';

/** A line goes out without an answer after this long, or after twice as long as the answer took when it was recorded. */
export const ANSWER_LIMIT_MS = 60_000;
/** For recordings that the agent ended: how long the buyer stays when it does not end this time. */
const REASON_OVER = 'the recording ends here';
const REASON_NO_WAIT = 'the recorded wait did not recur';

export interface RecordedBuyerOptions {
  readonly recording: Recording;
  /** Whether an agent's words say something beyond "one moment": an answer like that ends a wait. */
  readonly hasSubstance: (text: string) => boolean;
  /** Whether the recording's ending came of a limit of the session, which comes again by itself. */
  readonly endsByLimit: boolean;
}

/**
 * Says a recording's lines again: each line after the answer that its round waited for, with the recorded gap, or after the
 * limit where none comes. A nudge is left out where today's agent does not let the buyer wait. The buyer's mood is told as
 * it was recorded. Against an agent that answers as it did, every event comes at its recorded time.
 */
export function createRecordedBuyer({
  recording,
  hasSubstance,
  endsByLimit,
}: RecordedBuyerOptions): BuyerPort {
  const { steps, states, heard } = recording;
  let next = 0;
  let heardNext = 0;
  let sentAt = 0;
  let arrivals: number[] = [];
  let skipped = false;
  let lastText: string | null = null;
  /** Recorded index → today's. */
  const today = new Map<number, number>();

  /** What the recording has of the buyer's inner state after an event; `event` is the last one of today. */
  const stateAfter = (recorded: number | undefined, event: number): BuyerSnapshot | undefined => {
    const state = recorded === undefined ? undefined : states.get(recorded);
    if (state === undefined) return undefined;
    const because = state.snapshot.because.flatMap((cause) => {
      const known = today.get(cause.event);
      return known === undefined ? [] : [{ ...cause, event: known }];
    });
    today.set(state.event, event + 1);
    return { ...state.snapshot, because };
  };

  const dueOf = ({ t, afterT, answersT }: RecordedStep): number => {
    if (answersT.length === 0)
      return skipped ? (arrivals.at(-1) ?? sentAt) + (t - afterT) : sentAt + (t - afterT);
    if (arrivals.length === 0)
      return afterT === 0 && sentAt === 0
        ? t
        : sentAt + Math.max(ANSWER_LIMIT_MS, 2 * (answersT[0]! - afterT));
    const matched = Math.min(arrivals.length, answersT.length) - 1;
    return arrivals.at(-1)! + (t - answersT[matched]!);
  };

  const isNeedless = (step: RecordedStep): boolean => {
    if (!step.nudge || arrivals.length === 0) return false;
    if (step.answersT.length === 0) return true;
    return (
      lastText !== null &&
      hasSubstance(lastText) &&
      !(step.lastAnswer !== null && hasSubstance(step.lastAnswer))
    );
  };

  const plan = (at: number, state?: BuyerSnapshot): Plan => {
    while (next < steps.length && isNeedless(steps[next]!)) {
      skipped = true;
      next += 1;
    }
    const step = steps[next];
    const deeds: PlannedDeed[] = [];
    if (step !== undefined)
      deeds.push({ ...deedOf(step), afterMs: Math.max(0, dueOf(step) - at) } as PlannedDeed);
    else if (!endsByLimit)
      deeds.push({
        do: 'leave',
        ending: 'drifted',
        reason: REASON_OVER,
        afterMs: Math.max(0, Math.max(sentAt, arrivals.at(-1) ?? 0) + ANSWER_LIMIT_MS - at),
      });
    return { deeds, ...(state === undefined ? {} : { state }) };
  };

  /** Whoever was left waiting has gone with a reason that does not hold any more. */
  const deedOf = ({ deed, answersT }: RecordedStep): RecordedStep['deed'] =>
    deed.do === 'leave' && answersT.length === 0 && arrivals.length > 0 && skipped
      ? { do: 'leave', ending: 'left', reason: REASON_NO_WAIT }
      : deed;

  const said = (at: number, event: number): Plan => {
    const step = steps[next]!;
    today.set(step.event, event);
    next += 1;
    sentAt = at;
    arrivals = [];
    lastText = null;
    skipped = false;
    return plan(at, stateAfter(step.event, event));
  };

  /** The recorded event that this one is the like of: the next of its kind. */
  const likeOf = (kind: string, event: number): number | undefined => {
    const found = heard.findIndex((one, index) => index >= heardNext && one.kind === kind);
    // What was to come in another order, or in another round, is looked for no further than the buyer's next line.
    const bound = steps.slice(next).find(({ silent }) => !silent)?.event ?? Number.POSITIVE_INFINITY;
    if (found === -1 || heard[found]!.event > bound) return undefined;
    heardNext = found + 1;
    today.set(heard[found]!.event, event);
    return heard[found]!.event;
  };

  return {
    on(event: BuyerEvent): Plan | null {
      const { at } = event;
      switch (event.type) {
        case 'start':
          return plan(at);
        case 'own-message':
        case 'own-action':
          return said(at, event.event);
        case 'timer': {
          const step = steps[next];
          if (step === undefined || !step.silent) return null;
          next += 1;
          return plan(at, stateAfter(step.event, event.event));
        }
        case 'agent-message':
          if (event.from === 'system') return keep(at, likeOf('agent-message', event.event), event.event);
          arrivals.push(at);
          lastText = event.text;
          return plan(at, stateAfter(likeOf('agent-message', event.event), event.event));
        case 'agent-action':
          arrivals.push(at);
          return plan(at, stateAfter(likeOf('agent-action', event.event), event.event));
        case 'world': {
          const step = steps[next];
          if (step?.deed.do === 'cause' && step.deed.name === event.name && dueOf(step) <= at) {
            today.set(step.event, event.event);
            next += 1;
            return plan(at, stateAfter(step.event, event.event));
          }
          return keep(at, likeOf(`world ${event.name}`, event.event), event.event);
        }
        case 'channel-error':
          return keep(at, likeOf('channel-error', event.event), event.event);
        default:
          return null;
      }
    },
  };

  /** Keeps what is planned; where the recording had the buyer's state change, says so. */
  function keep(at: number, recorded: number | undefined, event: number): Plan | null {
    const state = stateAfter(recorded, event);
    return state === undefined ? null : plan(at, state);
  }
}
