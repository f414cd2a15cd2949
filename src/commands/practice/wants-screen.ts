import type { CommandIo } from '../io.ts';

/** Whether a whole screen can be had: both ends are a terminal that can draw, and nobody asked for lines. */
export function wantsScreen(plain: boolean | undefined, io: CommandIo): boolean {
  return !plain && io.inputIsTerminal && io.outIsTerminal && io.env.TERM !== 'dumb';
}

/** Whether a screen reader reads: `--screen-reader`, or the variable that Ink knows. */
export function isReadAloud(options: { readonly screenReader?: boolean }, io: CommandIo): boolean {
  return options.screenReader === true || io.env.INK_SCREEN_READER === 'true';
}
