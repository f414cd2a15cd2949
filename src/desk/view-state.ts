import type { ActionRequest } from '../model/action.ts';
import type { TranscriptEvent, TypingRecord, Via } from '../model/event.ts';
import type { Context } from '../model/protocol.ts';
import type { Scorecard } from '../model/scorecard.ts';
import { type Editor, EMPTY_EDITOR } from '../ui/editor.ts';
import type { Key } from '../ui/keys.ts';
import type { Size } from '../ui/terminal.ts';
import type { Badge, BadgeFault, Hint, HintLevel } from './coach-types.ts';
import type { HostEvent } from './host-types.ts';

/*
 * Everything the desk shows, as plain data. `update` in `update.ts` makes the next state of it and says what is to be done;
 * components only draw it. Times are desk time in milliseconds unless they are an event's `t`.
 */

/** Mood as an agent could tell it from the buyer's own words; never the buyer's inner state. */
export type VisibleMood = 'pleased' | 'neutral' | 'unhappy' | 'angry';

/** What is being written to one buyer. Never shared between chats. */
export interface Draft {
  readonly editor: Editor;
  /** Desk time of the first key since the last message was sent; `null`: nothing is begun. */
  readonly firstKeyAt: number | null;
  readonly keys: number;
  readonly corrections: number;
  readonly pastedChars: number;
  /** Ready-made text in the draft, as it was put in: decides whether the message counts as a quick phrase. */
  readonly phrase: string | null;
}

export const EMPTY_DRAFT: Draft = {
  editor: EMPTY_EDITOR,
  firstKeyAt: null,
  keys: 0,
  corrections: 0,
  pastedChars: 0,
  phrase: null,
};

export interface ChatView {
  readonly id: string;
  /** The account that writes; the id until the first context came. */
  readonly account: string;
  readonly beganAt: number;
  /** As recorded, the buyer's inner state included: components show messages, actions and world events only. */
  readonly events: readonly TranscriptEvent[];
  readonly context: Context | null;
  readonly unread: number;
  /** Since when the oldest unanswered buyer message waits; `null`: nothing is open. */
  readonly waitingSince: number | null;
  readonly typing: { readonly from: number; readonly until: number } | null;
  readonly mood: VisibleMood;
  /** Has insulted or threatened the agent: a minute's rest is offered afterwards. */
  readonly abusive: boolean;
  /** Set once the conversation is over. */
  readonly ended: {
    readonly at: number;
    readonly ending: string;
    readonly reason: string;
    readonly scorecard: Scorecard | null;
  } | null;
  readonly failed: 'changed' | 'error' | null;
  readonly draft: Draft;
  /** What was sent to this buyer, oldest first. */
  readonly history: readonly string[];
  /** Position in `history` while going through it; the draft that was there before. */
  readonly recalled: { readonly at: number; readonly draft: Draft } | null;
  /** Rows scrolled up from the newest; 0 follows. */
  readonly scroll: number;
  readonly badges: Readonly<Record<number, Badge>>;
  readonly hint: Hint | null;
  /** The conversation this one branched off. */
  readonly parent: string | null;
}

export const PANEL_TABS = ['product', 'offers', 'policy', 'orders', 'buyer'] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

export interface PanelView {
  readonly tab: PanelTab;
  /** Filters every tab. */
  readonly query: Editor;
  readonly scroll: number;
}

export type Focus = 'composer' | 'panel';
/** Which pane a narrow terminal shows. */
export type Pane = 'list' | 'chat' | 'panel';

export type Overlay =
  | { readonly type: 'help'; readonly scroll: number }
  | { readonly type: 'quit' }
  | {
      readonly type: 'confirm';
      readonly chat: string;
      readonly request: ActionRequest;
      readonly words: string;
    }
  | { readonly type: 'phrases'; readonly query: Editor; readonly at: number }
  | { readonly type: 'cool-down'; readonly until: number | null }
  | {
      readonly type: 'dispute';
      readonly chat: string;
      readonly fault: BadgeFault;
      readonly event: number;
      readonly reason: Editor;
    }
  | { readonly type: 'rewind'; readonly chat: string; readonly event: number };

