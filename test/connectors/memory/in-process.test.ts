import { describe, expect, it } from 'vitest';
import { createInProcessPort } from '../../../src/connectors/memory/in-process.ts';
import type { ProtocolAnswer } from '../../../src/model/protocol.ts';
import { describeChannelContract, NEVER } from '../../contracts/channel.ts';
import { ask, LINE, message } from '../../helpers/inbound.ts';

for (const manner of ['at once', 'with a promise'] as const) {
  describeChannelContract(`a bot in this process that answers ${manner}`, {
    start: async (behaviour, options) => {
      let count = 0;
      const answer = (value: unknown): ProtocolAnswer | Promise<ProtocolAnswer> =>
        value === NEVER ? new Promise<ProtocolAnswer>(() => {}) : (value as ProtocolAnswer);
      const bots = () => ({
        on: (request: Parameters<typeof behaviour>[0]) => {
          const value = answer(behaviour(request, count++));
          return manner === 'at once' ? value : Promise.resolve(value);
        },
      });
      return createInProcessPort('bot', bots, options);
    },
    startPushing: async (text) =>
      createInProcessPort(
        'bot',
        (line) => ({
          on: () => {
            setImmediate(() => line.push(text));
            return undefined;
          },
        }),
        { pushes: true },
      ),
    openHandles: () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length,
    stop: async () => {},
  });
}

describe('createInProcessPort', () => {
  it('answers with an error where the bot cannot even be made', async () => {
    const port = createInProcessPort('bot', () => {
      throw new Error('no model file');
    });
    expect(
      await ask(
        port.open(LINE, () => {}),
        message('hi'),
      ),
    ).toMatchObject([{ type: 'error', code: 'internal', message: expect.stringContaining('no model file') }]);
  });

  it('answers at once, without a promise, where the bot does', () => {
    const port = createInProcessPort('bot', () => ({ on: () => 'hi' }));
    const arrivals: unknown[] = [];
    expect(port.open(LINE, () => {}).deliver(message('hello'), (arrival) => arrivals.push(arrival))).toEqual(
      {},
    );
    expect(arrivals).toEqual([{ type: 'message', text: 'hi' }]);
  });
});
