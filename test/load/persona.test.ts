import { describe, expect, test } from 'vitest';
import { loadPersona } from '../../src/load/persona.ts';
import { renderProblem } from '../../src/load/problem.ts';
import { fixture, mustLoad, problemsOf } from './fixture.ts';

const FILE = 'personas/tiny-persona.yaml';

describe('a persona', () => {
  test('has its defaults filled in and durations in milliseconds', () => {
    const persona = mustLoad(loadPersona(fixture(FILE)));
    expect(persona.patience).toMatchObject({
      first: 45_000,
      later: 120_000,
      holdWorth: 120_000,
      nudgesMax: 2,
    });
  });

  const BAD: readonly (readonly [what: string, find: string, replacement: string, sentence: string])[] = [
    ['no kind', 'kind: persona\n', '', 'kind is missing: it must be persona'],
    ['another kind', 'kind: persona', 'kind: scenario', 'kind must be persona; found scenario'],
    [
      'a newer version',
      'version: 1',
      'version: 2',
      'version must be at most 1: this file is of version 2, and this Peilian reads version 1',
    ],
    [
      'an id that is not the file’s name',
      'id: tiny-persona',
      'id: other',
      "id must be the file's name, tiny-persona, so that it is found by its id; found other",
    ],
    [
      'an id with capitals',
      'id: tiny-persona',
      'id: Tiny',
      'id must be an id: lower-case letters, digits and hyphens, starting with a letter; found Tiny',
    ],
    [
      'a title in one language only',
      'title: { zh-CN: 小买家, en: Tiny buyer }',
      'title: { en: Tiny buyer }',
      'title.zh-CN is missing: it must be a text',
    ],
    [
      'a number for a text',
      'en: Tiny buyer',
      'en: 5',
      'title.en must be a text; found 5\n  4 | title: { zh-CN: 小买家, en: 5 }\n    |                             ^\n  hint: write it in quotes: "5"',
    ],
    ['a text for a number', 'mood: 0', 'mood: "0"', 'temper.mood must be a number; found 0'],
    ['an empty text', 'en: Tiny buyer', 'en: ""', 'title.en must not be empty; found an empty text'],
    ['a mood out of bounds', 'mood: 0', 'mood: 4', 'temper.mood must be at most 3; found 4'],
    [
      'a duration in words',
      'first: 45s',
      'first: 45 seconds',
      'patience.first must be a duration such as 45s or 2m; found 45 seconds',
    ],
    [
      'nothing for a duration',
      'first: 45s',
      'first:',
      'patience.first must be a duration such as 45s or 2m; found nothing (null)',
    ],
    [
      'a field that is left out',
      '  later: 2m\n',
      '',
      'patience.later is missing: it must be a duration such as 45s or 2m',
    ],
    ['a field that is not known', 'reveals: few', 'reveal: few', 'reveal is not a known field'],
    ['a slip in a field', 'trust: 0.5', 'trsut: 0.5', 'hint: did you mean trust?'],
    [
      'a word that is not on the list',
      'reveals: few',
      'reveals: fwe',
      'reveals must be one of all, most, few, price-only, irrelevant; found fwe',
    ],
    ['one value for a list', 'rungs: [price]', 'rungs: price', 'haggling.rungs must be a list; found price'],
    [
      'an empty list',
      'rungs: [price]',
      'rungs: []',
      'haggling.rungs must have at least 1 entry; found an empty list',
    ],
    [
      'a list for a mapping',
      'temper: { mood: 0 }',
      'temper: [0]',
      'temper must be a mapping (key: value); found a list of 1',
    ],
    [
      'a pause the wrong way round',
      'burstGap: [1s, 2s]',
      'burstGap: [3s, 2s]',
      'writing.burstGap must be [least, most]',
    ],
    [
      'a price the wrong way round',
      'reservation: [0.9, 1]',
      'reservation: [1, 0.9]',
      'buying.reservation must be [least, most]; found [1, 0.9]',
    ],
    [
      'a first offer the wrong way round',
      'opening: [0.7, 0.8]',
      'opening: [0.8, 0.7]',
      'haggling.opening must be [least, most]; found [0.8, 0.7]',
    ],
    [
      'a rival without a price',
      'style: habitual',
      'style: rival',
      'haggling.style must come with rival: the price said to be seen elsewhere; found rival',
    ],
    [
      'a template that does not close',
      'hi{name}',
      'hi{name',
      'phrases.en.greet[0] must close every { } and [ ] it opens; found hi{name',
    ],
    [
      'alternatives that do not close',
      '[在吗|你好]',
      '[在吗|你好',
      'phrases.zh-CN.greet[0] must close every { } and [ ] it opens',
    ],
    [
      'an intent that is none',
      '    greet: ["hi',
      '    Greet!: ["hi',
      'phrases.en.Greet! must be an intent such as greet or ask.size; found Greet!',
    ],
  ];
  test.each(BAD)('is refused with %s', (_what, find, replacement, sentence) => {
    const problems = problemsOf(loadPersona(fixture(FILE, find, replacement)));
    expect(problems.map(renderProblem).join('\n')).toContain(sentence);
  });

  test('is refused when the file is no mapping, or empty', () => {
    for (const text of ['- a\n', '', '# only a comment\n', 'just words']) {
      expect(problemsOf(loadPersona({ file: 'a.yaml', text }))[0]?.message).toBe(
        'must be a persona: a mapping that begins with kind, version and id',
      );
    }
  });
});
