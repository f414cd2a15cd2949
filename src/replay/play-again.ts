import type { HeaderBody, LatencyMode, Transcript, TranscriptEvent } from '../model/event.ts';
import type { AgentPort } from '../model/ports.ts';
import type { StopSignal } from '../model/stop-signal.ts';
import type { Reader } from '../nlu/reader-types.ts';
import type { CaseInputs } from '../play/inputs.ts';
import { playCase } from '../play/play.ts';
import { hasSubstance } from '../scoring/rounds.ts';
import type { Clock } from '../session/clock.ts';
import { DEFAULT_BOUNDS, type WorldPort } from '../session/options.ts';
import { runSession } from '../session/session.ts';
import { createRecordedBuyer } from './recorded-buyer.ts';
import { recordingOf } from './recording.ts';

export interface PlayAgainOptions {
  readonly mode: 'replay' | 'rerun';
  readonly recorded: Transcript;
  /** What the conversation was played with, as it is today; `null`: an imported log, or a case that is gone. A rerun needs it. */
  readonly inputs: CaseInputs | null;
  readonly reader: Reader;
  readonly agent: AgentPort;
  readonly clock: Clock;
  readonly latency: LatencyMode;
  readonly nonce: string;
  readonly tool: string;
  readonly stop?: StopSignal;
}

export interface PlayedOnce {
  readonly transcript: Transcript;
  readonly exchanges: number;
  readonly agentLatencyMs: readonly number[];
}

/** Plays a kept conversation again against today's agent: its lines, or its buyer. */
export async function playAgain(options: PlayAgainOptions): Promise<PlayedOnce> {
  const { mode, recorded, inputs, agent, clock, latency, nonce, tool, stop } = options;
  const buyer = mode === 'replay' ? recordedBuyer(options) : undefined;
  if (inputs === null) {
    if (buyer === undefined) throw new Error('a rerun needs the case that the conversation was played with');
    return playBare(options, buyer);
  }
  return playCase({
    inputs,
    scoring: null,
    agent,
    clock,
    latency,
    runSeed: 0,
    seed: recorded.header.seed,
    conversation: recorded.id,
    nonce,
    tool,
    ...(buyer === undefined ? {} : { buyer }),
    ...(stop === undefined ? {} : { stop }),
  });
}

function recordedBuyer({ recorded, inputs, reader }: PlayAgainOptions) {
  const causes = inputs?.scenario.events.filter(({ on }) => on !== undefined).map(({ name }) => name);
  const acts = (text: string, side: 'buyer' | 'agent') => reader.read(text, side).acts;
  const ending = recorded.events.findLast((event) => event.type === 'ending');
  return createRecordedBuyer({
    recording: recordingOf(recorded, {
      // Without the case nothing happens by itself.
      isCause: ({ name }) => causes === undefined || causes.includes(name),
      read: (text) => acts(text, 'buyer').map(({ act }) => act),
    }),
    hasSubstance: (text) => hasSubstance({ acts: acts(text, 'agent') }),
    endsByLimit: ending?.type === 'ending' && LIMITS.has(ending.ending),
  });
}

const LIMITS: ReadonlySet<string> = new Set(['time-limit', 'turn-limit']);

/** Without a case there is no shop either: what the agent does is recorded, and nothing comes of it. */
async function playBare(
  { recorded, agent, clock, latency, nonce, tool, stop }: PlayAgainOptions,
  buyer: ReturnType<typeof createRecordedBuyer>,
): Promise<PlayedOnce> {
  const { id, header } = recorded;
  const recordedMessages = recorded.events.filter(({ type }) => type === 'message').length;
  const events: TranscriptEvent[] = [];
  const result = await runSession({
    header: headerAgain(header, { tool, agent: agent.id, clock: clock.kind, latency }),
    conversation: id,
    sessionId: `${nonce}:${id}`,
    buyer,
    agent,
    clock,
    latency,
    bounds: {
      ...DEFAULT_BOUNDS,
      messages: Math.max(DEFAULT_BOUNDS.messages, 3 * recordedMessages),
      durationMs: Math.max(DEFAULT_BOUNDS.durationMs, 3 * (recorded.events.at(-1)?.t ?? 0)),
    },
    world: emptyWorld(header.startsAt),
    schedule: [],
    record: (event) => void events.push(event),
    ...(stop === undefined ? {} : { stop }),
  });
  const [first] = events;
  if (first?.type !== 'header') throw new Error('a session recorded no header');
  return {
    transcript: { id, header: first, events },
    exchanges: result.exchanges,
    agentLatencyMs: result.agentLatencyMs,
  };
}

function headerAgain(
  header: Transcript['header'],
  today: Pick<HeaderBody, 'tool' | 'agent' | 'clock' | 'latency'>,
): Omit<HeaderBody, 'type'> {
  const { conversation: _, index: __, t: ___, type: ____, measuredMs: _____, ...body } = header;
  return { ...body, ...today };
}

function emptyWorld(startsAt: string): WorldPort {
  return {
    agentActs: () => ({ result: { ok: true, changed: {} }, happenings: [] }),
    buyerActs: () => ({ result: { ok: true, changed: {} }, happenings: [] }),
    happens: () => undefined,
    context: (at) => ({ now: instantAfter(startsAt, at), shop: 'none', account: 'guest' }),
  };
}

/** The instant so many milliseconds later, in the same zone. */
function instantAfter(startsAt: string, ms: number): string {
  const zone = /(?:Z|[+-]\d\d:\d\d)$/.exec(startsAt)?.[0] ?? 'Z';
  const offsetMs =
    zone === 'Z'
      ? 0
      : (zone[0] === '-' ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4))) * 60_000;
  const then = Date.parse(startsAt);
  if (Number.isNaN(then)) return startsAt;
  return `${new Date(then + ms + offsetMs).toISOString().slice(0, 19)}${zone === 'Z' ? '+00:00' : zone}`;
}
