import { describe, expect, test } from 'vitest';
import { loadPersona } from '../../src/load/persona.ts';
import { ProblemsError, renderProblem } from '../../src/load/problem.ts';
import { fixture, problemsOf } from './fixture.ts';

const FILE = 'personas/tiny-persona.yaml';

describe('a problem', () => {
  test('shows place, field, what must be, what was found, the line with a caret, and a hint', () => {
    const [problem] = problemsOf(loadPersona(fixture(FILE, 'first: 45s', 'first: 45')));
    expect(renderProblem(problem!)).toBe(
      [
        'personas/tiny-persona.yaml:8:10  patience.first must be a duration such as 45s or 2m; found 45',
        '  8 |   first: 45',
        '    |          ^^',
        '  hint: write 45s for seconds',
      ].join('\n'),
    );
  });

  test('puts the caret under wide characters where terminals show them', () => {
    const [problem] = problemsOf(
      loadPersona(fixture(FILE, 'zh-CN: 小买家, en: Tiny buyer', 'zh-CN: 小买家, fr: x, en: Tiny buyer')),
    );
    const [, line, caret] = renderProblem(problem!).split('\n');
    // Three Chinese characters before it take three columns more.
    expect(caret!.indexOf('^')).toBe(line!.indexOf('fr') + 3);
  });

  test('cuts a long line so that the caret stays on the screen', () => {
    const [problem] = problemsOf(
      loadPersona(fixture(FILE, 'en: Tiny buyer', `en: ${'x'.repeat(400)}, fr: y`)),
    );
    const [, line, caret] = renderProblem(problem!).split('\n');
    expect(line!.length).toBeLessThan(120);
    expect(line!.slice(caret!.indexOf('^')).startsWith('fr')).toBe(true);
  });

  test('is one of all in the error that a caller gets', () => {
    const error = new ProblemsError(
      problemsOf(loadPersona(fixture(FILE, 'trust: 0.5', 'trust: 5\ntrsut: 1'))),
    );
    expect(error).toMatchObject({ code: 'bad-data', problems: [{ path: 'trust' }, { path: 'trsut' }] });
    expect(error.message.split('\n  hint: ')).toHaveLength(2);
  });
});
