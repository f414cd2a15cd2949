import type { TranscriptEvent } from '../../src/model/event.ts';
import type {
  AgentLine,
  AgentPort,
  Arrival,
  BuyerEvent,
  BuyerPort,
  Inbound,
  Plan,
} from '../../src/model/ports.ts';
import { createVirtualClock, type RealTime } from '../../src/session/clock.ts';
import {
  DEFAULT_BOUNDS,
  type SessionBounds,
  type SessionOptions,
  type WorldPort,
} from '../../src/session/options.ts';
import { runSession, type SessionResult } from '../../src/session/session.ts';

/** Real time that a test moves by hand; timers fire in order as it is moved. */
export function manualTime(): RealTime & { advance(ms: number): void } {
  let now = 0;
  let timers: { at: number; then: () => void }[] = [];
  return {
    now: () => now,
    after(ms, then) {
      const timer = { at: now + ms, then };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const next = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((one) => one !== next);
        now = next.at;
        next.then();
      }
      now = end;
    },
  };
}

/** Time that jumps to whatever is waited for: a pushing channel's silences cost a test nothing. */
export function jumpingTime(): RealTime {
  let now = 0;
  return {
    now: () => now,
    after(ms, then) {
      let live = true;
      queueMicrotask(() => {
        if (!live) return;
        now += ms;
        then();
      });
      return () => {
        live = false;
      };
    },
  };
}

export const quietWorld: WorldPort = {
  agentActs: (request) => ({
    result:
      request.name === 'boom'
        ? { ok: false, code: 'unknown-action', message: 'no such action' }
        : { ok: true, changed: {} },
    happenings: [],
  }),
  buyerActs: () => ({ result: { ok: true, changed: {} }, happenings: [] }),
  happens: () => undefined,
  context: (at) => ({ now: `t${at}`, shop: 'shop', account: 'guest' }),
};

/** An agent that answers by a function: arrivals for each inbound, at once or by a promise. */
export function agentOf(
  answer: (inbound: Inbound) => readonly Arrival[] | Promise<readonly Arrival[]>,
  options: { pushes?: boolean; accepts?: Partial<AgentPort['accepts']>; measuredMs?: number } = {},
): AgentPort {
  return {
    id: 'test-agent',
    pushes: options.pushes ?? false,
    accepts: { start: false, event: false, end: false, ...options.accepts },
    open(): AgentLine {
      return {
        deliver(inbound, sink) {
          const took = options.measuredMs === undefined ? {} : { measuredMs: options.measuredMs };
          const arrivals = answer(inbound);
          if (!(arrivals instanceof Promise)) {
            arrivals.forEach(sink);
            return took;
          }
          return arrivals.then((list) => {
            list.forEach(sink);
            return took;
          });
        },
        close: () => undefined,
      };
    },
    close: async () => undefined,
  };
}

/** A buyer by a function of the event. */
export function buyerOf(on: (event: BuyerEvent) => Plan | null): BuyerPort {
  return { on };
}

export const say = (text: string, afterMs = 0) => ({ do: 'say', text, said: [], afterMs }) as const;
export const leave = (afterMs: number, ending: 'settled' | 'left' | 'drifted' = 'settled') =>
  ({ do: 'leave', ending, reason: 'test', afterMs }) as const;

export async function playSession(parts: {
  buyer: BuyerPort;
  agent: AgentPort;
  latency?: SessionOptions['latency'];
  bounds?: Partial<SessionBounds>;
  clock?: SessionOptions['clock'];
  schedule?: SessionOptions['schedule'];
  stop?: SessionOptions['stop'];
  world?: WorldPort;
}): Promise<SessionResult & { events: readonly TranscriptEvent[] }> {
  return runSession({
    header: {
      format: 'peilian-transcript/1',
      tool: 'peilian/test',
      seed: 1,
      clock: 'virtual',
      latency: parts.latency ?? 'declared',
      locale: 'en',
      startsAt: '2026-11-11T20:15:00+00:00',
      case: 'case/persona/en/1',
      scenario: { id: 'case', hash: '' },
      persona: { id: 'persona', hash: '' },
      shop: null,
      packs: { id: 'en', hash: '' },
      cast: {},
      agent: parts.agent.id,
    },
    conversation: 'case/persona/en/1',
    sessionId: 's1',
    buyer: parts.buyer,
    agent: parts.agent,
    clock: parts.clock ?? createVirtualClock(jumpingTime()),
    latency: parts.latency ?? 'declared',
    bounds: { ...DEFAULT_BOUNDS, ...parts.bounds },
    world: parts.world ?? quietWorld,
    schedule: parts.schedule ?? [],
    record: () => undefined,
    ...(parts.stop === undefined ? {} : { stop: parts.stop }),
  });
}

export function texts(events: readonly TranscriptEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'message' ? [`${event.t} ${event.from}: ${event.text}${event.late ? ' (late)' : ''}`] : [],
  );
}
