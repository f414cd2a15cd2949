/**
 * `npm run bench`: what Peilian costs, each figure beside its floor in the same run, as ratios. Never a test: a loaded machine
 * would fail it. `--quick` plays a quarter; `--only=http,in-process,scoring,understanding,start,memory` some of it. Prints each
 * row as it comes, and at the end the table of the README.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createHttpPort } from '../../dist/connectors/http/port.js';
import { bareLoop } from './bare-loop.ts';
import { scoringRows } from './scoring.ts';
import { answerer, countedBy, keys, play, root, withBot } from './stage.ts';
import { allMet, markdown, report } from './table.ts';
import { understanding } from './understanding.ts';

const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
const wanted = (part: string) => only === undefined || only.split(',').includes(part);
const scale = process.argv.includes('--quick') ? 0.25 : 1;
const many = Math.round(2_000 * scale);
/** Conversations on each of the 32 lines of a run against a slow bot. */
const EACH_SLOT = 100;

if (wanted('in-process')) await inProcess();
if (wanted('http')) await overHttp();
if (wanted('http')) await againstSlowBots();
if (wanted('scoring')) await scoringRows(scale);
if (wanted('understanding')) understanding(scale);
if (wanted('start')) start();
if (wanted('memory')) await memory();

process.stdout.write(`${markdown()}\n`);
process.exitCode = allMet() ? 0 : 1;

/** The figures are those of a long run: what its first minute costs more is the compiler's. */
async function warmUp(): Promise<void> {
  await play(answerer(), many, 1, true);
  await play(answerer(), many, 8, false);
}

async function inProcess(): Promise<void> {
  await warmUp();
  const plain = await play(answerer(), many * 2, 1, false);
  const scored = await play(answerer(), many * 2, 1, true);
  const fresh = await play(answerer(true), many, 1, false);
  report('exchanges in a second of one core, in process', (1e6 * plain.exchanges) / plain.cpuUs, '/s', [
    '≥',
    25_000,
  ]);
  report(
    'the same, with a bot that never says a thing twice',
    (1e6 * fresh.exchanges) / fresh.cpuUs,
    '/s',
    null,
  );
  report('scoring an exchange', scored.cpuUs / scored.exchanges - plain.cpuUs / plain.exchanges, 'µs', [
    '≤',
    15,
  ]);
}

async function overHttp(): Promise<void> {
  await withBot(0, async (url) => {
    await bareLoop(url, Math.round(4_000 * scale), 1);
    await warmUp();
    for (const concurrency of [1, 32]) {
      const wire = createHttpPort({ url, connections: concurrency });
      // As long as before the rows in process: the path over the wire is compiled anew.
      await play(wire, many, concurrency, true);
      await wire.close();
      const total = Math.round(20_000 * scale);
      const floor = await bareLoop(url, total, concurrency);
      const floorCpu = floor.cpuUs / total;
      const floorRate = total / (floor.wallMs / 1_000);
      for (const scored of [false, true]) {
        const port = createHttpPort({ url, connections: concurrency });
        const before = await countedBy(url);
        const run = await play(port, many, concurrency, scored);
        const requests = (await countedBy(url)) - before;
        await port.close();
        report(
          `CPU added to an exchange, concurrency ${concurrency}${scored ? ', scored' : ''} (floor ${floorCpu.toFixed(0)} µs)`,
          run.cpuUs / requests - floorCpu,
          'µs',
          ['≤', scored ? 55 : 40],
        );
        if (!scored)
          report(
            `rate against a bare loop, concurrency ${concurrency} (floor ${floorRate.toFixed(0)}/s)`,
            requests / (run.wallMs / 1_000) / floorRate,
            '×',
            ['≥', concurrency === 1 ? 0.75 : 0.5],
          );
      }
    }
  });
}

async function againstSlowBots(): Promise<void> {
  for (const waitMs of [5, 50]) {
    await withBot(waitMs, async (url) => {
      const port = createHttpPort({ url, connections: 32 });
      await play(port, 320, 32, false);
      const before = await countedBy(url);
      const conversations = 32 * EACH_SLOT * (waitMs === 5 || scale === 1 ? 1 : scale);
      const run = await play(port, conversations, 32, false);
      const requests = (await countedBy(url)) - before;
      await port.close();
      // What 32 lines that do nothing but wait for this bot would reach.
      const total = Math.round((waitMs === 5 ? 12_000 : 6_000) * scale);
      const bare = await bareLoop(url, total, 32);
      const ideal = total / (bare.wallMs / 1_000);
      report(
        `share of the ideal rate, bot of ${waitMs} ms, concurrency 32 (ideal ${ideal.toFixed(0)}/s)`,
        requests / (run.wallMs / 1_000) / ideal,
        '×',
        ['≥', 0.95],
      );
    });
  }
}

function start(): void {
  const time = (args: readonly string[]) => {
    const runs = Array.from({ length: scale < 1 ? 5 : 15 }, () => {
      const started = performance.now();
      spawnSync(process.execPath, args, { cwd: root, stdio: 'ignore' });
      return performance.now() - started;
    }).sort((a, b) => a - b);
    return runs[Math.floor(runs.length / 2)]!;
  };
  const { scenario, persona, locale } = keys[0]!;
  const out = join(root, 'transcripts', 'runs', 'bench');
  const floor = time(['-e', '0']);
  const help = time(['dist/main.js', '--help']);
  const runs = Array.from({ length: scale < 1 ? 5 : 15 }, () => {
    // A folder that holds a run is refused.
    rmSync(out, { recursive: true, force: true });
    const started = performance.now();
    const { status } = spawnSync(
      process.execPath,
      ['dist/main.js', 'run', '--case', `${scenario}/${persona}/${locale}/1`, '--seed', '1', '--out', out],
      { cwd: root, stdio: 'ignore' },
    );
    if (status !== 0 && status !== 1) throw new Error(`the run ended with ${status}`);
    return performance.now() - started;
  }).sort((a, b) => a - b);
  rmSync(out, { recursive: true, force: true });
  report(`--help against node -e 0 (${floor.toFixed(0)} ms)`, help / floor, '×', ['≤', 2]);
  report(
    'first result of one conversation against node -e 0',
    runs[Math.floor(runs.length / 2)]! / floor,
    '×',
    ['≤', 5],
  );
}

async function memory(): Promise<void> {
  const agent = answerer();
  const heap = async (conversations: number) => {
    await play(agent, conversations, 8, false);
    globalThis.gc?.();
    return process.memoryUsage().heapUsed / 1_048_576;
  };
  const few = await heap(Math.round(1_000 * scale));
  const lots = await heap(Math.round(10_000 * scale));
  report(`heap after ten times the conversations (${few.toFixed(0)} MB after the first)`, lots / few, '×', [
    '≤',
    1.3,
  ]);
}