export interface DeskSettings {
  /** An exam: no pause, no hints, no badges. */
  readonly strict: boolean;
  readonly hints: boolean;
  readonly badges: boolean;
  readonly bell: boolean;
  readonly flash: boolean;
}

export interface Notice {
  readonly text: string;
  readonly until: number;
  readonly tone: 'plain' | 'bad';
}

export interface DeskState {
  readonly now: number;
  readonly size: Size;
  readonly settings: DeskSettings;
  readonly chats: readonly ChatView[];
  /** The chat that is open; `null` until somebody came. */
  readonly open: string | null;
  readonly order: 'wait' | 'arrival';
  readonly focus: Focus;
  readonly pane: Pane;
  readonly panel: PanelView;
  readonly overlay: Overlay | null;
  /** Which of the offered completions is chosen; `null`: they were sent away with Esc. */
  readonly completion: number | null;
  readonly notice: Notice | null;
  readonly paused: boolean;
  readonly away: { readonly autoReply: string | null } | null;
  readonly flashUntil: number;
  /** Buyers that are still to come. */
  readonly expected: number;
  /** Drafts from before an interruption, by chat. */
  readonly kept: Readonly<Record<string, string>>;
  /** Nobody is left and nobody will come. */
  readonly done: boolean;
}

export function initialDesk(
  settings: DeskSettings,
  size: Size,
  expected: number,
  kept: DeskState['kept'] = {},
): DeskState {
  return {
    now: 0,
    size,
    settings,
    chats: [],
    open: null,
    order: 'arrival',
    focus: 'composer',
    pane: 'chat',
    panel: { tab: 'product', query: EMPTY_EDITOR, scroll: 0 },
    overlay: null,
    completion: 0,
    notice: null,
    paused: false,
    away: null,
    flashUntil: 0,
    expected,
    kept,
    done: false,
  };
}

/** What comes in. */
export type DeskInput =
  | { readonly type: 'key'; readonly key: Key; readonly at: number }
  /** A whole line, where people work line by line. */
  | { readonly type: 'line'; readonly text: string; readonly at: number }
  /** The line is dealt with and told about: the next one is about the conversation again. */
  | { readonly type: 'ready' }
  /** An action in its own words, done at once in the open chat. */
  | { readonly type: 'do'; readonly request: ActionRequest }
  | { readonly type: 'tick'; readonly now: number }
  | { readonly type: 'resize'; readonly size: Size }
  | { readonly type: 'host'; readonly event: HostEvent }
  | { readonly type: 'badge'; readonly chat: string; readonly badge: Badge }
  | { readonly type: 'hint'; readonly chat: string; readonly hint: Hint }
  | { readonly type: 'notice'; readonly text: string; readonly tone: Notice['tone'] }
  | { readonly type: 'paused'; readonly paused: boolean }
  /** Somebody wants the desk to end: SIGINT. */
  | { readonly type: 'interrupt' };

/** What is to be done about it. */
export type DeskEffect =
  | {
      readonly do: 'say';
      readonly chat: string;
      readonly text: string;
      readonly via: Via;
      readonly typing?: TypingRecord;
    }
  | { readonly do: 'act'; readonly chat: string; readonly request: ActionRequest }
  | { readonly do: 'typing'; readonly chat: string }
  | { readonly do: 'status'; readonly status: 'online' | 'away'; readonly autoReply: string | null }
  | { readonly do: 'pause'; readonly paused: boolean }
  | { readonly do: 'bell' }
  | { readonly do: 'redraw' }
  | { readonly do: 'quit' }
  /** On to the review. */
  | { readonly do: 'finish' }
  | { readonly do: 'badge'; readonly chat: string; readonly event: number }
  | { readonly do: 'hint'; readonly chat: string; readonly level: HintLevel }
  | {
      readonly do: 'dispute';
      readonly chat: string;
      readonly event: number;
      readonly fault: BadgeFault;
      readonly reason: string;
    }
  | { readonly do: 'rewind'; readonly chat: string; readonly event: number }
  | { readonly do: 'show-me'; readonly chat: string };

export interface DeskStep {
  readonly state: DeskState;
  readonly effects: readonly DeskEffect[];
}
