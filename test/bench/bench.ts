/**
 * `npm run bench`: what Peilian costs, each figure beside its floor in the same run, as ratios. Never a test: a loaded machine
 * would fail it. `--quick` plays a quarter.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { openData } from '../../src/commands/data.ts';
import { runPool } from '../../src/commands/run/pool.ts';
import { caseInputs } from '../../src/commands/wiring/case-inputs.ts';
import { openLanguages } from '../../src/commands/wiring/languages.ts';
import { openRules } from '../../src/commands/wiring/rules.ts';
import { createHttpPort } from '../../src/connectors/http/port.ts';
import { createInProcessPort } from '../../src/connectors/memory/in-process.ts';
import type { AgentPort } from '../../src/model/ports.ts';
import type { CaseKey } from '../../src/play/case-id.ts';
import type { CaseInputs } from '../../src/play/inputs.ts';
import { type PlannedScenario, planCases } from '../../src/play/plan.ts';
import { playCase } from '../../src/play/play.ts';
import { createVirtualClock } from '../../src/session/clock.ts';
import { packageRoot } from '../../src/system/package-root.ts';
import { realTime } from '../../src/system/real-time.ts';
import { bareLoop } from './bare-loop.ts';

const quick = process.argv.includes('--quick');
const root = packageRoot();
const data = openData(root);
const languages = openLanguages();
const scoring = { rubric: data.rubric('house'), rules: openRules() };
const keys = planCases(
  {},
  data.library.ids('scenario').map((id): PlannedScenario => data.scenario(id)),
  data.library.ids('persona'),
);
const inputs = keys.map((key) => caseInputs(key, data, languages, false));

interface Played {
  readonly exchanges: number;
  readonly wallMs: number;
  readonly cpuUs: number;
}

async function play(
  agent: AgentPort,
  conversations: number,
  concurrency: number,
  scored: boolean,
): Promise<Played> {
  let exchanges = 0;
  const items = Array.from({ length: conversations }, (_, i) => ({
    input: inputs[i % inputs.length]!,
    repeat: 1 + Math.floor(i / inputs.length),
  }));
  const cpu = process.cpuUsage();
  const started = performance.now();
  await runPool({
    items,
    concurrency,
    stopped: () => false,
    work: ({ input, repeat }: { input: CaseInputs; repeat: number }) =>
      playCase({
        inputs: { ...input, key: { ...input.key, repeat } as CaseKey },
        scoring: scored ? scoring : null,
        agent,
        clock: createVirtualClock(realTime),
        latency: 'coarse',
        runSeed: 1,
        nonce: 'bench',
        tool: 'bench',
      }),
    done: (_item, result) => {
      exchanges += result.exchanges;
    },
  });
  const used = process.cpuUsage(cpu);
  return { exchanges, wallMs: performance.now() - started, cpuUs: used.user + used.system };
}

async function withBot<T>(waitMs: number, use: (url: string) => Promise<T>): Promise<T> {
  const bot: ChildProcess = spawn(
    process.execPath,
    [join(root, 'test/bench/fast-bot.mjs'), '--wait', String(waitMs)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const [line] = (await once(bot.stdout!, 'data')) as [Buffer];
    return await use(line.toString().trim());
  } finally {
    bot.kill();
  }
}

/** Messages that reached the bot, as it counted them itself. */
async function countedBy(url: string): Promise<number> {
  return Number(await (await fetch(url)).text());
}

const rows: { row: string; value: string; budget: string; met: string }[] = [];
const report = (row: string, value: number, unit: string, budget: string, met: boolean) =>
  rows.push({
    row,
    value: `${value >= 100 ? Math.round(value) : value.toFixed(2)} ${unit}`,
    budget,
    met: met ? 'yes' : 'no',
  });

const scale = quick ? 0.25 : 1;
const many = Math.max(40, Math.round(1_500 * scale));

await withBot(0, async (url) => {
  await bareLoop(url, 2_000, 1);
  // The figures are those of a long run: what the first minute costs is the compiler's.
  const warm = createInProcessPort('warm', ({ locale }) => ({
    on: () => ({ text: locale === 'en' ? 'Yes, it is in stock and ships today.' : '亲，有货的，今天发' }),
  }));
  await play(warm, Math.max(1_500, many * 2), 1, true);
  const wire = createHttpPort({ url, connections: 32 });
  await play(wire, Math.min(many, 300), 32, true);
  await wire.close();
  for (const concurrency of [1, 32]) {
    const floor = await bareLoop(url, Math.round(20_000 * scale), concurrency);
    const floorCpu = floor.cpuUs / Math.round(20_000 * scale);
    const floorRate = Math.round(20_000 * scale) / (floor.wallMs / 1_000);
    for (const scored of [false, true]) {
      const port = createHttpPort({ url, connections: concurrency });
      const before = await countedBy(url);
      const run = await play(port, many, concurrency, scored);
      const requests = (await countedBy(url)) - before;
      await port.close();
      const added = run.cpuUs / requests - floorCpu;
      const ratio = requests / (run.wallMs / 1_000) / floorRate;
      report(
        `CPU added to an exchange, concurrency ${concurrency}${scored ? ', scored' : ''} (floor ${floorCpu.toFixed(0)} µs)`,
        added,
        'µs',
        scored ? '≤ 55 (now ≤ 80)' : '≤ 40 (now ≤ 80)',
        added <= 80,
      );
      if (!scored)
        report(
          `rate against a bare loop, concurrency ${concurrency} (floor ${floorRate.toFixed(0)}/s)`,
          ratio,
          '×',
          concurrency === 1 ? '≥ 0.75' : '≥ 0.5',
          ratio >= (concurrency === 1 ? 0.75 : 0.5),
        );
    }
  }
});

