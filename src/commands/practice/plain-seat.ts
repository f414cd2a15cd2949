import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from 'node:readline';
import type { DeskFacts } from '../../desk/facts.ts';
import type { RunningDesk } from '../../desk/run-desk.ts';
import { linePrompt } from '../../desk/spoken/line-mode.ts';
import { whoOf } from '../../desk/spoken/spoken-chat.ts';
import { spokenChanges } from '../../desk/spoken/spoken-desk.ts';
import type { ChatView, DeskState } from '../../desk/view-state.ts';
import { forTerminal } from '../../report/inert.ts';
import type { CommandIo } from '../io.ts';
import type { DeskSeat } from './desk-seat.ts';
import { parseDo } from './line.ts';
import type { SteppedTime } from './stepped-time.ts';

export interface PlainSeat extends DeskSeat {
  close(): void;
}

/** How a piped line is timed: reading and typing of an ordinary agent. */
const PIPED_READ_MS = 2_000;
const PIPED_TYPE_MS_PER_CHARACTER = 120;

interface Writing {
  /** Whole lines, each as it is; nothing that is being written is lost by them. */
  print(lines: readonly string[]): void;
  /** The line is dealt with: the next may be written. */
  ready(): void;
}

/**
 * A desk of lines at a terminal: everything that happens is a line with the number and name of its buyer, and whatever is typed is
 * dealt with at once. A half-typed line stays while others come in above it.
 */
export function livePlainSeat(io: CommandIo, finishesAlone: boolean): PlainSeat {
  const edits = io.outIsTerminal && io.env.TERM !== 'dumb';
  const lines = edits
    ? createInterface({ input: io.input, output: process.stdout, terminal: true, historySize: 100 })
    : createInterface({ input: io.input, terminal: false });
  let prompt = '';
  const writing: Writing = edits ? editedLines(lines, () => prompt) : bareLines(io, () => prompt);
  let desk: RunningDesk | null = null;
  let toldDone = false;
  const showed = (state: DeskState, facts: DeskFacts) => {
    prompt = linePrompt(state, facts, (chat) => whoWords(state, chat));
  };
  const seat = spokenSeat(io, false, showed, writing.print, (state) => {
    if (!state.done) toldDone = false;
    if (!state.done || desk?.state().overlay != null) return;
    if (finishesAlone) desk?.finish();
    else if (!toldDone) {
      toldDone = true;
      writing.print([io.ui('spoken.done.line')]);
    }
  });
  return {
    ...seat,
    sit(running) {
      desk = running;
      if (running.state().done && finishesAlone) running.finish();
      lines.on('line', (line) => {
        enter(running, line, io);
        writing.ready();
      });
      lines.on('SIGINT', () =>
        running.state().overlay?.type === 'quit' ? void running.stop() : running.interrupt(),
      );
      lines.on('close', () => void running.stop());
      writing.ready();
    },
    bell: () => io.out('\x07'),
    close: () => lines.close(),
  };
}

function editedLines(lines: Interface, prompt: () => string): Writing {
  const output = process.stdout;
  return {
    print(told) {
      if (told.length === 0) return;
      moveCursor(output, 0, -lines.getCursorPos().rows);
      cursorTo(output, 0);
      clearScreenDown(output);
      output.write(told.map((one) => `${one}\n`).join(''));
      // What it had drawn is gone: it must not go back up over the new lines.
      (lines as Interface & { prevRows: number }).prevRows = 0;
      lines.setPrompt(prompt());
      lines.prompt(true);
    },
    ready() {
      lines.setPrompt(prompt());
      lines.prompt();
    },
  };
}

function bareLines(io: CommandIo, prompt: () => string): Writing {
  return {
    print: (told) => {
      for (const one of told) io.out(`${one}\n`);
    },
    ready: () => io.out(prompt()),
  };
}

/**
 * The same read from a pipe, on a clock of its own: a line is read whenever a buyer waits for an answer, takes the time that an
 * ordinary agent needs to read and type it, and an empty one answers nothing. Without more lines the buyers are left to wait.
 */
