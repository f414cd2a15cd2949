/**
 * `npm run bench:long [conversations]`: whether memory stays flat over a long run (100,000 conversations by default, with
 * scoring, transcripts, results and reports as `peilian run` has them, against the demo bot in this process). Prints the
 * memory after a thousand and at the end, and how long it took. `--brief` takes a bot that answers once and closes, which is
 * a tenth of the work and the same memory. Not a test: it takes minutes and a gigabyte of disk.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openData } from '../../src/commands/data.ts';
import { playAttempts } from '../../src/commands/run/attempts.ts';
import { createBook } from '../../src/commands/run/book.ts';
import { createKeeper } from '../../src/commands/run/keep.ts';
import { runPool } from '../../src/commands/run/pool.ts';
import { caseInputs } from '../../src/commands/wiring/case-inputs.ts';
import { openDemoBots } from '../../src/commands/wiring/demo-bot.ts';
import { openLanguages } from '../../src/commands/wiring/languages.ts';
import { openRules } from '../../src/commands/wiring/rules.ts';
import { createInProcessPort } from '../../src/connectors/memory/in-process.ts';
import { planCases } from '../../src/play/plan.ts';
import { reportHead } from '../../src/report/build.ts';
import { jsonChunks } from '../../src/report/json.ts';
import { percentilesOf } from '../../src/report/latency.ts';
import { createVirtualClock } from '../../src/session/clock.ts';
import { ResultsFile } from '../../src/store/results-file.ts';
import { createRunStore } from '../../src/store/run-store.ts';
import { packageRoot } from '../../src/system/package-root.ts';
import { realTime } from '../../src/system/real-time.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const brief = process.argv.includes('--brief');
const conversations = Number(process.argv.slice(2).find((each) => /^\d+$/.test(each)) ?? 100_000);
const FEW = 1_000;

const data = openData(packageRoot());
const languages = openLanguages();
const scoring = { rubric: data.rubric('house'), rules: openRules() };
const scenarios = data.library.ids('scenario').map((id) => data.scenario(id));
const kinds = planCases({}, scenarios, data.library.ids('persona'));
const cases = Array.from({ length: conversations }, (_, order) => ({
  order,
  key: { ...kinds[order % kinds.length]!, repeat: 1 + Math.floor(order / kinds.length) },
}));
const CLOSES = {
  text: 'Yes, that is right. Goodbye.',
  actions: [{ name: 'close', args: { reason: 'done' } }],
};
const agent = brief
  ? createInProcessPort('brief', () => ({ on: () => CLOSES }))
  : createInProcessPort('demo', () => openDemoBots(data, languages, { faults: [] }), {
      accepts: { start: true, event: true, end: true },
    });
const dir = mkdtempSync(join(tmpdir(), 'peilian-long-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
const store = createRunStore(dir, { info: { id: 'long' } });
const results = new ResultsFile(dir);
const book = createBook(results);
const keep = createKeeper(store);
const memory = async () => {
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed / 1_048_576, rss: rss / 1_048_576 };
};
const play = (items: typeof cases) =>
  runPool({
    items,
    concurrency: 8,
    stopped: () => false,
    work: ({ key, order }) => {
      const inputs = caseInputs(key, data, languages, false);
      keep(inputs);
      return playAttempts({
        key,
        order,
        store,
        retries: 0,
        placeOf: (ref) => ref,
        nonce: 'long',
        stopped: () => false,
        playing: (more) => ({
          inputs,
          scoring,
          agent,
          clock: createVirtualClock(realTime),
          latency: 'declared',
          runSeed: 7,
          ...more,
        }),
      });
    },
    done: (_, { record, transcript }) => {
      book.add(record, transcript);
      if (results.count % 10_000 === 0) process.stderr.write(`${results.count}\n`);
    },
  });

// Every kind of case once, so that what is compiled and cached for them counts as neither.
const warm = Math.max(FEW, kinds.length);
await play(cases.slice(0, warm));
const few = await memory();
const started = performance.now();
await play(cases.slice(warm));
const lots = await memory();
const seconds = (performance.now() - started) / 1_000;
const overview = book.overview();
const head = reportHead({
  version: '0',
  run: { id: 'long', seed: 7, bot: 'demo', rubric: 'house', latency: 'declared' },
  wallMs: 0,
  overview,
  exchanges: book.exchanges,
  latency: percentilesOf(book.latency),
});
let bytes = 0;
for (const chunk of jsonChunks({ ...head, conversations: book.conversations, overview }))
  bytes += chunk.length;
const reported = await memory();
await store.close();
results.close();
const show = ({ heap, rss }: { heap: number; rss: number }) =>
  `heap ${heap.toFixed(0)} MB, rss ${rss.toFixed(0)} MB`;
process.stdout.write(
  [
    `after ${warm}: ${show(few)}`,
    `after ${conversations}: ${show(lots)} (heap ${(lots.heap / few.heap).toFixed(2)} ×, rss ${(lots.rss / few.rss).toFixed(2)} ×)`,
    `after a JSON report of ${(bytes / 1e6).toFixed(0)} MB: ${show(reported)}`,
    `${conversations - warm} in ${seconds.toFixed(0)} s, ${((conversations - warm) / seconds).toFixed(0)} a second; ${overview.all.passed} passed`,
    '',
  ].join('\n'),
);
process.exit(0);
