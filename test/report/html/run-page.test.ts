import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { TranscriptEvent } from '../../../src/model/event.ts';
import type { ChatData } from '../../../src/report/html/run/page-data.ts';
import { waitsOf } from '../../../src/report/html/run/waits.ts';
import { finding, HOSTILE, reported, transcript } from '../fixture.ts';
import { chatsOf, dataOf, runPage } from './run-pages.ts';

const FAILED = reported('size/haggler/en/1', {
  verdict: 'fail',
  reasons: ['accuracy 50 is below 60'],
  score: { total: 55, timing: 90, politeness: 80, accuracy: 50, outcome: null },
  findings: [
    finding({ suggestion: 'say 20' }),
    finding({ rule: 'not-closed', severity: 'minor', points: -3, message: 'no goodbye', events: [] }),
    finding({ rule: 'warm', severity: 'info', points: 0, strength: true }),
  ],
});
const PASSED = reported('late/chatter/zh-CN/1');
const LIMITS = { firstMs: 30_000, laterMs: 60_000 };

describe('the page of a run', () => {
  test('allows its one style and its one script, and nothing else', async () => {
    const page = await runPage({ cases: [FAILED, PASSED], script: 'let ours = 1;' });
    expect(page).not.toMatch(
      /<link|<img|<iframe|<object|javascript:|\son\w+=|\sstyle=|url\(|@import|https?:/i,
    );
    const digest = (text: string) => createHash('sha256').update(text).digest('base64');
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/i.exec(page)!;
    const sheet = /<style>([\s\S]*?)<\/style>/.exec(page)![1]!;
    expect(policy!.replaceAll('&#x27;', "'")).toBe(
      `default-src 'none'; style-src 'sha256-${digest(sheet)}'; script-src 'sha256-${digest('let ours = 1;')}'; base-uri 'none'; form-action 'none'`,
    );
    expect(page.match(/<script>/g)).toHaveLength(1);
    await expect(runPage({ cases: [PASSED], script: 'x</script>' })).rejects.toThrow('ends a script');
  });

  test('has counts, scores, worst findings and groups before any script has run, in both languages', async () => {
    const english = await runPage({ cases: [FAILED, PASSED] });
    for (const text of ['Not passed: 1 of 2', 'wrong-price', 'says 10, the price is 20', 'By buyer', '72.5'])
      expect(english).toContain(text);
    const chinese = await runPage({ cases: [FAILED, PASSED], locale: 'zh-CN' });
    expect(chinese).toContain('<html lang="zh-CN">');
    for (const text of ['未通过：2 场对话只过了 1 场', '最严重的扣分点', '按买家看', '时效'])
      expect(chinese).toContain(text);
    // What was found stands in the language that it was said in, and says so.
    expect(chinese).toContain('<span lang="en">says 10, the price is 20</span>');
    expect(chinese).toContain('<small class="why" lang="en">accuracy 50 is below 60</small>');
  });

  test('keeps each conversation as a line of data, with findings beside the words that caused them', async () => {
    const page = await runPage({ cases: [FAILED, PASSED] });
    const words = JSON.parse(dataOf(page, 'words')) as string[];
    const [chat, other] = chatsOf(page) as unknown as ChatData[];
    expect(other!.lang).toBe('zh-CN');
    expect(chat!.lines.map(({ s, x }) => [s, x])).toEqual([
      ['b', 'hi'],
      ['a', 'hello'],
      ['d', 'over: the buyer got what was wanted'],
    ]);
    const [, answer] = chat!.lines;
    expect(answer!.f!.map(({ r, v, p, b }) => [words[r], v, p, b])).toEqual([
      ['wrong-price', 'bad', -40, 'say 20'],
      ['warm', 'good', 0, undefined],
    ]);
    // A finding that no line shows is not lost.
    expect(chat!.loose.map(({ m }) => m)).toEqual(['no goodbye']);
    expect(chat!.command).toContain('peilian run --case size/haggler/en/1 --seed 42');
    expect(chat!.axis!.waits).toHaveLength(1);
  });

  test('lets nothing that was said become markup, end its data, reorder the page or hide in it', async () => {
    const hostile = `${HOSTILE}</script><script>alert(1)</script><!--`;
    const page = await runPage({
      cases: [
        reported(
          'size/haggler/en/1',
          {
            verdict: 'fail',
            reasons: [hostile],
            findings: [finding({ rule: hostile, message: hostile, suggestion: hostile })],
          },
          [
            ['buyer', hostile],
            ['agent', hostile],
          ],
        ),
      ],
      titles: { scenario: () => hostile, persona: () => hostile, rule: () => hostile },
    });
    expect(page).not.toMatch(/[\u0000-\u0008\u001b\u202a-\u202e\u2028\u2029]|\p{Surrogate}/u);
    expect(page.match(/<script/g)).toHaveLength(4);
    expect(page.match(/<\/script/g)).toHaveLength(4);
    expect(page).not.toMatch(/<!--|<img/);
    const [chat] = chatsOf(page) as unknown as ChatData[];
    expect(chat!.lines[0]!.x).toContain('\\u{202e}');
  });

  test('holds what did not pass first where there is more than a page should hold, and says so', async () => {
    const many = Array.from({ length: 6 }, (_, index) => reported(`size/chatter/en/${index + 1}`));
    const page = await runPage({ cases: [...many, FAILED], max: 3 });
    expect(chatsOf(page).map((chat) => String(chat.about).split(',')[0])).toEqual([
      'size/chatter/en/1',
      'size/chatter/en/2',
      'size/haggler/en/1',
    ]);
    expect(page).toContain('holds 3 of 7 conversations');
    expect(page).toContain('href="#c2"');
  });

  test('says which words are gone', async () => {
    const page = await runPage({ cases: [FAILED], transcriptOf: async () => null });
    const [chat] = chatsOf(page) as unknown as ChatData[];
    expect(chat!.notes[0]).toContain('transcripts/runs/r/w0-000.jsonl#size/haggler/en/1');
    expect(chat!.loose).toHaveLength(3);
  });
});

describe('waits on the page', () => {
  const at = (seconds: number, event: object) => ({ t: seconds * 1_000, ...event });
  const talk = (events: readonly { t: number }[]): TranscriptEvent[] => {
    const { header } = transcript('a/b/en/1');
    return [header, ...events].map((event, index) => ({ ...event, index }) as TranscriptEvent);
  };
  const say = (from: string, ...acts: string[]) => ({
    type: 'message',
    from,
    text: 'x',
    ...(acts.length === 0 ? {} : { said: acts.map((act) => ({ act, intent: act })) }),
  });

  test('run from the first unanswered words to the answer; thanks are owed none', () => {
    const events = talk([
      at(1, say('buyer', 'ask')),
      at(3, say('buyer', 'ask')),
      at(41, say('agent')),
      at(45, say('buyer', 'thank')),
      at(50, say('buyer', 'ask')),
      at(90, { type: 'ending', ending: 'left', by: 'buyer', reason: '' }),
    ]);
    expect(
      waitsOf(events, LIMITS).map(({ fromMs, ms, limitMs, reply }) => [fromMs, ms, limitMs, reply]),
    ).toEqual([
      [1_000, 40_000, 30_000, 3],
      [50_000, 40_000, 60_000, null],
    ]);
  });
});
