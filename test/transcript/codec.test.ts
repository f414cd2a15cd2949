import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TranscriptEvent } from '../../src/model/event.ts';
import { CHAIN_START, encodeLine } from '../../src/transcript/line.ts';
import { readTranscripts } from '../../src/transcript/read.ts';
import { brokenText, conversation } from '../helpers/arbitrary-events.ts';

describe('a transcript', () => {
  it('reads back as it was written, whatever it holds', () => {
    fc.assert(
      fc.property(conversation(), (events) => {
        const { conversations, problems } = readTranscripts(write(events));
        expect(problems).toEqual([]);
        expect(conversations).toHaveLength(1);
        expect(conversations[0]).toMatchObject({ complete: true, intact: true });
        expect(conversations[0]!.transcript.events).toEqual(events);
        expect(conversations[0]!.transcript.header).toEqual(events[0]);
      }),
    );
  });

  it('keeps one line an event, whatever the text', () => {
    fc.assert(
      fc.property(conversation(), (events) => {
        expect(
          write(events)
            .trimEnd()
            .split(/[\n\r\u2028\u2029\u0085]/),
        ).toHaveLength(events.length);
      }),
    );
  });

  it('holds half surrogate pairs as replacement characters, so that any reader can read it', () => {
    fc.assert(
      fc.property(brokenText, (text) => {
        const [header, ending] = fc.sample(
          conversation(fc.constant('c')).filter((events) => events.length === 2),
          { numRuns: 1, seed: 1 },
        )[0]!;
        const event: TranscriptEvent = {
          conversation: 'c',
          index: 1,
          t: 0,
          type: 'message',
          from: 'agent',
          via: 'bot',
          text,
        };
        const written = write([header!, event, { ...ending!, index: 2 }]);
        expect(written).not.toMatch(/(?<!\\)(\\\\)*\\ud[89a-f]/);
        const read = readTranscripts(written).conversations[0]!.transcript.events[1];
        expect(read).toEqual({ ...event, text: text.replace(/\p{Surrogate}/gu, '\ufffd') });
      }),
    );
  });

  it('carries huge strings', () => {
    const [events] = fc.sample(conversation(), { numRuns: 1, seed: 3 });
    const huge: TranscriptEvent = {
      ...events![0]!,
      index: 1,
      type: 'message',
      from: 'agent',
      via: 'bot',
      text: '嗯\u0007'.repeat(500_000),
    } as TranscriptEvent;
    expect(readTranscripts(write([events![0]!, huge])).conversations[0]!.transcript.events[1]).toEqual(
      JSON.parse(JSON.stringify(huge)),
    );
  });

  it('shows any change of one character', () => {
    fc.assert(
      fc.property(
        conversation(),
        fc.nat(),
        fc.constantFrom('x', '0', '"', ' ', '}', '\n', '\u00e9', ''),
        (events, where, by) => {
          const written = write(events);
          const at = where % (written.length - 1);
          fc.pre(written[at] !== by);
          const { conversations, problems } = readTranscripts(
            written.slice(0, at) + by + written.slice(at + 1),
          );
          const whole =
            conversations.length === 1 &&
            conversations[0]!.complete &&
            conversations[0]!.intact &&
            problems.length === 0;
          // A blank put before or after a line is no change of the record; everything else shows.
          expect(whole).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('cut off anywhere, gives the lines that were whole', () => {
    fc.assert(
      fc.property(conversation(), fc.nat(), (events, where) => {
        const written = write(events);
        const cut = written.slice(0, where % (written.length + 1));
        const { conversations, problems } = readTranscripts(cut);
        const whole = cut.split('\n').length - 1;
        // A last line that lacks nothing but its newline is whole.
        const read = conversations[0]?.transcript.events ?? [];
        expect([whole, whole + 1]).toContain(read.length);
        expect(read).toEqual(events.slice(0, read.length));
        expect(problems.every((problem) => problem.code === 'torn-line')).toBe(true);
        if (conversations.length === 1) expect(conversations[0]!.intact).toBe(true);
      }),
    );
  });

  it('tells conversations apart that share a file, line by line', () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 5 });
    const several = ids.chain((names) => fc.tuple(...names.map((name) => conversation(fc.constant(name)))));
    fc.assert(
      fc.property(several, fc.infiniteStream(fc.nat()), (all, picks) => {
        const left = all.map((events) => writeLines(events));
        const lines: string[] = [];
        while (left.some((each) => each.length > 0)) {
          const open = left.filter((each) => each.length > 0);
          lines.push(open[picks.next().value! % open.length]!.shift()!);
        }
        const { conversations, problems } = readTranscripts(`${lines.join('\n')}\n`);
        expect(problems).toEqual([]);
        const byId = new Map(conversations.map(({ transcript }) => [transcript.id, transcript.events]));
        for (const events of all) expect(byId.get(events[0]!.conversation)).toEqual(events);
      }),
    );
  });
});

function write(events: readonly TranscriptEvent[]): string {
  return `${writeLines(events).join('\n')}\n`;
}

function writeLines(events: readonly TranscriptEvent[]): string[] {
  let before = CHAIN_START;
  return events.map((event) => {
    const { line, hash } = encodeLine(event, before);
    before = hash;
    return line;
  });
}
