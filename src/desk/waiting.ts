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

/** The chats that are shown, in the order of the list: by wait (longest first, the answered ones after, the ended last) or by arrival. */
export function inOrder(chats: readonly ChatView[], order: 'wait' | 'arrival'): readonly ChatView[] {
  // By the first word, not by when the session began: a number that somebody has must stay theirs.
  const visible = chats
    .flatMap((chat) => {
      const first = chat.events.find(isWord);
      return first === undefined ? [] : [{ chat, at: chat.beganAt + first.t }];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ chat }) => chat);
  if (order === 'arrival') return visible;
  const rank = (chat: ChatView) => (chat.ended !== null ? 2 : chat.waitingSince === null ? 1 : 0);
  return visible
    .map((chat, index) => ({ chat, index }))
    .sort(
      (a, b) =>
        rank(a.chat) - rank(b.chat) ||
        (a.chat.waitingSince ?? 0) - (b.chat.waitingSince ?? 0) ||
        a.index - b.index,
    )
    .map(({ chat }) => chat);
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
