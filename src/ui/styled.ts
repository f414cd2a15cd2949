import type { Line, Tone } from './lines.ts';

/**
 * How each tone looks, as SGR codes that begin and end it. Only the sixteen colours of the terminal's own theme, so that light and
 * dark ones both stay readable, and always beside a sign or a word: without colour nothing is lost.
 */
const LOOKS: Readonly<Record<Tone, readonly [begin: string, end: string]>> = {
  dim: ['\x1b[2m', '\x1b[22m'],
  strong: ['\x1b[1m', '\x1b[22m'],
  title: ['\x1b[1m\x1b[36m', '\x1b[39m\x1b[22m'],
  good: ['\x1b[32m', '\x1b[39m'],
  warn: ['\x1b[33m', '\x1b[39m'],
  bad: ['\x1b[31m', '\x1b[39m'],
  accent: ['\x1b[36m', '\x1b[39m'],
  buyer: ['\x1b[35m', '\x1b[39m'],
  agent: ['\x1b[34m', '\x1b[39m'],
  chosen: ['\x1b[7m', '\x1b[27m'],
  alarm: ['\x1b[7m\x1b[1m\x1b[31m', '\x1b[39m\x1b[22m\x1b[27m'],
};

/** A row with the codes that make a terminal show its tones. */
export function styled(line: Line): string {
  let text = '';
  for (const span of line) {
    if (span.tone === undefined || span.text === '') text += span.text;
    else {
      const [begin, end] = LOOKS[span.tone];
      text += begin + span.text + end;
    }
  }
  return text;
}
