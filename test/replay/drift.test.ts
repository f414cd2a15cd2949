import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it, test } from 'vitest';
import type { DriftItem } from '../../src/model/drift.ts';
import type { EventBody, Transcript, TranscriptEvent } from '../../src/model/event.ts';
import type { Locale } from '../../src/model/locale.ts';
import type { Arrival, Inbound } from '../../src/model/ports.ts';
import { alignReplay, alignRerun, type RoundPair } from '../../src/replay/align.ts';
import { baselineText, readableText } from '../../src/replay/baseline.ts';
import { findDrift } from '../../src/replay/drift.ts';
import { playAgain } from '../../src/replay/play-again.ts';
import { isEmptyRound, type ReplayRound, roundsOf } from '../../src/replay/rounds.ts';
import { textLikeness } from '../../src/replay/text-drift.ts';
import { score } from '../../src/scoring/score.ts';
import { createVirtualClock } from '../../src/session/clock.ts';
import { readTranscripts } from '../../src/transcript/read.ts';
import { agentOf, jumpingTime } from '../helpers/manual-session.ts';
import { shipped } from '../helpers/play-helpers.ts';

const { languages, scoring } = shipped();

type Line =
  | readonly [at: number, who: 'buyer' | 'agent' | 'nudge', text: string, answers?: number]
  | readonly [at: number, who: 'refund', amount: string]
  | readonly [at: number, who: 'end', ending: string];

/** An imported log: no case, no shop, nobody's acts known. */
function log(lines: readonly Line[], locale: Locale = 'en'): Transcript {
  const ref = (id: string) => ({ id, hash: '0'.repeat(64) });
  const bodies: (EventBody & { t: number })[] = [
    {
      t: 0,
      type: 'header',
      format: 'peilian-transcript/1',
      tool: 'peilian test',
      seed: 1,
      clock: 'virtual',
      latency: 'declared',
      locale,
      startsAt: '2026-11-11T19:30:00+08:00',
      case: 'imported-1',
      scenario: ref('imported'),
      persona: ref('imported'),
      shop: null,
      packs: ref(locale),
      cast: {},
      agent: 'log',
    },
    ...lines.map(([t, who, text, answers]): EventBody & { t: number } => {
      if (who === 'end')
        return { t, type: 'ending', ending: text as 'left', by: 'buyer', reason: 'log ends' };
      if (who === 'refund')
        return {
          t,
          type: 'action',
          by: 'agent',
          id: 'a1',
          name: 'refund',
          args: { order: '1', amount: Number(text) },
          result: { ok: true, changed: {} },
        };
      return {
        t,
        type: 'message',
        from: who === 'agent' ? 'agent' : 'buyer',
        text,
        via: 'imported',
        ...(who === 'nudge' ? { said: [{ act: 'nudge', intent: 'nudge' }] } : {}),
        ...(answers === undefined ? {} : { answers }),
      };
    }),
  ];
  const events = bodies.map((body, index) => ({
    conversation: 'imported-1',
    index,
    ...body,
  })) as TranscriptEvent[];
  return { id: 'imported-1', header: events[0] as Transcript['header'], events };
}

const reader = (locale: Locale) => languages.of(locale, null).reader;

function driftOf(recorded: Transcript, today: Transcript, mode: 'replay' | 'rerun' = 'replay') {
  const reading = {
    ...scoring,
    scenario: null,
    shop: null,
    market: null,
    reader: reader(recorded.header.locale),
  };
  const scores = {
    recorded: score({ ...reading, transcript: recorded }),
    today: score({ ...reading, transcript: today }),
  };
  return findDrift({ mode, recorded, today, reading, scores });
}

