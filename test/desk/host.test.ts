import { describe, expect, test } from 'vitest';
import type { TranscriptEvent } from '../../src/model/event.ts';
import { readable, shipped } from '../helpers/play-helpers.ts';
import { type HostBench, openHost } from './host-bench.ts';

const all = shipped();
const A = 'size-advice/hesitant/en/1';
const B = 'late-parcel/complainer-late/en/1';
const C = 'haggle-floor/haggler/en/1';
const three = [A, B, C].map((id, index) => ({ id, arriveAtMs: 1_000 + 7_000 * index }));

/** A shift with a few words to everybody; `until` stops it half-way. */
async function work(bench: HostBench, until = 120_000): Promise<void> {
  bench.host.start();
  const answers = [
    [12_000, A, 'Hello, I am glad to help. How tall are you, and what do you weigh?'],
    [20_300, B, 'Hello, I am very sorry about the wait. I am checking your parcel now.'],
    [31_010, C, 'Hello! The price already includes the discount, but I can give you a coupon.'],
    [55_555, A, 'Size M will fit you well.'],
    [61_000, B, 'Your parcel is at the depot and arrives tomorrow.'],
  ] as const;
  let at = 0;
  for (const [when, chat, text] of answers) {
    if (when >= until) break;
    await bench.pass(when - at);
    at = when;
    bench.host.typing(chat);
    bench.host.say(chat, { text, via: 'typed' });
    await bench.settle();
  }
  await bench.pass(until - at);
}

const kept = (bench: HostBench, id: string): TranscriptEvent[] => bench.kept.get(id) ?? [];

describe('several conversations at once', () => {
  test('buyers come at their times, and what is said to one is heard by that one alone', async () => {
    const bench = openHost(all, three);
    await work(bench);
    expect(bench.heard.filter(({ type }) => type === 'arrived').map(({ at }) => at)).toEqual([
      1_000, 8_000, 15_000,
    ]);
    expect(kept(bench, A).filter((event) => event.type === 'message' && event.from === 'agent')).toHaveLength(
      2,
    );
    expect(kept(bench, C).filter((event) => event.type === 'message' && event.from === 'agent')).toHaveLength(
      1,
    );
    expect(kept(bench, A).every(({ conversation }) => conversation === A)).toBe(true);
  });

  test('the same answers at the same times are the same conversations, however late timers fire', async () => {
    const [one, other] = [openHost(all, three), openHost(all, three)];
    await work(one);
    const { pass } = other;
    await work({ ...other, pass: (ms) => pass(ms, 1_013) });
    for (const id of [A, B, C]) expect(kept(other, id)).toEqual(kept(one, id));
  });

  test('somebody who was not on the list is let in when the time comes', async () => {
    const bench = openHost(all, [three[0]!]);
    bench.host.start();
    await bench.pass(20_000);
    bench.host.expect({ id: B, arriveAtMs: 50_000 });
    await bench.pass(40_000);
    expect(
      bench.heard.flatMap((event) =>
        event.type === 'expected' || event.type === 'arrived'
          ? [`${event.at} ${event.type} ${event.chat}`]
          : [],
      ),
    ).toEqual([`1000 arrived ${A}`, `20000 expected ${B}`, `50000 arrived ${B}`]);
  });

  test('pausing stops every clock', async () => {
    const bench = openHost(all, three);
    bench.host.start();
    await bench.pass(10_000);
    const before = bench.heard.length;
    bench.host.time.pause();
    await bench.pass(300_000);
    expect(bench.heard.length).toBe(before);
    expect(bench.host.time.now()).toBe(10_000);
    bench.host.time.resume();
    await bench.pass(20_000);
    expect(bench.heard.length).toBeGreaterThan(before);
  });

  test('no more buyers than places: the next one comes when somebody has left', async () => {
    const bench = openHost(all, three, { atOnce: 1 });
    bench.host.start();
    await bench.pass(30_000);
    expect(bench.heard.filter(({ type }) => type === 'arrived')).toHaveLength(1);
    bench.host.act(A, 'close', { reason: 'done' });
    await bench.pass(10_000);
    expect(bench.heard.filter(({ type }) => type === 'arrived')).toHaveLength(2);
    expect(bench.heard.find(({ type }) => type === 'ended')).toMatchObject({
      chat: A,
      scorecard: { ending: 'agent-closed' },
    });
  });

  test('when the last buyer has gone, the shift is over', async () => {
    const bench = openHost(all, three);
    bench.host.start();
    await bench.pass(2_000_000, 60_000);
    expect(bench.heard.at(-1)?.type).toBe('done');
    expect(bench.heard.filter(({ type }) => type === 'ended')).toHaveLength(3);
  });

  test('who is away answers by itself, once each, and new buyers are told as well', async () => {
    const bench = openHost(all, three);
    bench.host.start();
    await bench.pass(5_000);
    bench.host.setStatus('away', 'Back in a minute, sorry for the wait!');
    await bench.pass(40_000);
    for (const id of [A, B, C]) {
      const autos = kept(bench, id).filter((event) => event.type === 'message' && event.via === 'auto');
      expect(autos.length, readable(kept(bench, id))).toBe(1);
      expect(kept(bench, id).some((event) => event.type === 'status' && event.status === 'away')).toBe(true);
    }
  });

  test('the sign that the buyer types is shown before what it says comes', async () => {
    const bench = openHost(all, three);
    bench.host.start();
    await bench.pass(60_000);
    const span = bench.heard.find(
      (event) => event.type === 'buyer-typing' && event.chat === A && event.span !== null,
    );
    const said = bench.heard.find(
      (event) => event.type === 'recorded' && event.event.type === 'message' && event.chat === A,
    );
    const until = span?.type === 'buyer-typing' ? span.span!.until : 0;
    expect(said!.at - until).toBeGreaterThanOrEqual(0);
    expect(said!.at - until, 'the step of the test').toBeLessThan(97);
  });
});

