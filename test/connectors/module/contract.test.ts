import { expect, it } from 'vitest';
import { createModulePort } from '../../../src/connectors/module/port.ts';
import type { ProtocolRequest } from '../../../src/model/protocol.ts';
import { describeChannelContract, NEVER } from '../../contracts/channel.ts';
import { CONTROLS, describeFaultCases, type Fault } from '../../contracts/faults.ts';
import { botOf } from '../../counterparts/bots.ts';
import { openHandles } from '../../helpers/open-handles.ts';

const FIELDS = { module: './bot.mjs' };

describeChannelContract('a module in the same process', {
  start: async (behaviour, options) => {
    let count = 0;
    const answer = (request: ProtocolRequest) => {
      const said = behaviour(request, count++);
      return said === NEVER ? new Promise(() => {}) : Promise.resolve(said);
    };
    return createModulePort(botOf('module', FIELDS, options), answer);
  },
  startPushing: async (text) =>
    createModulePort(botOf('module', { ...FIELDS, turns: 'any' }), {
      create: ({ push }: { push(answer: string): void }) => ({
        on: () => void setTimeout(() => push(text), 10),
      }),
    }),
  openHandles,
  stop: async () => {},
});

describeFaultCases('a module in the same process', {
  start: async (fault, options) => {
    const done = new Set<string>();
    return createModulePort(botOf('module', FIELDS, options), ({ sessionId }: ProtocolRequest) => {
      if (done.has(sessionId)) return 'well again';
      done.add(sessionId);
      return misbehaveInProcess(fault);
    });
  },
  cannot: {
    cut: 'a value is whole',
    'not-json': 'a value is no text of JSON',
    huge: 'a text that is too long is cut, and marked so',
    deep: 'only what is read is looked at',
    'bad-utf8': 'a string is text',
    refused: 'it is in this process',
  },
  stop: async () => {},
});

function misbehaveInProcess(fault: Fault): unknown {
  switch (fault) {
    case 'never':
      return new Promise(() => {});
    case 'dies':
      throw new Error('out of memory');
    case 'wrong-shape':
      return { zzz: 1 };
    case 'many':
      return { messages: Array.from({ length: 5_000 }, (_, at) => ({ text: `m${at}` })) };
    case 'controls':
      return CONTROLS;
    default:
      return ' ';
  }
}

it.each([[42], [undefined], [{}], ['text']])('refuses the export %s with what it must be', (exported) => {
  expect(() => createModulePort(botOf('module', FIELDS), exported)).toThrow(
    /default of \.\/bot\.mjs must be a function \(request, context\) => answer/,
  );
});
