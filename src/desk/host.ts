import type { ActionArgs } from '../model/action.ts';
import type { TranscriptEvent } from '../model/event.ts';
import type { Arrival, Inbound, Plan } from '../model/ports.ts';
import { createStopper, type Stopper } from '../model/stop-signal.ts';
import { type ChatClock, createChatClock } from './chat-clock.ts';
import type { DeskHost, HostEvent, HostOptions, PlannedChat, Words } from './host-types.ts';
import { createPerson, type Person } from './person-port.ts';
import { agentInputs, sameEvent } from './replayed.ts';

/** Pause between one buyer's leaving and the next one's coming, where somebody had to wait for a place. */
const NEXT_BUYER_MS = 3_000;

/** Holds several conversations at once on one clock, and lets buyers in as their time comes and a place is free. */
export function createDeskHost(options: HostOptions): DeskHost {
  return new Host(options);
}

interface Live {
  readonly clock: ChatClock;
  readonly person: Person;
  readonly beganAt: number;
  readonly stop: Stopper;
  readonly over: Promise<void>;
  /** Auto-reply sent since the agent went away. */
  told: boolean;
}

type Unstamped<E> = E extends HostEvent ? Omit<E, 'at'> : never;

class Host implements DeskHost {
  readonly time: HostOptions['time'];
  readonly #options: HostOptions;
  readonly #live = new Map<string, Live>();
  readonly #waiting: PlannedChat[];
  #away: { readonly autoReply: string | undefined } | null = null;
  #stopping = false;
  #cancelArrival: (() => void) | null = null;

  constructor(options: HostOptions) {
    this.#options = options;
    this.time = options.time;
    this.#waiting = [...options.chats].sort((a, b) => a.arriveAtMs - b.arriveAtMs);
  }

  start(): void {
    const begun = this.#waiting.filter(({ before }) => before !== undefined);
    for (const chat of begun) {
      this.#waiting.splice(this.#waiting.indexOf(chat), 1);
      this.#open(chat);
    }
    this.#awaitNext(0);
  }

  say(chat: string, { text, via, typing }: Words): void {
    this.#push(chat, { type: 'message', text, via, ...(typing === undefined ? {} : { typing }) });
  }

  act(chat: string, name: string, args: ActionArgs): void {
    this.#push(chat, { type: 'action', action: { name, args } });
  }

  typing(chat: string): void {
    this.#push(chat, { type: 'typing' });
  }

