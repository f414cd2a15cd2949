import { describe, expect, test } from 'vitest';
import { createReturns } from '../../src/commands/practice/returns.ts';
import { readDesk, saveDesk } from '../../src/commands/practice/saved-desk.ts';
import { createInProcessPort } from '../../src/connectors/memory/in-process.ts';
import type { PracticeSetup } from '../../src/desk/setup.ts';
import type { ProtocolAnswer } from '../../src/model/protocol.ts';
import { againId, comeAgain } from '../../src/play/come-again.ts';
import { playQuick, shipped } from '../helpers/play-helpers.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const { inputs, data } = shipped();
const KEY = { scenario: 'size-advice', persona: 'hesitant', locale: 'en', repeat: 1 } as const;
const saying = (answer: (text: string) => ProtocolAnswer | undefined) =>
  createInProcessPort('agent', () => ({
    on: (request) => (request.type === 'message' ? answer(request.text) : undefined),
  }));
const setup: PracticeSetup = {
  scenario: null,
  persona: null,
  shop: null,
  locale: 'en',
  seed: 5,
  buyers: 3,
  atOnce: 2,
  difficulty: null,
  strict: false,
  hints: true,
  bell: false,
};

/** Greeted, then left alone until it went. */
async function leftAlone() {
  let greeted = false;
  const agent = saying(() => {
    if (greeted) return undefined;
    greeted = true;
    return { text: 'Hello, how can I help?' };
  });
  return (await playQuick(inputs(KEY), agent)).transcript;
}

describe('a buyer who was left waiting', () => {
  test('comes back with the same wishes, the same account and the earlier chat, in a worse mood', async () => {
    const first = await leftAlone();
    expect(first.events.at(-1)).toMatchObject({ type: 'ending', by: 'buyer' });
    const again = comeAgain(first, inputs(KEY))!;
    expect(againId(again)).toBe('size-advice-again/hesitant/en/1');
    expect(again.scenario.agenda).toEqual(data.scenario('size-advice').agenda);
    const second = (
      await playQuick(
        again,
        saying(() => ({ text: 'One moment.' })),
      )
    ).transcript;
    expect(second.header.customer).toBe(first.header.customer);
    expect(second.header.priorLog?.map(({ text }) => text)).toEqual(
      first.events.flatMap((event) => (event.type === 'message' ? [event.text] : [])),
    );
    const mood = (events: typeof first.events) => events.find((event) => event.type === 'buyer-state')?.mood;
    expect(mood(second.events)).toBeLessThan(mood(first.events)!);
  });

  test('does not come back a second time', async () => {
    const again = comeAgain(await leftAlone(), inputs(KEY))!;
    const second = (
      await playQuick(
        again,
        saying(() => undefined),
      )
    ).transcript;
    expect(comeAgain(second, again)).toBeNull();
  });

  test('has no reason to come back when it was served', async () => {
    const bot = saying(() => ({ text: 'For 165 cm and 55 kg take the M. Goodbye, and have a lovely day!' }));
    const { transcript } = await playQuick(inputs(KEY), bot);
    expect(comeAgain(transcript, inputs(KEY))).toBeNull();
  });
});

describe('the returns of a practice', () => {
  test('come within two minutes, by the seed, and can be taken up again', async () => {
    const first = await leftAlone();
    const seeds = Array.from({ length: 40 }, (_, seed) => seed);
    const planned = seeds.map((seed) =>
      createReturns({ ...setup, seed }, true).ended(first, inputs(KEY), 10_000),
    );
    const back = planned.filter((chat) => chat !== null);
    expect(back.length).toBeGreaterThan(12);
    expect(back.length).toBeLessThan(36);
    for (const { arriveAtMs } of back) {
      expect(arriveAtMs).toBeGreaterThanOrEqual(50_000);
      expect(arriveAtMs).toBeLessThanOrEqual(130_000);
    }
    expect(createReturns({ ...setup, seed: 3 }, true).ended(first, inputs(KEY), 0)).toEqual(
      createReturns({ ...setup, seed: 3 }, true).ended(first, inputs(KEY), 0),
    );
    const later = createReturns(setup, true);
    later.recall('size-advice-again/hesitant/en/1', first.id, first.events, inputs(KEY));
    expect(later.inputsOf('size-advice-again/hesitant/en/1')?.scenario.follows).toBe('size-advice');
    expect(later.after.get('size-advice-again/hesitant/en/1')).toBe(first.id);
  });

  test('fall away with the conversation that was gone back in', () => {
    const dir = temporaryFolder();
    const desk = {
      format: 'peilian-desk/1' as const,
      setup,
      shop: 'harrow-lane',
      rubric: 'house',
      began: {},
      deskMs: 0,
      drafts: {},
      done: false,
    };
    const back = { id: 'size-advice-again/hesitant/en/1', arriveAtMs: 9, again: 'size-advice/hesitant/en/1' };
    saveDesk(dir, { ...desk, chats: [{ id: 'size-advice/hesitant/en/1', arriveAtMs: 0 }, back] });
    expect(readDesk(dir)?.chats).toContainEqual(back);
    saveDesk(dir, { ...desk, chats: [{ id: 'size-advice/hesitant/en/1~1', arriveAtMs: 0 }, back] });
    expect(readDesk(dir)?.chats).not.toContainEqual(back);
  });

  test('are none in an exam, with a single buyer, or through a pipe', async () => {
    const first = await leftAlone();
    for (let seed = 0; seed < 20; seed += 1) {
      expect(createReturns({ ...setup, seed, strict: true }, true).ended(first, inputs(KEY), 0)).toBeNull();
      expect(createReturns({ ...setup, seed, buyers: 1 }, true).ended(first, inputs(KEY), 0)).toBeNull();
      expect(createReturns({ ...setup, seed }, false).ended(first, inputs(KEY), 0)).toBeNull();
    }
  });
});
