import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { answerJson, startBotServer } from '../helpers/bot-server.ts';
import { ROOT } from '../helpers/build-once.ts';
import { TINY, workingFolder } from '../helpers/cli.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { description: string; required?: boolean; default?: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly run?: string;
      readonly shell?: string;
      readonly uses?: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  };
}

const FILE = join(ROOT, '.github/actions/run/action.yml');
const text = readFileSync(FILE, 'utf8');
const action = parse(text) as Action;
const steps = action.runs.steps;
const playing = steps.find(({ env }) => env !== undefined)!;

/** As a runner starts a step's shell. */
async function bash(script: string, cwd: string, env: Readonly<Record<string, string>>) {
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'en_GB.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

describe('the composite action', () => {
  test('uses every input that it declares and no other, and lets none into a command', () => {
    expect(action.runs.using).toBe('composite');
    const used = [...text.matchAll(/\$\{\{ *inputs\.([\w-]+) *\}\}/g)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(Object.keys(action.inputs)));
    for (const { description, required, default: value } of Object.values(action.inputs)) {
      expect(description).toMatch(/\w/);
      expect(required === true || value !== undefined).toBe(true);
    }
    for (const { run, shell, uses } of steps) {
      expect(run === undefined ? uses : shell).toMatch(
        run === undefined ? /^[\w-]+\/[\w-]+@v\d+$/ : /^bash$/,
      );
      expect(run ?? '').not.toContain('${{');
    }
  });

  test
    .skipIf(process.platform === 'win32')
    .each(['the package it lies in', 'what the project has installed'])(
    'plays with %s, annotates, and leaves its reports',
    async (which) => {
      const bot = await startBotServer((_request, response) => answerJson(response, 'It is £30.'));
      const cwd = workingFolder();
      if (which.startsWith('what')) {
        mkdirSync(join(cwd, 'node_modules/.bin'), { recursive: true });
        const line = `#!/bin/sh\necho "its own" >&2\nexec node "${join(ROOT, 'dist/main.js')}" "$@"\n`;
        writeFileSync(join(cwd, 'node_modules/.bin/peilian'), line, { mode: 0o755 });
      }
      const given: Record<string, string> = { bot: bot.url, arguments: `${TINY.join(' ')} --repeat 2` };
      const inputOf = (name: string) => given[name] ?? action.inputs[name]!.default!;
      const env = Object.fromEntries(
        Object.entries(playing.env!).map(([name, slot]) => [
          name,
          slot.replace(/\$\{\{ *inputs\.([\w-]+) *\}\}/g, (_, input) => inputOf(input)),
        ]),
      );
      const { code, out, err } = await bash(playing.run!, cwd, { ...env, GITHUB_ACTION_PATH: dirname(FILE) });
      await bot.close();
      expect([0, 1], err).toContain(code);
      expect(err.includes('its own')).toBe(which.startsWith('what'));
      expect(out).toMatch(/::notice title=Peilian::\d of 2 conversations passed/);
      const junit = readFileSync(join(cwd, 'peilian-report.xml'), 'utf8');
      expect(junit).toContain('tiny-case/tiny-persona/en/2');
      expect(readFileSync(join(cwd, 'peilian-report.md'), 'utf8')).toContain('tiny-persona');
    },
  );
});
