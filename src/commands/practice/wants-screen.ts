import type { CommandIo } from '../io.ts';

/** Whether a whole screen can be had: both ends are a terminal that can draw, and nobody asked for lines. */
export function wantsScreen(plain: boolean | undefined, io: CommandIo): boolean {
  if (plain || !io.inputIsTerminal || !io.outIsTerminal || io.env.TERM === 'dumb') return false;
  // Before anything loads React: its other build checks itself at every step and takes twice the time to draw, and the two do not mix.
  process.env.NODE_ENV ??= 'production';
  return true;
}
