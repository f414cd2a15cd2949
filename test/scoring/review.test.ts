import { describe, expect, it } from 'vitest';
import { isProven, PRECISION_MIN, SPOKEN_MIN } from '../../src/model/measured.ts';
import { compileRules } from '../../src/scoring/rules/compile.ts';
import { ruleFiles, wordFile } from '../helpers/rule-packs.ts';
import { transcriptOf } from '../helpers/transcript.ts';
import { scoreOf } from './score-of.ts';

const rude = (by: string) => transcriptOf(`buyer: <ask> 在吗\nagent${by}: <greet,abuse> 您好，你有病吧`);
const sure = { right: SPOKEN_MIN, wrong: 0, missed: 0 };
const unsure = { right: SPOKEN_MIN, wrong: SPOKEN_MIN, missed: 0 };
const rulesWith = (measured: Record<string, typeof sure>) => compileRules(ruleFiles, wordFile, measured);

describe('a rule is proven', () => {
  it('from a precision and a number of conversations on', () => {
    expect(isProven(undefined)).toBe(false);
    expect(isProven({ right: SPOKEN_MIN - 1, wrong: 0, missed: 0 })).toBe(false);
    expect(isProven(sure)).toBe(true);
    expect(isProven({ right: 98, wrong: 2, missed: 50 })).toBe(PRECISION_MIN <= 0.98);
    expect(isProven({ right: 97, wrong: 3, missed: 0 })).toBe(false);
  });
});

describe('a verdict that hangs on a rule which is not proven', () => {
  it('spares a person, and says to refer it to a reviewer', () => {
    const card = scoreOf(rude(' typed'), { rules: rulesWith({ abuse: unsure }) });
    expect(card.verdict).toBe('unknown');
    expect(card.review).toMatchObject({ why: 'hangs', rules: expect.arrayContaining(['abuse']) });
    expect(card.reasons[0]).toBe(card.review!.text);
    expect(card.review!.text).toContain('请人工复核');
    // The finding and its points stand.
    expect(card.autoFail).toEqual(['abuse']);
    expect(card.score.politeness).toBeLessThan(60);
  });

  it('fails a bot all the same, with the note beside it', () => {
    const card = scoreOf(rude(' bot'), { rules: rulesWith({}) });
    expect(card.verdict).toBe('fail');
    expect(card.review).toMatchObject({ why: 'hangs' });
  });

  it('is the verdict itself where the rule is proven', () => {
    const card = scoreOf(rude(' typed'), { rules: rulesWith({ abuse: sure }) });
    expect(card.verdict).toBe('fail');
    expect(card.review).toBeUndefined();
  });

  it('says so in English of an English conversation', () => {
    const card = scoreOf(transcriptOf('buyer: <ask> hi\nagent typed: <greet,abuse> idiot', 'en'), {
      rules: rulesWith({}),
    });
    expect(card.review!.text).toMatch(/^refer to a reviewer/);
  });
});

it('says nothing where nothing doubtful took points', () => {
  expect(
    scoreOf(transcriptOf('buyer: <ask> 在吗\nagent typed +5s: <greet,inform> 您好')).review,
  ).toBeUndefined();
});
