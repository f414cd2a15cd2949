import { afterEach, describe, expect, it } from 'vitest';
import type { AgentPort } from '../../src/model/ports.ts';
import { createVirtualClock } from '../../src/session/clock.ts';
import { realTime } from '../../src/system/real-time.ts';
import { buyerOf, leave, playSession, say } from '../helpers/manual-session.ts';

/** What a bot says once it has heard a text: each message so many real milliseconds later. */
export type Script = (text: string) => readonly { readonly text: string; readonly afterMs: number }[];

export interface PushingChannel {
  start(script: Script): Promise<AgentPort>;
  stop(): Promise<void>;
}

/** How long a bot of these tests is listened to after its last message: far longer than it takes to its next one, on a busy machine too. */
export const SETTLE = '400ms';

/** What every channel that pushes owes the conversation: each message stands in the round in which the buyer would read it. */
export function describeRounds(name: string, channel: PushingChannel): void {
  describe(`${name}: messages land in the right round`, () => {
    afterEach(() => channel.stop());

    const play = async (script: Script) => {
      const port = await channel.start(script);
      let asked = 1;
      const { events, ending } = await playSession({
        clock: createVirtualClock(realTime),
        latency: 'measured',
        agent: port,
        buyer: buyerOf((event) => {
          if (event.type === 'start')
            return { deeds: [say('q1'), say('hello?', 20_000), leave(50_000, 'drifted')] };
          if (event.type !== 'agent-message' || asked === 3) return null;
          if (!/^a/.test(event.text)) return null;
          asked += 1;
          return asked === 2
            ? { deeds: [say('q2', 8_000), say('hello?', 28_000), leave(60_000, 'drifted')] }
            : { deeds: [leave(5_000)] };
        }),
      });
      await port.close();
      const said = events.flatMap((event) =>
        event.type === 'message' ? [`${event.from}: ${event.text}`] : [],
      );
      return { said, ending };
    };

    it('late ones before the buyer loses patience: its seconds are real while a question is open', async () => {
      const { said, ending } = await play((text) => [{ text: `a${text.slice(1)}`, afterMs: 90 }]);
      expect(said).toEqual(['buyer: q1', 'agent: a1', 'buyer: q2', 'agent: a2']);
      expect(ending).toBe('settled');
    });

    it('doubled ones both in the round they were said in', async () => {
      const { said } = await play((text) =>
        text === 'q1'
          ? [
              { text: 'a1', afterMs: 10 },
              { text: 'same again', afterMs: 30 },
              { text: 'same again', afterMs: 50 },
            ]
          : [{ text: 'a2', afterMs: 10 }],
      );
      expect(said).toEqual([
        'buyer: q1',
        'agent: a1',
        'agent: same again',
        'agent: same again',
        'buyer: q2',
        'agent: a2',
      ]);
    });

    it('reordered ones as they arrive, all before the next question', async () => {
      const { said } = await play((text) =>
        text === 'q1'
          ? [
              { text: 'second part', afterMs: 10 },
              { text: 'a first part', afterMs: 60 },
            ]
          : [{ text: 'a2', afterMs: 10 }],
      );
      expect(said).toEqual([
        'buyer: q1',
        'agent: second part',
        'agent: a first part',
        'buyer: q2',
        'agent: a2',
      ]);
    });

    it('pushed ones after the answer in its round, while the buyer still reads', async () => {
      const { said } = await play((text) =>
        text === 'q1'
          ? [
              { text: 'a1', afterMs: 10 },
              { text: 'by the way', afterMs: 70 },
            ]
          : [{ text: 'a2', afterMs: 10 }],
      );
      expect(said).toEqual(['buyer: q1', 'agent: a1', 'agent: by the way', 'buyer: q2', 'agent: a2']);
    });
  });
}
