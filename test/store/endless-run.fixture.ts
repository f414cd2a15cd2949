/** Writes conversations into the run folder of its first argument, three at a time, until it is killed; prints each that it was told is safe. */
import { createRunStore } from '../../src/store/run-store.ts';
import { smallConversation } from '../helpers/small-conversation.ts';

const store = createRunStore(process.argv[2]!, {
  info: { id: 'run' },
  ...(process.argv[3] === 'resume' && { resume: true }),
});
let count = 0;

async function play(): Promise<never> {
  for (;;) {
    const id = `case-${count++}`;
    const writer = store.begin(id);
    for (const event of smallConversation(id, ['hello', 'hi', 'how much?', '好的'.repeat(200)])) {
      writer.append(event);
      await new Promise((resolve) => setImmediate(resolve));
    }
    void writer.end().then(() => process.stdout.write(`${id}\n`));
  }
}
await Promise.all([play(), play(), play()]);