const ofRounds = (items: readonly DriftItem[]) => items.filter(({ round }) => round !== null);
const first = (recorded: string, today: string, locale: Locale = 'en', question = 'How much is it?') =>
  ofRounds(
    driftOf(
      log(
        [
          [1_000, 'buyer', question],
          [3_000, 'agent', recorded],
          [9_000, 'end', 'left'],
        ],
        locale,
      ),
      log(
        [
          [1_000, 'buyer', question],
          [3_000, 'agent', today],
          [9_000, 'end', 'left'],
        ],
        locale,
      ),
    ).items,
  );

describe('what a difference means', () => {
  test.each([
    ['en', 'It is £39.', 'It is £49.', 'price', 'severe', '39', '49'],
    ['zh-CN', '这款现在卖39元。', '这款现在卖49元。', 'price', 'severe', '39元', '49元'],
    ['en', 'It leaves within 2 days.', 'It leaves within 9 days.', 'fact', 'severe', '2 days', '9 days'],
    ['zh-CN', '48小时内发货。', '7天内发货。', 'fact', 'severe', '2天', '7天'],
  ] as const)('%s: %s → %s', (locale, recorded, today, kind, level, was, is) => {
    expect(first(recorded, today, locale)[0]).toMatchObject({ kind, level, recorded: was, today: is });
  });

  test.each([
    ['en', 'Good morning, it is £39.', 'Hello there! It is £39.'],
    ['zh-CN', '您好，这款现在卖39元。', '亲，在的哦，这款现在卖39元～'],
  ] as const)('%s: another greeting is no more than information', (locale, recorded, today) => {
    const items = first(recorded, today, locale);
    expect(items.length).toBeGreaterThan(0);
    expect(items.every(({ level }) => level === 'info')).toBe(true);
  });

  test.each([
    ['en', 'It is  £39.', 'it is £39'],
    ['zh-CN', '您好，39元。', '您好,３９元'],
  ] as const)('%s: width, case and punctuation are nothing', (locale, recorded, today) => {
    expect(first(recorded, today, locale)).toEqual([]);
  });

  test('an answer that is missing is severe, and so is a deed that is', () => {
    const before = log([
      [1_000, 'buyer', 'Where is my refund?'],
      [3_000, 'agent', 'I have refunded it.'],
      [3_000, 'refund', '20'],
      [9_000, 'end', 'left'],
    ]);
    const silent = log([
      [1_000, 'buyer', 'Where is my refund?'],
      [9_000, 'end', 'left'],
    ]);
    const other = log([
      [1_000, 'buyer', 'Where is my refund?'],
      [3_000, 'agent', 'I have refunded it.'],
      [3_000, 'refund', '25'],
      [9_000, 'end', 'left'],
    ]);
    expect(ofRounds(driftOf(before, silent).items).map(({ kind, level }) => [kind, level])).toEqual([
      ['action', 'severe'],
      ['silence', 'severe'],
    ]);
    expect(driftOf(before, other).items[0]).toMatchObject({
      kind: 'action',
      level: 'severe',
      recorded: 'refund amount=20 order=1',
      today: 'refund amount=25 order=1',
    });
  });

  test('another ending is severe, and a slower answer notable', () => {
    const before = log([
      [1_000, 'buyer', 'Hello, a question'],
      [3_000, 'agent', 'Ask away.'],
      [9_000, 'end', 'left'],
    ]);
    const after = log([
      [1_000, 'buyer', 'Hello, a question'],
      [31_000, 'agent', 'Ask away.'],
      [39_000, 'end', 'walked-out'],
    ]);
    const kinds = driftOf(before, after).items.map(({ kind, level }) => `${kind} ${level}`);
    expect(kinds).toContain('ending severe');
    expect(kinds).toContain('timing notable');
  });

  it('names the price first, whatever else there is', () => {
    const before = log([
      [1_000, 'buyer', 'Hello'],
      [3_000, 'agent', 'It leaves within 2 days.'],
      [5_000, 'buyer', 'And the price?'],
      [7_000, 'agent', 'It is £39.'],
      [9_000, 'end', 'left'],
    ]);
    const after = log([
      [1_000, 'buyer', 'Hello'],
      [3_000, 'agent', 'It leaves within 9 days.'],
      [5_000, 'buyer', 'And the price?'],
      [7_000, 'agent', 'It is £49.'],
      [9_000, 'end', 'drifted'],
    ]);
    expect(
      driftOf(before, after)
        .items.slice(0, 3)
        .map(({ kind }) => kind),
    ).toEqual(['price', 'fact', 'ending']);
  });
});

