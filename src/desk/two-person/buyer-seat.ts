import type { TranscriptEvent } from '../../model/event.ts';
import type { BuyerPort, OwnDeed } from '../../model/ports.ts';
import type { RealTime } from '../../session/clock.ts';
import { createLineSplitter } from './line-splitter.ts';
import {
  encode,
  FromBuyerSchema,
  type FromDesk,
  type Guide,
  LINE_CHARS_MAX,
  PROTOCOL_VERSION,
  parse,
} from './protocol.ts';

/** One end of a connection. `close` may be called more than once. */
export interface Link {
  send(text: string): void;
  close(): void;
  /** Both are set once, before anything comes. */
  onText: (text: string) => void;
  onClose: () => void;
}

export interface BuyerSeatOptions {
  readonly guide: Guide;
  readonly time: RealTime;
  /** How long the seat is kept for somebody who went away, in milliseconds. */
  readonly graceMs?: number;
  /** The seat was taken, left for a while, or given up. */
  readonly onChange?: (change: 'joined' | 'away' | 'back' | 'gone') => void;
}

const GRACE_MS = 60_000;
/** After so many lines in a row that are no messages, it is no buyer who is talking. */
const BAD_MAX = 20;
const EARLY_MAX = 20;

/** The buyer's chair: one person at a time sits in it, over whatever link. */
export interface BuyerSeat {
  readonly port: BuyerPort;
  /** Resolves once somebody sits there. */
  readonly joined: Promise<void>;
  /** Somebody knocks. */
  accept(link: Link): void;
  /** Takes every event of the transcript, so that the person sees what a buyer sees. */
  show(event: TranscriptEvent): void;
  close(): void;
}

export function createBuyerSeat(options: BuyerSeatOptions): BuyerSeat {
  const { guide, time, graceMs = GRACE_MS, onChange = () => {} } = options;
  const told: FromDesk[] = [];
  let act: ((deed: OwnDeed) => void) | null = null;
  let seated: Link | null = null;
  let wasSeated = false;
  let over = false;
  let cancelGrace = () => {};
  let sit: () => void = () => {};
  const joined = new Promise<void>((resolve) => {
    sit = resolve;
  });

  const tell = (message: FromDesk) => {
    told.push(message);
    seated?.send(encode(message));
  };
  /** Said before the conversation began: the first thing in it. */
  const early: OwnDeed[] = [];
  const give = (deed: OwnDeed) => {
    if (over) return;
    if (act === null) early.push(deed);
    else act(deed);
  };
  const gone = () => {
    if (over) return;
    onChange('gone');
    give({ do: 'leave', afterMs: 0, ending: 'interrupted', reason: 'whoever played the buyer went away' });
  };
  const left = (link: Link) => {
    if (seated !== link) return;
    seated = null;
    if (over) return;
    onChange('away');
    cancelGrace = time.after(graceMs, gone);
  };
  const take = (link: Link, line: string): boolean => {
    const read = parse(FromBuyerSchema, line);
    if (!read.ok) {
      link.send(encode({ type: 'bad', why: read.why }));
      return false;
    }
    const message = read.value;
    if (message.type === 'join') {
      welcome(link, message.version);
      return true;
    }
    if (seated !== link) return false;
    switch (message.type) {
      case 'say':
        give({ do: 'say', afterMs: 0, text: message.text, said: [], via: 'typed' });
        return true;
      case 'act':
        give({ do: 'act', afterMs: 0, name: message.name, args: message.args });
        return true;
      case 'leave':
        give({ do: 'leave', afterMs: 0, ending: message.ending, reason: 'the buyer ended the chat' });
        return true;
    }
  };
  const welcome = (link: Link, version: number) => {
    const why = over
      ? 'over'
      : version !== PROTOCOL_VERSION
        ? 'version'
        : seated !== null && seated !== link
          ? 'taken'
          : null;
    if (why !== null) {
      link.send(encode({ type: 'refused', why }));
      link.close();
      return;
    }
    if (seated === link) return;
    cancelGrace();
    seated = link;
    link.send(encode({ type: 'welcome', version: PROTOCOL_VERSION, guide }));
    for (const message of told) link.send(encode(message));
    onChange(wasSeated ? 'back' : 'joined');
    wasSeated = true;
    sit();
  };

  return {
    joined,
    port: {
      open(toSession) {
        act = toSession;
        for (const deed of early.splice(0, EARLY_MAX)) toSession(deed);
      },
      // Everything a person sees comes by `show`; what they do comes of their own accord.
      on: () => null,
    },
    accept(link) {
      let bad = 0;
      link.onText = createLineSplitter(
        LINE_CHARS_MAX,
        (line) => {
          bad = take(link, line) ? 0 : bad + 1;
          if (bad >= BAD_MAX) link.close();
        },
        () => link.close(),
      );
      link.onClose = () => left(link);
    },
    show(event) {
      const message = seen(event);
      if (message === null) return;
      tell(message);
      if (message.type === 'end') {
        over = true;
        cancelGrace();
      }
    },
    close() {
      over = true;
      cancelGrace();
      seated?.close();
      seated = null;
    },
  };
}

/** What a buyer sees of an event; `null`: nothing. */
function seen(event: TranscriptEvent): FromDesk | null {
  const { t } = event;
  switch (event.type) {
    case 'message':
      return { type: 'message', t, from: event.from === 'bot' ? 'agent' : event.from, text: event.text };
    case 'agent-typing':
      return { type: 'typing', t };
    case 'action': {
      if (event.by === 'agent' && !event.result.ok) return null;
      const { result } = event;
      return {
        type: 'deed',
        t,
        by: event.by,
        name: event.name,
        args: { ...event.args },
        ok: result.ok,
        ...(result.ok ? { changed: { ...result.changed } } : { why: result.code }),
      };
    }
    case 'world':
      return event.name === 'action-result'
        ? null
        : { type: 'world', t, name: event.name, args: { ...event.args } };
    case 'ending':
      return { type: 'end', t, ending: event.ending };
    default:
      return null;
  }
}
