import { createInterface, type Interface } from 'node:readline';
import type { AgentPort, Arrival, Inbound } from '../../model/ports.ts';
import { forTerminal } from '../../report/inert.ts';
import type { CommandIo } from '../io.ts';
import { parseLine } from './line.ts';

export interface DeskOptions {
  readonly io: CommandIo;
  /** What `/item`, `/order`, `/price` and `/policy` show. */
  readonly lookUp: (at: 'item' | 'order' | 'policy' | 'price', which: string) => readonly string[];
  /** The person wants to stop. */
  readonly quit: () => void;
}

/** How a piped answer is timed: reading and typing of an ordinary agent. */
const PIPED_READ_MS = 2_000;
const PIPED_TYPE_MS_PER_CHARACTER = 120;

/**
 * A person at a plain terminal as the agent. On a terminal whatever is typed is said at once, at any time. Through a pipe each
 * line answers one message of the buyer (an empty line: nothing), and takes the time an ordinary agent would need to type it.
 */
export function createPlainDesk(options: DeskOptions): AgentPort {
  const { io } = options;
  const lines = createInterface({ input: io.input, terminal: false });
  return io.inputIsTerminal ? liveDesk(lines, options) : pipedDesk(lines, options);
}

function liveDesk(lines: Interface, options: DeskOptions): AgentPort {
  const { io } = options;
  return {
    id: 'person',
    pushes: true,
    accepts: { start: false, event: true, end: true },
    open(_context, push) {
      const hear = (line: string) => {
        const arrival = take(line, options);
        if (arrival !== null) push(arrival);
      };
      lines.on('line', hear);
      lines.on('close', options.quit);
      return {
        deliver(inbound) {
          show(inbound, io);
          return {};
        },
        close() {
          lines.off('line', hear);
          lines.off('close', options.quit);
        },
      };
    },
    close: async () => lines.close(),
  };
}

function pipedDesk(lines: Interface, options: DeskOptions): AgentPort {
  const { io } = options;
  const next = lines[Symbol.asyncIterator]();
  return {
    id: 'person',
    pushes: false,
    accepts: { start: false, event: true, end: true },
    open: () => ({
      async deliver(inbound, sink) {
        show(inbound, io);
        if (inbound.type !== 'message') return {};
        for (;;) {
          const line = await next.next();
          if (line.done) return {};
          const arrival = take(line.value, options);
          if (arrival === null) {
            if (line.value.trim() === '') return {};
            continue;
          }
          const delayMs =
            PIPED_READ_MS +
            (arrival.type === 'message' ? arrival.text.length * PIPED_TYPE_MS_PER_CHARACTER : 0);
          if (arrival.type === 'message') io.out(`${io.ui('desk.you')} ${forTerminal(arrival.text)}\n`);
          sink({ ...arrival, delayMs } as Arrival);
          // A deed goes with the words after it.
          if (arrival.type === 'message') return {};
        }
      },
      close() {},
    }),
    close: async () => lines.close(),
  };
}

/** What a line brings to the buyer; `null` when it was for the desk alone. */
function take(line: string, { io, lookUp, quit }: DeskOptions): Arrival | null {
  const meant = parseLine(line);
  switch (meant.type) {
    case 'say':
      return { type: 'message', text: meant.text, via: 'typed' };
    case 'act':
      return { type: 'action', action: { name: meant.name, args: meant.args } };
    case 'look':
      for (const found of lookUp(meant.at, meant.which)) io.out(`  ${forTerminal(found)}\n`);
      return null;
    case 'help':
      io.out(`${io.ui('desk.help')}\n`);
      return null;
    case 'quit':
      quit();
      return null;
    case 'unknown':
      io.err(
        `${forTerminal(io.ui('desk.unknown', { command: meant.command }))} ${meant.near === undefined ? io.ui('desk.see-help') : forTerminal(io.ui('usage.did-you-mean', { name: meant.near }))}\n`,
      );
      return null;
    case 'nothing':
      return null;
  }
}

function show(inbound: Inbound, io: CommandIo): void {
  const clock = `${Math.floor(inbound.at / 60_000)}:${String(Math.floor((inbound.at % 60_000) / 1000)).padStart(2, '0')}`;
  if (inbound.type === 'message') io.out(`${clock} ${io.ui('desk.buyer')} ${forTerminal(inbound.text)}\n`);
  else if (inbound.type === 'event')
    io.out(`${clock} · ${forTerminal(inbound.name)} ${forTerminal(Object.values(inbound.args).join(' '))}\n`);
}
