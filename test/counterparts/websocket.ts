import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

export interface SocketServer {
  /** `ws://127.0.0.1:…` */
  readonly origin: string;
  /** Frames as they came in, in order, over all connections. */
  readonly frames: string[];
  readonly handshakes: IncomingMessage[];
  readonly sockets: Set<WebSocket>;
  close(): Promise<void>;
}

/** A real WebSocket server on loopback that hands over every frame. A handler that throws closes the connection, as servers do. */
export async function startSocketServer(
  onFrame: (frame: string, socket: WebSocket, handshake: IncomingMessage) => void,
  options: { readonly autoPong?: boolean } = {},
): Promise<SocketServer> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, autoPong: options.autoPong ?? true });
  const frames: string[] = [];
  const handshakes: IncomingMessage[] = [];
  const sockets = new Set<WebSocket>();
  server.on('connection', (socket, handshake) => {
    handshakes.push(handshake);
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      const frame = String(data);
      frames.push(frame);
      try {
        onFrame(frame, socket, handshake);
      } catch {
        socket.close(1011);
      }
    });
  });
  await new Promise<void>((resolve) => server.once('listening', resolve));
  return {
    origin: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    frames,
    handshakes,
    sockets,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.terminate();
        server.close(() => resolve());
      }),
  };
}
