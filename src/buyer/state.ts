import type { AgentNotes, Ledger } from '../dialogue/ledger.ts';
import type { ActionArgs } from '../model/action.ts';
import type { Ending } from '../model/ending.ts';
import type { SaidAct } from '../model/event.ts';
import type { HaggleRung } from '../model/persona.ts';
import type { WorldEventName } from '../model/protocol.ts';
import type { Reading } from '../model/reading.ts';
import type { Want } from '../model/scenario.ts';

/** One thing on the buyer's mind. `todo`: not yet brought up; `open`: brought up and not settled; `dropped`: given up. */
export interface Matter {
  readonly id: number;
  readonly want: Want;
  readonly status: 'todo' | 'open' | 'done' | 'dropped';
  /** How often it was brought up. */
  readonly tries: number;
  /** How it came out, for later lines and the ending: `refused`, `given`, `answered`, `unread` … */
  readonly result?: string;
}

export interface Negotiation {
  readonly matter: number;
  readonly role: string;
  readonly list: number;
  /** What the agent last asked for one piece, minor units. */
  readonly asked: number;
  /** What the buyer has offered, in order. */
  readonly offers: readonly number[];
  /** What the agent has asked, in order: the other side's concessions. */
  readonly asks: readonly number[];
  readonly reservation: number;
  readonly opening: number;
  readonly rung: number;
  readonly round: number;
  readonly bareRefusals: number;
  /** Answers that said nothing on the price. */
  readonly evaded: number;
  readonly reasons: number;
  readonly gained: readonly HaggleRung[];
  /** Gained by an action of the agent since the buyer last spoke on the price. */
  readonly fresh: readonly HaggleRung[];
  /** Agreed price of one piece. */
  readonly agreed?: number;
  readonly walkedAt?: number;
  readonly over: boolean;
}

/** A composed message that is still to be sent. */
export interface Draft {
  readonly text: string;
  readonly said: readonly SaidAct[];
  readonly afterMs: number;
  readonly picture?: string;
  /** Not said any more once the agent has spoken: a nudge. */
  readonly passing?: true;
  readonly effects: readonly Effect[];
}

/** What sending a draft changes. */
export type Effect =
  | { readonly type: 'open'; readonly matter: number }
  | { readonly type: 'done'; readonly matter: number; readonly result: string }
  | { readonly type: 'offer'; readonly minor: number | null; readonly rung: number }
  | { readonly type: 'closing' }
  | { readonly type: 'act'; readonly name: string; readonly args: ActionArgs };

/** What the agent did since the buyer last spoke, still to be answered. */
export interface Heard {
  readonly event: number;
  readonly at: number;
  readonly reading: Reading;
  readonly notes: AgentNotes;
}

export interface BuyerState {
  /** Counts the reducer's decisions, to key its draws. */
  readonly turn: number;
  readonly mood: number;
  readonly moodAt: number;
  readonly trust: number;
  /** Drawn once: whether this buyer buys when handled well. */
  readonly willing: boolean;
  readonly ledger: Ledger;
  readonly matters: readonly Matter[];
  readonly negotiation: Negotiation | null;
  readonly heard: readonly Heard[];
  readonly drafts: readonly Draft[];
  /** True once part of the drafts has gone out: the rest belongs to the same burst. */
  readonly sending: boolean;
  /** Since when the buyer waits for the agent; null while it is the buyer's turn. */
  readonly waitingSince: number | null;
  readonly patienceUntil: number;
  readonly nudges: number;
  /** When the buyer answers what it heard, nudges, or goes after its good-bye; null where none of that is due. */
  readonly replyAt: number | null;
  readonly nudgeAt: number | null;
  readonly byeAt: number | null;
  /** When the next draft goes out. */
  readonly draftAt: number;
  /** Deeds to be done next, with the time each is due. */
  readonly deeds: readonly { readonly name: string; readonly args: ActionArgs; readonly at: number }[];
  /** What happens outside because a matter was settled. */
  readonly causes: readonly {
    readonly name: WorldEventName;
    readonly args: ActionArgs;
    readonly at: number;
  }[];
  /** What an answer that is still being typed would have changed: put back when the agent speaks first. */
  readonly unspoken: Pick<
    BuyerState,
    'negotiation' | 'closingAs' | 'heard' | 'once' | 'notUnderstood'
  > | null;
  readonly waitCharged: number;
  /** A hold or promise makes the buyer wait longer. */
  readonly heldUntil: number;
  readonly answeredOnce: boolean;
  readonly usedWordings: readonly string[];
  readonly closingSince: number | null;
  readonly closingAs: Ending | null;
  readonly notUnderstood: number;
  /** An intent about what happened outside, said unless the agent speaks of it first. */
  readonly notice: string | null;
  readonly once: readonly string[];
  readonly orderPlaced: string | null;
  readonly paid: boolean;
  readonly script: { readonly step: number; readonly met: boolean; readonly waitUntil: number } | null;
  readonly because: readonly { readonly trigger: string; readonly change: number; readonly event: number }[];
}
