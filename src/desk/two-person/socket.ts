import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Link } from './buyer-seat.ts';

export interface OpenSocket {
  /** What the other terminal joins by. */
  readonly path: string;
  close(): Promise<void>;
}

/** Most connections at a time; the seat is for one, the others are told so. */
const CONNECTIONS_MAX = 4;

/**
 * A socket that only this user can reach: a Unix socket with mode 0600 in a folder with mode 0700; on Windows a named pipe,
 * which by default only the same user (and administrators) can open.
 */
export async function listen(
  accept: (link: Link) => void,
  name = `peilian-${process.pid}`,
): Promise<OpenSocket> {
  const windows = process.platform === 'win32';
  const folder = windows ? null : mkdtempSync(join(tmpdir(), 'peilian-'));
  const path = folder === null ? `\\\\.\\pipe\\${name}` : join(folder, 'buyer.sock');
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    accept(linkOf(socket));
  });
  server.maxConnections = CONNECTIONS_MAX;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  if (folder !== null) chmodSync(path, 0o600);
  return {
    path,
    async close() {
      for (const socket of sockets) socket.end();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Whoever does not hang up is hung up on.
      const timer = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, HANG_UP_MS);
      await closed;
      clearTimeout(timer);
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
    },
  };
}

const HANG_UP_MS = 500;

/** Rejects with the system's error where nobody listens there. */
export async function dial(path: string): Promise<Link> {
  const socket = connect(path);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return linkOf(socket);
}

function linkOf(socket: Socket): Link {
  const link: Link = {
    onText: () => {},
    onClose: () => {},
    send(text) {
      if (socket.writable) socket.write(text);
    },
    close() {
      socket.end();
    },
  };
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => link.onText(text));
  socket.on('close', () => link.onClose());
  // An error is followed by `close`, and that says all there is to say.
  socket.on('error', () => {});
  return link;
}
