import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Transcript, TranscriptEvent } from '../../src/model/event.ts';
import type { Locale } from '../../src/model/locale.ts';
import { DIMENSIONS, type Finding } from '../../src/model/scorecard.ts';
import { buildConversation } from '../../src/scoring/build-conversation.ts';
import { makeScorecard } from '../../src/scoring/scorecard.ts';
import { shippedRubric, shippedRules } from '../helpers/rule-packs.ts';
import { shippedReader } from '../helpers/shipped-reader.ts';
import { transcriptOf } from '../helpers/transcript.ts';
import { scoreOf } from './score-of.ts';

const readers = { 'zh-CN': shippedReader('zh-CN'), en: shippedReader('en') };

const BUYER: Record<Locale, readonly string[]> = {
  'zh-CN': [
    '在吗',
    '这件有L码吗',
    '能便宜点吗',
    '几天能到',
    '质量怎么样',
    '好的谢谢',
    '我再看看',
    '你们太慢了',
    '人呢',
  ],
  en: [
    'Hello?',
    'Do you have this in L?',
    'Any discount?',
    'How long is delivery?',
    'Is it any good?',
    'Okay, thanks',
    "I'll think about it",
    'This is ridiculous',
    'Anyone there?',
  ],
};
const AGENT: Record<Locale, readonly string[]> = {
  'zh-CN': [
    '您好，欢迎光临',
    '请稍等，我帮您查一下',
    '有货的',
    '非常抱歉，没办法再优惠了',
    '不能便宜',
    '嗯',
    '3天左右能到',
    '感谢您的光临，祝您生活愉快',
    '您好，这个不清楚',
    '您平时穿什么码呢',
  ],
  en: [
    'Hello and welcome!',
    'One moment please, let me check.',
    'Yes, it is in stock.',
    "I'm so sorry, we can't go lower.",
    'No.',
    'k',
    'It takes about 3 days.',
    'Thank you, have a lovely day!',
    'Hello, no idea.',
    'What size do you usually wear?',
  ],
};
const RUDE: Record<Locale, readonly string[]> = {
  'zh-CN': ['你有病吧', '闭嘴', '爱买不买'],
  en: ['Shut up, you idiot.', 'You idiot.', 'Get lost.'],
};

interface Line {
  readonly by: 'buyer' | 'agent';
  readonly pick: number;
  readonly gapS: number;
}
const lineArb: fc.Arbitrary<Line> = fc.record({
  by: fc.constantFrom('buyer', 'agent'),
  pick: fc.nat(9),
  gapS: fc.integer({ min: 1, max: 240 }),
});
const chatArb = fc.record({
  locale: fc.constantFrom<Locale>('zh-CN', 'en'),
  lines: fc.array(lineArb, { minLength: 2, maxLength: 14 }),
  tailS: fc.integer({ min: 1, max: 300 }),
  mood: fc.integer({ min: -3, max: 2 }),
});
type Chat = typeof chatArb extends fc.Arbitrary<infer T> ? T : never;

function chatOf({ locale, lines, tailS, mood }: Chat): Transcript {
  const written = lines.map(({ by, pick, gapS }) => {
    const words = (by === 'buyer' ? BUYER : AGENT)[locale];
    return `${by} +${gapS}s${by === 'buyer' ? ' typed' : ''}: ${words[pick % words.length]}`;
  });
  return transcriptOf([`mood ${mood}`, ...written, `end +${tailS}s left`], locale);
}

const scoreChat = (transcript: Transcript) =>
  scoreOf(transcript, { reader: readers[transcript.header.locale] });
const withEvents = (transcript: Transcript, events: readonly TranscriptEvent[]): Transcript => ({
  ...transcript,
  events,
});
/** Neither rises: where the first has no score, there is nothing to compare. */
const expectNotRaised = (before: number | null, after: number | null) => {
  if (before !== null && after !== null) expect(after).toBeLessThanOrEqual(before);
};

