import type { Locale } from '../model/locale.ts';
import type { Market } from '../model/market.ts';
import type { Override } from '../model/override.ts';
import type { Persona } from '../model/persona.ts';
import type { Rubric } from '../model/rubric.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Shop } from '../model/shop.ts';
import type { Reader } from '../nlu/reader-types.ts';
import type { CompiledRules } from '../scoring/rules/compile.ts';
import type { CaseKey } from './case-id.ts';
import type { PhrasesPack } from './language.ts';

/** A case with everything it names looked up and loaded. The same objects serve every case that uses them. */
export interface CaseInputs {
  readonly key: CaseKey;
  readonly scenario: Scenario;
  readonly persona: Persona;
  readonly shop: Shop;
  readonly market: Market;
  readonly language: Language;
  /** `true`: the bot under test has a shop of its own, so nothing is held against ours (`--shop none`). */
  readonly shopUnknown: boolean;
}

/** What one locale brings: the reader bound to the shop's vocabulary, and what buyers say. */
export interface Language {
  readonly locale: Locale;
  readonly reader: Reader;
  readonly phrases: PhrasesPack;
  /** Hash over all packs of the locale. */
  readonly packsHash: string;
}

export interface ScoringInputs {
  readonly rubric: Rubric;
  readonly rules: CompiledRules;
  /** Findings that a reviewer has overruled. */
  readonly overrides?: readonly Override[];
}
