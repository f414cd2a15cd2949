import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { createBuyerSeat } from '../../../src/desk/two-person/buyer-seat.ts';
import { guideFor } from '../../../src/desk/two-person/guide.ts';
import { createLineSplitter } from '../../../src/desk/two-person/line-splitter.ts';
import { encode, type FromBuyer, type FromDesk } from '../../../src/desk/two-person/protocol.ts';
import { dial, listen } from '../../../src/desk/two-person/socket.ts';
import { playCase } from '../../../src/play/play.ts';
import { createSystemClock } from '../../../src/session/clock.ts';
import { realTime } from '../../../src/system/real-time.ts';
import { all, SAY } from '../coach/setting.ts';

const KEY = { scenario: 'size-advice', persona: 'hesitant', locale: 'en', repeat: 1 } as const;

it('two people hold one conversation over a socket that only they can reach, with one transcript and one score', async () => {
  const inputs = all.inputs(KEY);
  const { scenario, persona, shop, market } = inputs;
  const guide = guideFor({ locale: 'en', scenario, persona, shop, market, say: SAY.en });
  const seat = createBuyerSeat({ guide, time: realTime });
  const socket = await listen((link) => seat.accept(link));
  expect(statSync(socket.path).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(socket.path)).mode & 0o777).toBe(0o700);

  const buyer = await dial(socket.path);
  const heard: FromDesk[] = [];
  let hear = (_message: FromDesk) => {};
  buyer.onText = createLineSplitter(
    64_000,
    (line) => {
      heard.push(JSON.parse(line) as FromDesk);
      hear(heard.at(-1)!);
    },
    () => {},
  );
  const send = (message: FromBuyer) => buyer.send(encode(message));
  send({ type: 'join', version: 1 });
  await seat.joined;

  // Somebody else knocks, and somebody talks nonsense: the conversation does not notice.
  const stranger = await dial(socket.path);
  stranger.send('GET / HTTP/1.1\r\n\r\n');
  const second = await dial(socket.path);
  second.send(encode({ type: 'join', version: 1 }));
  await new Promise<void>((resolve) => {
    second.onClose = resolve;
  });

  let answer: (text: string) => void = () => {};
  let ended: () => void = () => {};
  const over = new Promise<void>((resolve) => {
    ended = resolve;
  });
  hear = (message) => {
    if (message.type === 'end') ended();
    if (message.type === 'message' && message.from === 'agent' && /height/.test(message.text))
      send({ type: 'say', text: "I'm 165 cm and 55 kg" });
    if (message.type === 'message' && message.from === 'agent' && /size M/.test(message.text)) {
      send({ type: 'act', name: 'rate', args: { stars: 5 } });
      send({ type: 'say', text: 'Great, thank you!' });
      send({ type: 'leave', ending: 'settled' });
    }
  };
  const playing = playCase({
    inputs,
    scoring: all.scoring,
    agent: {
      id: 'person',
      pushes: true,
      accepts: { start: false, event: true, end: true },
      open(_context, push) {
        answer = (text) => push({ type: 'message', text, via: 'typed' });
        return {
          deliver(inbound) {
            if (inbound.type !== 'message') return {};
            if (/Which size/.test(inbound.text))
              answer('Hello, and welcome! May I ask your height and weight?');
            if (/165/.test(inbound.text)) answer("By our size chart, I'd recommend size M for you.");
            return {};
          },
          close() {},
        };
      },
      close: async () => {},
    },
    clock: createSystemClock(realTime),
    latency: 'measured',
    runSeed: 1,
    nonce: 'test',
    tool: 'peilian test',
    buyer: seat.port,
    record: (event) => seat.show(event),
    bounds: { settleMs: 0 },
  });
  send({ type: 'say', text: 'Which size should I take?' });
  const { transcript, scorecard } = await playing;
  expect(
    transcript.events.flatMap((event) => (event.type === 'message' ? [`${event.from} ${event.via}`] : [])),
  ).toEqual(['buyer typed', 'agent typed', 'buyer typed', 'agent typed', 'buyer typed']);
  expect(transcript.events.at(-1)).toMatchObject({ type: 'ending', ending: 'settled', by: 'buyer' });
  expect(scorecard!.score.total).toBeGreaterThan(50);
  expect(scorecard!.ending).toBe('settled');
  await over;
  expect(heard.at(-1)).toMatchObject({ type: 'end', ending: 'settled' });
  await socket.close();
  expect(() => statSync(socket.path)).toThrow();
});

it('the card tells what is wanted, what is known and what can be done, in both languages and for every case', async () => {
  const seen = new Set<string>();
  for (const key of all.cases()) {
    const id = `${key.scenario} ${key.locale}`;
    if (seen.has(id)) continue;
    seen.add(id);
    const { scenario, persona, shop, market } = all.inputs(key);
    const card = guideFor({ locale: key.locale, scenario, persona, shop, market, say: SAY[key.locale] });
    expect(card.manner.length).toBeGreaterThan(2);
    expect(card.deeds.map(({ command }) => command)).toContain('rate');
    for (const line of [...card.wants, ...card.knows, ...card.manner])
      expect(line).not.toMatch(/\{|undefined/);
  }
});
