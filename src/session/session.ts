import type { Ending } from '../model/ending.ts';
import type { ChannelErrorCode, EventBody, TranscriptEvent } from '../model/event.ts';
import type { Arrival, BuyerEvent, OwnDeed, Plan, PlannedDeed } from '../model/ports.ts';
import type { ContentPart } from '../model/protocol.ts';
import { AgentSide } from './agent-side.ts';
import { agentMessage, buyerMessage, buyerState, type EventPlace, errorBody, statusBody } from './bodies.ts';
import type { Happening, SessionOptions } from './options.ts';
import { KIND_ARRIVAL, KIND_BOUND, KIND_DEED, KIND_WORLD, Queue } from './queue.ts';

export interface SessionResult {
  readonly events: readonly TranscriptEvent[];
  readonly ending: Ending;
  /** Buyer turns that the agent answered. */
  readonly exchanges: number;
  /** What each answer really took; outside the transcript and outside comparisons. */
  readonly agentLatencyMs: readonly number[];
}

type Item =
  | { readonly kind: 'arrival'; readonly arrival: Arrival; readonly answers: number | undefined }
  | { readonly kind: 'happening'; readonly happening: Happening }
  | { readonly kind: 'deed'; readonly deed: PlannedDeed; readonly plan: number }
  /** What a person at the buyer's side does, whenever they do it. */
  | { readonly kind: 'own-accord'; readonly deed: OwnDeed }
  | {
      readonly kind: 'end';
      readonly ending: Ending;
      readonly by: 'buyer' | 'agent' | 'session';
      readonly reason: string;
    };

/** How long after a transfer the buyer may still say a word. */
const TRANSFER_GRACE_MS = 1_000;

/** Plays one conversation to its ending. Never throws for anything the agent does; always ends within its bounds. */
export async function runSession(options: SessionOptions): Promise<SessionResult> {
  const session = new Session(options);
  return session.run();
}

