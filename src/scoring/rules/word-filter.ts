/** Buckets of pairs of characters: a power of two, small enough to stay cached. */
const BUCKETS = 1 << 13;
/** Texts whose answer is kept: every rule asks about the same ones. */
const KEPT_MAX = 512;

/**
 * Tells which of many word lists a text may hold a word of, by one pass over its pairs of characters: most texts hold none, and
 * need no search. May err on the side of yes.
 */
export class WordFilter {
  /** Words of 32 lists a layer. */
  readonly #layers: Int32Array[] = [];
  #lists = 0;
  readonly #wholeWords: boolean;
  readonly #known = new Map<string, Int32Array>();

  /** `wholeWords`: words of letters are looked for only where no letter stands before them, as in English. */
  constructor(wholeWords = false) {
    this.#wholeWords = wholeWords;
  }

  /** Takes the words of the next list, as they stand in texts, and gives its number. */
  add(words: readonly string[]): number {
    const list = this.#lists++;
    this.#known.clear();
    const layer = (this.#layers[list >> 5] ??= new Int32Array(BUCKETS));
    const bit = 1 << (list & 31);
    for (const word of words) {
      if (word.length === 1) {
        // Whatever follows it: a table of its own would cost every text a second look.
        for (let bucket = 0; bucket < BUCKETS; bucket += 1)
          if ((bucket & (ROWS - 1)) === rowOf(word.charCodeAt(0))) layer[bucket]! |= bit;
      } else layer[bucketOf(word.charCodeAt(0), word.charCodeAt(1))]! |= bit;
    }
    return list;
  }

  /** False when no word of the list stands in the text. */
  mayHold(list: number, text: string): boolean {
    let lists = this.#known.get(text);
    if (lists === undefined) {
      lists = this.#scan(text);
      if (this.#known.size >= KEPT_MAX) this.#known.clear();
      this.#known.set(text, lists);
    }
    return (lists[list >> 5]! & (1 << (list & 31))) !== 0;
  }

  #scan(text: string): Int32Array {
    const lists = new Int32Array(this.#layers.length);
    let inWord = false;
    for (let i = 0; i < text.length; i += 1) {
      const within = inWord;
      inWord = isWordCode(text.charCodeAt(i));
      if (within && inWord && this.#wholeWords) continue;
      // Behind the last character stands nothing: 0 falls into the row of the character itself.
      const bucket = bucketOf(text.charCodeAt(i), i + 1 < text.length ? text.charCodeAt(i + 1) : 0);
      for (let layer = 0; layer < lists.length; layer += 1) lists[layer]! |= this.#layers[layer]![bucket]!;
    }
    return lists;
  }
}

/** Plain letters and digits: of all others it is left open whether a word may begin behind them. */
function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

/** The first character's row in the low bits, the second's column above. */
const ROWS = 1 << 9;

function rowOf(first: number): number {
  return (Math.imul(first, 0x9e3779b1) >>> 20) & (ROWS - 1);
}

function bucketOf(first: number, second: number): number {
  return rowOf(first) | ((Math.imul(second, 0x85ebca6b) >>> 28) * ROWS);
}
