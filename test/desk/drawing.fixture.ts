/*
 * Run by `drawing.test.ts` in a process of its own, with `--expose-gc` and the React that is shipped: the other one keeps a record of
 * everything it does. Prints the bytes that are held for good after many rows were drawn, and how many of thirty chats are still laid
 * out after all of them were looked at.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { conversationLines } from '../../src/desk/conversation-lines.ts';
import { readUi } from '../../src/system/ui-texts.ts';
import { line } from '../../src/ui/lines.ts';
import { createRowPainter } from '../../src/ui/row-painter.tsx';
import { openDesk, plainFacts } from './desk-bench.ts';

const SIZE = { columns: 120, rows: 10 };
const painter = createRowPainter({ size: () => SIZE, show() {} });
let row = 0;
const drawFrames = (frames: number) => {
  for (let frame = 0; frame < frames; frame += 1)
    painter.draw(
      Array.from({ length: SIZE.rows }, () => line(`${row++} ${'您稍等，马上为您核对。'.repeat(5)}`, 'dim')),
      null,
    );
};
const held = () => {
  global.gc?.();
  return process.memoryUsage().heapUsed;
};
drawFrames(100);
const before = held();
drawFrames(400);
const bytes = held() - before;

const facts = plainFacts(await readUi('en'));
const desk = openDesk(facts);
for (let chat = 0; chat < 30; chat += 1) desk.buyer(`buyer-${chat}`, 'Hello, is it in stock?');
const lines = desk.state().chats.map((chat) => new WeakRef(conversationLines(chat, 60, facts)));
// A reference that was just made holds until the turn is over.
await nextTurn();
global.gc?.();
const laidOut = lines.filter((one) => one.deref() !== undefined).length;
process.stdout.write(JSON.stringify({ bytes, laidOut }));
process.exit(0);
