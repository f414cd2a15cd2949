import type { ActionRequest } from '../model/action.ts';
import type { TranscriptEvent } from '../model/event.ts';
import type { Key } from '../ui/keys.ts';
import type { Size } from '../ui/terminal.ts';
import type { DeskCoach } from './coach-types.ts';
import type { DeskFacts } from './facts.ts';
import type { DeskHost, HostEvent } from './host-types.ts';
import { update } from './update.ts';
import type { DeskEffect, DeskInput, DeskState } from './view-state.ts';

export interface RunDeskOptions {
  readonly facts: DeskFacts;
  readonly initial: DeskState;
  /** Opens the sessions; the desk hears of everything through `hear`. */
  readonly openHost: (hear: (event: HostEvent) => void) => DeskHost;
  readonly coach: DeskCoach | null;
  /** `null` where nothing is drawn: the desk is told in sentences, by `changed`. */
  readonly draw: ((state: DeskState) => void) | null;
  readonly bell: () => void;
  readonly redraw: () => void;
  /** Hears every new state, for what is kept besides the transcripts. */
  readonly changed?: (state: DeskState) => void;
  /** Rewind and “let me see it done”: resolves to what to tell, rejects with why it cannot be; absent where nobody provides them. */
  readonly branch?: (
    host: DeskHost,
    effect: Extract<DeskEffect, { do: 'rewind' | 'show-me' }>,
    events: readonly TranscriptEvent[],
  ) => Promise<string>;
  /** Runs something in a later tick: drawing once for everything that came at once. */
  readonly later: (then: () => void) => void;
}

export interface RunningDesk {
  readonly state: () => DeskState;
  key(key: Key): void;
  /** A whole line, where there are no keys. */
  line(text: string): void;
  /** An action of the open chat in its own words, without being asked. */
  act(request: ActionRequest): void;
  resize(size: Size): void;
  /** Says something at the foot of the desk for a while. */
  tell(text: string): void;
  /** As Ctrl-C does. */
  interrupt(): void;
  /** On to the review, as Enter does once everybody was served. */
  finish(): void;
  /** `finished`: everybody was served, on to the review; `left`: stopped before, everything kept. */
  readonly ended: Promise<'finished' | 'left'>;
  /** Stops at once, keeping everything. */
  stop(): Promise<void>;
}

/** The desk at work: keys and sessions in, frames and deeds out. */
export function runDesk(options: RunDeskOptions): RunningDesk {
  const { facts, coach } = options;
  let state = options.initial;
  let drawing = false;
  let over = false;
  let cancelTick: (() => void) | null = null;
  let finish: (how: 'finished' | 'left') => void = () => {};
  const ended = new Promise<'finished' | 'left'>((resolve) => {
    finish = resolve;
  });

  const draw = () => {
    const { draw: show } = options;
    if (show === null || drawing || over) return;
    drawing = true;
    options.later(() => {
      drawing = false;
      if (!over) show(state);
    });
  };
  const take = (input: DeskInput) => {
    if (over) return;
    const step = update(state, input, facts);
    const changed = step.state !== state;
    state = step.state;
    if (changed) {
      options.changed?.(state);
      draw();
    }
    for (const effect of step.effects) perform(effect);
    plan();
  };
  const host = options.openHost((event) => take({ type: 'host', event }));

  /** One clock for everything that moves by itself: the next whole second, or sooner where something begins or ends before. */
  const plan = () => {
    cancelTick?.();
    cancelTick = null;
    if (over || host.time.paused) return;
    const now = host.time.now();
    const due = [Math.floor(now / 1000) * 1000 + 1000];
    for (const { typing, ended: gone } of state.chats)
      if (gone === null && typing !== null) due.push(...[typing.from, typing.until].filter((at) => at > now));
    if (state.flashUntil > now) due.push(state.flashUntil);
    cancelTick = host.time.after(Math.max(1, Math.min(...due) - now), () =>
      take({ type: 'tick', now: host.time.now() }),
    );
  };

  const eventsOf = (chat: string) => state.chats.find(({ id }) => id === chat)?.events ?? [];
  const close = async (how: 'finished' | 'left') => {
    if (over) return;
    over = true;
    cancelTick?.();
    await host.stop();
    finish(how);
  };
  const perform = (effect: DeskEffect): void => {
    switch (effect.do) {
      case 'say': {
        const { chat, text, via, typing } = effect;
        host.say(chat, { text, via, ...(typing === undefined ? {} : { typing }) });
        break;
      }
      case 'act':
        host.act(effect.chat, effect.request.name, effect.request.args);
        break;
      case 'typing':
        host.typing(effect.chat);
        break;
      case 'status':
        host.setStatus(effect.status, effect.autoReply ?? undefined);
        break;
      case 'pause':
        if (effect.paused) host.time.pause();
        else host.time.resume();
        take({ type: 'paused', paused: effect.paused });
        break;
      case 'bell':
        options.bell();
        break;
      case 'redraw':
        options.redraw();
        draw();
        break;
      case 'quit':
        void close('left');
        break;
      case 'finish':
        void close('finished');
        break;
      case 'badge':
        // In a later tick: what follows from the reply belongs to it.
        options.later(() => badge(effect.chat, effect.event));
        break;
      case 'hint':
        if (coach !== null)
          take({
            type: 'hint',
            chat: effect.chat,
            hint: coach.hint(effect.chat, eventsOf(effect.chat), effect.level),
          });
        break;
      case 'dispute':
        dispute(effect);
        break;
      case 'rewind':
      case 'show-me':
        branch(effect);
        break;
    }
  };
  const branch = (effect: Extract<DeskEffect, { do: 'rewind' | 'show-me' }>) => {
    options.branch?.(host, effect, eventsOf(effect.chat)).then(
      (text) => take({ type: 'notice', text, tone: 'plain' }),
      (error: unknown) =>
        take({ type: 'notice', text: error instanceof Error ? error.message : String(error), tone: 'bad' }),
    );
  };
  const badge = (chat: string, event: number) => {
    const found = coach?.badge(chat, eventsOf(chat), event) ?? null;
    if (found !== null) take({ type: 'badge', chat, badge: found });
  };
  const dispute = ({ chat, event, fault, reason }: Extract<DeskEffect, { do: 'dispute' }>) => {
    if (coach === null) return;
    const text = coach.dispute(chat, eventsOf(chat), fault, reason);
    const shown = state.chats.find(({ id }) => id === chat)?.badges[event];
    if (shown !== undefined) {
      const missed = shown.missed.map((one) => (one === fault ? { ...one, disputed: true as const } : one));
      take({ type: 'badge', chat, badge: { ...shown, missed } });
    }
    take({ type: 'notice', text, tone: 'plain' });
  };

  host.start();
  plan();
  draw();
  return {
    state: () => state,
    key: (key) => take({ type: 'key', key, at: Math.floor(host.time.now()) }),
    resize: (size) => take({ type: 'resize', size }),
    tell: (text) => take({ type: 'notice', text, tone: 'plain' }),
    line(text) {
      take({ type: 'line', text, at: Math.floor(host.time.now()) });
      take({ type: 'ready' });
    },
    act: (request) => take({ type: 'do', request }),
    interrupt: () => take({ type: 'interrupt' }),
    finish: () => void close('finished'),
    ended,
    stop: () => close('left'),
  };
}
