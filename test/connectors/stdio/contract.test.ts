import { createStdioPort } from '../../../src/connectors/stdio/port.ts';
import { describeChannelContract, NEVER } from '../../contracts/channel.ts';
import { describeFaultCases } from '../../contracts/faults.ts';
import { botOf } from '../../counterparts/bots.ts';
import { misbehaveInFrames } from '../../counterparts/frame-faults.ts';
import { type Deed, type LineBots, startLineBots } from '../../counterparts/line-bot.ts';
import { ROOT } from '../../helpers/build-once.ts';
import { openHandles } from '../../helpers/open-handles.ts';

let bots: LineBots | undefined;
const stop = async () => {
  await bots?.close();
  bots = undefined;
};
const HERE = { folder: ROOT, env: {} };

const FORMS = {
  'one process for all, one line for one message': { turns: 'each', shared: true, session: '$.sessionId' },
  'one process for each, speaking when it likes': { turns: 'any' },
} as const;

for (const [form, fields] of Object.entries(FORMS)) {
  const named = (sessionId: string) => ('shared' in fields ? { sessionId } : {});

  describeChannelContract(`a bot that is a program, ${form}`, {
    start: async (behaviour, options) => {
      let count = 0;
      bots = await startLineBots((line, tell) => {
        const request = JSON.parse(line);
        const answer = behaviour(request, count++) ?? (fields.turns === 'each' ? [] : undefined);
        if (answer === NEVER || answer === undefined || request.type !== 'message') return;
        const whole =
          typeof answer === 'string'
            ? { text: answer }
            : Array.isArray(answer)
              ? { messages: answer }
              : answer;
        tell({ out: JSON.stringify({ ...whole, ...named(request.sessionId) }) });
      });
      return createStdioPort(botOf('stdio', { command: bots.command, ...fields }, atLeast(options)), HERE);
    },
    startPushing:
      fields.turns === 'each'
        ? () => ({ cannot: 'with turns each, the port promises answers' })
        : async (text) => {
            await stop();
            bots = await startLineBots((_, tell) => tell({ out: JSON.stringify({ text }) }));
            return createStdioPort(botOf('stdio', { command: bots.command, ...fields }), HERE);
          },
    openHandles,
    breaksAreTold: true,
    stop,
  });

  describeFaultCases(`a bot that is a program, ${form}`, {
    start: async (fault, options) => {
      const done = new Set<string>();
      bots = await startLineBots((line, tell) => {
        const { sessionId } = JSON.parse(line);
        if (done.has(sessionId))
          return tell({ out: JSON.stringify({ text: 'well again', ...named(sessionId) }) });
        done.add(sessionId);
        misbehaveInFrames(fault, senderOf(tell), named(sessionId));
      });
      const command = fault === 'refused' ? ['no-such-program-here'] : bots.command;
      return createStdioPort(botOf('stdio', { command, ...fields }, atLeast(options)), HERE);
    },
    breaksAreTold: true,
    codes: { huge: /^too-large$/, cut: /^(internal|not-json)$/ },
    stop,
  });
}

/** A process needs its time to start before it can be slow. */
function atLeast<Options extends { readonly answerLimitMs: number }>(options: Options): Options {
  return { ...options, answerLimitMs: Math.max(options.answerLimitMs, 400) };
}

function senderOf(tell: (deed: Deed) => void) {
  return {
    send: (frame: string) => tell({ out: frame }),
    raw: (bytes: Buffer) => tell({ raw: Buffer.concat([bytes, Buffer.from('\n')]).toString('base64') }),
    die: () => tell({ err: 'Error: out of memory\n', die: 3 }),
    cut: (frame: string) => tell({ raw: Buffer.from(frame.slice(0, 5)).toString('base64'), die: 4 }),
  };
}
