import type { Transcript, TranscriptEvent } from '../model/event.ts';
import { CHAIN_START, encodeLine } from '../transcript/line.ts';
import { actionText } from './round-drift.ts';

/** A conversation as a file keeps it. What an answer really took is left out: it differs from machine to machine. */
export function baselineText({ events }: Transcript): string {
  let hash = CHAIN_START;
  return events
    .map(({ measuredMs: _, ...event }) => {
      const encoded = encodeLine(event as TranscriptEvent, hash);
      hash = encoded.hash;
      return `${encoded.line}\n`;
    })
    .join('');
}

/** `late-parcel.complainer.en.jsonl`, with the repetition where it is not the first. */
export function baselineName(conversation: string): string {
  const name = conversation.replace(/\/1$/, '').replace(/[^\w-]+/g, '.');
  return `${name.slice(0, 120)}.jsonl`;
}

/**
 * The same conversation for a person, and for a diff in a pull request: one line a message or deed, with the seconds since
 * the line before, so that one change moves one line. The transcript beside it stays what is replayed.
 */
export function readableText({ id, header, events }: Transcript): string {
  const lines: string[] = [`# ${id} · seed ${header.seed} · ${header.agent}`];
  let before = 0;
  for (const event of events) {
    const words = wordsOf(event);
    if (words === null) continue;
    const gap = Math.round((event.t - before) / 1_000);
    before = event.t;
    lines.push(`${`+${gap}s`.padStart(6)}  ${words}`);
  }
  return `${lines.join('\n')}\n`;
}

function wordsOf(event: TranscriptEvent): string | null {
  switch (event.type) {
    case 'message':
      return `${event.from}: ${oneLine(event.text)}${event.late ? ' (late)' : ''}`;
    case 'action':
      return `${event.by} does ${oneLine(actionText(event))}`;
    case 'world':
      return `world: ${event.name}`;
    case 'error':
      return `error: ${event.code}`;
    case 'ending':
      return `end: ${event.ending} (${event.by})`;
    default:
      return null;
  }
}

/** Nothing that acts or hides, so that the file is safe to print and its lines are lines. */
function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, (found) => `\\u{${found.codePointAt(0)!.toString(16)}}`)
    .trim();
}
