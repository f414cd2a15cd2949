import type { Locale } from '../model/locale.ts';
import type { Persona } from '../model/persona.ts';
import type { Question } from '../model/question.ts';
import type { Detail } from '../model/reading.ts';
import type { Knows, Scenario, Want } from '../model/scenario.ts';
import type { Reader } from '../nlu/reader-types.ts';
import type { NoisePack } from '../phrasing/noise.ts';
import type { Phrasebook } from '../phrasing/phrasebook.ts';
import type { Random } from '../random/stream.ts';
import type { Truth } from '../shop/truth-types.ts';

/** Everything a simulated buyer is made of; nothing in it changes during the conversation. */
export interface BuyerCase {
  readonly persona: Persona;
  readonly scenario: Scenario;
  readonly locale: Locale;
  readonly knows: Knows;
  readonly random: Random;
  readonly reader: Reader;
  readonly phrasebook: Phrasebook;
  readonly noise: NoisePack;
  /** Role → id of the product or order that plays it. */
  readonly cast: Readonly<Record<string, string>>;
  /** Words for the slots of wordings that hold for the whole conversation: `{item}`, `{order}`, `{region}` … */
  readonly slots: Readonly<Record<string, string>>;
  /** Texts that no slip of the finger may change. */
  readonly keep: readonly string[];
  /** List price and floor of the product in a role, minor units; `null` without a shop. */
  readonly listPrice: (role: string) => number | null;
  /** What this buyer would pay today without asking for anything. */
  readonly priceNow: (role: string, at: number) => number | null;
  /** How an amount is written in a chat: 239元, £24.50. */
  readonly spokenMoney: (minor: number) => string;
  /** The other side's facts, used only to notice that a question was spoken to; never to know better than a buyer could. */
  readonly truthOf: ((question: Question, at: number) => Truth) | null;
  /** Details that were given before this conversation began (a bot's log). */
  readonly given: readonly Detail[];
  /** Remembered, not changed: the questions worked out so far, by the want that asks them. */
  readonly questions: Map<Want, Question>;
}
