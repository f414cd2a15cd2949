import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../helpers/build-once.ts';

/** What a process is told to do with its streams. */
export interface Deed {
  readonly out?: string;
  /** Base64, without a line end. */
  readonly raw?: string;
  readonly err?: string;
  /** Exit code. */
  readonly die?: number;
}

export interface LineBots {
  /** For `command` of a bot file. */
  readonly command: readonly string[];
  /** Processes that have connected so far. */
  readonly started: () => number;
  close(): Promise<void>;
}

/** Real processes whose every line from us comes here, and who do what they are told. */
export async function startLineBots(
  onLine: (line: string, tell: (deed: Deed) => void) => void,
): Promise<LineBots> {
  const sockets = new Set<Socket>();
  let started = 0;
  const server = createServer((socket) => {
    started += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    const tell = (deed: Deed) => void socket.write(`${JSON.stringify(deed)}\n`);
    const lines = createInterface({ input: socket });
    lines.on('error', () => {});
    lines.on('line', (line) => {
      try {
        onLine(line, tell);
      } catch {
        tell({ err: 'Error: broken\n', die: 1 });
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    command: [
      process.execPath,
      join(ROOT, 'test/counterparts/line-bot.mjs'),
      String((server.address() as AddressInfo).port),
    ],
    started: () => started,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
