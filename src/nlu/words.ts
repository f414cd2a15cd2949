import type { Meaning } from './hit.ts';
import type { NumberKind } from './number-names.ts';
import type { Trie } from './trie.ts';

/** A word with all it stands for. */
export interface Entry {
  readonly word: string;
  readonly cats: readonly number[];
  readonly meaning: Meaning | null;
  /** Matches the beginning of a longer word as well: `refund*`. */
  readonly prefix: boolean;
  /** Holds a number, a day or a value that is a fact of its own: 送您一(双), 明天肯定. */
  readonly inner: boolean;
  /** Found through blanks and emoji that somebody puts between the characters to dodge a list. */
  readonly dodged: boolean;
}

const PREFIX = 1;
const INNER = 2;
const DODGED = 4;
const MEANS = 8;

/**
 * Words by number, as reading wants them: what is asked of nearly every word stands close together, and words of the same categories
 * share one list. `trie` gives the words' numbers.
 */
export class Words {
  private readonly flags: Uint8Array;
  private readonly listOf: Uint32Array;
  private readonly lists: (readonly number[])[] = [];

  constructor(
    readonly trie: Trie,
    readonly entries: readonly Entry[],
    /** How a shop writes the numbers of its orders and parcels, by shape (`number-names.ts`). */
    readonly names: ReadonlyMap<string, NumberKind> = new Map(),
  ) {
    this.flags = new Uint8Array(entries.length);
    this.listOf = new Uint32Array(entries.length);
    const known = new Map<string, number>();
    for (let i = 0; i < entries.length; i += 1) {
      const { cats, meaning, prefix, inner, dodged } = entries[i]!;
      this.flags[i] =
        (prefix ? PREFIX : 0) | (inner ? INNER : 0) | (dodged ? DODGED : 0) | (meaning === null ? 0 : MEANS);
      const key = cats.length === 1 ? String(cats[0]) : cats.join();
      let list = known.get(key);
      if (list === undefined) {
        known.set(key, (list = this.lists.length));
        this.lists.push(cats);
      }
      this.listOf[i] = list;
    }
  }

  catsOf(entry: number): readonly number[] {
    return this.lists[this.listOf[entry]!]!;
  }

  meaningOf(entry: number): Meaning | null {
    return (this.flags[entry]! & MEANS) === 0 ? null : this.entries[entry]!.meaning;
  }

  isPrefix(entry: number): boolean {
    return (this.flags[entry]! & PREFIX) !== 0;
  }

  isInner(entry: number): boolean {
    return (this.flags[entry]! & INNER) !== 0;
  }

  isDodged(entry: number): boolean {
    return (this.flags[entry]! & DODGED) !== 0;
  }
}
