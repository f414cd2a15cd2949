import type { Tone } from '../ui/lines.ts';
import type { ChatView } from './view-state.ts';

/** How urgent a wait is, from 0. Signs differ, so that colour is never needed. */
export interface Alarm {
  readonly level: 0 | 1 | 2 | 3 | 4 | 5;
  readonly sign: string;
  readonly tone: Tone | undefined;
}

/** First answer, silence while answering, 30-second rate, and the two alarms that shops set. */
export const ALARM_MS = [10_000, 20_000, 30_000, 100_000, 180_000] as const;

const SIGNS = ['·', '▁', '▃', '▅', '▇', '█'] as const;
const TONES = [undefined, 'accent', 'warn', 'warn', 'bad', 'alarm'] as const;

export function alarmOf(waitedMs: number): Alarm {
  const level = ALARM_MS.filter((limit) => waitedMs >= limit).length as Alarm['level'];
  return { level, sign: SIGNS[level]!, tone: TONES[level] };
}

/** Milliseconds that the oldest unanswered message has waited; `null` where none is open. */
export function waitedMs({ waitingSince, ended }: ChatView, now: number): number | null {
  return waitingSince === null || ended !== null ? null : Math.max(0, now - waitingSince);
}

/** Under a minute in seconds, then minutes and seconds: `8s`, `1:05`. */
export function shortTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return seconds < 60
    ? `${seconds}s`
    : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/**
 * The chats that are shown, in the order of the list: by wait (longest first, the answered ones after, the ended last) or by arrival.
 * Those that were gone back in come last of all: their branches go on in their place.
 */
export function inOrder(chats: readonly ChatView[], order: 'wait' | 'arrival'): readonly ChatView[] {
  const { current, left } = visibleChats(chats);
  if (order === 'arrival') return [...current, ...left];
  const rank = (chat: ChatView) => (chat.ended !== null ? 2 : chat.waitingSince === null ? 1 : 0);
  return [
    ...current
      .map((chat, index) => ({ chat, index }))
      .sort(
        (a, b) =>
          rank(a.chat) - rank(b.chat) ||
          (a.chat.waitingSince ?? 0) - (b.chat.waitingSince ?? 0) ||
          a.index - b.index,
      )
      .map(({ chat }) => chat),
    ...left,
  ];
}

/**
 * The number a buyer goes by, from 1: whatever the list is sorted by, a number that somebody has stays theirs. A branch takes over
 * the number of what it branched off. `null` for what is not shown, or was gone back in.
 */
export function numberOf(chats: readonly ChatView[], id: string): number | null {
  const at = visibleChats(chats).current.findIndex((chat) => chat.id === id);
  return at === -1 ? null : at + 1;
}

export function chatOfNumber(chats: readonly ChatView[], number: number): ChatView | undefined {
  return visibleChats(chats).current[number - 1];
}

/** By the first word, not by when the session began: sessions begin before anything is seen of them. */
function visibleChats(chats: readonly ChatView[]) {
  const families = new Map<string, { at: number; members: ChatView[] }>();
  for (const chat of chats) {
    const first = chat.events.find(isWord);
    if (first === undefined) continue;
    const root = chat.id.replace(/~\d+$/, '');
    const family = families.get(root) ?? { at: chat.beganAt + first.t, members: [] };
    family.members.push(chat);
    families.set(root, family);
  }
  const sorted = [...families.values()].sort((a, b) => a.at - b.at);
  return {
    current: sorted.map(({ members }) => members.at(-1)!),
    left: sorted.flatMap(({ members }) => members.slice(0, -1)),
  };
}

/** The chat that has waited longest, other than `except`; `null` where nobody waits. */
export function longestWaiting(chats: readonly ChatView[], except: string | null): ChatView | null {
  const first = inOrder(chats, 'wait').find(
    ({ id, waitingSince, ended }) => id !== except && waitingSince !== null && ended === null,
  );
  return first ?? null;
}

function isWord(event: ChatView['events'][number]): boolean {
  return event.type === 'message' || (event.type === 'action' && event.by === 'buyer');
}
