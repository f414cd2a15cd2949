/**
 * `npm run bench:desk`: what the desk costs. Eight live chats in a real pseudo-terminal (processor time, bytes, key to screen, beside
 * the echo of `cat` in the same run), scrolling in a chat of five thousand messages, and memory over a scripted hour. `--quick`
 * leaves the hour at a quarter. On a busy machine look at the processor time: what passes on the clock is the machine's.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pty from '@lydell/node-pty';
import { startInTerminal, type TerminalApp } from '../helpers/terminal.ts';

// React as it is shipped, as the command takes it; so what draws is loaded only now.
process.env.NODE_ENV = 'production';
const { scrollMs, shiftMemory } = await import('./desk-parts.ts');

const quick = process.argv.includes('--quick');
const KEYS = 80;
const IDLE_S = 20;

await live();
const scroll = await scrollMs();
console.log(
  `scrolling 5,000 messages  ${scroll.cpu.toFixed(1)} ms of processor time a page, drawn (${scroll.wall.toFixed(1)} ms on the clock)`,
);
const marks = await shiftMemory(quick ? 15 : 60);
console.log(
  `heap over a scripted shift  ${marks.map(({ minute, mb, served }) => `${minute} min ${mb.toFixed(1)} MB (${served} buyers served)`).join(' · ')}`,
);
process.exit(0);

async function live(): Promise<void> {
  const cwd = mkdtempSync(join(tmpdir(), 'peilian-bench-'));
  const app = startInTerminal(
    ['practice', '--at-once', '8', '--buyers', '24', '--seed', '11', '--strict', '--ui-locale', 'zh-CN'],
    { cwd, columns: 140, rows: 40 },
  );
  try {
    await app.waitFor('开工前', 60_000);
    app.type('\r');
    await gather(app);
    const [cpu, bytes] = [cpuMs(app.pid), app.raw().length];
    await sleep(IDLE_S * 1000);
    const idle = (cpuMs(app.pid) - cpu) / (IDLE_S * 1000);
    console.log(
      `live chats, nobody typing  ${(idle * 100).toFixed(1)} % of a core · ${((app.raw().length - bytes) / IDLE_S / 1024).toFixed(2)} KB/s`,
    );
    const { keys, floor, cpuEach } = await keyDelays(app, idle);
    console.log(
      `key to screen  p50 ${quantile(keys, 0.5)} ms · p95 ${quantile(keys, 0.95)} ms · ${cpuEach.toFixed(1)} ms of processor time each   (echo of cat, in turn: p50 ${quantile(floor, 0.5)} ms · p95 ${quantile(floor, 0.95)} ms)`,
    );
  } finally {
    app.kill('SIGKILL');
    await app.exited;
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** Asks everybody who waits to wait a little longer, until eight are there: buyers do not stay for nothing. */
async function gather(app: TerminalApp): Promise<void> {
  const serving = () => Number(/接待中 (\d)/.exec(app.screen())?.[1] ?? 0);
  let most = 0;
  for (let waited = 0; waited < 200 && most < 8; waited += 2) {
    most = Math.max(most, serving());
    app.type('\x0e');
    await sleep(1_000);
    app.type('您好，请您稍等两分钟，我马上帮您核对～');
    await sleep(500);
    app.type('\r');
    await sleep(500);
  }
  if (serving() < 6) throw new Error(`only ${serving()} buyers stayed:\n${app.screen()}`);
  console.log(`live chats: ${serving()}`);
}

/**
 * From writing a key to the arrival of the bytes that draw it, and in turn the same for a program that does nothing: what
 * pseudo-terminal and machine take. `cpuEach`: what the program worked for a key, without what it does in that time anyway.
 */
async function keyDelays(app: TerminalApp, idle: number) {
  const cat = pty.spawn('/bin/cat', [], { cols: 80, rows: 24, env: { PATH: process.env.PATH ?? '' } });
  let heard = '';
  cat.onData((data) => {
    heard += data;
  });
  await sleep(500);
  const [keys, floor]: [number[], number[]] = [[], []];
  const [cpu, since] = [cpuMs(app.pid), performance.now()];
  for (let key = 0; key < KEYS; key += 1) {
    await sleep(60 + ((key * 37) % 90));
    const letter = String.fromCharCode(97 + (key % 26));
    const from = app.raw().length;
    // What is drawn is the whole row, so the letter comes with it.
    keys.push(
      await delay(
        () => app.type(letter),
        () => app.raw().includes(letter, from),
      ),
    );
    await sleep(20);
    const before = heard.length;
    floor.push(
      await delay(
        () => cat.write('x'),
        () => heard.length > before,
      ),
    );
  }
  const cpuEach = (cpuMs(app.pid) - cpu - idle * (performance.now() - since)) / KEYS;
  cat.kill('SIGKILL');
  return { keys, floor, cpuEach };
}

async function delay(type: () => void, arrived: () => boolean): Promise<number> {
  const typedAt = performance.now();
  type();
  while (!arrived()) {
    if (performance.now() - typedAt > 3_000) throw new Error('a key was never drawn');
    await new Promise(setImmediate);
  }
  return performance.now() - typedAt;
}

/** Processor time of a process in milliseconds, as the kernel counts it. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function quantile(values: readonly number[], share: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
}
