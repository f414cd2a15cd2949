import type { ActName } from '../model/act.ts';
import type { EventOf, SaidAct, Transcript, TranscriptEvent } from '../model/event.ts';
import type { BuyerSnapshot, PlannedDeed } from '../model/ports.ts';

type Undated<Deed> = Deed extends PlannedDeed ? Omit<Deed, 'afterMs'> : never;

/** One thing the recorded buyer did, and what it waited for before. */
export interface RecordedStep {
  readonly deed: Undated<PlannedDeed>;
  /** Its event's index in the recording. */
  readonly event: number;
  readonly t: number;
  /** When the line or deed before it was; 0 for the first. */
  readonly afterT: number;
  /** When the agent's messages and actions came since that line. */
  readonly answersT: readonly number[];
  /** The last agent message since that line; `null`: none. */
  readonly lastAnswer: string | null;
  /** Asks after an answer that was due: said again only if the wait recurs. */
  readonly nudge: boolean;
  /** A change of the buyer's inner state by itself, which is no line. */
  readonly silent: boolean;
}

/** `event`: its own index in the recording. */
export interface RecordedState {
  readonly event: number;
  readonly snapshot: BuyerSnapshot;
}

export interface Recording {
  readonly steps: readonly RecordedStep[];
  /** The buyer's inner state that followed at once from an event, by that event's index. */
  readonly states: ReadonlyMap<number, RecordedState>;
  /** Indices of what came from outside, in order: the agent's messages, actions and errors, and world events that recur by themselves. */
  readonly heard: readonly { readonly event: number; readonly kind: string }[];
}

export interface RecordingRules {
  /** Whether a world event came of where the conversation had got to, so that the recording must cause it again. */
  readonly isCause: (event: EventOf<'world'>) => boolean;
  /** The acts of a buyer's line that does not say them itself. */
  readonly read: (text: string) => readonly ActName[];
}

const NUDGES: ReadonlySet<ActName> = new Set<ActName>(['nudge', 'complain-wait']);
/** May stand beside a nudge in one line: "hello, still there?" */
const BESIDE: ReadonlySet<ActName> = new Set<ActName>([
  'greet',
  'interjection-only',
  'small-talk',
  'unknown',
]);

/** Takes a transcript apart into what its buyer did and what it answered to. What came after the ending is left out. */
export function recordingOf({ events }: Transcript, rules: RecordingRules): Recording {
  const steps: RecordedStep[] = [];
  const states = new Map<number, RecordedState>();
  const heard: { event: number; kind: string }[] = [];
  let lineT = 0;
  let answersT: number[] = [];
  let lastAnswer: string | null = null;
  let asked: string[] = [];
  let before: TranscriptEvent | undefined;
  const step = (event: TranscriptEvent, deed: RecordedStep['deed'], more: Partial<RecordedStep> = {}) => {
    steps.push({
      deed,
      event: event.index,
      t: event.t,
      afterT: lineT,
      answersT: [...answersT],
      lastAnswer,
      nudge: false,
      silent: false,
      ...more,
    });
  };
  const line = (event: TranscriptEvent) => {
    lineT = event.t;
    answersT = [];
    lastAnswer = null;
  };
  for (const event of events) {
    switch (event.type) {
      case 'message':
        if (event.late) break;
        if (event.from === 'buyer') {
          if (answersT.length > 0) asked = [];
          const question = questionKey(event.said);
          const again = question !== '' && asked.includes(question) && answersT.length === 0;
          step(event, sayOf(event), { nudge: again || isNudge(event, rules.read) });
          if (question !== '') asked.push(question);
          line(event);
        } else {
          heard.push({ event: event.index, kind: 'agent-message' });
          if (event.from !== 'system') {
            answersT.push(event.t);
            lastAnswer = event.text;
          }
        }
        break;
      case 'action':
        if (event.by === 'buyer') {
          step(event, { do: 'act', name: event.name, args: event.args });
          line(event);
        } else {
          heard.push({ event: event.index, kind: 'agent-action' });
          answersT.push(event.t);
        }
        break;
      case 'world':
        // What follows from a buyer's own deed at the same moment comes of the deed again.
        if (rules.isCause(event) && !(before?.type === 'action' && before.t === event.t))
          step(event, { do: 'cause', name: event.name, args: event.args });
        else heard.push({ event: event.index, kind: `world ${event.name}` });
        break;
      case 'error':
        heard.push({ event: event.index, kind: 'channel-error' });
        break;
      case 'buyer-state': {
        const { mood, patienceMs, trust, open, because } = event;
        const state = { event: event.index, snapshot: { mood, patienceMs, trust, open, because } };
        if (before !== undefined && before.type !== 'header' && before.t === event.t)
          states.set(before.index, state);
        else if (before !== undefined) {
          step(event, { do: 'wake', timer: 'recorded-state' }, { silent: true });
          states.set(event.index, state);
        }
        break;
      }
      case 'ending':
        if (LEAVES.has(event.ending) || event.by === 'buyer')
          step(event, { do: 'leave', ending: event.ending, reason: event.reason });
        return { steps, states, heard };
      default:
        break;
    }
    before = event;
  }
  return { steps, states, heard };
}

/** Endings that the session names when a buyer goes who was never answered. */
const LEAVES: ReadonlySet<string> = new Set(['agent-silent']);

function sayOf({ text, content, said, via, typing }: EventOf<'message'>): RecordedStep['deed'] {
  return {
    do: 'say',
    text,
    said: said ?? [],
    via,
    ...(content === undefined ? {} : { content }),
    ...(typing === undefined ? {} : { typing }),
  };
}

function isNudge({ said, text }: EventOf<'message'>, read: RecordingRules['read']): boolean {
  const acts = said === undefined ? read(text) : said.map(({ act }) => act);
  return acts.some((act) => NUDGES.has(act)) && acts.every((act) => NUDGES.has(act) || BESIDE.has(act));
}

/** What a line asks, so that the same question asked again is known; empty where it asks nothing. */
function questionKey(said: readonly SaidAct[] = []): string {
  const asks = said.filter(({ question }) => question !== undefined);
  return asks.map(({ intent, question }) => JSON.stringify([intent, question])).join(' ');
}
