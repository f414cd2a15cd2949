import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TranscriptEvent } from '../../src/model/event.ts';
import { CHAIN_START, encodeLine } from '../../src/transcript/line.ts';
import { sayTranscriptProblem, type TranscriptProblem } from '../../src/transcript/problem.ts';
import { readTranscripts, TranscriptReader } from '../../src/transcript/read.ts';
import { conversation } from '../helpers/arbitrary-events.ts';

const [EVENTS] = fc.sample(
  conversation(fc.constant('c')).filter((events) => events.length === 5),
  { numRuns: 1, seed: 7 },
);
const LINES = encode(EVENTS!);

describe('readTranscripts', () => {
  it('names the line where the chain breaks, once, and still shows what is there', () => {
    const other = encode(EVENTS!.map((event) => ({ ...event, t: event.t + 1 })));
    const read = readTranscripts(file([LINES[0]!, LINES[1]!, other[2]!, LINES[3]!, LINES[4]!]));
    // Line 3 is another's; line 4 follows the line that was there before.
    expect(read.problems).toEqual([
      { code: 'chain-broken', line: 3, conversation: 'c' },
      { code: 'chain-broken', line: 4, conversation: 'c' },
    ]);
    expect(read.conversations[0]).toMatchObject({ complete: true, intact: false });
    expect(read.conversations[0]!.transcript.events).toHaveLength(5);
  });

  it('stops at a gap, since events are looked up by index', () => {
    const read = readTranscripts(file([LINES[0]!, LINES[1]!, LINES[3]!, LINES[4]!]));
    expect(read.problems).toEqual([{ code: 'wrong-index', line: 3, conversation: 'c' }]);
    expect(read.conversations[0]).toMatchObject({ complete: false, intact: false });
    expect(read.conversations[0]!.transcript.events).toEqual(EVENTS!.slice(0, 2));
  });

  it('keeps what was measured out of the chain', () => {
    const measured = encode(EVENTS!.map((event) => ({ ...event, measuredMs: 12.345 })));
    const [slow] = readTranscripts(file(measured)).conversations;
    expect(slow!.transcript.events[1]).toEqual({ ...EVENTS![1], measuredMs: 12.345 });
    expect(slow!.endHash).toBe(readTranscripts(file(LINES)).conversations[0]!.endHash);
  });

  it('reads a conversation without an ending as interrupted', () => {
    expect(readTranscripts(file(LINES.slice(0, 3))).conversations[0]).toMatchObject({
      complete: false,
      intact: true,
    });
  });

  it('joins a message that came after the ending', () => {
    const late: TranscriptEvent = {
      conversation: 'c',
      index: 5,
      t: 9,
      type: 'message',
      from: 'agent',
      via: 'bot',
      text: 'sorry',
      late: true,
    };
    const [read] = readTranscripts(file(encode([...EVENTS!, late]))).conversations;
    expect(read!.transcript.events.at(-1)).toEqual(late);
    expect(read).toMatchObject({ complete: true, intact: true });
  });

  it('takes the same case twice in one file as two conversations', () => {
    const read = readTranscripts(file([...LINES.slice(0, 2), ...LINES]));
    expect(read.conversations.map((each) => each.complete)).toEqual([false, true]);
    expect(read.problems).toEqual([]);
  });

  it('says of a newer format which it is, which is read, and what to do', () => {
    const newer = LINES.map((line) => line.replace('peilian-transcript/1', 'peilian-transcript/9'));
    const { conversations, problems } = readTranscripts(file(newer));
    expect(conversations).toEqual([]);
    expect(problems).toEqual([
      { code: 'newer-format', line: 1, conversation: 'c', format: 'peilian-transcript/9' },
    ]);
    expect(sayTranscriptProblem('en', problems[0]!)).toBe(
      'line 1 has format peilian-transcript/9; this version reads up to peilian-transcript/1; upgrade peilian',
    );
    expect(sayTranscriptProblem('zh-CN', problems[0]!)).toContain('请升级 peilian');
  });

  it('knows a newer format also where its lines end otherwise', () => {
    const { problems } = readTranscripts(file(['{"type":"header","format":"peilian-transcript/2","v":1}']));
    expect(problems).toEqual([{ code: 'newer-format', line: 1, format: 'peilian-transcript/2' }]);
  });

  it.each([
    ['hello', 'not-a-line'],
    [LINES[1]!, 'no-header'],
    [LINES[0]!.replace('peilian-transcript/1', 'other/1'), 'unknown-format'],
    [LINES[0]!.replace('"seed":', '"sead":'), 'wrong-shape'],
  ] as const)('names what is wrong with %s', (line, code) => {
    expect(readTranscripts(file([line])).problems).toMatchObject([{ code, line: 1 }]);
  });

  it('keeps no more problems than a person reads', () => {
    expect(readTranscripts('rubbish\n'.repeat(10_000)).problems).toHaveLength(100);
  });

  it('has words for every problem in both languages', () => {
    const codes: TranscriptProblem['code'][] = [
      'torn-line',
      'not-a-line',
      'wrong-shape',
      'chain-broken',
      'wrong-index',
      'no-header',
      'newer-format',
      'unknown-format',
      'too-long',
    ];
    for (const code of codes) {
      expect(sayTranscriptProblem('en', { code, line: 12 })).toContain('12');
      expect(sayTranscriptProblem('zh-CN', { code, line: 12 })).toMatch(/12.*\p{Script=Han}/u);
    }
  });
});

describe('TranscriptReader', () => {
  it('gives conversations back as they finish, and holds few', () => {
    const reader = new TranscriptReader();
    let given = 0;
    let heldMost = 0;
    for (let at = 0; at < 200; at++) {
      for (const line of encode(EVENTS!.map((event) => ({ ...event, conversation: `c${at}` }))))
        given += reader.push(line).length;
      heldMost = Math.max(heldMost, at + 1 - given);
    }
    expect(heldMost).toBeLessThanOrEqual(33);
    expect(given + reader.end().length).toBe(200);
  });
});

function file(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

function encode(events: readonly TranscriptEvent[]): string[] {
  let before = CHAIN_START;
  return events.map((event) => {
    const { line, hash } = encodeLine(event, before);
    before = hash;
    return line;
  });
}
