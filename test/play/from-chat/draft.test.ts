import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openData } from '../../../src/commands/data.ts';
import { emptyRead } from '../../../src/commands/new/from-nothing.ts';
import { openLanguages } from '../../../src/commands/wiring/languages.ts';
import { recastWords } from '../../../src/commands/wiring/own-shop.ts';
import { checkCast } from '../../../src/load/cast.ts';
import { loadScenarioSource } from '../../../src/load/scenario.ts';
import { LOCALES } from '../../../src/model/locale.ts';
import { draftCase } from '../../../src/play/from-chat/draft.ts';
import { GOOD, NEVER, SHOULD } from '../../../src/play/from-chat/goals.ts';
import { mattersOf } from '../../../src/play/from-chat/matters.ts';
import { readChat } from '../../../src/play/from-chat/read-chat.ts';
import { SUBJECTS, subjectOf } from '../../../src/play/from-chat/subjects.ts';
import { personasLike } from '../../../src/play/from-chat/temper.ts';
import { ROOT } from '../../helpers/build-once.ts';

const data = openData(ROOT);
const languages = openLanguages();
const stages = { 'zh-CN': data.shop('yunzhi'), en: data.shop('harrow-lane') };
const markets = { 'zh-CN': data.market('cn'), en: data.market('uk') };
const words = { 'zh-CN': recastWords('zh-CN'), en: recastWords('en') };
const readZh = (...texts: string[]) =>
  readChat(
    texts.map((text) => ({ from: 'buyer' as const, text })),
    languages.of('zh-CN', stages['zh-CN']).reader,
  );

describe('a case out of a chat', () => {
  test('always loads and fits both casts, whatever was answered', () => {
    const some = <T>(of: readonly T[]) => fc.subarray([...of], { minLength: 1 });
    fc.assert(
      fc.property(
        fc.constantFrom(...SUBJECTS),
        some(SHOULD),
        some(GOOD),
        some(NEVER),
        fc.nat(50),
        (subject, should, good, never, seed) => {
          const read = emptyRead(subject, seed);
          const draft = draftCase({
            id: 'drawn',
            subject,
            read,
            locale: 'zh-CN',
            matters: mattersOf(read, subject),
            goals: { should, good, never },
            fits: ['direct-brisk'],
            stages,
            markets,
            words,
            title: { 'zh-CN': '{item}', en: '{item}' },
            summary: { 'zh-CN': '一', en: 'one' },
            difficulty: 2,
            comment: 'drawn',
            attempt: 0,
          });
          if (draft === null) return;
          const loaded = loadScenarioSource({ file: 'drawn.yaml', text: draft.yaml });
          if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
          for (const locale of LOCALES)
            expect(checkCast(loaded.value.value, loaded.value.source, locale, stages[locale])).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('every shipped pair of shops has something for nearly every subject', () => {
    const without = SUBJECTS.filter((subject) => {
      const read = emptyRead(subject, 1);
      return (
        draftCase({
          id: 'drawn',
          subject,
          read,
          locale: 'en',
          matters: mattersOf(read, subject),
          goals: { should: ['answer'], good: ['settled'], never: ['nothing'] },
          fits: ['direct-brisk'],
          stages,
          markets,
          words,
          title: { 'zh-CN': '{item}', en: '{item}' },
          summary: { 'zh-CN': '一', en: 'one' },
          difficulty: 2,
          comment: 'drawn',
          attempt: 0,
        }) === null
      );
    });
    expect(without).toEqual([]);
  });

  test('reads what the buyer knows and is like', () => {
    const read = readZh('我165，120斤，黑色穿什么码', '太贵了，便宜点呗', '上海几天到', '我再看看');
    expect(read.knows).toMatchObject({ heightCm: 165, weightKg: 60, colour: 'black' });
    expect(read.topics.map(({ topic }) => topic)).toEqual(expect.arrayContaining(['size', 'arrival']));
    expect(subjectOf(read)).toBe('bargain');
    expect(personasLike(read).slice(0, 2)).toEqual(['haggler', 'hesitant']);
  });

  test('takes what went wrong before what was asked besides', () => {
    const read = readZh(
      '收到了，袖子开线了，怎么处理',
      '我要退款',
      '什么垃圾店',
      '再不处理我就去12315投诉你们',
    );
    expect(subjectOf(read)).toBe(read.problem);
    expect(read.problem).not.toBeNull();
    expect(read.remedies).toContain('refund');
    expect(read.threatens).toBe('platform');
    expect(personasLike(read)[0]).toBe('threatener');
  });
});
