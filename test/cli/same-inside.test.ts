import { expect, test } from 'vitest';
import { unusedAddress } from '../helpers/bot-server.ts';
import { type CliResult, peilian, TINY, workingFolder } from '../helpers/cli.ts';
import { peilianInside } from '../helpers/cli-inside.ts';

const CHAT = 'Buyer: Hello, is size L in stock?\nAgent: Hello! Yes, it is.\nBuyer: Thanks.\n';
const PLAY = ['run', ...TINY, '--seed', '7', '--out', 'kept'];

/** A folder with a chat, where a command has something to do; `before` are commands that it stands on. */
interface Example {
  readonly args: readonly string[];
  readonly code: number;
  readonly input?: string;
  readonly before?: readonly string[];
}

const EXAMPLES: readonly Example[] = [
  { args: [], code: 2 },
  { args: ['--help'], code: 0 },
  { args: PLAY, code: 1 },
  {
    args: ['run', ...TINY, '--seed', '7', '--fault', 'rude', '--out', 'kept', '--reporter', 'json'],
    code: 1,
  },
  { args: ['replay', 'kept'], code: 0, before: PLAY },
  { args: ['merge', 'kept'], code: 1, before: PLAY },
  { args: ['compare', 'kept', 'kept'], code: 0, before: PLAY },
  { args: ['score', 'kept', '--explain'], code: 1, before: PLAY },
  {
    args: ['practice', '--plain', ...TINY, '--seed', '4', '--out', 'kept'],
    code: 1,
    input: 'Hello!\nSize L will fit you well.\nBye!\n',
  },
  {
    args: ['practice', '--plain', ...TINY, '--seed', '4', '--out', 'kept'],
    code: 130,
    input: 'hello\n/quit\n',
  },
  { args: ['explain', 'no-greeting'], code: 0 },
  { args: ['check', 'tiny-case'], code: 2 },
  { args: ['check', 'tiny-persona'], code: 0 },
  { args: ['list', 'personas', '--ui-locale', 'zh-CN'], code: 0 },
  { args: ['generate', 'persona', '--seed', '3', '--print'], code: 0 },
  { args: ['import', 'chat.txt', '--yes'], code: 0 },
  { args: ['init'], code: 0 },
  { args: ['new', 'chat.txt', '--yes', '--print'], code: 0 },
  {
    args: ['learn', '--shop', 'harrow-lane', '--count', '1', '--today', '2026-11-30'],
    code: 0,
    input: '\n4\n',
  },
  { args: ['shop', 'template', 'sheets', '--locale', 'en'], code: 0 },
  { args: ['bot', '--host', '203.0.113.7', '--port', '0'], code: 2 },
  { args: ['bot-check', 'ftp://x'], code: 2 },
];

/** What differs between two equal goes: the folder, what the clock says, and names made from it. */
const steady = ({ code, out, err }: CliResult, cwd: string) => ({
  code,
  ...Object.fromEntries(
    Object.entries({ out, err }).map(([stream, text]) => [
      stream,
      text
        .replaceAll(cwd, '‹folder›')
        .replace(/\d{4}(-\d\d){5}-[0-9a-f]{6}/g, '‹run›')
        .replace(/127\.0\.0\.1:\d+/g, '‹address›')
        .replace(/\d[\d.,]*(?= ?(?:ms|s|min|µs|conversations\/s|exchanges\/s)\b)/g, '‹time›')
        .replace(
          /"(wallMs|agentLatencyMs|p50|p90|p95|p99|max|id|startedAt)": ?("[^"]*"|[\d.]+)/g,
          '"$1": ‹own›',
        ),
    ]),
  ),
});

test.each(EXAMPLES)(
  'the command of the package does as it does inside a test: $args',
  async ({ args, code, input, before }) => {
    const goes = [];
    for (const run of [peilian, peilianInside]) {
      const cwd = workingFolder({ 'chat.txt': CHAT });
      if (before !== undefined) await peilianInside(before, { cwd });
      const given = input === undefined ? {} : { input };
      goes.push(steady(await run(args, { cwd, ...given }), cwd));
    }
    const [outside, inside] = goes;
    expect(outside).toEqual(inside);
    expect(outside!.code).toBe(code);
  },
);

test('a bot that nobody answers for ends both with 3', async () => {
  const args = ['run', ...TINY, '--seed', '7', '--bot', await unusedAddress()];
  for (const run of [peilian, peilianInside])
    expect(await run(args, { cwd: workingFolder() })).toMatchObject({
      code: 3,
      err: expect.stringContaining('is the bot running'),
    });
});
