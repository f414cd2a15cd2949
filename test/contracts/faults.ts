import { afterEach, describe, expect, it } from 'vitest';
import type { AgentPort, Arrival } from '../../src/model/ports.ts';
import { LINE, message } from '../helpers/inbound.ts';
import { converse } from './converse.ts';

/** What a bot does wrong, whatever it speaks. */
export const FAULTS = [
  'never',
  'dies',
  'cut',
  'not-json',
  'wrong-shape',
  'huge',
  'deep',
  'bad-utf8',
  'many',
  'controls',
  'blank',
  'refused',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface FaultyChannel {
  /** A port to a bot that does this once, and answers `well again` from then on. */
  start(fault: Fault, options: { answerLimitMs: number }): Promise<AgentPort>;
  /** Faults that the protocol cannot have, with the reason. */
  readonly cannot?: Partial<Readonly<Record<Fault, string>>>;
  /** Where the protocol names a fault in its own way. */
  readonly codes?: Partial<Readonly<Record<Fault, RegExp>>>;
  /** A bot that pushes and breaks is told of. */
  readonly breaksAreTold?: true;
  /** How long nothing must come from a bot that pushes before nothing is its answer. */
  readonly quietMs?: number;
  stop(): Promise<void>;
}

export const CONTROLS = 'a\u0000b\u001b[31mc\u202ed\u0007';

const CODES: Readonly<Record<Exclude<Fault, 'many' | 'controls' | 'blank'>, RegExp>> = {
  never: /^timeout$/,
  dies: /^(reset|internal)$/,
  cut: /^(reset|not-json|internal)$/,
  'not-json': /^not-json$/,
  'wrong-shape': /^wrong-shape$/,
  huge: /^too-large$/,
  deep: /^too-deep$/,
  'bad-utf8': /^bad-encoding$/,
  refused: /^(refused|internal)$/,
};

const TITLES: Readonly<Record<Fault, string>> = {
  never: 'that never answers',
  dies: 'that breaks the connection before its answer',
  cut: 'that breaks off in the middle of its answer',
  'not-json': 'that answers with something else than JSON',
  'wrong-shape': 'that answers in another shape',
  huge: 'that answers with megabytes',
  deep: 'that answers with brackets by the thousand',
  'bad-utf8': 'that answers with bytes that are no text',
  many: 'that answers with thousands of messages',
  controls: 'that answers with control characters',
  blank: 'that answers with empty text',
  refused: 'that is not there',
};

/** The same faults for every connector: each is an arrival that says what it was, and the next message is answered. */
export function describeFaultCases(name: string, channel: FaultyChannel): void {
  describe(`${name}: a bot`, () => {
    afterEach(() => channel.stop());

    for (const fault of FAULTS) {
      const reason = channel.cannot?.[fault];
      if (reason !== undefined) {
        it.skip(`${TITLES[fault]}: ${reason}`, () => {});
        continue;
      }
      it(`${TITLES[fault]} is told of, and heard again`, async () => {
        const port = await channel.start(fault, { answerLimitMs: fault === 'never' ? 150 : 5_000 });
        const { ask, line } = converse(port, LINE);
        const quiet =
          fault === 'blank' ||
          (port.pushes &&
            (fault === 'never' || (!channel.breaksAreTold && (fault === 'dies' || fault === 'cut'))));
        const arrivals = await ask(
          message('hello', 'm1'),
          quiet ? 0 : fault === 'many' ? 201 : 1,
          channel.quietMs,
        );
        expectFault(fault, arrivals, port.pushes, channel.codes?.[fault]);
        if (fault !== 'refused') {
          const again = await ask(message('again', 'm2'));
          expect(again.filter(({ type }) => type === 'message')).toEqual([
            { type: 'message', text: 'well again' },
          ]);
        }
        await line.close();
        await port.close();
      });
    }

    it('that does something else wrong in every conversation leaves none of them hanging', async () => {
      const faults = FAULTS.filter((fault) => channel.cannot?.[fault] === undefined && fault !== 'huge');
      for (const fault of faults) {
        const port = await channel.start(fault, { answerLimitMs: 150 });
        const lines = Array.from({ length: 4 }, (_, at) => converse(port, { ...LINE, sessionId: `s${at}` }));
        const answers = await Promise.all(lines.map(({ ask }) => ask(message('hello'), port.pushes ? 0 : 1)));
        expect(answers).toHaveLength(4);
        await port.close();
        await channel.stop();
      }
    });
  });
}

function expectFault(
  fault: Fault,
  arrivals: readonly Arrival[],
  pushes: boolean,
  own: RegExp | undefined,
): void {
  switch (fault) {
    case 'many':
      expect(arrivals).toHaveLength(201);
      expect(arrivals.slice(-1)).toMatchObject([{ type: 'error', code: 'too-many-messages' }]);
      return;
    case 'controls':
      expect(arrivals).toEqual([{ type: 'message', text: CONTROLS }]);
      return;
    case 'blank':
      expect(arrivals).toEqual([]);
      return;
    default: {
      const codes = arrivals.flatMap((arrival) =>
        arrival.type === 'error' ? [arrival.code] : [arrival.type],
      );
      // Whoever pushes may be silent: the session knows when it has waited long enough.
      if (pushes && (fault === 'never' || codes.length === 0))
        expect(['never', 'dies', 'cut']).toContain(fault);
      else expect(codes).toEqual([expect.stringMatching(own ?? CODES[fault])]);
      for (const arrival of arrivals)
        if (arrival.type === 'error') expect(arrival.message.length).toBeGreaterThan(20);
    }
  }
}
