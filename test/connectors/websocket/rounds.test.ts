import { createWebSocketPort } from '../../../src/connectors/websocket/port.ts';
import { describeRounds, SETTLE } from '../../contracts/rounds.ts';
import { botOf } from '../../counterparts/bots.ts';
import { type SocketServer, startSocketServer } from '../../counterparts/websocket.ts';

let server: SocketServer | undefined;

describeRounds('a bot behind a WebSocket', {
  start: async (script) => {
    server = await startSocketServer((frame, socket) => {
      for (const { text, afterMs } of script(JSON.parse(frame).text))
        setTimeout(() => socket.send(JSON.stringify({ text })), afterMs);
    });
    return createWebSocketPort(botOf('websocket', { url: server.origin, settle: SETTLE }));
  },
  stop: async () => {
    await server?.close();
    server = undefined;
  },
});
