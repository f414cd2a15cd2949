import type { AgentPort, Arrival } from '../../model/ports.ts';
import type { ProtocolAnswer, ProtocolRequest } from '../../model/protocol.ts';
import { buildRequest } from '../house/request.ts';
import { createInProcessPort, type InProcessBot, type InProcessContext } from './in-process.ts';

/** The ways in which an agent's side behaves that a session has to bear, at once and by name. */
export const MISBEHAVIOURS = [
  'at-once',
  'late',
  'twice',
  'out-of-order',
  'pushes',
  'never',
  'throws',
] as const;
export type Misbehaviour = (typeof MISBEHAVIOURS)[number];

export interface MisbehavingOptions {
  /** Runs something `afterMs` from now; real timers unless a test passes its own. */
  readonly later?: (afterMs: number, then: () => void) => void;
  readonly lateMs?: number;
  readonly answerLimitMs?: number;
}

/**
 * A scripted agent for contract and session tests. Every answer echoes the request's text:
 *
 * - `at-once`: one message, in the answer;
 * - `late`: an empty answer, and the message pushed `lateMs` afterwards;
 * - `twice`: the message in the answer, and the same again pushed `lateMs` afterwards;
 * - `out-of-order`: two messages of which the first declares the longer delay;
 * - `pushes`: `one moment` in the answer, the message pushed `lateMs` afterwards, and one more that nobody asked for;
 * - `never`: an answer that does not come;
 * - `throws`: an exception.
 */
export function createMisbehavingPort(behaviour: Misbehaviour, options: MisbehavingOptions = {}): AgentPort {
  const later = options.later ?? ((afterMs, then) => void setTimeout(then, afterMs).unref());
  const lateMs = options.lateMs ?? 5;
  const deeds: Readonly<
    Record<Misbehaviour, (request: ProtocolRequest, line: InProcessContext) => ReturnType<InProcessBot['on']>>
  > = {
    'at-once': (request) => echo(request),
    late: (request, line) => {
      later(lateMs, () => line.push(echo(request)));
      return undefined;
    },
    twice: (request, line) => {
      later(lateMs, () => line.push(echo(request)));
      return echo(request);
    },
    'out-of-order': (request) => ({
      messages: [
        { text: `${request.text} (second)`, delayMs: 2_000 },
        { text: `${request.text} (first)`, delayMs: 1_000 },
      ],
    }),
    pushes: (request, line) => {
      later(lateMs, () => line.push(echo(request)));
      later(lateMs * 2, () => line.push('one more thing'));
      return 'one moment';
    },
    never: () => new Promise<ProtocolAnswer>(() => {}),
    throws: () => {
      throw new Error('the scripted bot threw');
    },
  };
  const pushes = behaviour === 'late' || behaviour === 'twice' || behaviour === 'pushes';
  return createInProcessPort(
    `misbehaving-${behaviour}`,
    (line) => ({ on: (request) => deeds[behaviour](request, line) }),
    {
      pushes,
      ...(options.answerLimitMs !== undefined && { answerLimitMs: options.answerLimitMs }),
    },
  );
}

/** A port that says exactly what a test tells it to, for what no bot would say. */
export function createScriptedPort(script: (request: ProtocolRequest) => readonly Arrival[]): AgentPort {
  return {
    id: 'scripted',
    pushes: false,
    accepts: { start: false, event: false, end: false },
    open(context) {
      return {
        deliver(inbound, sink) {
          if (inbound.type !== 'message') return {};
          for (const arrival of script(buildRequest(context, inbound, inbound.context))) sink(arrival);
          return {};
        },
        close() {},
      };
    },
    async close() {},
  };
}

function echo(request: ProtocolRequest): ProtocolAnswer {
  return { text: request.text };
}