describe('text', () => {
  test('is compared by character in Chinese and by word in English', () => {
    expect(textLikeness('现在有货', '现在没货', 'zh-CN')).toBeCloseTo(0.75);
    expect(textLikeness('in stock now', 'in stock soon', 'en')).toBeCloseTo(2 / 3);
    expect(textLikeness('', '', 'en')).toBe(1);
  });
});

describe('the recorded buyer', () => {
  async function replay(recorded: Transcript, answer: (inbound: Inbound) => readonly Arrival[]) {
    const { transcript } = await playAgain({
      mode: 'replay',
      recorded,
      inputs: null,
      reader: reader(recorded.header.locale),
      agent: agentOf(answer),
      clock: createVirtualClock(jumpingTime()),
      latency: 'declared',
      nonce: 'n',
      tool: 'peilian test',
    });
    return transcript.events.flatMap((event) =>
      event.type === 'message' || event.type === 'ending'
        ? [`${event.t} ${event.type === 'ending' ? event.ending : `${event.from} ${event.text}`}`]
        : [],
    );
  }
  const says = (text: string, delayMs: number): Arrival => ({ type: 'message', text, delayMs });
  const asked = log([
    [1_000, 'buyer', 'Is it in stock?'],
    [4_000, 'agent', 'Yes.'],
    [9_000, 'buyer', 'And in blue?'],
    [12_000, 'agent', 'In blue too.'],
    [20_000, 'end', 'left'],
  ]);

  it('plays an imported log without a case, each line after the answer, with its gap', async () => {
    expect(await replay(asked, () => [says('Certainly.', 500)])).toEqual([
      '1000 buyer Is it in stock?',
      '1500 agent Certainly.',
      '6500 buyer And in blue?',
      '7000 agent Certainly.',
      '15000 left',
    ]);
  });

  it('waits for a slower answer, however long it took before', async () => {
    const lines = await replay(asked, () => [says('Certainly.', 30_000)]);
    expect(lines.slice(0, 3)).toEqual([
      '1000 buyer Is it in stock?',
      '31000 agent Certainly.',
      '36000 buyer And in blue?',
    ]);
  });

  it('goes on after the limit where no answer comes', async () => {
    const lines = await replay(asked, () => []);
    expect(lines[1]).toBe('61000 buyer And in blue?');
    expect(lines.at(-1)).toMatch(/agent-silent$/);
  });

  const nudged = log([
    [1_000, 'buyer', 'Is it in stock?'],
    [61_000, 'nudge', 'Hello, still there?'],
    [64_000, 'agent', 'Yes.'],
    [70_000, 'buyer', 'Thanks'],
    [80_000, 'end', 'left'],
  ]);

  it('leaves out a nudge that is not needed, and says it where the wait recurs', async () => {
    expect(await replay(nudged, () => [says('Yes.', 2_000)])).toEqual([
      '1000 buyer Is it in stock?',
      '3000 agent Yes.',
      '9000 buyer Thanks',
      '11000 agent Yes.',
      '19000 left',
    ]);
    let turn = 0;
    const silentOnce = await replay(nudged, () => ((turn += 1) === 1 ? [] : [says('Yes.', 3_000)]));
    expect(silentOnce.slice(0, 3)).toEqual([
      '1000 buyer Is it in stock?',
      '61000 buyer Hello, still there?',
      '64000 agent Yes.',
    ]);
  });

  it('keeps lines that came in one breath together', async () => {
    const breath = log([
      [1_000, 'buyer', 'Hello'],
      [2_500, 'buyer', 'Is it in stock?'],
      [5_000, 'agent', 'Yes.'],
      [9_000, 'end', 'left'],
    ]);
    const lines = await replay(breath, () => [says('Yes.', 100)]);
    expect(lines.filter((line) => line.includes('buyer'))).toEqual([
      '1000 buyer Hello',
      '2500 buyer Is it in stock?',
    ]);
  });
});

