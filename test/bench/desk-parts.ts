import { createPlayChat } from '../../src/commands/practice/play-chat.ts';
import { createDeskTime } from '../../src/desk/desk-time.ts';
import { createDeskHost } from '../../src/desk/host.ts';
import { createPainter } from '../../src/desk/painter.ts';
import { runDesk } from '../../src/desk/run-desk.ts';
import { initialDesk } from '../../src/desk/view-state.ts';
import { deskFrame } from '../../src/desk/views/DeskScreen.tsx';
import { caseId, parseCaseId } from '../../src/play/case-id.ts';
import { readUi } from '../../src/system/ui-texts.ts';
import { openDesk, plainFacts, RELAXED } from '../desk/desk-bench.ts';
import { manualTime } from '../helpers/manual-session.ts';
import { shipped } from '../helpers/play-helpers.ts';

const SIZE = { columns: 140, rows: 40 };

/** A painter whose rows go nowhere: all its work without a terminal's. */
const painter = () => createPainter({ size: () => SIZE, show() {} });

/** Milliseconds to go back a page in a chat of five thousand messages and draw it. */
export async function scrollMs(): Promise<{ readonly cpu: number; readonly wall: number }> {
  const facts = plainFacts(await readUi('zh-CN'), 'zh-CN');
  const desk = openDesk(facts, SIZE);
  for (let index = 0; index < 5_000; index += 1)
    desk.record('ann', {
      type: 'message',
      from: index % 3 === 0 ? 'agent' : 'buyer',
      text: `第${index}条，请问这件什么时候能发货呢？我急着穿，麻烦您看一下👋`,
      via: 'typed',
    });
  const { draw, close } = painter();
  draw(deskFrame(desk.state(), facts));
  const [before, cpu] = [performance.now(), process.cpuUsage()];
  for (let page = 0; page < 100; page += 1) {
    desk.type('\x1b[5~');
    draw(deskFrame(desk.state(), facts));
  }
  const wall = (performance.now() - before) / 100;
  const { user, system } = process.cpuUsage(cpu);
  close();
  return { wall, cpu: (user + system) / 1000 / 100 };
}

export interface ShiftMark {
  readonly minute: number;
  /** Of the heap, after garbage was collected. */
  readonly mb: number;
  /** Buyers whose conversations are over: their transcripts stay until the review. */
  readonly served: number;
}

/** A shift of so many minutes, looked at every quarter of it: eight places, buyers without end, an agent who answers everybody. */
export async function shiftMemory(minutes: number): Promise<readonly ShiftMark[]> {
  const all = shipped();
  const facts = plainFacts(await readUi('zh-CN'), 'zh-CN');
  const real = manualTime();
  const time = createDeskTime(real);
  const cases = all.cases({ locales: ['zh-CN'] }).slice(0, 400);
  // As the program does before the first buyer comes: what is read from disk is no growth.
  for (const key of cases) all.inputs(key);
  const { draw, close } = painter();
  const desk = runDesk({
    facts,
    coach: null,
    initial: initialDesk(RELAXED, SIZE, cases.length),
    openHost: (hear) =>
      createDeskHost({
        time,
        chats: cases.map((key, index) => ({ id: caseId(key), arriveAtMs: 1_000 + index * 12_000 })),
        atOnce: 8,
        play: createPlayChat({
          inputsOf: (id) => all.inputs(parseCaseId(id)!),
          scoring: all.scoring,
          runSeed: 1,
          nonce: 'bench',
          tool: 'bench',
        }),
        hear,
        keep() {},
        typingMs: (_chat, text) => text.length * 200,
      }),
    draw: (state) => draw(deskFrame(state, facts)),
    bell() {},
    redraw() {},
    later: (then) => void Promise.resolve().then(then),
  });
  const marks: ShiftMark[] = [];
  for (let second = 1; second <= minutes * 60; second += 1) {
    real.advance(1_000);
    for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
    // Whoever waits longest gets an answer, six keys a second.
    if (second % 5 === 0) {
      for (const key of ['\x0e', '您好，在的，马上为您核对。']) for (const one of key) type(one);
      desk.key({ name: 'enter' });
    }
    if (second % (minutes * 15) === 0) {
      await new Promise(setImmediate);
      globalThis.gc?.();
      const served = desk.state().chats.filter(({ ended }) => ended !== null).length;
      marks.push({ minute: second / 60, mb: process.memoryUsage().heapUsed / 1e6, served });
    }
  }
  await desk.stop();
  close();
  return marks;

  function type(one: string): void {
    if (one === '\x0e') desk.key({ name: 'ctrl', letter: 'n' });
    else desk.key({ name: 'text', text: one });
  }
}
