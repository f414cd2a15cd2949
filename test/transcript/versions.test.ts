import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sayTranscriptProblem } from '../../src/transcript/problem.ts';
import { readTranscripts } from '../../src/transcript/read.ts';
import { ROOT } from '../helpers/build-once.ts';

const OLD = readFileSync(join(ROOT, 'test/fixtures/transcripts/version-0.jsonl'), 'utf8');

describe('a transcript of an older format', () => {
  test('is read as if it were of today’s, whole and intact', () => {
    const { conversations, problems } = readTranscripts(OLD);
    expect(problems).toEqual([]);
    expect(conversations).toMatchObject([{ complete: true, intact: true }]);
    const { header, events } = conversations[0]!.transcript;
    expect(header).toMatchObject({ format: 'peilian-transcript/1', latency: 'declared', clock: 'virtual' });
    expect(events.flatMap((event) => (event.type === 'message' ? [[event.from, event.via]] : []))).toEqual([
      ['buyer', 'simulated'],
      ['agent', 'bot'],
    ]);
  });

  test('still shows when it was tampered with', () => {
    const { conversations } = readTranscripts(OLD.replace('take an M', 'take an L'));
    expect(conversations[0]!.intact).toBe(false);
  });

  test('may stand beside one of today’s in the same file', () => {
    const golden = readFileSync(join(ROOT, 'transcripts/golden/haggle-floor.haggler.en.jsonl'), 'utf8');
    const { conversations, problems } = readTranscripts(OLD + golden);
    expect(problems).toEqual([]);
    expect(conversations.map(({ intact }) => intact)).toEqual([true, true]);
  });
});

describe('a transcript of a newer format', () => {
  test.each(['peilian-transcript/2', 'peilian-transcript/17'])(
    '%s says which it is, which we read, and to upgrade',
    (format) => {
      const { conversations, problems } = readTranscripts(OLD.replace('peilian-transcript/0', format));
      expect(conversations).toEqual([]);
      const problem = problems.find(({ code }) => code === 'newer-format')!;
      const words = sayTranscriptProblem('en', problem);
      expect(words).toContain(format);
      expect(words).toContain('peilian-transcript/1');
      expect(words).toContain('upgrade');
      expect(sayTranscriptProblem('zh-CN', problem)).toContain('升级');
    },
  );

  test.each(['peilian-transcript/x', 'other/1', ''])('%s is none of ours', (format) => {
    const { problems } = readTranscripts(OLD.replace('peilian-transcript/0', format));
    expect(problems[0]).toMatchObject({ code: 'unknown-format' });
  });
});
