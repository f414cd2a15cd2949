import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRun } from '../../src/store/read-run.ts';
import { encodeLine } from '../../src/transcript/line.ts';
import { peilian, workingFolder } from '../helpers/cli.ts';
import { peilianInside } from '../helpers/cli-inside.ts';

const SEED = ['--seed', '11'];
const LIMIT_MS = 120_000;

/** Shipped buyers of every temper, in cases where they bargain, order, complain and wait. */
const SELECTION = [
  'haggle-floor',
  'size-advice',
  'paid-address-check',
  'late-parcel',
  'quality-complaint',
].flatMap((id) => ['--scenario', id]);

/** Every line that a run wrote, by conversation, without the milliseconds that were really measured. */
async function linesOf(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const { transcript, intact } of readRun(folder)) {
    expect(intact).toBe(true);
    let hash = '';
    const lines = transcript.events.map(({ measuredMs: _, ...event }) => {
      const encoded = encodeLine(event as (typeof transcript.events)[number], hash);
      hash = encoded.hash;
      return encoded.line;
    });
    found.set(transcript.id, lines.join('\n'));
  }
  return found;
}

describe('declared latency, the demo bot over HTTP on loopback', () => {
  const playBy =
    (run: typeof peilian) =>
    async (folder: string, out: string, ...more: string[]) => {
      const args = ['run', ...SELECTION, '--out', out, '--reporter', 'json', ...more];
      const { code } = await run(args, { cwd: folder });
      expect([0, 1]).toContain(code);
      return linesOf(join(folder, out));
    };
  const play = playBy(peilianInside);
  /** In a process that has played nothing before. */
  const playAfresh = playBy(peilian);

  test('the same seed writes the same transcripts byte for byte, one at a time or eight at once, whole or in shards', {
    timeout: LIMIT_MS,
  }, async () => {
    const folder = workingFolder();
    const first = await play(folder, 'one', ...SEED, '--concurrency', '1');
    expect(first.size).toBeGreaterThan(20);
    expect(await playAfresh(folder, 'again', ...SEED, '--concurrency', '1')).toEqual(first);
    expect(await play(folder, 'eight', ...SEED, '--concurrency', '8')).toEqual(first);
    const halves = [
      ...(await play(folder, 'half-1', ...SEED, '--shard', '1/2')),
      ...(await play(folder, 'half-2', ...SEED, '--shard', '2/2')),
    ];
    expect(halves.length).toBe(first.size);
    expect(new Map(halves)).toEqual(first);
  });

  test('another seed plays other conversations', { timeout: LIMIT_MS }, async () => {
    const folder = workingFolder();
    const first = await play(folder, 'one', '--seed', '11');
    const other = await play(folder, 'two', '--seed', '12');
    expect([...other.keys()].sort()).toEqual([...first.keys()].sort());
    for (const [id, lines] of other) expect(lines).not.toBe(first.get(id));
  });
});
