import { describe, expect, test } from 'vitest';
import { peilian, TINY, workingFolder } from '../helpers/cli.ts';
import { peilianInside } from '../helpers/cli-inside.ts';

const COMMANDS = ['run', 'practice', 'score', 'check', 'list', 'bot', 'bot-check'];

describe('help', () => {
  test.each(['en', 'zh-CN'])('of every command has an example, in %s', async (locale) => {
    const cwd = workingFolder();
    for (const command of COMMANDS) {
      const { code, out, err } = await peilianInside([command, '--help', '--ui-locale', locale], { cwd });
      expect({ command, code, err }).toEqual({ command, code: 0, err: '' });
      expect(out).toContain(`peilian ${command} `);
      expect(out).toContain(locale === 'en' ? 'Examples:' : '示例：');
    }
  });

  test('is in the language of the environment unless the option says another', async () => {
    const cwd = workingFolder();
    expect((await peilianInside(['--help'], { cwd, env: { LANG: 'zh_CN.UTF-8' } })).out).toContain('用法：');
    expect(
      (await peilianInside(['--help', '--ui-locale', 'en'], { cwd, env: { LANG: 'zh_CN.UTF-8' } })).out,
    ).toContain('Usage:');
  });

  test('is shown without a command, with exit code 2', async () => {
    const { code, out } = await peilianInside([], { cwd: workingFolder() });
    expect(code).toBe(2);
    expect(out).toContain('Usage: peilian');
  });

  test('no command draws with the React that keeps a record of every step, unless somebody wants that', async () => {
    // A module that runs before the command, and tells at its end what it was.
    const tell = 'process.on("exit",()=>console.error(process.env.NODE_ENV))';
    const NODE_OPTIONS = `--import data:text/javascript,${encodeURIComponent(tell)}`;
    const cwd = workingFolder();
    expect((await peilian(['--version'], { cwd, env: { NODE_OPTIONS } })).err).toBe('production\n');
    const asked = { NODE_OPTIONS, NODE_ENV: 'development' };
    expect((await peilian(['--version'], { cwd, env: asked })).err).toBe('development\n');
  });

  test('--version is the package’s', async () => {
    expect((await peilianInside(['--version'], { cwd: workingFolder() })).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('wrong usage ends with 2, a sentence and a hint', () => {
  const BAD: readonly (readonly [args: readonly string[], sentence: string, hint: string])[] = [
    [['rnu'], 'there is no command rnu', 'did you mean run?'],
    [['run', '--sed', '3'], 'there is no option --sed', 'did you mean --seed?'],
    [['run', '--seed'], '--seed <n> needs a value', 'see peilian run --help'],
    [['run', '--seed', 'x'], '--seed <n> cannot be x', 'must be a whole number from 0 to 4294967295'],
    [
      ['run', '--latency', 'fast'],
      '--latency <mode> cannot be fast',
      'must be one of declared, coarse, measured',
    ],
    [['run', 'extra'], 'too many words after run', 'see peilian run --help'],
    [['score'], 'transcripts is missing', 'see peilian score --help'],
    [['run', '--shard', '3/2'], '--shard must be i/n with 1 ≤ i ≤ n, such as 1/4; found 3/2', ''],
    [['run', '--locale', 'fr'], 'no language fr; there are zh-CN, en', 'known: en, zh-CN'],
    [['run', '--reporter', 'jnuit'], 'no reporter jnuit', 'did you mean junit?'],
    [['run', '--reporter', 'json='], '--reporter json= needs a value', ''],
    [['run', '--case', 'only/two'], 'only/two is no case', 'a case is scenario/persona/locale/repetition'],
    [['run', ...TINY, '--fault', 'rued'], 'there is no fault rued', 'did you mean rude?'],
    [
      ['run', ...TINY, '--bot', 'ftp://x'],
      '--bot must be an http(s) address',
      'such as http://localhost:3000/chat',
    ],
    [
      ['run', ...TINY, '--bot', 'http://127.0.0.1:9', '--fault', 'rude'],
      '--fault breaks the demo bot only',
      '',
    ],
    [['list', 'personae'], 'there is no list of personae', 'did you mean personas?'],
  ];
  test.each(BAD)('%j', async (args, sentence, hint) => {
    const { code, out, err } = await peilianInside(args, { cwd: workingFolder() });
    expect(err).toContain(`peilian: ${sentence}`);
    expect(err).toContain(hint);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  test('an unknown id is answered with the nearest one', async () => {
    const { code, err } = await peilianInside(['run', '--scenario', 'tiny-csae'], { cwd: workingFolder() });
    expect(err).toContain('tiny-csae  is no known scenario\n  hint: did you mean tiny-case?');
    expect(code).toBe(2);
  });
});