export function pipedPlainSeat(io: CommandIo, time: SteppedTime): PlainSeat {
  const reader = createInterface({ input: io.input, terminal: false });
  const lines = reader[Symbol.asyncIterator]();
  /** Messages of each chat that no line has answered yet. */
  const owed = new Map<string, number>();
  let counted: DeskState | null = null;
  const print = (told: readonly string[]) => {
    for (const one of told) io.out(`${one}\n`);
  };
  const seat = spokenSeat(
    io,
    true,
    () => {},
    print,
    (state) => {
      for (const chat of state.chats) {
        const known = counted?.chats.find(({ id }) => id === chat.id);
        const owing = chat.events.slice(known?.events.length ?? 0).reduce((count, event) => {
          if (event.type !== 'message' || event.via === 'auto') return count;
          return event.from === 'buyer' ? count + 1 : Math.max(0, count - 1);
        }, owed.get(chat.id) ?? 0);
        owed.set(chat.id, chat.ended !== null || chat.failed !== null ? 0 : owing);
      }
      counted = state;
    },
  );
  const work = async (desk: RunningDesk, isOver: () => boolean) => {
    let more = true;
    while (!isOver()) {
      const state = desk.state();
      if (state.done && state.overlay === null) {
        desk.finish();
        return;
      }
      const isAsked = state.overlay !== null || [...owed.values()].some((count) => count > 0);
      if (more && isAsked) {
        const next = await lines.next();
        if (next.done) {
          more = false;
          if (state.overlay !== null) desk.line('');
          continue;
        }
        const text = next.value.trim();
        if (text === '' && state.overlay === null) {
          passOver(owed, desk.state());
          continue;
        }
        const typed = text.startsWith('/') ? 0 : text.length * PIPED_TYPE_MS_PER_CHARACTER;
        await time.pass(PIPED_READ_MS + typed);
        if (!isOver()) enter(desk, text, io);
        await time.pass(0);
      } else if (!(await time.step())) {
        await desk.stop();
        return;
      }
    }
  };
  return {
    ...seat,
    sit(desk) {
      let over = false;
      void desk.ended.then(() => {
        over = true;
      });
      void work(desk, () => over);
    },
    bell() {},
    close: () => reader.close(),
  };
}

/** An empty line answers nothing: neither the open chat's message, nor, where that owes none, the next one's. */
function passOver(owed: Map<string, number>, state: DeskState): void {
  const open = state.open !== null && (owed.get(state.open) ?? 0) > 0 ? state.open : undefined;
  const chat = open ?? [...owed].find(([, count]) => count > 0)?.[0];
  if (chat !== undefined) owed.set(chat, owed.get(chat)! - 1);
}

function spokenSeat(
  io: CommandIo,
  tellsOwn: boolean,
  hears: (state: DeskState, facts: DeskFacts) => void,
  print: (lines: readonly string[]) => void,
  told: (state: DeskState) => void,
): Omit<DeskSeat, 'sit' | 'bell'> {
  let before: DeskState | null = null;
  let facts: DeskFacts | null = null;
  return {
    // Nothing is wrapped to it: lines are as long as they are.
    size: () => ({ columns: Math.max(112, io.columns), rows: 40 }),
    draw: null,
    begin(initial, given) {
      before = initial;
      facts = given;
    },
    hear(state) {
      if (facts === null || before === null) return;
      const changes = spokenChanges(before, state, { facts, way: 'lines', tellsOwn });
      before = state;
      hears(state, facts);
      print(changes.map(forTerminal));
      told(state);
    },
    redraw() {},
  };
}

function enter(desk: RunningDesk, line: string, io: CommandIo): void {
  const deed = parseDo(line);
  if (deed === null) desk.line(line);
  else if (deed.type === 'act') desk.act(deed.request);
  else
    desk.tell(
      deed.near === undefined
        ? io.ui('desk.slash.unknown', { found: deed.command })
        : io.ui('desk.slash.near', { found: deed.command, near: deed.near }),
    );
}

function whoWords(state: DeskState, chat: ChatView): string {
  const { number, account } = whoOf(state, chat);
  return `${number} ${account}`;
}