describe('alignment', () => {
  const line = fc.oneof(
    fc.record({
      who: fc.constant('buyer' as const),
      text: fc.constantFrom('hello', 'in stock?', 'price?', 'ok', 'still there?'),
    }),
    fc.record({
      who: fc.constant('agent' as const),
      text: fc.constantFrom('yes', 'no', 'one moment', '£39'),
    }),
    fc.record({ who: fc.constant('refund' as const), text: fc.constant('20') }),
  );
  const transcripts = fc
    .array(line, { maxLength: 24 })
    .map((lines) => log(lines.map(({ who, text }, index) => [1_000 * (index + 1), who, text] as Line)));
  const eventsOf = (rounds: readonly (ReplayRound | null)[]) =>
    rounds
      .flatMap((round) =>
        round === null ? [] : [...round.buyer, ...round.agent, ...round.actions].map(({ index }) => index),
      )
      .sort((a, b) => a - b);
  const side = (pairs: readonly RoundPair[], which: 'recorded' | 'today') => pairs.map((pair) => pair[which]);
  const all = (transcript: Transcript) =>
    transcript.events.filter(({ type }) => type === 'message' || type === 'action').map(({ index }) => index);

  property.prop([transcripts, transcripts])('drops no round, and uses none twice', (recorded, today) => {
    for (const pairs of [alignRerun(recorded, today), alignReplay(recorded, today)]) {
      expect(eventsOf(side(pairs, 'recorded'))).toEqual(all(recorded));
      expect(eventsOf(side(pairs, 'today'))).toEqual(all(today));
    }
    const rounds = roundsOf(recorded).filter((round) => !isEmptyRound(round));
    expect(side(alignRerun(recorded, today), 'recorded').filter(Boolean)).toHaveLength(rounds.length);
  });

  property.prop([transcripts])('of a transcript with itself finds no drift', (transcript) => {
    for (const mode of ['replay', 'rerun'] as const)
      expect(driftOf(transcript, transcript, mode).items).toEqual([]);
  });

  test('puts a late answer into the round it answers', () => {
    const late = log([
      [1_000, 'buyer', 'in stock?'],
      [2_000, 'agent', 'one moment', 1],
      [3_000, 'buyer', 'price?'],
      [4_000, 'agent', '£39', 3],
      [5_000, 'agent', 'yes', 1],
    ]);
    expect(roundsOf(late).map(({ agent }) => agent.map(({ text }) => text))).toEqual([
      [],
      ['one moment', 'yes'],
      ['£39'],
    ]);
  });
});

describe('a baseline', () => {
  const kept = log([
    [1_000, 'buyer', 'Is it\nin stock?'],
    [4_000, 'agent', 'Yes. \u202eevil'],
    [9_000, 'end', 'left'],
  ]);

  test('reads back as it was written', () => {
    const { conversations, problems } = readTranscripts(baselineText(kept));
    expect(problems).toEqual([]);
    expect(conversations[0]!.transcript.events).toEqual(kept.events);
  });

  test('has a twin for people, in which one slower answer moves one line and nothing acts', () => {
    const slower = log([
      [1_000, 'buyer', 'Is it\nin stock?'],
      [8_000, 'agent', 'Yes. \u202eevil'],
      [13_000, 'end', 'left'],
    ]);
    const [a, b] = [readableText(kept).split('\n'), readableText(slower).split('\n')];
    expect(a[2]).toBe('   +3s  agent: Yes. \\u{202e}evil');
    expect(a.filter((each, index) => each !== b[index])).toHaveLength(1);
  });
});
