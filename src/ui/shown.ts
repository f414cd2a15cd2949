import { forTerminalLines } from '../report/inert.ts';

/**
 * A text from outside as it may stand on the screen: nothing in it acts, and every character is as wide in the terminal as we
 * count it. Variation selectors, skin tones and joiners go, flags become letters, emoji newer than terminals know a small box.
 * Line breaks stay.
 */
export function shown(text: string): string {
  if (PLAIN.test(text)) return text;
  return forTerminalLines(text.replace(/\r\n?/g, '\n').replace(/\t/g, '  '))
    .replace(INVISIBLE, '')
    .replace(FLAG, (flag) => `[${[...flag].map(letterOf).join('')}]`)
    .replace(NEW_EMOJI, '▫');
}

/** The same on one line. */
export function shownLine(text: string): string {
  return shown(text).replace(/\s*\n\s*/g, ' ⏎ ');
}

const PLAIN = /^[\n\x20-\x7e\u3000-\u3029\u3041-\u30fa\u4e00-\u9fff\uff01-\uff9d“”‘’…—·～]*$/;
/** Zero-width characters, variation selectors, keycaps, skin tones. */
const INVISIBLE = /\u200b|\u200c|\u200d|\u2060|[\ufe00-\ufe0f]|\u20e3|\p{Emoji_Modifier}/gu;
const FLAG = /[\u{1f1e6}-\u{1f1ff}]{1,2}/gu;
/** Emoji that came with Unicode 12 to 16: terminals with older tables count them as one column. */
const NEW_EMOJI =
  /[\u{1f6d5}-\u{1f6d7}\u{1f6dc}-\u{1f6df}\u{1f6fa}-\u{1f6fc}\u{1f7e0}-\u{1f7eb}\u{1f7f0}\u{1f90c}-\u{1f90f}\u{1f93f}\u{1f971}\u{1f972}\u{1f977}-\u{1f97b}\u{1f9a3}-\u{1f9af}\u{1f9ba}-\u{1f9bf}\u{1f9c3}-\u{1f9cf}\u{1fa70}-\u{1faff}]/gu;

function letterOf(indicator: string): string {
  return String.fromCodePoint(indicator.codePointAt(0)! - 0x1f1e6 + 65);
}
