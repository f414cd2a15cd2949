import type { DeskFacts } from '../../src/desk/facts.ts';
import type { HostEvent } from '../../src/desk/host-types.ts';
import { update } from '../../src/desk/update.ts';
import {
  type DeskEffect,
  type DeskInput,
  type DeskSettings,
  type DeskState,
  initialDesk,
} from '../../src/desk/view-state.ts';
import type { DeskFrame } from '../../src/desk/views/DeskScreen.tsx';
import type { EventBody, TranscriptEvent } from '../../src/model/event.ts';
import type { Ui } from '../../src/system/ui-texts.ts';
import { createKeyReader } from '../../src/ui/keys.ts';
import type { Line } from '../../src/ui/lines.ts';

export const RELAXED: DeskSettings = { strict: false, hints: true, badges: true, bell: true, flash: true };

/** Facts without a shop: what is asked for is given back in plain words. */
export function plainFacts(say: Ui, locale: 'zh-CN' | 'en' = 'en'): DeskFacts {
  return {
    say,
    locale,
    shop: { name: 'Tiny Shop', agentName: 'Robin' },
    hears: (_chat, text) => ({ mood: /!/.test(text) ? 'angry' : null, abusive: text.includes('idiot') }),
    phrases: () => [
      { key: 'hello', text: 'Hello, how can I help you?', own: false },
      { key: 'size', text: 'I would take size {size}.', own: false },
      { key: 'mine', text: 'My own words.', own: true },
    ],
    choices: (_chat, from) => [{ value: `${from}-1`, title: `the first ${from}` }],
    describe: (_chat, { name, args }) => `${name} ${JSON.stringify(args)}`,
    panel: (chat, tab, query, width) =>
      [`${tab} of ${chat}`, `found ${query}`].map((text) => [{ text: text.slice(0, width) }]),
    card: (_chat, card, id) => `${card} ${id}`,
  };
}

export interface DeskBench {
  state(): DeskState;
  effects: DeskEffect[];
  take(input: DeskInput): readonly DeskEffect[];
  /** As a terminal sends it. */
  type(keys: string): readonly DeskEffect[];
  /** A buyer of the chat comes (once) and says something. */
  buyer(chat: string, text: string): void;
  record(chat: string, body: EventBody): void;
  at(ms: number): void;
}

export function openDesk(
  facts: DeskFacts,
  options: {
    readonly settings?: Partial<DeskSettings>;
    readonly columns?: number;
    readonly rows?: number;
  } = {},
): DeskBench {
  const { columns = 120, rows = 32 } = options;
  let state = initialDesk({ ...RELAXED, ...options.settings }, { columns, rows }, 3);
  const effects: DeskEffect[] = [];
  const take = (input: DeskInput) => {
    const step = update(state, input, facts);
    state = step.state;
    effects.push(...step.effects);
    return step.effects;
  };
  const host = (event: HostEvent) => take({ type: 'host', event });
  const record = (chat: string, body: EventBody) => {
    const known = state.chats.find(({ id }) => id === chat);
    if (known === undefined) host({ type: 'arrived', chat, beganAt: state.now, at: state.now });
    const { events, beganAt } = state.chats.find(({ id }) => id === chat)!;
    const event = {
      conversation: chat,
      index: events.length,
      t: state.now - beganAt,
      ...body,
    } as TranscriptEvent;
    host({ type: 'recorded', chat, event, replayed: false, at: state.now });
  };
  return {
    state: () => state,
    effects,
    take,
    record,
    type(keys) {
      const reader = createKeyReader();
      return [...reader.feed(keys), ...reader.flush()].flatMap((key) =>
        take({ type: 'key', key, at: state.now }),
      );
    },
    buyer: (chat, text) => record(chat, { type: 'message', from: 'buyer', text, via: 'simulated' }),
    at: (now) => void take({ type: 'tick', now }),
  };
}

/** A frame as plain rows, the panes side by side. */
export function rowsOf({ top, panes, bottom }: DeskFrame): string[] {
  const text = (line: Line) => line.map((span) => span.text).join('');
  const height = panes[0]?.lines.length ?? 0;
  const middle = Array.from({ length: height }, (_, row) =>
    panes.map(({ lines }) => text(lines[row]!)).join('│'),
  );
  return [...top.map(text), ...middle, ...bottom.map(text)];
}
