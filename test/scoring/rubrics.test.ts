import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aggregate } from '../../src/scoring/aggregate.ts';
import { REGISTRY } from '../../src/scoring/registry.ts';
import { shippedRubric, shippedRules } from '../helpers/rule-packs.ts';
import { transcriptOf } from '../helpers/transcript.ts';
import { scoreOf } from './score-of.ts';

const ids = readdirSync(join(import.meta.dirname, '../../scenarios/rubrics')).map((name) =>
  name.replace('.yaml', ''),
);

describe.each(ids)('the rubric %s', (id) => {
  const rubric = shippedRubric(id);

  it('carries its own id and weighs to 100', () => {
    expect(rubric.id).toBe(id);
    expect(Object.values(rubric.weights).reduce((sum, one) => sum + one, 0)).toBe(100);
  });

  it('names only rules and measures that exist', () => {
    for (const rule of Object.keys(rubric.rules))
      expect(
        shippedRules.rules.some((one) => one.id === rule),
        rule,
      ).toBe(true);
    for (const target of rubric.targets)
      expect(REGISTRY.measures.has(target.measure), target.measure).toBe(true);
  });

  it('leaves off what rests on rumour or memory', () => {
    for (const target of rubric.targets)
      if (['D', 'M'].includes(target.source.confidence)) expect(target.on, target.measure).toBe(false);
  });
});

describe('figures over many conversations', () => {
  const slow = transcriptOf('buyer: <ask> 在吗\nbuyer: <ask> 有货吗\nagent +200s: 有');
  const fast = transcriptOf('buyer: <ask> 在吗\nagent +5s: 在');

  it('weigh a rate by message with the messages of each conversation', () => {
    const rubric = shippedRubric('pinduoduo');
    const cards = [slow, fast].map((transcript) => scoreOf(transcript, { rubric }));
    const rate = aggregate(cards, rubric).find((one) => one.measure === 'reply-rate-30s-message')!;
    expect(rate).toMatchObject({ trials: 3, tooFew: true, met: null });
    expect(rate.value).toBeCloseTo(1 / 3);
  });

  it('do not judge the attitude share on fewer than 17 poor ratings', () => {
    const rubric = shippedRubric('kuaishou');
    const rated = (stars: number, reason: string) =>
      transcriptOf(`buyer: <ask> 在吗\nagent: 在\nbuyer does rate stars=${stars} reason=${reason}`);
    const cards = [rated(2, '态度差'), rated(3, '物流慢'), rated(5, '满意')].map((transcript) =>
      scoreOf(transcript, { rubric }),
    );
    const few = aggregate(cards, rubric).find((one) => one.measure === 'attitude-share')!;
    expect(few).toMatchObject({ value: 0.5, trials: 2, tooFew: true, met: null });
    const many = aggregate(
      Array.from({ length: 20 }, () => cards[1]!),
      rubric,
    ).find((one) => one.measure === 'attitude-share')!;
    expect(many).toMatchObject({ value: 0, trials: 20, met: true });
  });
});
