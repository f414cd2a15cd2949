import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Arrival } from '../../src/model/ports.ts';
import { createVirtualClock } from '../../src/session/clock.ts';
import {
  agentOf,
  buyerOf,
  jumpingTime,
  leave,
  manualTime,
  playSession,
  say,
  texts,
} from '../helpers/manual-session.ts';

const message = (text: string, delayMs?: number): Arrival => ({
  type: 'message',
  text,
  ...(delayMs === undefined ? {} : { delayMs }),
});

describe('a session', () => {
  it('plays a buyer message and its answer at the declared delay', async () => {
    const { events, ending, exchanges } = await playSession({
      buyer: buyerOf((event) =>
        event.type === 'start'
          ? { deeds: [say('hi', 1_000)] }
          : event.type === 'agent-message'
            ? { deeds: [leave(500)] }
            : null,
      ),
      agent: agentOf(() => [message('hello', 4_000)]),
    });
    expect(texts(events)).toEqual(['1000 buyer: hi', '5000 agent: hello']);
    expect(events.at(-1)).toMatchObject({ type: 'ending', ending: 'settled', t: 5_500 });
    expect([ending, exchanges]).toEqual(['settled', 1]);
  });

  it('replaces whatever was planned and not done when a new plan comes', async () => {
    const { events } = await playSession({
      buyer: buyerOf((event) => {
        if (event.type === 'start') return { deeds: [say('one'), say('never said', 10_000)] };
        if (event.type === 'agent-message') return { deeds: [say('two', 100), leave(200)] };
        return null;
      }),
      agent: agentOf((inbound) =>
        inbound.type === 'message' && inbound.text === 'one' ? [message('ok', 2_000)] : [],
      ),
    });
    expect(texts(events)).toEqual(['0 buyer: one', '2000 agent: ok', '2100 buyer: two']);
  });

  it('lets a buyer nudge in virtual time while a slow answer is still to come', async () => {
    const { events } = await playSession({
      buyer: buyerOf((event) => {
        if (event.type === 'start') return { deeds: [say('anyone?'), say('hello??', 20_000)] };
        if (event.type === 'agent-message' && event.text === 'slow') return { deeds: [leave(0)] };
        return null;
      }),
      agent: agentOf((inbound) =>
        inbound.type === 'message' && inbound.text === 'anyone?' ? [message('slow', 45_000)] : [],
      ),
    });
    expect(texts(events)).toEqual(['0 buyer: anyone?', '20000 buyer: hello??', '45000 agent: slow']);
  });

  it('counts a coarse answer under five seconds as one second, and a longer one as measured', async () => {
    const play = async (measuredMs: number) =>
      texts(
        (
          await playSession({
            buyer: buyerOf((event) =>
              event.type === 'start'
                ? { deeds: [say('hi')] }
                : event.type === 'agent-message'
                  ? { deeds: [leave(0)] }
                  : null,
            ),
            agent: agentOf(() => [message('ok')], { measuredMs }),
            latency: 'coarse',
          })
        ).events,
      )[1];
    expect(await play(37)).toBe('1000 agent: ok');
    expect(await play(4_999)).toBe('1000 agent: ok');
    expect(await play(7_200)).toBe('7200 agent: ok');
  });

  it('hears an answer that is pushed two seconds after a hold, and takes no silence for granted before', async () => {
    const time = manualTime();
    let push: (arrival: Arrival) => void = () => undefined;
    const agent = agentOf(() => [], { pushes: true });
    const playing = playSession({
      clock: createVirtualClock(time),
      latency: 'measured',
      buyer: buyerOf((event) => {
        if (event.type === 'start') return { deeds: [say('in stock?'), leave(90_000, 'drifted')] };
        if (event.type === 'agent-message' && event.text === 'one moment')
          return { deeds: [leave(120_000, 'drifted')], expectsBy: event.at + 60_000 };
        if (event.type === 'agent-message') return { deeds: [leave(1_000)] };
        return null;
      }),
      agent: { ...agent, open: (context, pushed) => ((push = pushed), agent.open(context, pushed)) },
    });
    for (let i = 0; i < 5; i += 1) await Promise.resolve();
    time.advance(300);
    push(message('one moment'));
    for (let i = 0; i < 10; i += 1) await Promise.resolve();
    time.advance(2_000);
    push(message('yes, five left'));
    for (let i = 0; i < 10; i += 1) await Promise.resolve();
    time.advance(60_000);
    for (let i = 0; i < 20; i += 1) await Promise.resolve();
    time.advance(60_000);
    const { events, ending } = await playing;
    expect(ending).toBe('settled');
    expect(texts(events)).toEqual([
      '0 buyer: in stock?',
      '300 agent: one moment',
      '2300 agent: yes, five left',
    ]);
  });

  it('records what comes after the ending as late', async () => {
    const { events } = await playSession({
      buyer: buyerOf((event) =>
        event.type === 'start' ? { deeds: [say('hi'), leave(3_000, 'left')] } : null,
      ),
      agent: agentOf(() => [message('early', 1_000), message('too late', 60_000)]),
    });
    expect(texts(events)).toEqual(['0 buyer: hi', '1000 agent: early', '3000 agent: too late (late)']);
    expect(events.at(-2)).toMatchObject({ type: 'ending', ending: 'left' });
  });

  it('ends as agent-silent when nothing at all came, whatever the buyer made of it', async () => {
    const { ending } = await playSession({
      buyer: buyerOf((event) =>
        event.type === 'start' ? { deeds: [say('hi'), leave(60_000, 'drifted')] } : null,
      ),
      agent: agentOf(() => []),
    });
    expect(ending).toBe('agent-silent');
  });

  it('ends as agent-error after errors in a row, and goes on after a single one', async () => {
    const error: Arrival = { type: 'error', code: 'http-status', message: 'status 500' };
    const buyer = () =>
      buyerOf((event) =>
        event.type === 'start' ? { deeds: [say('one'), say('two', 5_000), leave(9_000)] } : null,
      );
    const always = await playSession({ buyer: buyer(), agent: agentOf(() => [error]) });
    expect(always.ending).toBe('agent-error');
    const once = await playSession({
      buyer: buyer(),
      agent: agentOf((inbound) =>
        inbound.type === 'message' && inbound.text === 'one' ? [error] : [message('fine')],
      ),
    });
    expect(once.ending).toBe('settled');
    expect(once.events.filter((event) => event.type === 'error')).toHaveLength(1);
  });

  it('ends with transferred, agent-closed, turn-limit and time-limit when those happen', async () => {
    const chatty = () =>
      buyerOf((event) =>
        event.type === 'start' || event.type === 'agent-message' ? { deeds: [say('and?', 1_000)] } : null,
      );
    const act = (name: string): Arrival => ({
      type: 'action',
      action: { name, args: { to: 'after-sale', reason: 'a refund' } },
    });
    expect((await playSession({ buyer: chatty(), agent: agentOf(() => [act('transfer')]) })).ending).toBe(
      'transferred',
    );
    expect((await playSession({ buyer: chatty(), agent: agentOf(() => [act('close')]) })).ending).toBe(
      'agent-closed',
    );
    expect(
      (await playSession({ buyer: chatty(), agent: agentOf(() => [message('so')]), bounds: { messages: 9 } }))
        .ending,
    ).toBe('turn-limit');
    const patient = buyerOf((event) => (event.type === 'start' ? { deeds: [say('hi')] } : null));
    expect(
      (
        await playSession({
          buyer: patient,
          agent: agentOf(() => [message('yes')]),
          bounds: { durationMs: 70_000 },
        })
      ).ending,
    ).toBe('time-limit');
  });

  it('tells the agent of world events and of what its actions came to, if it wants to know', async () => {
    const seen: string[] = [];
    await playSession({
      buyer: buyerOf((event) => (event.type === 'start' ? { deeds: [say('hi'), leave(5_000)] } : null)),
      agent: agentOf(
        (inbound) => {
          seen.push(
            inbound.type === 'event' ? `${inbound.name} ${JSON.stringify(inbound.args)}` : inbound.type,
          );
          return inbound.type === 'message' ? [{ type: 'action', action: { name: 'boom', args: {} } }] : [];
        },
        { accepts: { start: true, event: true, end: true } },
      ),
      schedule: [{ afterMs: 2_000, name: 'delivered', args: { order: '1' } }],
    });
    expect(seen[0]).toBe('start');
    expect(seen).toContain('delivered {"order":"1"}');
    expect(seen.some((line) => line.startsWith('action-result') && line.includes('"ok":false'))).toBe(true);
    expect(seen.at(-1)).toBe('end');
  });

  it('stops at once when told to, and says interrupted', async () => {
    let stopNow: () => void = () => undefined;
    const stop = { stopped: false, onStop: (then: () => void) => ((stopNow = then), () => undefined) };
    const { ending, events } = await playSession({
      buyer: buyerOf((event) =>
        event.type === 'start' || event.type === 'agent-message' ? { deeds: [say('more', 1_000)] } : null,
      ),
      agent: agentOf((inbound) => {
        if (inbound.messageId === 'm3') {
          stop.stopped = true;
          stopNow();
        }
        return [message('ok')];
      }),
      stop,
    });
    expect(ending).toBe('interrupted');
    expect(events.find((event) => event.type === 'ending')).toMatchObject({ ending: 'interrupted' });
  });

  property.prop([
    fc.array(
      fc.record({
        delay: fc.integer({ min: 0, max: 90_000 }),
        count: fc.integer({ min: 0, max: 4 }),
        error: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    fc.boolean(),
  ])('ends within its bounds and keeps time in order, whatever arrives', async (answers, pushes) => {
    let turn = 0;
    const { events, ending } = await playSession({
      buyer: buyerOf((event) =>
        event.type === 'start' || event.type === 'agent-message'
          ? { deeds: [say('next', 700), say('still there?', 30_000), leave(80_000, 'left')] }
          : null,
      ),
      agent: agentOf(
        () => {
          const answer = answers[turn++ % answers.length]!;
          if (answer.error) return [{ type: 'error', code: 'reset', message: 'gone' }];
          return Array.from({ length: answer.count }, (_, i) => message(`a${i}`, answer.delay * (i + 1)));
        },
        { pushes },
      ),
      clock: createVirtualClock(jumpingTime()),
      bounds: { messages: 40, durationMs: 600_000 },
    });
    expect(ending).toBeTruthy();
    const times = events.map((event) => event.t);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
    expect(events.map((event) => event.index)).toEqual(events.map((_, i) => i));
    const scored = events.filter((event) => event.type === 'message' && !event.late);
    expect(scored.length).toBeLessThanOrEqual(40);
    expect(times.at(-1)).toBeLessThanOrEqual(600_000 + 1_000);
  });
});
