import type { WebSocket } from 'ws';
import { createWebSocketPort } from '../../../src/connectors/websocket/port.ts';
import { describeChannelContract, NEVER } from '../../contracts/channel.ts';
import { describeFaultCases } from '../../contracts/faults.ts';
import { botOf } from '../../counterparts/bots.ts';
import { misbehaveInFrames } from '../../counterparts/frame-faults.ts';
import { type SocketServer, startSocketServer } from '../../counterparts/websocket.ts';
import { unusedAddress } from '../../helpers/bot-server.ts';
import { openHandles } from '../../helpers/open-handles.ts';

let server: SocketServer | undefined;
const stop = async () => {
  await server?.close();
  server = undefined;
};

/** Frames of the house protocol; where one socket serves all, each names its conversation. */
const FORMS = {
  'one frame for one message': { turns: 'each' },
  'speaking when it likes': { turns: 'any' },
  'one socket for all': { turns: 'any', shared: true, session: '$.sessionId' },
} as const;

for (const [form, fields] of Object.entries(FORMS)) {
  const named = (sessionId: string) => ('shared' in fields ? { sessionId } : {});
  const silent = fields.turns === 'each' ? [] : undefined;

  describeChannelContract(`a bot behind a WebSocket, ${form}`, {
    start: async (behaviour, options) => {
      let count = 0;
      server = await startSocketServer((frame, socket) => {
        const request = JSON.parse(frame);
        const answer = behaviour(request, count++) ?? silent;
        if (answer === NEVER || answer === undefined) return;
        if (request.type !== 'message') return;
        const whole =
          typeof answer === 'string'
            ? { text: answer }
            : Array.isArray(answer)
              ? { messages: answer }
              : answer;
        socket.send(JSON.stringify({ ...whole, ...named(request.sessionId) }));
      });
      return createWebSocketPort(botOf('websocket', { url: `${server.origin}/chat`, ...fields }, options));
    },
    startPushing:
      fields.turns === 'each'
        ? () => ({ cannot: 'with turns each, the port promises answers' })
        : async (text) => {
            await stop();
            server = await startSocketServer((frame, socket) => {
              const { sessionId } = JSON.parse(frame);
              setTimeout(() => socket.send(JSON.stringify({ text, ...named(sessionId) })), 20);
            });
            return createWebSocketPort(botOf('websocket', { url: server.origin, ...fields }));
          },
    openHandles,
    stop,
  });

  describeFaultCases(`a bot behind a WebSocket, ${form}`, {
    start: async (fault, options) => {
      const done = new Set<string>();
      server = await startSocketServer((frame, socket) => {
        const { sessionId } = JSON.parse(frame);
        if (done.has(sessionId))
          return socket.send(JSON.stringify({ text: 'well again', ...named(sessionId) }));
        done.add(sessionId);
        misbehaveInFrames(fault, senderOf(socket), named(sessionId));
      });
      const origin = fault === 'refused' ? (await unusedAddress()).replace('http', 'ws') : server.origin;
      return createWebSocketPort(botOf('websocket', { url: origin, ...fields }, options));
    },
    stop,
  });
}

function senderOf(socket: WebSocket) {
  const { _socket: wire } = socket as unknown as { _socket: import('node:net').Socket };
  return {
    send: (frame: string) => socket.send(frame),
    // A text frame of up to 125 bytes, unmasked, as servers send them.
    raw: (bytes: Buffer) => void wire.write(Buffer.concat([Buffer.from([0x81, bytes.length]), bytes])),
    die: () => socket.terminate(),
    cut: (frame: string) => {
      wire.write(Buffer.from([0x81, Math.min(frame.length, 100)]));
      wire.write(frame.slice(0, 5), () => socket.terminate());
    },
  };
}
