import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type BuyerSeat, createBuyerSeat, type Link } from '../../../src/desk/two-person/buyer-seat.ts';
import { createLineSplitter } from '../../../src/desk/two-person/line-splitter.ts';
import { encode, type FromDesk, type Guide, LINE_CHARS_MAX } from '../../../src/desk/two-person/protocol.ts';
import type { TranscriptEvent } from '../../../src/model/event.ts';
import type { OwnDeed } from '../../../src/model/ports.ts';
import { manualTime } from '../../helpers/manual-session.ts';
import { shipped } from '../../helpers/play-helpers.ts';
import { openHost } from '../host-bench.ts';

const guide: Guide = {
  locale: 'en',
  scenario: 's',
  persona: 'p',
  about: 'a',
  wants: [],
  knows: [],
  manner: [],
  shop: 'x',
  deeds: [],
};

interface Bench {
  readonly seat: BuyerSeat;
  readonly done: OwnDeed[];
  readonly changes: string[];
  readonly time: ReturnType<typeof manualTime>;
}

function open(): Bench {
  const time = manualTime();
  const done: OwnDeed[] = [];
  const changes: string[] = [];
  const seat = createBuyerSeat({ guide, time, graceMs: 60_000, onChange: (change) => changes.push(change) });
  seat.port.open!((deed) => void done.push(deed));
  return { seat, done, changes, time };
}

/** A connection in memory: what was sent to it, and what it says. */
function connect(seat: BuyerSeat) {
  const heard: FromDesk[] = [];
  let closed = false;
  const link: Link = {
    onText: () => {},
    onClose: () => {},
    send: (text) => void heard.push(JSON.parse(text) as FromDesk),
    close() {
      if (closed) return;
      closed = true;
      link.onClose();
    },
  };
  seat.accept(link);
  return {
    heard,
    say: (text: string) => link.onText(text),
    hangUp: () => link.close(),
    isClosed: () => closed,
  };
}
const JOIN = encode({ type: 'join', version: 1 });
const message = (index: number, text: string): TranscriptEvent => ({
  conversation: 'c',
  index,
  t: index * 1_000,
  type: 'message',
  from: 'agent',
  text,
  via: 'typed',
});

