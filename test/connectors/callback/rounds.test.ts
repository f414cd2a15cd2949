import { createCallbackPort } from '../../../src/connectors/callback/port.ts';
import { describeRounds, SETTLE } from '../../contracts/rounds.ts';
import { botOf } from '../../counterparts/bots.ts';
import { type LocalServer, sendJson, startServer } from '../../counterparts/http-server.ts';

let server: LocalServer | undefined;

describeRounds('a bot that answers by calling back', {
  start: async (script) => {
    server = await startServer((request, response) => {
      const { to, id, text } = request.json();
      sendJson(response, {}, 202);
      for (const said of script(text))
        setTimeout(
          () =>
            void fetch(to, { method: 'POST', body: JSON.stringify({ id, text: said.text }) }).catch(() => {}),
          said.afterMs,
        );
    });
    const body = { to: '{{callbackUrl}}', id: '{{sessionId}}', text: '{{text}}' };
    return createCallbackPort(
      botOf('callback', { send: { url: server.origin, body }, session: '$.id', settle: SETTLE }),
    );
  },
  stop: async () => {
    await server?.close();
    server = undefined;
  },
});
