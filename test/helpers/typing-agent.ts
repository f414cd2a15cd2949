import type { TranscriptEvent } from '../../src/model/event.ts';
import type { AgentPort, Arrival } from '../../src/model/ports.ts';
import { arrivalOf } from '../../src/play/rewind/rewound-agent.ts';
import type { RealTime } from '../../src/session/clock.ts';

/** Somebody at a desk who has another agent think for them: types, then sends, all of it pushed in real time. */
export function typingAgent(mind: AgentPort, time: RealTime, slower = 1): AgentPort {
  return {
    id: 'person',
    pushes: true,
    accepts: { start: false, event: true, end: false },
    open(context, push) {
      const line = mind.open(context, () => {});
      return {
        deliver(inbound) {
          void line.deliver(inbound, (arrival) => {
            const delayMs = Math.round(('delayMs' in arrival ? (arrival.delayMs ?? 0) : 0) * slower);
            const { delayMs: _, ...plain } = arrival as Arrival & { delayMs?: number };
            if (arrival.type === 'message') {
              time.after(delayMs * 0.6, () => push({ type: 'typing' }));
              time.after(delayMs, () => push({ ...(plain as Arrival), via: 'typed' } as Arrival));
            } else time.after(delayMs, () => push(plain as Arrival));
          });
          return {};
        },
        close: () => {},
      };
    },
    close: async () => {},
  };
}

/** Does at the recorded times what an agent did in `events`, on a clock that stood at `resumeAt` when the line was opened. */
export function sameAgain(events: readonly TranscriptEvent[], resumeAt: number, time: RealTime): AgentPort {
  return {
    id: 'person',
    pushes: true,
    accepts: { start: false, event: true, end: false },
    open(_context, push) {
      for (const event of events) {
        const arrival = arrivalOf(event);
        if (arrival === null) continue;
        const { due, answers: _, ...plain } = arrival;
        time.after(due! - resumeAt, () => push(plain as Arrival));
      }
      return { deliver: () => ({}), close: () => {} };
    },
    close: async () => {},
  };
}
