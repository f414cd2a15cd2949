import { afterEach, describe, expect, it } from 'vitest';
import type { AgentPort, Arrival, Inbound } from '../../src/model/ports.ts';
import type { ProtocolRequest } from '../../src/model/protocol.ts';
import { CONTEXT, LINE, message } from '../helpers/inbound.ts';
import { converse } from './converse.ts';

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
  /** A bot that pushes and breaks is told of, and need not be waited for in vain. */
  readonly breaksAreTold?: true;
  /** What the protocol cannot carry, with the reason; and how a wrong shape is named. */
  readonly limits?: {
    readonly delays?: string;
    readonly actions?: string;
    /** Nothing but words and the conversation's id goes out. */
    readonly wordsOnly?: string;
    /** It has messages only: no start, event or end. */
    readonly messagesOnly?: string;
    readonly several?: string;
    readonly silence?: string;
    readonly wrongShape?: RegExp;
    readonly shapes?: string;
  };
}

/** What every channel owes a session, whatever carries it. */
export function describeChannelContract(name: string, channel: ChannelUnderTest): void {
  describe(`${name} keeps the channel contract`, () => {
    const limit = { answerLimitMs: 5_000 };
    const short = { answerLimitMs: 60 };
    const { limits = {} } = channel;
    const unless = (reason: string | undefined) =>
      reason === undefined
        ? it
        : (title: string, _test: () => Promise<void>) => it.skip(`${title}: ${reason}`, () => {});
    afterEach(() => channel.stop());

    it('hands over what answers a message', async () => {
      const port = await channel.start((request) => ({ text: `you said ${request.text}` }), limit);
      expect(await converse(port, LINE).ask(message('hello'))).toEqual([
        { type: 'message', text: 'you said hello' },
      ]);
      await port.close();
    });

    unless(limits.silence)('brings nothing when the agent says nothing', async () => {
      const port = await channel.start(() => ({ messages: [] }), limit);
      expect(await converse(port, LINE).ask(message('hello'), 0)).toEqual([]);
      await port.close();
    });

    unless(limits.several)(
      'keeps several answers in the order they were given, also where their delays say otherwise',
      async () => {
        const messages = [
          { text: 'b', delayMs: 2_000 },
          { text: 'a', delayMs: 1_000 },
          { text: 'a', delayMs: 1_000 },
        ];
        const port = await channel.start(() => ({ messages }), limit);
        const expected = messages.map(({ text, delayMs }) => ({ type: 'message', text, ...delay(delayMs) }));
        expect(await converse(port, LINE).ask(message('hello'), 3)).toEqual(expected);
        await port.close();
      },
    );

    unless(limits.actions)(
      'carries actions with their arguments, before the words that tell of them',
      async () => {
        const answer = {
          messages: [{ text: 'done', delayMs: 900 }],
          actions: [{ id: 'x', name: 'refund', args: { order: 'A1', amount: 20 } }],
        };
        const port = await channel.start(() => answer, limit);
        expect(await converse(port, LINE).ask(message('refund me'), 2)).toEqual([
          {
            type: 'action',
            action: { id: 'x', name: 'refund', args: { order: 'A1', amount: 20 } },
            ...delay(900),
          },
          { type: 'message', text: 'done', ...delay(900) },
        ]);
        await port.close();
      },
    );

    it('brings messages of one line to the agent in their order, however many are open', async () => {
      const seen: string[] = [];
      const port = await channel.start((request) => {
        seen.push(request.text);
        return request.text;
      }, limit);
      const answers: Arrival[] = [];
      const line = port.open(LINE, (arrival) => answers.push(arrival));
      const texts = Array.from({ length: 20 }, (_, at) => `m${at}`);
      await Promise.all(
        texts.map((text) => line.deliver(message(text, text), (arrival) => answers.push(arrival))),
      );
      await until(() => answers.length >= texts.length);
      expect(seen).toEqual(texts);
      expect(answers.map((arrival) => arrival.type === 'message' && arrival.text)).toEqual(texts);
      await port.close();
    });

    it('keeps lines apart', async () => {
      const port = await channel.start((request) => `${request.sessionId}:${request.text}`, limit);
      const lines = Array.from({ length: 8 }, (_, at) => converse(port, { ...LINE, sessionId: `s${at}` }));
      const answers = await Promise.all(lines.map((line) => line.ask(message('hi'))));
      expect(answers).toEqual(lines.map((_, at) => [{ type: 'message', text: `s${at}:hi` }]));
      await port.close();
    });

    it('tells the agent what it may know and no more', async () => {
      const seen: ProtocolRequest[] = [];
      const port = await channel.start((request) => {
        seen.push(request);
        return 'well';
      }, limit);
      const said = [{ act: 'ask', intent: 'ask-price' }] as const;
      await converse(port, LINE).ask({ ...message('how much?'), said });
      expect({ ...seen[0] }).toEqual(
        limits.wordsOnly !== undefined
          ? expect.objectContaining({ sessionId: LINE.sessionId, text: 'how much?' })
          : {
              protocol: 'peilian/1',
              type: 'message',
              sessionId: LINE.sessionId,
              messageId: 'm1',
              locale: 'en',
              text: 'how much?',
              content: [{ type: 'text', text: 'how much?' }],
              context: CONTEXT,
            },
      );
      expect(JSON.stringify(seen)).not.toContain('ask-price');
      await port.close();
    });

    unless(limits.messagesOnly)('sends start, event and end only to an agent that accepts them', async () => {
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
        const line = converse(port, LINE);
        for (const inbound of inbounds) expect(await line.ask(inbound, 0)).toEqual([]);
        if (seen === keen) await until(() => keen.length >= 3);
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
      const line = converse(port, LINE);
      // Where answers are pushed, a bot that breaks after its acknowledgement is merely silent.
      const first = kinds(await line.ask(message('one'), port.pushes && !channel.breaksAreTold ? 0 : 1));
      expect(first.filter((kind) => !/^error:(internal|http-status|reset)$/.test(kind))).toEqual([]);
      if (!port.pushes) expect(first).toHaveLength(1);
      expect(kinds(await line.ask(message('two')))).toEqual(['message']);
      await port.close();
    });

    unless(limits.shapes)(
      'turns an answer of the wrong shape into an error that says what to write',
      async () => {
        const port = await channel.start(() => ({ reply: 'hello' }), limit);
        const [arrival] = await converse(port, LINE).ask(message('hi'));
        expect(arrival).toMatchObject({
          type: 'error',
          code: 'wrong-shape',
          message: expect.stringMatching(limits.wrongShape ?? /Rename "reply" to "text"/),
        });
        await port.close();
      },
    );

    it('does not wait longer than the answer limit', async () => {
      const port = await channel.start(() => NEVER, short);
      const line = converse(port, LINE);
      const arrivals = await line.ask(message('hello?'), 0);
      // Where answers are pushed, the session waits, not the line.
      if (port.pushes) expect(arrivals).toEqual([]);
      else expect(arrivals).toMatchObject([{ type: 'error', code: 'timeout' }]);
      await port.close();
    });

    it('answers what is open with an error when the line closes, at once', async () => {
      const port = await channel.start(() => NEVER, limit);
      const { line, ask } = converse(port, LINE);
      const open = [ask(message('one', 'm1'), 0), ask(message('two', 'm2'), 0)];
      await line.close();
      const answers = (await Promise.all(open)).map(kinds);
      // A pushing line has handed its messages over already; one that was still on its way is told.
      if (port.pushes) expect(answers.flat().every((kind) => kind === 'error:closed')).toBe(true);
      else expect(answers).toEqual([['error:closed'], ['error:closed']]);
      await port.close();
    });

    it('answers what is open with an error when the port closes', async () => {
      const port = await channel.start(() => NEVER, limit);
      const open = converse(port, LINE).ask(message('one'), 0);
      await Promise.resolve();
      await port.close();
      const answer = kinds(await open);
      if (port.pushes) expect(answer.every((kind) => kind === 'error:closed')).toBe(true);
      else expect(answer).toEqual(['error:closed']);
    });

    it('may be closed twice, line and port, and answers with an error afterwards', async () => {
      const port = await channel.start(() => 'hi', limit);
      const { line, ask } = converse(port, LINE);
      await ask(message('hello'));
      await line.close();
      await line.close();
      expect(kinds(await ask(message('still there?')))).toEqual(['error:closed']);
      await port.close();
      await port.close();
      expect(kinds(await converse(port, LINE).ask(message('and now?')))).toEqual(['error:closed']);
    });

    it('leaves no handle open', async () => {
      const before = channel.openHandles();
      const port = await channel.start((request) => (request.text === 'quiet' ? NEVER : 'hi'), short);
      const lines = Array.from({ length: 4 }, (_, at) => converse(port, { ...LINE, sessionId: `s${at}` }));
      await Promise.all(
        lines.map(({ ask }, at) => (at === 0 ? ask(message('quiet'), 0) : ask(message('hello')))),
      );
      await port.close();
      await channel.stop();
      await until(() => channel.openHandles() <= before, 1_000);
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
        await line.deliver(message('hello'), (arrival) => pushed.push(arrival));
        await until(() => pushed.length > 0);
        expect(pushed).toEqual([{ type: 'message', text: 'by the way' }]);
        await line.close();
        await port.close();
      });
    }

    /** What is left of a declared delay on a protocol without any. */
    function delay(delayMs: number): { delayMs?: number } {
      return limits.delays === undefined ? { delayMs } : {};
    }
  });
}

function kinds(arrivals: readonly Arrival[]): string[] {
  return arrivals.map((arrival) => (arrival.type === 'error' ? `error:${arrival.code}` : arrival.type));
}

async function until(done: () => boolean, limitMs = 4_000): Promise<void> {
  const startedAt = performance.now();
  while (!done() && performance.now() - startedAt < limitMs)
    await new Promise((resolve) => setTimeout(resolve, 2));
}
