import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ReportSchema } from '../../src/model/report.ts';
import { answerJson, startBotServer } from '../helpers/bot-server.ts';
import { peilian, TINY, workingFolder } from '../helpers/cli.ts';

const SLOW_MS = 400;
const BUYERS = 12;

/** The persona of the fixtures as one who types at once: a load test is in real time, the test of it should not be. */
function folderOfQuickBuyers(): string {
  const cwd = workingFolder();
  const file = join(cwd, 'personas/tiny-persona.yaml');
  const quick = readFileSync(file, 'utf8')
    .replace(/typingPerMinute: .*/, 'typingPerMinute: { zh-CN: 600, en: 900 }')
    .replace(/think: .*/, 'think: [10ms, 50ms]');
  writeFileSync(file, quick);
  return cwd;
}

test('buyers arrive whether or not those before were answered, and the bot is held to the time it takes', {
  timeout: 60_000,
}, async () => {
  const cwd = folderOfQuickBuyers();
  let open = 0;
  let mostOpen = 0;
  const bot = await startBotServer((_request, response) => {
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    setTimeout(() => {
      open -= 1;
      answerJson(response, { text: 'Goodbye.', actions: [{ name: 'close', args: { reason: 'done' } }] });
    }, SLOW_MS);
  });
  const run = (...more: string[]) =>
    peilian(['run', ...TINY, '--bot', bot.url, '--seed', '7', '--arrival-rate', '50/s', ...more], { cwd });
  const slow = await run(
    ...['--repeat', String(BUYERS), '--max-latency', 'p95=1m', '--max-latency', 'p50=100ms'],
    ...['--reporter', 'terminal', '--reporter', 'json=load.json'],
  );
  await bot.close();
  expect(slow.code, slow.err).toBe(1);
  // One at a time would never have more than one open; what they all wait for is the bot.
  expect(bot.requests).toHaveLength(BUYERS);
  expect(mostOpen).toBeGreaterThan(2);
  expect(slow.out).toMatch(/bot answers: [\d.]+ m?s median, [\d.]+ m?s p90, [\d.]+ m?s p99/);
  expect(slow.out).toMatch(/missed +bot answers, p50: .*, at most 100 ms/);
  const {
    summary,
    gates,
    run: told,
  } = ReportSchema.parse(JSON.parse(readFileSync(join(cwd, 'load.json'), 'utf8')));
  expect(told.latency).toBe('measured');
  expect(summary.agentLatencyMs!.p50).toBeGreaterThanOrEqual(SLOW_MS - 5);
  expect(summary.agentLatencyMs!.p99).toBeGreaterThanOrEqual(summary.agentLatencyMs!.p50);
  expect(gates!.map(({ about, passed }) => [about, passed])).toEqual(
    expect.arrayContaining([
      ['p95', true],
      ['p50', false],
    ]),
  );
});

test('a rate that is none is told with an example', async () => {
  const { code, err } = await peilian(['run', ...TINY, '--arrival-rate', 'often'], { cwd: workingFolder() });
  expect([code, err]).toEqual([2, expect.stringContaining('5/s')]);
});
