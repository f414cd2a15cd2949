import { join } from 'node:path';
import pty from '@lydell/node-pty';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import xterm from '@xterm/headless';
import { onTestFinished } from 'vitest';
import { ROOT } from './build-once.ts';

export interface TerminalApp {
  /** The rows of the screen, without spaces at their ends. */
  lines(): string[];
  screen(): string;
  /** Resolves when the screen shows it; rejects with the screen after `ms`. */
  waitFor(what: string | RegExp | ((screen: string) => boolean), ms?: number): Promise<void>;
  type(keys: string): void;
  /** As a terminal with bracketed paste sends it. */
  paste(text: string): void;
  resize(columns: number, rows: number): Promise<void>;
  cursor(): {
    readonly x: number;
    readonly y: number;
    readonly visible: boolean;
    readonly alternate: boolean;
  };
  kill(signal?: string): void;
  readonly exited: Promise<{ readonly exitCode: number; readonly signal?: number }>;
  /** Everything the program wrote. */
  raw(): string;
  readonly terminal: InstanceType<typeof xterm.Terminal>;
  readonly pid: number;
}

export interface TerminalAppOptions {
  readonly cwd: string;
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the built command in a pseudo-terminal, with a terminal emulator reading what it draws. */
export function startInTerminal(args: readonly string[], options: TerminalAppOptions): TerminalApp {
  const { cwd, columns = 120, rows = 32, env = {} } = options;
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  const { PATH = '', HOME = '' } = process.env;
  // CI must not be set in the child: libraries draw nothing then.
  const child = pty.spawn(process.execPath, [join(ROOT, 'dist/main.js'), ...args], {
    cols: columns,
    rows,
    cwd,
    name: 'xterm-256color',
    env: { PATH, HOME, LANG: 'en_GB.UTF-8', TERM: 'xterm-256color', FORCE_COLOR: '1', ...env },
  });
  let raw = '';
  let visible = true;
  child.onData((data) => {
    raw += data;
    const shown = data.lastIndexOf('\x1b[?25h');
    const hidden = data.lastIndexOf('\x1b[?25l');
    if (shown !== -1 || hidden !== -1) visible = shown > hidden;
    terminal.write(data);
  });
  // Answers queries as a terminal does.
  terminal.onData((data) => child.write(data));
  let gone = false;
  const exited = new Promise<{ exitCode: number; signal?: number }>((resolve) =>
    child.onExit((end) => {
      gone = true;
      resolve(end);
    }),
  );
  const kill = (signal?: string) => {
    if (!gone) child.kill(signal);
  };
  try {
    onTestFinished(() => kill('SIGKILL'));
  } catch {
    // Outside a test (bench, pictures) whoever started it ends it.
  }
  const lines = () => {
    const buffer = terminal.buffer.active;
    return Array.from(
      { length: terminal.rows },
      (_, row) => buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '',
    );
  };
  const screen = () => lines().join('\n');
  return {
    lines,
    screen,
    terminal,
    exited,
    kill,
    pid: child.pid,
    raw: () => raw,
    type: (keys) => child.write(keys),
    paste: (text) => child.write(`\x1b[200~${text.replace(/\n/g, '\r')}\x1b[201~`),
    async resize(toColumns, toRows) {
      terminal.resize(toColumns, toRows);
      child.resize(toColumns, toRows);
    },
    cursor: () => ({
      x: terminal.buffer.active.cursorX,
      y: terminal.buffer.active.cursorY,
      visible,
      alternate: terminal.buffer.active.type === 'alternate',
    }),
    async waitFor(what, ms = 15_000) {
      const holds = (text: string) =>
        typeof what === 'function'
          ? what(text)
          : typeof what === 'string'
            ? text.includes(what)
            : what.test(text);
      for (let waited = 0; !holds(screen()); waited += 15) {
        if (waited >= ms || gone)
          throw new Error(`${gone ? 'ended' : 'waited'} without ${what}:\n${screen()}`);
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    },
  };
}
