import { describe, expect, test } from 'vitest';
import { loadMarket } from '../../src/load/market.ts';
import { renderProblem } from '../../src/load/problem.ts';
import { loadRubric } from '../../src/load/rubric.ts';
import { fixture, MARKET, mustLoad, problemsOf } from './fixture.ts';

const FILE = 'scenarios/rubrics/tiny-rubric.yaml';

describe('a rubric', () => {
  test('is read with its targets in milliseconds', () => {
    expect(mustLoad(loadRubric(fixture(FILE), ['some-rule'])).targets[0]?.atMost).toBe(30_000);
  });

  test.each([
    [
      'a rule that is not known',
      'some-rule',
      'some-rlue',
      'rules.some-rlue must be a known rule; found some-rlue',
    ],
    [
      'no weight at all',
      '{ timing: 25, politeness: 25, accuracy: 25, outcome: 25 }',
      '{ timing: 0, politeness: 0, accuracy: 0, outcome: 0 }',
      'weights must give weight to at least one dimension',
    ],
    ['a target without a number', 'atMost: 30s, ', '', 'targets[0] must have either atLeast or atMost'],
    [
      'a limit without a unit that is known',
      'atMost: 30s',
      'atMost: 30 sec',
      'targets[0].atMost must be a number, a duration such as 10s, or a share such as 60%; found 30 sec',
    ],
  ])('is refused with %s', (_what, find, replacement, sentence) => {
    expect(
      problemsOf(loadRubric(fixture(FILE, find, replacement), ['some-rule']))
        .map(renderProblem)
        .join('\n'),
    ).toContain(sentence);
  });
});

describe('a market', () => {
  test('is refused without the sources of its law', () => {
    expect(
      problemsOf(loadMarket(fixture(MARKET, 'sources: [invented for tests]', 'sources: []')))
        .map(renderProblem)
        .join('\n'),
    ).toContain('sources must have at least 1 entry; found an empty list');
  });
});
