import { describe, expect, it } from 'vitest';
import { type Branches, createBranches } from '../../../src/commands/practice/branches.ts';
import type { TranscriptEvent } from '../../../src/model/event.ts';
import { parseCaseId } from '../../../src/play/case-id.ts';
import { rootOf } from '../../../src/play/rewind/branch.ts';
import { type HostBench, openHost } from '../host-bench.ts';
import { all, SAY, settingOf } from './setting.ts';

const CHAT = 'size-advice/hesitant/en/1';

function openDesk(): { bench: HostBench; branches: Branches } {
  const inputsOf = (chat: string) => all.inputs(parseCaseId(rootOf(chat))!);
  const branches: Branches = createBranches({
    host: () => bench.host,
    inputsOf,
    settingOf: (chat) => settingOf(inputsOf(chat)),
    say: () => SAY.en,
    taken: () => false,
  });
  const bench: HostBench = openHost(all, [{ id: CHAT, arriveAtMs: 1_000 }], { branches });
  return { bench, branches };
}

/** A few poor answers. */
async function practise(bench: HostBench): Promise<TranscriptEvent[]> {
  bench.host.start();
  for (const text of ['Hello, how can I help?', 'No idea.', 'You will have to look at the table.']) {
    await bench.pass(25_000);
    bench.host.typing(CHAT);
    await bench.pass(3_000);
    bench.host.say(CHAT, { text, via: 'typed' });
    await bench.settle();
  }
  return bench.kept.get(CHAT)!;
}

const agentsWords = (events: readonly TranscriptEvent[]) =>
  events.flatMap((event) => (event.type === 'message' && event.from === 'agent' ? [event.text] : []));
const bare = ({ conversation: _, ...event }: TranscriptEvent) => event;

describe('at the desk', () => {
  it('a reply can be taken back: the chat goes on from before it, in the same second, and both are kept', async () => {
    const { bench, branches } = openDesk();
    const events = await practise(bench);
    const poor = events.find((event) => event.type === 'message' && event.text === 'No idea.')!;
    const before = [...events];
    const { id, told } = await branches.rewind(CHAT, events, poor.index);
    expect(id).toBe(`${CHAT}~1`);
    expect(told).toMatch(/Both versions are kept/);
    await bench.settle();
    const branch = bench.kept.get(id)!;
    const point = poor.index - 1; // the typing goes with it
    expect(branch[0]).toMatchObject({ parent: { conversation: CHAT, event: point } });
    expect(branch.slice(1, point).map(bare)).toEqual(before.slice(1, point).map(bare));
    await bench.pass(4_000);
    bench.host.say(id, { text: 'Of course. How tall are you, and what do you weigh?', via: 'typed' });
    await bench.pass(30_000);
    const said = agentsWords(bench.kept.get(id)!);
    expect(said).toEqual(['Hello, how can I help?', 'Of course. How tall are you, and what do you weigh?']);
    const retort = bench.kept
      .get(id)!
      .find((event) => event.type === 'message' && event.text.startsWith('Of course'))!;
    expect(retort.t - before[point - 1]!.t).toBeGreaterThanOrEqual(3_900);
    expect(retort.t - before[point - 1]!.t).toBeLessThan(4_500);
    expect(agentsWords(bench.kept.get(CHAT)!)).toEqual(agentsWords(before));
  });

  it('somebody who knows everything can play the rest, and it is seen as it happens', async () => {
    const { bench, branches } = openDesk();
    const events = await practise(bench);
    const { id, told } = await branches.showMe(CHAT, events);
    expect(told).toMatch(/old hand/);
    const isOver = () => bench.kept.get(id)?.at(-1)?.type === 'ending';
    for (let minute = 0; minute < 25 && !isOver(); minute++) await bench.pass(60_000, 251);
    const shown = bench.kept.get(id)!;
    const theirs = shown.filter(
      (event) => event.type === 'message' && event.from === 'agent' && event.via === 'bot',
    );
    expect(theirs.length).toBeGreaterThan(1);
    expect(shown.at(-1)).toMatchObject({ type: 'ending', by: 'buyer' });
    expect(theirs[0]!.t).toBeGreaterThan(events.at(-1)!.t);
  });

  it('says in the language of the conversation why it cannot go back somewhere', async () => {
    const { bench, branches } = openDesk();
    const events = await practise(bench);
    await expect(branches.rewind(CHAT, events, 0)).rejects.toThrow('Choose a message that you sent');
    const other = events.map((event) =>
      event.type === 'message' && event.from === 'buyer' ? { ...event, text: 'changed' } : event,
    );
    await expect(branches.rewind(CHAT, other, events.at(-2)!.index)).rejects.toThrow(
      /plays out differently today|Choose a message/,
    );
    expect(bench.heard.some(({ type }) => type === 'failed')).toBe(false);
  });
});
