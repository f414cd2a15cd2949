import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RuleSchema } from '../../src/model/rule.ts';
import { REGISTRY } from '../../src/scoring/registry.ts';
import { readExample } from '../../src/scoring/rules/example.ts';
import { ruleFiles, shippedRubric, shippedRules } from '../helpers/rule-packs.ts';

const SLOT = /\{([a-zA-Z]+)\}/g;

describe('the rules that ship', () => {
  it('are at least twenty-five, in all four dimensions', () => {
    expect(shippedRules.rules.length).toBeGreaterThanOrEqual(25);
    expect(new Set(ruleFiles.map((file) => file.dimension)).size).toBe(4);
  });

  it('name only measures and detectors that exist', () => {
    for (const rule of shippedRules.rules) {
      if (rule.measure) expect(REGISTRY.measures.has(rule.measure), rule.id).toBe(true);
      if (rule.detector) expect(REGISTRY.detectors.has(rule.detector), rule.id).toBe(true);
    }
  });

  it('stay off until somebody turns them on where their number is rumour or memory', () => {
    for (const rule of shippedRules.rules)
      if (rule.confidence === 'D' || rule.confidence === 'M') expect(rule.on, rule.id).toBe(false);
  });

  it('say how to do better wherever they take points', () => {
    for (const rule of shippedRules.rules) {
      if (rule.points < -3 && rule.on && !['nothing-was-solved', 'spoilt-outcome'].includes(rule.id))
        expect(rule.suggestion, rule.id).toBeDefined();
    }
  });

  it('use the same slots in both languages', () => {
    const slots = (text: string) => [...text.matchAll(SLOT)].map((match) => match[1]).sort();
    for (const rule of shippedRules.rules)
      expect(slots(rule.message.en), rule.id).toEqual(slots(rule.message['zh-CN']));
  });

  it('say in both languages where they come from, in words for a stranger', () => {
    const rubrics = readdirSync(join(import.meta.dirname, '../../scenarios/rubrics')).map((name) =>
      shippedRubric(name.replace('.yaml', '')),
    );
    const ofRubrics = rubrics.flatMap(({ rules, targets }) =>
      [...Object.values(rules), ...targets].flatMap(({ source }) =>
        source === undefined ? [] : [source.text],
      ),
    );
    expect(ofRubrics.length).toBeGreaterThan(20);
    for (const source of [...shippedRules.rules.map((rule) => rule.source), ...ofRubrics]) {
      expect(source['zh-CN']).toMatch(/\p{Script=Han}/u);
      expect(source.en).not.toMatch(/\p{Script=Han}/u);
      for (const text of Object.values(source))
        expect(text).not.toMatch(/\[[A-Z]?\d|[A-Z]{4,} [A-Z]?\d{1,2}\b/);
    }
  });

  it('have examples that can be read', () => {
    for (const rule of shippedRules.rules) {
      for (const [locale, example] of Object.entries(rule.examples)) {
        if (!example) continue;
        for (const text of [example.pass, example.fail]) {
          expect(() => readExample(text, locale as 'en'), rule.id).not.toThrow();
        }
      }
    }
  });
});

describe('a rule', () => {
  const rule = shippedRules.rules.find((one) => one.id === 'abuse')!;
  const { dimension: _dimension, ...file } = rule;

  it('names exactly one way to find its places', () => {
    expect(RuleSchema.safeParse({ ...file, measure: 'silence-gap', limit: 1 }).success).toBe(false);
  });

  it('takes points, or says that it is a strength', () => {
    expect(RuleSchema.safeParse({ ...file, points: 5 }).success).toBe(false);
    expect(RuleSchema.safeParse({ ...file, points: 5, strength: true }).success).toBe(true);
  });
});

it('the house rubric sets the pass marks that the owner asked for', () => {
  const house = shippedRubric();
  expect(house.pass).toEqual({ total: 80, each: { timing: 60, politeness: 60, accuracy: 60, outcome: 60 } });
  expect(house.weights).toEqual({ timing: 20, politeness: 25, accuracy: 30, outcome: 25 });
});
