import type { ActionRequest } from '../model/action.ts';
import type { Say } from '../report/say.ts';
import type { Line } from '../ui/lines.ts';
import type { PanelTab, VisibleMood } from './view-state.ts';

/** A ready answer; `text` has its slots filled as far as the chat gives them. */
export interface QuickPhrase {
  readonly key: string;
  readonly text: string;
  /** From the person's own file. */
  readonly own: boolean;
}

/** Something an argument of a command may be. */
export interface Choice {
  readonly value: string;
  readonly title: string;
}

/** What the desk looks up about a chat: pure functions over shop, world and locale packs, given by whoever wires it. */
export interface DeskFacts {
  readonly say: Say;
  /** The language of the conversations. */
  readonly locale: 'zh-CN' | 'en';
  /** What an attentive agent hears in a buyer's words; `mood` is `null` where they tell nothing. */
  hears(chat: string, text: string): { readonly mood: VisibleMood | null; readonly abusive: boolean };
  phrases(chat: string): readonly QuickPhrase[];
  /** What an argument of a command may be in this chat: coupons, gifts, orders, variants. */
  choices(chat: string, from: 'coupon' | 'gift' | 'order' | 'variant'): readonly Choice[];
  /** What an action would do, in words, for the confirmation. */
  describe(chat: string, request: ActionRequest): string;
  /** The side panel's rows; `width` in columns. */
  panel(chat: string, tab: PanelTab, query: string, width: number): readonly Line[];
  /** A card, such as `Linen shirt (linen-shirt) · 299元`. */
  card(chat: string, card: 'product' | 'order', id: string): string;
  /** The shop's name, and what the agent is called there. */
  readonly shop: { readonly name: string; readonly agentName: string };
}
