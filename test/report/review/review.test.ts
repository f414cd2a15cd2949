import { describe, expect, it } from 'vitest';
import { TRIGGERS } from '../../../src/buyer/triggers.ts';
import { practiseNext } from '../../../src/report/review/practise-next.ts';
import { stripScale, timingStrip } from '../../../src/report/review/timing-strip.ts';
import { exerciseTexts, scoreText, whyLeftTexts } from '../../../src/report/review/words.ts';
import { readUi } from '../../../src/system/ui-texts.ts';
import { all, BAD_ZH, GOOD_EN, reviewOf } from './reviews.ts';

const scenarios = all.data.library.ids('scenario').map((id) => all.data.scenario(id));
const personas = all.data.library.ids('persona').map((id) => all.data.persona(id));

describe('a review', () => {
  const bad = reviewOf(BAD_ZH);

  it('stands every finding beside the line that caused it, and adds the scores up', () => {
    const marks = bad.lines.flatMap((line) => line.marks.map((mark) => [line.event, mark.event]));
    expect(marks.length).toBeGreaterThan(5);
    for (const [line, mark] of marks) expect(mark).toBe(line);
    for (const { value, moves } of bad.dimensions)
      if (value !== null) {
        const sum = Math.min(100, Math.max(0, 100 + moves.reduce((total, { points }) => total + points, 0)));
        expect(Math.abs(value - sum)).toBeLessThan(0.5);
      }
  });

  it('says why the buyer left, in order and in words, and nothing of the kind for one who left content', async () => {
    const say = await readUi('zh-CN');
    expect(whyLeftTexts(bad, say).join('\n')).toMatch(/同一句话看了两遍（\d 次）/);
    expect(reviewOf('late-parcel.complainer-late.en').whyLeft).toEqual([]);
    for (const locale of ['en', 'zh-CN'] as const) {
      const words = await readUi(locale);
      for (const [trigger, change] of Object.entries(TRIGGERS))
        if (change < 0) expect(words(`review.trigger.${trigger}`)).toBeTruthy();
    }
  });

  it('shows the score both ways once somebody has objected', () => {
    const finding = bad.lines.flatMap(({ marks }) => marks).find(({ rule }) => rule === 'no-greeting')!;
    const objected = reviewOf(BAD_ZH, [
      {
        rule: 'no-greeting',
        place: `${bad.id}#${finding.event}`,
        reason: 'r',
        reviewer: 'me',
        expires: '2099-01-01',
      },
    ]);
    const politeness = objected.dimensions.find(({ dimension }) => dimension === 'politeness')!;
    expect(politeness.allowed).toBeGreaterThan(politeness.value!);
    expect(scoreText(politeness)).toMatch(/^\d+(\.\d)? → \d+(\.\d)?$/);
    expect(objected.lines.flatMap(({ marks }) => marks).filter(({ disputed }) => disputed)).toHaveLength(1);
    expect(objected.verdict).toBe(bad.verdict);
  });

  it('sends the trainee to cases where the weakest rules matter', async () => {
    const exercises = practiseNext([bad], scenarios, personas);
    expect(exercises.length).toBeGreaterThan(1);
    expect(exercises.length).toBeLessThanOrEqual(3);
    expect(exercises[0]).toMatchObject({ rule: 'missed-goal', scenario: 'quality-complaint' });
    for (const { scenario, persona } of exercises) {
      expect(scenarios.some(({ id }) => id === scenario)).toBe(true);
      expect(personas.some(({ id }) => id === persona)).toBe(true);
    }
    const say = await readUi('en');
    expect(exerciseTexts(exercises, say)[0]!.command).toBe(
      'peilian practice --scenario quality-complaint --persona complainer-quality',
    );
    const haggle = practiseNext(
      [
        {
          ...bad,
          lines: [
            {
              ...bad.lines[0]!,
              marks: [
                {
                  rule: 'below-floor',
                  title: 'x',
                  dimension: 'outcome',
                  severity: 'critical',
                  points: -40,
                  message: '',
                  event: 1,
                },
              ],
            },
          ],
        },
      ],
      scenarios,
      personas,
    );
    expect(
      scenarios.find(({ id }) => id === haggle[0]!.scenario)!.agenda!.some((want) => 'haggle' in want),
    ).toBe(true);
    expect(practiseNext([], scenarios, personas)).toEqual([]);
  });
});

describe('the timing strip', () => {
  it('has a cell for every column, and the worst wait wins where two meet', () => {
    const strip = timingStrip(
      {
        ...reviewOf(GOOD_EN),
        endedAtMs: 100_000,
        waits: [
          { from: 1, fromMs: 0, reply: 2, ms: 10_000, limitMs: 30_000, first: true },
          { from: 3, fromMs: 20_000, reply: 4, ms: 20_000, limitMs: 30_000, first: false },
          { from: 5, fromMs: 50_000, reply: null, ms: 50_000, limitMs: 30_000, first: false },
        ],
      },
      10,
    );
    expect(strip.map(({ sign }) => sign).join('')).toBe('-.==.#####');
  });

  it('tells times under it that fit', () => {
    expect(stripScale({ ...reviewOf(GOOD_EN), endedAtMs: 80_000 }, 60)).toMatch(
      /^0:00 +0:20 +0:40 +1:00 +1:20$/,
    );
    expect(stripScale({ ...reviewOf(GOOD_EN), endedAtMs: 80_000 }, 8)).toHaveLength(8);
  });
});