  setStatus(status: 'online' | 'away', autoReply?: string): void {
    this.#away = status === 'away' ? { autoReply } : null;
    for (const [chat, live] of this.#live) {
      live.told = false;
      this.#tellStatus(chat);
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#cancelArrival?.();
    const over = [...this.#live.values()].map((live) => live.over);
    for (const live of this.#live.values()) live.stop.stop();
    await Promise.all(over);
  }

  async abandon(chat: string): Promise<void> {
    const live = this.#live.get(chat);
    if (live === undefined) return;
    live.stop.stop();
    await live.over;
  }

  add(chat: PlannedChat): void {
    this.#open(chat);
  }

  expect(chat: PlannedChat): void {
    this.#waiting.push(chat);
    this.#waiting.sort((a, b) => a.arriveAtMs - b.arriveAtMs);
    this.#hear({ type: 'expected', chat: chat.id });
    this.#awaitNext(0);
  }

  /* ---- buyers come ---- */

  #awaitNext(atLeastMs: number): void {
    this.#cancelArrival?.();
    this.#cancelArrival = null;
    const next = this.#waiting[0];
    if (next === undefined) {
      if (this.#live.size === 0 && !this.#stopping) this.#hear({ type: 'done' });
      return;
    }
    if (this.#stopping || this.#live.size >= this.#options.atOnce) return;
    const wait = Math.max(atLeastMs, next.arriveAtMs - this.time.now());
    this.#cancelArrival = this.time.after(Math.max(0, wait), () => {
      this.#waiting.shift();
      this.#open(next);
      this.#awaitNext(0);
    });
  }

  #open(planned: PlannedChat): void {
    const { id, before } = planned;
    const beganAt = before?.beganAtMs ?? Math.floor(this.time.now());
    const person = createPerson((inbound) => this.#inbound(id, inbound));
    const clock = createChatClock(this.time, beganAt, agentInputs(before?.events ?? []), person.push);
    const stop = createStopper();
    this.#hear({ type: 'arrived', chat: id, beganAt });
    const known = before?.events ?? [];
    const record = (event: TranscriptEvent) => {
      // A conversation that only stops has no ending: it can be continued.
      if (event.type === 'ending' && event.ending === 'interrupted') return;
      const replayed = event.index < known.length;
      if (replayed && !sameEvent(event, known[event.index]!)) throw new ChangedError(event.index);
      this.#options.keep(id, event);
      this.#hear({ type: 'recorded', chat: id, event, replayed });
    };
    const parts = {
      agent: person.port,
      clock,
      stop,
      record,
      planned: (plan: Plan, at: number) => this.#planned(id, beganAt, plan, at),
    };
    // The session begins in a later tick, so that it is on the list before its first event.
    const over = Promise.resolve()
      .then(() => this.#options.play(id, parts))
      .then(
        ({ transcript, scorecard }) => {
          if (!stop.stopped) this.#hear({ type: 'ended', chat: id, transcript, scorecard });
        },
        (error: unknown) =>
          this.#hear({
            type: 'failed',
            chat: id,
            reason: error instanceof ChangedError ? 'changed' : 'error',
            error,
          }),
      )
      .then(() => {
        this.#live.delete(id);
        if (!this.#stopping) this.#awaitNext(NEXT_BUYER_MS);
      });
    this.#live.set(id, { clock, person, beganAt, stop, over, told: false });
    if (this.#away !== null && before === undefined) void Promise.resolve().then(() => this.#tellStatus(id));
  }

  /* ---- what the sessions tell ---- */

  #inbound(chat: string, inbound: Inbound): void {
    if (inbound.type === 'end') return;
    this.#hear({ type: 'context', chat, context: inbound.context });
    const live = this.#live.get(chat);
    if (inbound.type !== 'message' || live === undefined || live.told) return;
    const text = this.#away?.autoReply;
    if (text === undefined) return;
    live.told = true;
    void Promise.resolve().then(() => this.#push(chat, { type: 'message', text, via: 'auto' }));
  }

  #planned(chat: string, beganAt: number, plan: Plan, at: number): void {
    const say = plan.deeds.find((deed) => deed.do === 'say');
    if (say === undefined || say.do !== 'say') {
      this.#hear({ type: 'buyer-typing', chat, span: null });
      return;
    }
    const until = beganAt + at + say.afterMs;
    const from = Math.max(beganAt + at, until - this.#options.typingMs(chat, say.text));
    this.#hear({ type: 'buyer-typing', chat, span: { from, until } });
  }

  #tellStatus(chat: string): void {
    const args: ActionArgs =
      this.#away === null
        ? { status: 'online' }
        : {
            status: 'away',
            ...(this.#away.autoReply === undefined ? {} : { autoReply: this.#away.autoReply }),
          };
    this.act(chat, 'set-status', args);
  }

  #push(chat: string, arrival: Arrival): void {
    const live = this.#live.get(chat);
    if (live !== undefined) live.clock.arrive(() => live.person.push(arrival));
  }

  #hear(event: Unstamped<HostEvent>): void {
    this.#options.hear({ ...event, at: Math.floor(this.time.now()) } as HostEvent);
  }
}

/** What was recorded does not come out again: data or program have changed since. */
class ChangedError extends Error {
  constructor(index: number) {
    super(`event ${index} is not the one that was recorded`);
    this.name = 'ChangedError';
  }
}