describe('going on after an interruption', () => {
  test.for([19_000, 33_333, 58_000, 90_000])('at %d ms: the same conversations come out', async (cutAt) => {
    const whole = openHost(all, three);
    await work(whole, 120_000);

    const first = openHost(all, three);
    await work(first, cutAt);
    const chats = three.map((chat) => {
      const events = kept(first, chat.id);
      const beganAtMs = chat.arriveAtMs;
      return events.length === 0 ? chat : { ...chat, before: { beganAtMs, events } };
    });
    const goOn = openHost(all, chats, { startAt: cutAt });
    goOn.host.start();
    await goOn.settle();
    for (const [chat, events] of first.kept) expect(kept(goOn, chat).slice(0, events.length)).toEqual(events);
    expect(goOn.heard.filter((event) => event.type === 'failed')).toEqual([]);

    const rest = [
      [20_300, B, 'Hello, I am very sorry about the wait. I am checking your parcel now.'],
      [31_010, C, 'Hello! The price already includes the discount, but I can give you a coupon.'],
      [55_555, A, 'Size M will fit you well.'],
      [61_000, B, 'Your parcel is at the depot and arrives tomorrow.'],
    ].filter(([when]) => (when as number) > cutAt) as [number, string, string][];
    let at = cutAt;
    for (const [when, chat, text] of rest) {
      await goOn.pass(when - at);
      at = when;
      goOn.host.typing(chat);
      goOn.host.say(chat, { text, via: 'typed' });
      await goOn.settle();
    }
    await goOn.pass(120_000 - at);
    for (const id of [A, B, C]) expect(readable(kept(goOn, id))).toBe(readable(kept(whole, id)));
  });

  test('stopping leaves no ending, so that it can be gone on with', async () => {
    const bench = openHost(all, three);
    await work(bench, 30_000);
    await bench.host.stop();
    for (const [, events] of bench.kept) expect(events.some(({ type }) => type === 'ending')).toBe(false);
    expect(bench.heard.some(({ type }) => type === 'ended' || type === 'failed')).toBe(false);
  });

  test('what no longer comes out as recorded is told, not guessed', async () => {
    const first = openHost(all, three.slice(0, 1));
    await work(first, 40_000);
    const events = kept(first, A).map((event) =>
      event.type === 'message' && event.from === 'buyer' ? { ...event, text: 'something else' } : event,
    );
    const goOn = openHost(all, [{ ...three[0]!, before: { beganAtMs: 1_000, events } }], { startAt: 40_000 });
    goOn.host.start();
    await goOn.settle();
    expect(goOn.heard.find(({ type }) => type === 'failed')).toMatchObject({ chat: A, reason: 'changed' });
  });
});
