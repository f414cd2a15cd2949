import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { badgeFor, badgesOf } from '../../../src/desk/coach/badges.ts';
import { settledWhen } from '../../../src/desk/coach/foresight.ts';
import type { Transcript, TranscriptEvent } from '../../../src/model/event.ts';
import { parseCaseId } from '../../../src/play/case-id.ts';
import { readTranscripts } from '../../../src/transcript/read.ts';
import { cpuMs } from '../../helpers/cpu-time.ts';
import { all, SAY, settingOf } from './setting.ts';

const kept = (name: string): Transcript =>
  readTranscripts(readFileSync(new URL(`../../../transcripts/golden/${name}.jsonl`, import.meta.url), 'utf8'))
    .conversations[0]!.transcript;

const CONVERSATIONS = [
  'third-party-bot.quality-complaint.complainer-quality.zh-CN',
  'third-party-bot.material-and-care.direct-meticulous.en',
  'quality-complaint.complainer-quality.en',
  'haggle-floor.haggler.zh-CN',
].map(kept);

const settings = new Map(
  CONVERSATIONS.map((one) => [one, settingOf(all.inputs(parseCaseId(one.header.case)!))]),
);
const badges = (transcript: Transcript, events: readonly TranscriptEvent[] = transcript.events) =>
  badgesOf(events, settings.get(transcript)!, SAY[transcript.header.locale]);

describe('a badge', () => {
  it('names what a reply missed beside that reply, with better words', () => {
    const [bot] = CONVERSATIONS;
    const first = bot!.events.filter((event) => event.type === 'message' && event.from === 'agent')[0]!;
    expect(badges(bot!).get(first.index)!.missed).toContainEqual(
      expect.objectContaining({
        rule: 'no-greeting',
        event: first.index,
        text: '没有问候',
        better: expect.stringContaining('欢迎光临'),
      }),
    );
  });

  it('praises a right answer, a goal that was reached, and a quick flawless reply', () => {
    const haggle = CONVERSATIONS[3]!;
    const said = [...badges(haggle).values()].flatMap(({ good }) => good);
    expect(said).toContain('答对了：库存');
    expect(said).toContain('做到了：告知正在进行的活动');
    expect(said.some((text) => /秒就回了/.test(text))).toBe(true);
  });

  it('is never taken back: what is shown after a reply still stands when the conversation has gone on', () => {
    for (const transcript of CONVERSATIONS) {
      const setting = settings.get(transcript)!;
      const say = SAY[transcript.header.locale];
      const atEnd = badges(transcript);
      for (const event of transcript.events) {
        if (event.type !== 'message' || event.from !== 'agent') continue;
        const then = badgeFor(transcript.events.slice(0, event.index + 1), event.index, setting, say);
        const now = new Set((atEnd.get(event.index)?.missed ?? []).map(({ rule }) => rule));
        for (const { rule } of then?.missed ?? [])
          expect([transcript.id, event.index, [...now]]).toEqual([
            transcript.id,
            event.index,
            expect.arrayContaining([rule]),
          ]);
      }
    }
  });

  it('waits for what only the end shows, and for what may still be made good', () => {
    const when = (id: string) => settledWhen(all.scoring.rules.rules.find((rule) => rule.id === id)!);
    for (const id of [
      'missed-goal',
      'unanswered-question',
      'no-farewell',
      'abandoned',
      'slow-average-response',
      'missed-follow-up',
    ])
      expect([id, when(id).when]).toEqual([id, 'end']);
    for (const id of [
      'wrong-price',
      'absolute-term',
      'abuse',
      'below-floor',
      'spoilt-outcome',
      'slow-first-response',
    ])
      expect([id, when(id).when]).toEqual([id, 'now']);
    expect(when('no-greeting')).toMatchObject({ when: 'later', opening: true });
    expect(when('bare-refusal')).toMatchObject({ when: 'later', messages: 1 });
  });

  it('leaves out what somebody has objected to', () => {
    const bot = CONVERSATIONS[0]!;
    const setting = settings.get(bot)!;
    const first = [...badges(bot).values()][0]!;
    const override = {
      rule: first.missed[0]!.rule,
      place: `${bot.id}#${first.event}`,
      reason: 'r',
      reviewer: 'me',
      expires: '2099-01-01',
    };
    expect(
      badgeFor(bot.events, first.event, setting, SAY['zh-CN'], [override])?.missed ?? [],
    ).not.toContainEqual(expect.objectContaining({ rule: override.rule }));
  });

  it('is there within 20 milliseconds in the longest chat', () => {
    const long = CONVERSATIONS.reduce((a, b) => (b.events.length > a.events.length ? b : a));
    expect(long.events.length).toBeGreaterThan(30);
    for (let i = 0; i < 5; i++) badges(long);
    expect(cpuMs(() => void badges(long), 15, 20)).toBeLessThan(20);
  });
});
