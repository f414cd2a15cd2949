import type { Side } from '../model/act.ts';
import type { Reading } from '../model/reading.ts';
import type { Topic } from '../model/topic.ts';
import type { Understood } from './understood.ts';

/** Texts of one generation; twice as many are kept at most. */
const GENERATION = 512;
/** Longer texts are seldom said twice, and would hold much memory. */
const LENGTH_MAX = 600;

/** What was made of a text, and its readings by the topic of the newest open question. */
export interface Remembered {
  readonly understood: Understood;
  readonly readings: Map<Topic | undefined, Reading>;
}

/**
 * What the reader made of the texts it met last. Buyer, ledger and scoring read the same messages, and shops say the same lines
 * in every conversation. Bounded: when a generation is full, the one before is forgotten.
 */
export class ReadingMemory {
  #young: Readonly<Record<Side, Map<string, Remembered>>> = { agent: new Map(), buyer: new Map() };
  #old: Readonly<Record<Side, ReadonlyMap<string, Remembered>>> = { agent: new Map(), buyer: new Map() };

  find(text: string, side: Side): Remembered | undefined {
    const young = this.#young[side].get(text);
    if (young !== undefined) return young;
    const old = this.#old[side].get(text);
    if (old !== undefined) this.#put(text, side, old);
    return old;
  }

  keep(text: string, side: Side, understood: Understood): Remembered {
    const made: Remembered = { understood, readings: new Map() };
    if (text.length <= LENGTH_MAX) this.#put(text, side, made);
    return made;
  }

  #put(text: string, side: Side, remembered: Remembered): void {
    if (this.#young.agent.size + this.#young.buyer.size >= GENERATION) {
      this.#old = this.#young;
      this.#young = { agent: new Map(), buyer: new Map() };
    }
    this.#young[side].set(text, remembered);
  }
}
