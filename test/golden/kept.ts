import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Transcript, TranscriptEvent } from '../../src/model/event.ts';
import { packageRoot } from '../../src/system/package-root.ts';
import { CHAIN_START, encodeLine } from '../../src/transcript/line.ts';
import { readTranscripts } from '../../src/transcript/read.ts';

const GOLDEN = join(packageRoot(), 'transcripts/golden');

/**
 * Holds a conversation against the kept one, byte for byte. Two things of the header are left out, because they change with
 * data that this conversation may never touch: the content hashes and the tool's version. `UPDATE_GOLDEN=1` writes the new
 * one instead, and only where it differs: whoever does so reads it first.
 */
export function expectKept(name: string, transcript: Transcript): void {
  const path = join(GOLDEN, `${name}.jsonl`);
  const played = withoutMeasured(transcript.events);
  if (process.env.UPDATE_GOLDEN) {
    if (comparable(keptEvents(path)) !== comparable(played)) writeFileSync(path, textOf(played));
    return;
  }
  expect(comparable(played)).toBe(comparable(keptEvents(path)));
}

/** What a kept file says; nothing where there is none yet. */
export function keptEvents(path: string): readonly TranscriptEvent[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return [];
  }
  return readTranscripts(text).conversations[0]?.transcript.events ?? [];
}

function comparable(events: readonly TranscriptEvent[]): string {
  return textOf(
    events.map((event) => {
      if (event.type !== 'header') return event;
      const bare = <T extends { readonly id: string } | null>(ref: T) =>
        ref === null ? ref : { ...ref, hash: '' };
      return {
        ...event,
        tool: '',
        scenario: bare(event.scenario),
        persona: bare(event.persona),
        shop: bare(event.shop),
        packs: bare(event.packs),
      };
    }),
  );
}

/** As the store writes it. */
function textOf(events: readonly TranscriptEvent[]): string {
  let hash = CHAIN_START;
  return events
    .map((event) => {
      const encoded = encodeLine(event, hash);
      hash = encoded.hash;
      return `${encoded.line}\n`;
    })
    .join('');
}

function withoutMeasured(events: readonly TranscriptEvent[]): TranscriptEvent[] {
  return events.map(({ measuredMs: _, ...event }) => event as TranscriptEvent);
}