class Session {
  readonly #options: SessionOptions;
  readonly #queue = new Queue<Item>();
  readonly #events: TranscriptEvent[] = [];
  readonly #agent: AgentSide;
  #plan = 0;
  #expectsBy = 0;
  #messages = 0;
  #exchanges = 0;
  #turnOpen = false;
  #inbounds = 0;
  #errorsInRow = 0;
  #lastError: ChannelErrorCode | null = null;
  #heard = false;
  #ended: Ending | null = null;
  /** When the oldest unanswered buyer message was sent; null when none is open. */
  #openSince: number | null = null;
  /**
   * The session's own time: when what happens now was due. A timer that the machine fires late leaves no trace, so that a
   * conversation held in real seconds can be played again from its record.
   */
  #at = 0;
  #lastWasArrival = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#agent = new AgentSide(options, {
      queue: (due, arrival, answers) =>
        this.#queue.push(due, KIND_ARRIVAL, { kind: 'arrival', arrival, answers }),
      late: (arrival) => this.#recordLate(arrival),
      ended: () => this.#ended !== null,
      earliest: () => (this.#lastWasArrival ? this.#at : this.#at + 1),
    });
  }

  async run(): Promise<SessionResult> {
    const { buyer, agent, bounds, schedule, stop, clock, header } = this.#options;
    const unsubscribe = stop?.onStop(() => {
      void this.#agent.line.close();
      clock.wake();
    });
    this.#record({ type: 'header', ...header });
    for (const { afterMs, ...happening } of schedule)
      this.#queue.push(afterMs, KIND_WORLD, { kind: 'happening', happening });
    this.#queue.push(bounds.durationMs, KIND_BOUND, {
      kind: 'end',
      ending: 'time-limit',
      by: 'session',
      reason: `session limit of ${bounds.durationMs} ms`,
    });
    if (agent.accepts.start) {
      const waiting = this.#agent.deliver(
        { type: 'start', messageId: this.#nextId(), at: 0, context: this.#options.world.context(0) },
        undefined,
      );
      if (waiting) await waiting;
    }
    buyer.open?.((deed) => {
      if (this.#ended !== null) return;
      this.#queue.push(clock.now(), KIND_DEED, { kind: 'own-accord', deed });
      clock.wake();
    });
    this.#adopt(buyer.on({ type: 'start', at: 0, event: 0 }), 0);
    while (this.#ended === null) {
      if (stop?.stopped) {
        this.#end('interrupted', 'session', 'stopped by the user', Math.max(this.#at, clock.now()));
        break;
      }
      const next = this.#queue.peek();
      if (next === undefined) throw new Error('the session queue ran empty before its time limit');
      if (next.due > clock.now()) {
        const until = this.#agent.realUntil(next.due, this.#openSince, this.#expectsBy);
        if (until !== null) {
          await clock.pass(until);
          continue;
        }
        clock.skipTo(next.due);
      }
      this.#queue.pop();
      this.#at = Math.max(this.#at, next.due);
      this.#lastWasArrival = next.item.kind === 'arrival';
      const waiting = this.#take(next.item, Math.max(next.due, 0));
      if (waiting) await waiting;
    }
    unsubscribe?.();
    await this.#close();
    return {
      events: this.#events,
      ending: this.#ended!,
      exchanges: this.#exchanges,
      agentLatencyMs: this.#agent.latenciesMs,
    };
  }

  #take(item: Item, due: number): Promise<void> | undefined {
    const at = this.#at;
    switch (item.kind) {
      case 'arrival':
        return this.#arrive(item.arrival, item.answers, at);
      case 'happening':
        return this.#happen(item.happening, at);
      case 'deed':
        return item.plan === this.#plan ? this.#do(item.deed, at) : undefined;
      case 'own-accord':
        return this.#do(item.deed, at);
      case 'end':
        if (item.ending === 'time-limit') this.#end('time-limit', item.by, item.reason, due);
        else this.#end(item.ending, item.by, item.reason);
        return undefined;
    }
  }

  /* ---- the agent's side ---- */

  #arrive(arrival: Arrival, answers: number | undefined, at: number): Promise<void> | undefined {
    const { world, bounds } = this.#options;
    switch (arrival.type) {
      case 'message': {
        this.#heard = true;
        this.#errorsInRow = 0;
        this.#openSince = null;
        const event = this.#keep(agentMessage(this.#place(), arrival, answers));
        this.#answerTurn();
        const heard = {
          type: 'agent-message',
          text: arrival.text,
          from: 'agent',
          via: arrival.via ?? 'bot',
          at,
          event,
        } as const;
        this.#notify(arrival.choices ? { ...heard, choices: arrival.choices } : heard);
        this.#countMessage();
        return undefined;
      }
      case 'action': {
        this.#heard = true;
        this.#errorsInRow = 0;
        const { result, happenings } = world.agentActs(arrival.action, at);
        const id = arrival.action.id ?? `a${this.#events.length}`;
        const event = this.#record({
          type: 'action',
          by: 'agent',
          id,
          name: arrival.action.name,
          args: arrival.action.args,
          result,
        });
        this.#notify({
          type: 'agent-action',
          name: arrival.action.name,
          args: arrival.action.args,
          result,
          at,
          event,
        });
        if (result.ok && arrival.action.name === 'set-status') {
          const status = arrival.action.args['status'] === 'away' ? 'away' : 'online';
          const index = this.#record(statusBody(status, arrival.action.args['autoReply']));
          this.#notify({ type: 'status', status, at, event: index });
        }
        if (result.ok && arrival.action.name === 'transfer') {
          this.#queue.push(at + TRANSFER_GRACE_MS, KIND_BOUND, {
            kind: 'end',
            ending: 'transferred',
            by: 'agent',
            reason: String(arrival.action.args['reason'] ?? ''),
          });
        }
        if (result.ok && arrival.action.name === 'close') {
          // What the agent says in the same breath still counts.
          this.#queue.push(at, KIND_BOUND, {
            kind: 'end',
            ending: 'agent-closed',
            by: 'agent',
            reason: String(arrival.action.args['reason'] ?? ''),
          });
        }
        for (const happening of happenings)
          this.#queue.push(at, KIND_WORLD, { kind: 'happening', happening });
        const told = {
          name: 'action-result' as const,
          args: { id, name: arrival.action.name, ok: result.ok, ...(result.ok ? {} : { code: result.code }) },
        };
        return this.#options.agent.accepts.event ? this.#tell(told, at) : undefined;
      }
      case 'typing': {
        const event = this.#record({ type: 'agent-typing' });
        this.#notify({ type: 'agent-typing', at, event });
        return undefined;
      }
      case 'error': {
        this.#errorsInRow += 1;
        this.#lastError = arrival.code;
        this.#openSince = null;
        const event = this.#record(errorBody(arrival, answers));
        if (this.#errorsInRow >= bounds.errorsInRow) {
          this.#end('agent-error', 'session', `${arrival.code}, ${this.#errorsInRow} times in a row`);
          return undefined;
        }
        this.#notify({ type: 'channel-error', code: arrival.code, at, event });
        return undefined;
      }
    }
  }

  #answerTurn(): void {
    if (!this.#turnOpen) return;
    this.#turnOpen = false;
    this.#exchanges += 1;
  }

  #recordLate(arrival: Arrival): void {
    if (arrival.type !== 'message') return;
    const t = Math.max(this.#at, this.#options.clock.now());
    this.#keep({ ...agentMessage(this.#place(t), arrival, undefined), late: true });
  }

  /* ---- the buyer's side ---- */

  #notify(event: BuyerEvent): void {
    if (this.#ended === null) this.#adopt(this.#options.buyer.on(event), event.at);
  }

  #adopt(plan: Plan | null, at: number): void {
    if (plan === null) return;
    this.#plan += 1;
    this.#expectsBy = plan.expectsBy ?? 0;
    if (plan.state) this.#keep(buyerState(this.#place(), plan.state));
    for (const deed of plan.deeds)
      this.#queue.push(at + Math.max(0, Math.round(deed.afterMs)), KIND_DEED, {
        kind: 'deed',
        deed,
        plan: this.#plan,
      });
  }

  #do(deed: OwnDeed | PlannedDeed, at: number): Promise<void> | undefined {
    const { world, agent } = this.#options;
    switch (deed.do) {
      case 'say': {
        const content: readonly ContentPart[] = deed.content ?? [{ type: 'text', text: deed.text }];
        const event = this.#keep(buyerMessage(this.#place(), deed));
        this.#turnOpen = true;
        this.#openSince ??= at;
        this.#countMessage();
        if (this.#ended !== null) return undefined;
        this.#notify({ type: 'own-message', text: deed.text, said: deed.said, at, event });
        return this.#agent.deliver(
          {
            type: 'message',
            messageId: this.#nextId(),
            at,
            text: deed.text,
            content,
            said: deed.said,
            context: world.context(at),
          },
          event,
        );
      }
      case 'act': {
        const { result, happenings } = world.buyerActs(deed.name, deed.args, at);
        const event = this.#record({
          type: 'action',
          by: 'buyer',
          id: `b${this.#events.length}`,
          name: deed.name,
          args: deed.args,
          result,
        });
        for (const happening of happenings)
          this.#queue.push(at, KIND_WORLD, { kind: 'happening', happening });
        this.#notify({ type: 'own-action', name: deed.name, args: deed.args, result, at, event });
        return undefined;
      }
      case 'cause':
        world.happens({ name: deed.name, args: deed.args }, at);
        return this.#announce({ name: deed.name, args: deed.args }, at);
      case 'wake':
        this.#notify({ type: 'timer', timer: deed.timer, at, event: this.#events.length - 1 });
        return undefined;
      case 'leave':
        // The last words of an agent that never spoke are silence, whatever the buyer made of it.
        if (!this.#heard && agent.id !== '')
          this.#end(this.#lastError === null ? 'agent-silent' : 'agent-error', 'session', deed.reason);
        else this.#end(deed.ending, 'buyer', deed.reason);
        return undefined;
    }
  }

  /* ---- the world ---- */

  #happen(happening: Happening, at: number): Promise<void> | undefined {
    this.#options.world.happens(happening, at);
    return this.#announce(happening, at);
  }

  #announce(happening: Happening, at: number): Promise<void> | undefined {
    const event = this.#record({ type: 'world', name: happening.name, args: happening.args });
    this.#notify({ type: 'world', name: happening.name, args: happening.args, at, event });
    return this.#options.agent.accepts.event && this.#ended === null ? this.#tell(happening, at) : undefined;
  }

  #tell(happening: Happening, at: number): Promise<void> | undefined {
    return this.#agent.deliver(
      {
        type: 'event',
        messageId: this.#nextId(),
        at,
        name: happening.name,
        args: happening.args,
        context: this.#options.world.context(at),
      },
      undefined,
    );
  }

  /* ---- record and ending ---- */

  #nextId(): string {
    return `m${++this.#inbounds}`;
  }

  #record(body: EventBody, t = this.#at): number {
    const event: Record<string, unknown> & EventPlace = this.#place(t);
    // Two spreads in one literal are the slowest way there is to make an object.
    for (const field in body) event[field] = body[field as keyof EventBody];
    return this.#keep(event as unknown as TranscriptEvent);
  }

  /** Where the next event stands. */
  #place(t = this.#at): EventPlace {
    return { conversation: this.#options.conversation, index: this.#events.length, t };
  }

  #keep(event: TranscriptEvent): number {
    this.#events.push(event);
    this.#options.record(event);
    return event.index;
  }

  #countMessage(): void {
    this.#messages += 1;
    if (this.#messages >= this.#options.bounds.messages && this.#ended === null) {
      this.#end('turn-limit', 'session', `limit of ${this.#options.bounds.messages} messages`);
    }
  }

  #end(ending: Ending, by: 'buyer' | 'agent' | 'session', reason: string, t?: number): void {
    if (this.#ended !== null) return;
    const silent = !this.#heard && (ending === 'time-limit' || ending === 'turn-limit');
    this.#ended = silent ? (this.#lastError === null ? 'agent-silent' : 'agent-error') : ending;
    const place = this.#place(t);
    this.#keep({
      conversation: place.conversation,
      index: place.index,
      t: place.t,
      type: 'ending',
      ending: this.#ended,
      by,
      reason,
    });
  }

  async #close(): Promise<void> {
    const { agent, clock, bounds, stop } = this.#options;
    for (let left = this.#queue.pop(); left !== undefined; left = this.#queue.pop()) {
      if (left.item.kind === 'arrival') this.#recordLate(left.item.arrival);
    }
    if (agent.accepts.end && !stop?.stopped) {
      // What a bot still says to the end is late by definition.
      const outcome = this.#agent.line.deliver(
        { type: 'end', messageId: this.#nextId(), at: clock.now(), ending: this.#ended! },
        (arrival) => this.#recordLate(arrival),
      );
      if (outcome instanceof Promise) await outcome.catch(() => undefined);
    }
    if (agent.pushes && !stop?.stopped) await clock.pass(clock.now() + (agent.settleMs ?? bounds.settleMs));
    await this.#agent.line.close();
  }
}
