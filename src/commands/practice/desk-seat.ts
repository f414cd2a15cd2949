import type { DeskFacts } from '../../desk/facts.ts';
import type { RunningDesk } from '../../desk/run-desk.ts';
import type { DeskState } from '../../desk/view-state.ts';
import type { Size } from '../../ui/terminal.ts';

/** Where somebody sits at the desk: before a screen, beside a screen reader, at a line of text. */
export interface DeskSeat {
  size(): Size;
  /** `null` where nothing is drawn. */
  readonly draw: ((state: DeskState) => void) | null;
  /** What the desk begins with; before anything else is heard of it. */
  begin(initial: DeskState, facts: DeskFacts): void;
  /** Every state after it. */
  hear(state: DeskState): void;
  /** The desk is open: from now on it can be worked at. */
  sit(desk: RunningDesk): void;
  bell(): void;
  redraw(): void;
}
