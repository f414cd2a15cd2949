/**
 * `npm run pictures`: PNGs of the desk for the first pages, made of real sessions of the built program (`npm run build` first). Needs a
 * Chromium and fonts for Chinese and emoji. `npm run pictures -- zh-CN` takes those of one language.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../helpers/build-once.ts';
import { startInTerminal, type TerminalApp } from '../helpers/terminal.ts';
import { type Camera, openCamera } from './camera.ts';

const FOLDER = join(ROOT, 'test', 'pictures', 'shots');
const WAIT_MS = 120_000;

/** What is said in each language; the seeds bring buyers that show something. */
const SCRIPTS = {
  'zh-CN': {
    seed: '7',
    hello: '您好，欢迎光临，请问有什么可以帮您😊',
    hold: '您好，请您稍等一两分钟，我马上帮您核对',
    poor: '不清楚',
    draft: '您稍等，我帮您查一下库存和',
    find: '退',
    goodbye: '祝您生活愉快，再见',
  },
  en: {
    seed: '21',
    hello: 'Hello, and welcome! How can I help you today? 😊',
    hold: 'Hello! Please give me two minutes, I am looking into it right now.',
    poor: 'No idea.',
    draft: 'One moment please, I will check the stock and',
    find: 'return',
    goodbye: 'Thank you, and have a lovely evening. Goodbye!',
  },
} as const;

mkdirSync(FOLDER, { recursive: true });
const camera = await openCamera();
try {
  for (const locale of ['zh-CN', 'en'] as const)
    if (process.argv[2] === undefined || process.argv[2] === locale) await takeAll(locale, camera);
} finally {
  await camera.close();
}

async function takeAll(locale: keyof typeof SCRIPTS, camera: Camera): Promise<void> {
  const script = SCRIPTS[locale];
  const cwd = mkdtempSync(join(tmpdir(), 'peilian-pictures-'));
  const shot = (app: TerminalApp, name: string) => camera.take(app, join(FOLDER, `${name}.${locale}.png`));
  const begin = (args: readonly string[], columns: number, rows: number) =>
    startInTerminal(['practice', '--ui-locale', locale, ...args], {
      cwd,
      columns,
      rows,
      // Buyers come and write sooner than in life; nothing else differs.
      env: { PEILIAN_DESK_SPEED: '3' },
    });
  const apps: TerminalApp[] = [];
  try {
    const start = begin([], 100, 24);
    apps.push(start);
    await start.waitFor(/Esc/, WAIT_MS);
    start.type('\x1b[B\x1b[B');
    await sleep(400);
    await shot(start, 'start');
    start.type('\x1b');

    const desk = begin(['--locale', locale, '--seed', script.seed, '--at-once', '3'], 132, 34);
    apps.push(desk);
    await desk.waitFor(/Esc/, WAIT_MS);
    desk.type('\r');
    await desk.waitFor(/▸1 /, WAIT_MS);
    await sleep(1_000);
    desk.type(`${script.hello}\r`);
    await desk.waitFor(/\n.?.?2 \S/, WAIT_MS);
    desk.type('\x1b2');
    await sleep(700);
    desk.type(`${script.hold}\r`);
    await desk.waitFor(/\n.?.?3 \S/, WAIT_MS);
    desk.type('\x1b1');
    await sleep(600);
    desk.type(script.draft);
    await sleep(1_200);
    await shot(desk, 'desk');

    desk.type('\x15\x06');
    desk.type(`\x1b[C\x1b[C${script.find}`);
    await sleep(800);
    await shot(desk, 'panel');

    desk.type('\x1b\x1b3');
    await sleep(600);
    desk.type(`${script.poor}\r`);
    await sleep(1_800);
    desk.type('\x07');
    await sleep(500);
    desk.type('\x07');
    await sleep(900);
    await shot(desk, 'coach');

    await desk.resize(64, 22);
    desk.type('\x1b2');
    await sleep(1_200);
    await shot(desk, 'narrow');
    await desk.resize(132, 34);
    await sleep(500);
    // Everybody is let go, so that the review has something to say.
    for (const chat of ['1', '2', '3']) {
      desk.type(`\x1b${chat}`);
      await sleep(500);
      if (/over|已结束/.test(desk.lines()[1] ?? '')) continue;
      desk.type(`${script.goodbye}\r`);
      await sleep(1_200);
      desk.type('/close done');
      await sleep(400);
      desk.type('\r');
      await sleep(700);
      desk.type('\r');
      await sleep(900);
    }
    // Whoever had left before keeps what was typed in vain.
    desk.type('\x15');
    await desk.waitFor(/Enter review|回车 看复盘/, WAIT_MS);
    desk.type('\x15\r');
    await desk.waitFor(/How it went|接待情况/, WAIT_MS);
    desk.type('\r');
    await sleep(6_000);
    await shot(desk, 'review');
  } finally {
    for (const app of apps) app.kill('SIGKILL');
    rmSync(cwd, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