describe('scoring', () => {
  it('gives the same card twice', () => {
    fc.assert(
      fc.property(chatArb, (chat) => {
        expect(scoreChat(chatOf(chat))).toEqual(scoreChat(chatOf(chat)));
      }),
      { numRuns: 100, seed: 11 },
    );
  });

  it('keeps every score within 0 and 100, or null, and never NaN', () => {
    fc.assert(
      fc.property(chatArb, (chat) => {
        const { score } = scoreChat(chatOf(chat));
        for (const value of Object.values(score))
          if (value !== null) expect(value >= 0 && value <= 100).toBe(true);
      }),
      { numRuns: 200, seed: 12 },
    );
  });

  it('never raises politeness for a rude word more', () => {
    fc.assert(
      fc.property(chatArb, fc.nat(), fc.nat(2), (chat, at, which) => {
        const polite = chatOf(chat);
        const messages = polite.events.filter((event) => event.type === 'message' && event.from === 'agent');
        fc.pre(messages.length > 0);
        const target = messages[at % messages.length]!;
        const rude = withEvents(
          polite,
          polite.events.map((event) =>
            event === target && event.type === 'message'
              ? { ...event, text: `${event.text} ${RUDE[chat.locale][which]}` }
              : event,
          ),
        );
        expectNotRaised(scoreChat(polite).score.politeness, scoreChat(rude).score.politeness);
      }),
      { numRuns: 400, seed: 13 },
    );
  });

  it('never raises timing for a slower reply', () => {
    fc.assert(
      fc.property(chatArb, fc.nat(), fc.integer({ min: 1, max: 400_000 }), (chat, at, laterMs) => {
        const quick = chatOf(chat);
        const replies = quick.events.filter((event) => event.type === 'message' && event.from === 'agent');
        fc.pre(replies.length > 0);
        const target = replies[at % replies.length]!;
        // Everything after the slower reply comes as much later, so that only this one wait grows.
        const slow = withEvents(
          quick,
          quick.events.map((event) =>
            event.index >= target.index ? { ...event, t: event.t + laterMs } : event,
          ),
        );
        expectNotRaised(scoreChat(quick).score.timing, scoreChat(slow).score.timing);
      }),
      { numRuns: 400, seed: 14 },
    );
  });

  it('does not depend on the order of findings', () => {
    const conversation = buildConversation({
      transcript: transcriptOf('buyer: 在吗\nagent: 您好'),
      rubric: shippedRubric(),
      rules: shippedRules,
      scenario: null,
      shop: null,
      market: null,
      reader: readers['zh-CN'],
    });
    const findingArb: fc.Arbitrary<Finding> = fc.record({
      rule: fc.constantFrom('a', 'b', 'c'),
      dimension: fc.constantFrom(...DIMENSIONS),
      severity: fc.constantFrom('minor', 'major', 'auto-fail'),
      points: fc.integer({ min: -40, max: 0 }),
      message: fc.constant('x'),
      events: fc.constant([1]),
    });
    const cardOf = (findings: readonly Finding[]) =>
      makeScorecard(conversation, new Set(DIMENSIONS), findings, [], [], new Set());
    fc.assert(
      fc.property(fc.array(findingArb, { maxLength: 12 }), (findings) => {
        const [one, other] = [cardOf(findings), cardOf([...findings].reverse())];
        expect(other.score).toEqual(one.score);
        expect(other.verdict).toBe(one.verdict);
      }),
      { numRuns: 200, seed: 15 },
    );
  });
});

describe('what cannot be told', () => {
  const timed = shippedRules.rules.find((rule) => rule.id === 'slow-first-response')!;

  it('is unknown where a rule broke, and its dimension has no number', () => {
    const rules = {
      ...shippedRules,
      plan: () => [
        {
          rule: { ...timed, measure: 'no-such-measure' },
          points: -1,
          severity: 'minor' as const,
          limit: 1,
          anchorActs: null,
          anchorIf: null,
          finds: null,
          byTheClock: false,
        },
      ],
    };
    const card = scoreOf(transcriptOf('buyer: <ask> 在吗\nagent: 您好'), { rules });
    expect(card.verdict).toBe('unknown');
    expect(card.score[timed.dimension]).toBeNull();
    expect(card.notScored).toHaveLength(1);
  });

  it('is unknown where the conversation was interrupted, whatever was seen', () => {
    const cut = transcriptOf('buyer: <ask> 在吗\nagent: <abuse> 滚\nend +1s interrupted');
    expect(scoreOf(cut).verdict).toBe('unknown');
    expect(scoreOf(withEvents(cut, cut.events.slice(0, -1))).verdict).toBe('unknown');
  });

  it('takes its weight along: no scenario, no outcome, and the total is that of the rest', () => {
    const card = scoreOf(transcriptOf('buyer: <ask> 在吗\nagent +5s: <greet,inform> 您好'));
    expect(card.score.outcome).toBeNull();
    expect(card.score.total).toBe(100);
    expect(card.verdict).toBe('pass');
  });
});

describe('a finding', () => {
  const rude = transcriptOf('buyer: <ask> 在吗\nagent: <greet,abuse> 您好，你有病吧');

  it('can be overruled at its place, until the day it expires', () => {
    const override = {
      rule: 'abuse',
      place: `${rude.id}#2`,
      reason: 'a quotation',
      reviewer: 'lead',
      expires: '2026-12-31',
    };
    expect(scoreOf(rude).autoFail).toEqual(['abuse']);
    expect(scoreOf(rude, { overrides: [override] }).autoFail).toEqual([]);
    expect(scoreOf(rude, { overrides: [{ ...override, expires: '2026-01-01' }] }).autoFail).toEqual([
      'abuse',
    ]);
    expect(scoreOf(rude, { overrides: [{ ...override, place: `${rude.id}#7` }] }).autoFail).toEqual([
      'abuse',
    ]);
  });

  it('proves itself with at least one event, and says something', () => {
    fc.assert(
      fc.property(chatArb, (chat) => {
        const transcript = chatOf(chat);
        for (const one of scoreChat(transcript).findings) {
          expect(one.events.length).toBeGreaterThan(0);
          for (const event of one.events) expect(transcript.events[event]).toBeDefined();
          expect(one.message).not.toMatch(/[{}]|undefined/);
          expect(one.suggestion ?? '').not.toMatch(/[{}]|undefined/);
        }
      }),
      { numRuns: 200, seed: 16 },
    );
  });
});
