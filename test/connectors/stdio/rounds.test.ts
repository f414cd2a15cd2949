import { tmpdir } from 'node:os';
import { createStdioPort } from '../../../src/connectors/stdio/port.ts';
import { describeRounds, SETTLE } from '../../contracts/rounds.ts';
import { botOf } from '../../counterparts/bots.ts';
import { type LineBots, startLineBots } from '../../counterparts/line-bot.ts';

let bots: LineBots | undefined;

describeRounds('a bot that is a program', {
  start: async (script) => {
    bots = await startLineBots((line, tell) => {
      for (const { text, afterMs } of script(JSON.parse(line).text))
        setTimeout(() => tell({ out: JSON.stringify({ text }) }), afterMs);
    });
    const bot = botOf('stdio', { command: [...bots.command], turns: 'any', settle: SETTLE });
    return createStdioPort(bot, { folder: tmpdir(), env: {} });
  },
  stop: async () => {
    await bots?.close();
    bots = undefined;
  },
});
