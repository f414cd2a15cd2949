import { afterEach, describe, expect, it } from 'vitest';
import type { AgentPort, Arrival, Inbound } from '../../src/model/ports.ts';
import type { ProtocolRequest } from '../../src/model/protocol.ts';
import { ask, CONTEXT, LINE, message } from '../helpers/inbound.ts';

/** How the other side behaves in one test: a house-protocol answer for a request, `NEVER`, or an exception. */
export type Behaviour = (request: ProtocolRequest, count: number) => unknown;
export const NEVER = Symbol('never answers');

export interface ChannelUnderTest {
  /** A port to a bot that behaves so. */
  start(
    behaviour: Behaviour,
    options: { answerLimitMs: number; accepts?: Partial<AgentPort['accepts']> },
  ): Promise<AgentPort>;
  /** The same for a bot that pushes `text` outside any answer as soon as it is asked; `null` with a reason where the protocol cannot. */
  startPushing(text: string): Promise<AgentPort> | { readonly cannot: string };
  /** Handles still open on our side (sockets, timers). */
  openHandles(): number;
  stop(): Promise<void>;
}

/** What every channel owes a session, whatever carries it. */
export function describeChannelContract(name: string, channel: ChannelUnderTest): void {
  describe(`${name} keeps the channel contract`, () => {
    const limit = { answerLimitMs: 5_000 };
    const short = { answerLimitMs: 60 };
    afterEach(() => channel.stop());

    it('hands over what answers a message before the delivery resolves', async () => {
      const port = await channel.start((request) => ({ text: `you said ${request.text}` }), limit);
      expect(await ask(port.open(LINE, noPush), message('hello'))).toEqual([
        { type: 'message', text: 'you said hello' },
      ]);
      await port.close();
    });

    it('resolves with nothing when the agent says nothing', async () => {
      const port = await channel.start(() => ({ messages: [] }), limit);
      expect(await ask(port.open(LINE, noPush), message('hello'))).toEqual([]);
      await port.close();
    });

    it('keeps several answers in the order they were given, also where their delays say otherwise', async () => {
      const messages = [
        { text: 'b', delayMs: 2_000 },
        { text: 'a', delayMs: 1_000 },
        { text: 'a', delayMs: 1_000 },
      ];
      const port = await channel.start(() => ({ messages }), limit);
      const expected = messages.map((each) => ({ type: 'message', ...each }));
      expect(await ask(port.open(LINE, noPush), message('hello'))).toEqual(expected);
      await port.close();
    });

    it('carries actions with their arguments, before the words that tell of them', async () => {
      const answer = {
        messages: [{ text: 'done', delayMs: 900 }],
        actions: [{ id: 'x', name: 'refund', args: { order: 'A1', amount: 20 } }],
      };
      const port = await channel.start(() => answer, limit);
      expect(await ask(port.open(LINE, noPush), message('refund me'))).toEqual([
        {
          type: 'action',
          action: { id: 'x', name: 'refund', args: { order: 'A1', amount: 20 } },
          delayMs: 900,
        },
        { type: 'message', text: 'done', delayMs: 900 },
      ]);
      await port.close();
    });

    it('brings messages of one line to the agent in their order, however many are open', async () => {
      const seen: string[] = [];
      const port = await channel.start((request) => {
        seen.push(request.text);
        return request.text;
      }, limit);
      const line = port.open(LINE, noPush);
      const texts = Array.from({ length: 20 }, (_, at) => `m${at}`);
      const answers = await Promise.all(texts.map((text) => ask(line, message(text, text))));
      expect(seen).toEqual(texts);
      expect(answers.flat().map((arrival) => arrival.type === 'message' && arrival.text)).toEqual(texts);
      await port.close();
    });

    it('keeps lines apart', async () => {
      const port = await channel.start((request) => `${request.sessionId}:${request.text}`, limit);
      const lines = Array.from({ length: 8 }, (_, at) => port.open({ ...LINE, sessionId: `s${at}` }, noPush));
      const answers = await Promise.all(lines.map((line) => ask(line, message('hi'))));
      expect(answers).toEqual(lines.map((_, at) => [{ type: 'message', text: `s${at}:hi` }]));
      await port.close();
    });

    it('tells the agent what it may know and no more', async () => {
      const seen: ProtocolRequest[] = [];
      const port = await channel.start((request) => void seen.push(request), limit);
      const said = [{ act: 'ask', intent: 'ask-price' }] as const;
      await ask(port.open(LINE, noPush), { ...message('how much?'), said });
      expect({ ...seen[0] }).toEqual({
        protocol: 'peilian/1',
        type: 'message',
        sessionId: LINE.sessionId,
        messageId: 'm1',
        locale: 'en',
        text: 'how much?',
        content: [{ type: 'text', text: 'how much?' }],
        context: CONTEXT,
      });
      await port.close();
    });

    it('sends start, event and end only to an agent that accepts them', async () => {
      const deaf: string[] = [];
      const keen: string[] = [];
      const inbounds: Inbound[] = [
        { type: 'start', messageId: 'a', at: 0, context: CONTEXT },
        { type: 'event', messageId: 'b', at: 0, name: 'order-paid', args: { order: 'A1' }, context: CONTEXT },
        { type: 'end', messageId: 'c', at: 0, ending: 'settled' },
      ];
      for (const [seen, accepts] of [
        [deaf, {}],
        [keen, { start: true, event: true, end: true }],
      ] as const) {
        const port = await channel.start(
          (request) => void seen.push(`${request.type}:${request.event?.name ?? ''}:${request.context.shop}`),
          { ...limit, accepts },
        );
        const line = port.open(LINE, noPush);
        for (const inbound of inbounds) expect(await ask(line, inbound)).toEqual([]);
        await port.close();
        await channel.stop();
      }
      expect(deaf).toEqual([]);
      expect(keen).toEqual([
        `start::${CONTEXT.shop}`,
        `event:order-paid:${CONTEXT.shop}`,
        `end::${CONTEXT.shop}`,
      ]);
    });

    it('turns an agent that breaks into an error, and goes on', async () => {
      const port = await channel.start((_, count) => {
        if (count === 0) throw new Error('broken');
        return 'well again';
      }, limit);
      const line = port.open(LINE, noPush);
      expect(kinds(await ask(line, message('one')))).toEqual([
        expect.stringMatching(/^error:(internal|http-status|reset)$/),
      ]);
      expect(kinds(await ask(line, message('two')))).toEqual(['message']);
      await port.close();
    });

    it('turns an answer of the wrong shape into an error that says what to write', async () => {
      const port = await channel.start(() => ({ reply: 'hello' }), limit);
      const [arrival] = await ask(port.open(LINE, noPush), message('hi'));
      expect(arrival).toMatchObject({
        type: 'error',
        code: 'wrong-shape',
        message: expect.stringContaining('Rename "reply" to "text"'),
      });
      await port.close();
    });

    it('does not wait longer than the answer limit', async () => {
      const port = await channel.start(() => NEVER, short);
      const line = port.open(LINE, noPush);
      expect(await ask(line, message('hello?'))).toMatchObject([{ type: 'error', code: 'timeout' }]);
      await port.close();
    });

    it('answers what is open with an error when the line closes, at once', async () => {
      const port = await channel.start(() => NEVER, limit);
      const line = port.open(LINE, noPush);
      const open = [ask(line, message('one', 'm1')), ask(line, message('two', 'm2'))];
      await line.close();
      expect((await Promise.all(open)).map(kinds)).toEqual([['error:closed'], ['error:closed']]);
      await port.close();
    });

    it('answers what is open with an error when the port closes', async () => {
      const port = await channel.start(() => NEVER, limit);
      const open = ask(port.open(LINE, noPush), message('one'));
      await Promise.resolve();
      await port.close();
      expect(kinds(await open)).toEqual(['error:closed']);
    });

    it('may be closed twice, line and port, and answers with an error afterwards', async () => {
      const port = await channel.start(() => 'hi', limit);
      const line = port.open(LINE, noPush);
      await ask(line, message('hello'));
      await line.close();
      await line.close();
      expect(kinds(await ask(line, message('still there?')))).toEqual(['error:closed']);
      await port.close();
      await port.close();
      expect(kinds(await ask(port.open(LINE, noPush), message('and now?')))).toEqual(['error:closed']);
    });

    it('leaves no handle open', async () => {
      const before = channel.openHandles();
      const port = await channel.start((request) => (request.text === 'quiet' ? NEVER : 'hi'), short);
      const lines = Array.from({ length: 4 }, (_, at) => port.open({ ...LINE, sessionId: `s${at}` }, noPush));
      await Promise.all(lines.map((line, at) => ask(line, message(at === 0 ? 'quiet' : 'hello'))));
      await port.close();
      await channel.stop();
      expect(channel.openHandles()).toBeLessThanOrEqual(before);
    });

    const pushing = channel.startPushing('');
    if ('cannot' in pushing) it.skip(`pushes: ${pushing.cannot}`, () => {});
    else {
      it('hands over what is pushed outside an answer, until the line closes', async () => {
        await (await pushing).close();
        const port = await (channel.startPushing('by the way') as Promise<AgentPort>);
        expect(port.pushes).toBe(true);
        const pushed: Arrival[] = [];
        const line = port.open(LINE, (arrival) => pushed.push(arrival));
        expect(await ask(line, message('hello'))).toEqual([]);
        await settled(() => pushed.length > 0);
        expect(pushed).toEqual([{ type: 'message', text: 'by the way' }]);
        await line.close();
        await port.close();
      });
    }
  });
}

function noPush(): void {
  throw new Error('nothing may be pushed here');
}

function kinds(arrivals: readonly Arrival[]): string[] {
  return arrivals.map((arrival) => (arrival.type === 'error' ? `error:${arrival.code}` : arrival.type));
}

async function settled(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1_000 && !done(); turn++) await new Promise((resolve) => setImmediate(resolve));
}
