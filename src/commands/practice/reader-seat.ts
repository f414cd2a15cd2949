import type { DeskFacts } from '../../desk/facts.ts';
import { readerPrompt } from '../../desk/spoken/reader-prompt.ts';
import { spokenChanges } from '../../desk/spoken/spoken-desk.ts';
import type { DeskState } from '../../desk/view-state.ts';
import type { Reader } from '../../ui/reader.tsx';
import type { DeskSeat } from './desk-seat.ts';
import type { DeskTerminal } from './desk-terminal.ts';

/** Beside a screen reader: the desk's own keys, and everything that becomes different said in order. */
export function readerSeat(terminal: DeskTerminal, reader: Reader): DeskSeat {
  let before: DeskState | null = null;
  let facts: DeskFacts | null = null;
  const prompt = () => {
    if (before !== null && facts !== null) reader.prompt(readerPrompt(before, facts));
  };
  return {
    size: terminal.size,
    draw: null,
    begin(initial, given) {
      before = initial;
      facts = given;
      prompt();
    },
    hear(state) {
      if (before === null || facts === null) return;
      reader.say(spokenChanges(before, state, { facts, way: 'keys', tellsOwn: true }));
      before = state;
      prompt();
    },
    sit: ({ key, resize }) => terminal.listen({ key, resize }),
    bell: terminal.bell,
    redraw() {},
  };
}