describe('the buyer’s chair', () => {
  it('shows the card first, then the chat, and does what the person does', async () => {
    const { seat, done } = open();
    const buyer = connect(seat);
    buyer.say(JOIN);
    await seat.joined;
    expect(buyer.heard[0]).toEqual({ type: 'welcome', version: 1, guide });
    seat.show(message(1, 'Hello'));
    expect(buyer.heard[1]).toMatchObject({ type: 'message', from: 'agent', text: 'Hello', t: 1_000 });
    buyer.say(
      encode({ type: 'say', text: 'hi' }) + encode({ type: 'act', name: 'rate', args: { stars: 5 } }),
    );
    buyer.say(encode({ type: 'leave', ending: 'settled' }));
    expect(done).toEqual([
      expect.objectContaining({ do: 'say', text: 'hi', said: [], via: 'typed' }),
      expect.objectContaining({ do: 'act', name: 'rate', args: { stars: 5 } }),
      expect.objectContaining({ do: 'leave', ending: 'settled' }),
    ]);
  });

  it('never shows what a buyer cannot see', () => {
    const { seat } = open();
    const buyer = connect(seat);
    buyer.say(JOIN);
    seat.show({
      conversation: 'c',
      index: 1,
      t: 1,
      type: 'buyer-state',
      mood: 0,
      patienceMs: 1,
      trust: 1,
      open: [],
      because: [],
    });
    seat.show({
      conversation: 'c',
      index: 2,
      t: 1,
      type: 'action',
      by: 'agent',
      id: 'a',
      name: 'refund',
      args: {},
      result: { ok: false, code: 'impossible', message: 'secret' },
    });
    expect(buyer.heard.map(({ type }) => type)).toEqual(['welcome']);
  });

  it('is for one: whoever comes second is refused, and disturbs nobody', () => {
    const { seat, done } = open();
    const first = connect(seat);
    first.say(JOIN);
    const second = connect(seat);
    second.say(JOIN);
    second.say(encode({ type: 'say', text: 'let me' }));
    expect(second.heard[0]).toEqual({ type: 'refused', why: 'taken' });
    expect(second.isClosed()).toBe(true);
    expect(done).toEqual([]);
    first.say(encode({ type: 'say', text: 'hi' }));
    expect(done).toHaveLength(1);
  });

  it('is kept for a minute; who comes back sees everything again, who does not has left', () => {
    const { seat, done, changes, time } = open();
    const first = connect(seat);
    first.say(JOIN);
    seat.show(message(1, 'Hello'));
    first.hangUp();
    time.advance(59_000);
    const again = connect(seat);
    again.say(JOIN);
    expect(again.heard.map(({ type }) => type)).toEqual(['welcome', 'message']);
    time.advance(120_000);
    expect(done).toEqual([]);
    again.hangUp();
    time.advance(60_000);
    expect(done).toEqual([expect.objectContaining({ do: 'leave', ending: 'interrupted' })]);
    expect(changes).toEqual(['joined', 'away', 'back', 'away', 'gone']);
  });

  it('answers garbage, bears some of it, and hangs up on nothing else', () => {
    const { seat, done } = open();
    const buyer = connect(seat);
    buyer.say(JOIN);
    buyer.say('{"type":"say"}\nnot json\n[]\n{"type":"act","name":"refund","args":{}}\n');
    expect(buyer.heard.filter(({ type }) => type === 'bad')).toHaveLength(4);
    buyer.say(encode({ type: 'say', text: 'still here' }));
    expect(done).toHaveLength(1);
    buyer.say('x\n'.repeat(20));
    expect(buyer.isClosed()).toBe(true);
  });

  it('cuts off a line that never ends', () => {
    const { seat } = open();
    const buyer = connect(seat);
    for (let i = 0; i < 3; i++) buyer.say('x'.repeat(LINE_CHARS_MAX / 2));
    expect(buyer.isClosed()).toBe(true);
  });

  it('refuses another version, and who comes after the end', () => {
    const { seat } = open();
    const old = connect(seat);
    old.say('{"type":"join","version":7}\n');
    expect(old.heard).toEqual([{ type: 'refused', why: 'version' }]);
    seat.show({
      conversation: 'c',
      index: 9,
      t: 9,
      type: 'ending',
      ending: 'settled',
      by: 'buyer',
      reason: '',
    });
    const late = connect(seat);
    late.say(JOIN);
    expect(late.heard).toEqual([{ type: 'refused', why: 'over' }]);
  });
});

it('what the person does is recorded at the second it was done, also on the clock of a desk', async () => {
  const { seat } = open();
  const buyer = connect(seat);
  buyer.say(JOIN);
  const chat = 'size-advice/hesitant/en/1';
  const bench = openHost(shipped(), [{ id: chat, arriveAtMs: 1_000 }], { buyer: seat.port });
  bench.host.start();
  await bench.pass(8_000);
  buyer.say(encode({ type: 'say', text: 'hello?' }));
  await bench.settle();
  const said = bench.kept.get(chat)!.find((event) => event.type === 'message')!;
  expect(said.t).toBeGreaterThanOrEqual(6_900);
  expect(said.t).toBeLessThanOrEqual(7_100);
});

property.prop([
  fc.array(
    fc.string().map((text) => text.replace(/\n/g, ' ')),
    { maxLength: 20 },
  ),
  fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
])('lines come out whole, whatever pieces they came in', (lines, sizes) => {
  const got: string[] = [];
  const feed = createLineSplitter(
    1_000,
    (line) => got.push(line),
    () => got.push('TOO LONG'),
  );
  let rest = lines.map((line) => `${line}\n`).join('');
  for (const size of sizes) {
    if (rest === '') break;
    feed(rest.slice(0, size));
    rest = rest.slice(size);
  }
  expect(got).toEqual(lines.filter((line) => line.trim() !== ''));
});
