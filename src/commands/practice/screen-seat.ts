import type { DeskFacts } from '../../desk/facts.ts';
import { deskFrame } from '../../desk/views/DeskScreen.tsx';
import type { DeskSeat } from './desk-seat.ts';
import type { DeskTerminal } from './desk-terminal.ts';

/** Before a whole screen. */
export function screenSeat(terminal: DeskTerminal): DeskSeat {
  let facts: DeskFacts | null = null;
  return {
    size: terminal.size,
    draw: (state) => {
      if (facts !== null) terminal.painter.draw(deskFrame(state, facts));
    },
    begin(_initial, given) {
      facts = given;
    },
    hear() {},
    sit: ({ key, resize }) => terminal.listen({ key, resize }),
    bell: terminal.bell,
    redraw: terminal.redraw,
  };
}
