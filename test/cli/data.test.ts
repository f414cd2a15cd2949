import { describe, expect, test } from 'vitest';
import { TINY, workingFolder } from '../helpers/cli.ts';
import { peilianInside } from '../helpers/cli-inside.ts';

describe('peilian check', () => {
  test('finds nothing wrong with good data', async () => {
    const { code, out } = await peilianInside(
      ['check', 'tiny-case', 'tiny-persona', 'tiny-market', 'tiny-rubric']
        .slice(0, 1)
        .concat('tiny-persona', 'tiny-market', 'tiny-rubric', 'tiny-shop'),
      { cwd: workingFolder() },
    );
    expect({ code, out }).toEqual({ code: 0, out: '4 checked, no problem\n' });
  });

  test('tells every problem of a file with place, caret and hint, and ends with 2', async () => {
    const cwd = workingFolder({
      'personas/broken.yaml': 'kind: persona\nversion: 1\nid: broken\ntrust: 5\ntrsut: 1\n',
    });
    const { code, err, out } = await peilianInside(['check', 'personas/broken.yaml'], { cwd });
    expect(err).toContain(
      'personas/broken.yaml:4:8  trust must be at most 1; found 5\n  4 | trust: 5\n    |        ^\n',
    );
    expect(err).toContain('personas/broken.yaml:5:1  trsut is not a known field');
    expect(err).toContain('hint: did you mean trust?');
    expect(out).toMatch(/^1 checked, \d+ problems\n$/);
    expect(code).toBe(2);
  });

  test('gives the same as JSON', async () => {
    const cwd = workingFolder({ 'personas/broken.yaml': 'kind: persona\n\tid: x\n' });
    const { code, out } = await peilianInside(['check', 'broken', '--json'], { cwd });
    expect(JSON.parse(out)).toMatchObject({
      checked: 1,
      problems: [{ code: 'yaml-syntax', file: 'personas/broken.yaml', line: 2 }],
    });
    expect(code).toBe(2);
  });

  test('says what a scenario names and nobody has', async () => {
    const { text } = await import('../load/fixture.ts').then(({ fixture }) =>
      fixture('scenarios/cases/pre-sale/tiny-case.yaml', 'fits: [tiny-persona]', 'fits: [tiny-persno]'),
    );
    const { err } = await peilianInside(['check', 'tiny-case'], {
      cwd: workingFolder({ 'scenarios/cases/pre-sale/tiny-case.yaml': text }),
    });
    expect(err).toContain('fits[0] must be a known persona; found tiny-persno');
    expect(err).toContain('hint: did you mean tiny-persona?');
  });

  test('shows hostile text of a file as what it is', async () => {
    const cwd = workingFolder({
      'personas/broken.yaml': 'kind: persona\nversion: 1\nid: "\u202e::error::x"\n',
    });
    const { err } = await peilianInside(['check', 'broken'], { cwd });
    expect(err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|::error/);
  });
});

describe('broken data in a run', () => {
  test('ends it with 2 before anything is played', async () => {
    const cwd = workingFolder({ 'personas/tiny-persona.yaml': 'kind: [persona\n' });
    const { code, err, out } = await peilianInside(['run', ...TINY], { cwd });
    expect(err).toMatch(/^personas\/tiny-persona\.yaml:\d+:\d+ {2}/);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  test('a file that is not there is named', async () => {
    const { code, err } = await peilianInside(['run', '--scenario', 'none/at-all.yaml'], {
      cwd: workingFolder(),
    });
    expect(err).toContain('none/at-all.yaml  is not there; looked for it in ');
    expect(code).toBe(2);
  });
});

describe('peilian list', () => {
  test('has ids and titles in the interface’s language, and the same as JSON', async () => {
    const cwd = workingFolder();
    expect((await peilianInside(['list', 'personas'], { cwd })).out).toMatch(/^tiny-persona +Tiny buyer$/m);
    expect((await peilianInside(['list', 'personas', '--ui-locale', 'zh-CN'], { cwd })).out).toMatch(
      /^tiny-persona +小买家$/m,
    );
    const scenarios = JSON.parse((await peilianInside(['list', 'scenarios', '--json'], { cwd })).out) as {
      id: string;
    }[];
    expect(scenarios.find(({ id }) => id === 'tiny-case')).toMatchObject({
      title: 'Which size',
      stage: 'pre-sale',
      fits: ['tiny-persona'],
    });
  });

  test('lists a broken file too, with what is wrong', async () => {
    const cwd = workingFolder({ 'personas/broken.yaml': 'kind: persona\n' });
    expect((await peilianInside(['list', 'personas'], { cwd })).out).toMatch(/^broken +✗ /m);
  });

  test.each(['shops', 'markets', 'rubrics', 'rules', 'faults', 'schemas'])('knows %s', async (what) => {
    const { code, out } = await peilianInside(['list', what, '--json'], { cwd: workingFolder() });
    expect(code).toBe(0);
    expect((JSON.parse(out) as unknown[]).length).toBeGreaterThan(0);
  });
});