for (const waitMs of [5, 50]) {
  await withBot(waitMs, async (url) => {
    const port = createHttpPort({ url, connections: 32 });
    const conversations = Math.round((waitMs === 5 ? 3_200 : 1_600) * scale);
    const before = await countedBy(url);
    const run = await play(port, conversations, 32, false);
    const requests = (await countedBy(url)) - before;
    await port.close();
    // What 32 lines that do nothing but wait for this bot would reach.
    const bare = await bareLoop(url, Math.round((waitMs === 5 ? 12_000 : 6_000) * scale), 32);
    const ideal = Math.round((waitMs === 5 ? 12_000 : 6_000) * scale) / (bare.wallMs / 1_000);
    const ratio = requests / (run.wallMs / 1_000) / ideal;
    report(
      `share of the ideal rate, bot of ${waitMs} ms, concurrency 32 (ideal ${ideal.toFixed(0)}/s)`,
      ratio,
      '×',
      '≥ 0.95',
      ratio >= 0.95,
    );
  });
}

{
  const reply = { text: 'Yes, it is in stock and ships today.' };
  const reading = { text: '亲，有货的，今天下午四点前付款当天发出哦' };
  const agent = createInProcessPort('fast', ({ locale }) => ({
    on: () => (locale === 'en' ? reply : reading),
  }));
  await play(agent, Math.min(many, 300), 1, false);
  const plain = await play(agent, many * 2, 1, false);
  report(
    'exchanges a second in process, not scored',
    plain.exchanges / (plain.wallMs / 1_000),
    '/s',
    '≥ 25,000 (now ≥ 12,000)',
    plain.exchanges / (plain.wallMs / 1_000) >= 12_000,
  );
  const scored = await play(agent, many, 1, true);
  report(
    'scoring an exchange',
    scored.cpuUs / scored.exchanges - plain.cpuUs / plain.exchanges,
    'µs',
    '≤ 15',
    scored.cpuUs / scored.exchanges - plain.cpuUs / plain.exchanges <= 15,
  );
}

for (const { locale, shop, text } of [
  { locale: 'zh-CN', shop: 'yunzhi', text: '亲，这款有货的，今天下午四点前付款当天就能发出，一般两三天到哦' },
  { locale: 'en', shop: 'harrow-lane', text: 'Yes, ships today if paid by 4.' },
] as const) {
  const { reader } = languages.of(locale, data.shop(shop));
  const times = Math.round(200_000 * scale);
  for (let i = 0; i < 20_000; i += 1) reader.read(text, 'agent');
  const started = performance.now();
  for (let i = 0; i < times; i += 1) reader.read(text, 'agent');
  const us = ((performance.now() - started) * 1_000) / times;
  report(
    `understanding a message of ${text.length} characters, ${locale}`,
    us,
    'µs',
    '≤ 8 (now ≤ 16)',
    us <= 16,
  );
}

{
  const time = (args: readonly string[]) => {
    const runs = Array.from({ length: quick ? 5 : 15 }, () => {
      const started = performance.now();
      spawnSync(process.execPath, args, { cwd: root, stdio: 'ignore' });
      return performance.now() - started;
    }).sort((a, b) => a - b);
    return runs[Math.floor(runs.length / 2)]!;
  };
  const floor = time(['-e', '0']);
  const help = time(['dist/main.js', '--help']);
  const first = time([
    'dist/main.js',
    'run',
    '--case',
    `${keys[0]!.scenario}/${keys[0]!.persona}/${keys[0]!.locale}/1`,
    '--seed',
    '1',
    '--out',
    join(root, 'transcripts', 'runs', 'bench'),
  ]);
  report(`--help against node -e 0 (${floor.toFixed(0)} ms)`, help / floor, '×', '≤ 2', help / floor <= 2);
  report('first result of one conversation against node -e 0', first / floor, '×', '≤ 5', first / floor <= 5);
}

{
  const agent = createInProcessPort('fast', () => ({ on: () => ({ text: '好的亲' }) }));
  const heap = async (conversations: number) => {
    await play(agent, conversations, 8, false);
    globalThis.gc?.();
    return process.memoryUsage().heapUsed / 1_048_576;
  };
  const few = await heap(Math.round(1_000 * scale));
  const lots = await heap(Math.round(10_000 * scale));
  report(
    `heap after ten times the conversations (${few.toFixed(0)} MB after the first)`,
    lots / few,
    '×',
    '≤ 1.3',
    lots / few <= 1.3,
  );
}

const width = Math.max(...rows.map(({ row }) => row.length));
for (const { row, value, budget, met } of rows)
  console.log(`${row.padEnd(width)}  ${value.padStart(12)}  budget ${budget.padEnd(26)} ${met}`);
process.exitCode = rows.some(({ met }) => met === 'no') ? 1 : 0;
