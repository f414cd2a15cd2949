const CLASSES = 8_192;
const PAIRS = 1 << 17;

/**
 * Words to numbers, by the character. One open-addressing table holds all edges: a lookup is a multiplication and an
 * array read, and the whole lexicon of a locale takes about a megabyte.
 */
export class Trie {
  /** Characters that occur in any word, numbered from 1: keeps edge keys within 32 bits. */
  private readonly classes = new Uint16Array(1 << 16);
  private classCount = 1;
  /** The state after a word's first character, 0 where no word begins so: most lookups end here. */
  private readonly roots = new Int32Array(1 << 16);
  /** Which pairs of characters begin words, as a filter that may err on the side of yes; small enough to stay cached. */
  private readonly pairs = new Uint8Array(PAIRS >> 3);
  private keys = new Int32Array(1 << 12).fill(-1);
  private targets = new Int32Array(1 << 12);
  private edges = 0;
  private states = 1;
  private values = new Int32Array(1 << 10).fill(-1);

  /** Gives the number stored for the word, or stores `value` and gives that. */
  add(word: string, value: number): number {
    let state = 0;
    for (let i = 0; i < word.length; i += 1) {
      const code = word.charCodeAt(i);
      if (this.classes[code] === 0) this.classes[code] = this.classCount++;
      if (this.classCount > CLASSES) throw new Error('a lexicon uses more than 8,191 different characters');
      const next = this.next(state, code);
      state = next < 0 ? this.link(state, this.classes[code]!) : next;
      if (i === 0) this.roots[code] = state;
      if (i === 1) {
        const pair = pairOf(word.charCodeAt(0), code);
        this.pairs[pair >> 3]! |= 1 << (pair & 7);
      }
    }
    const old = this.values[state]!;
    if (old >= 0) return old;
    this.values[state] = value;
    return value;
  }

  /** The state after a first character, or 0: no word begins with it. */
  root(code: number): number {
    return this.roots[code]!;
  }

  /** False when no word begins with these two characters. */
  mayBegin(first: number, second: number): boolean {
    const pair = pairOf(first, second);
    return (this.pairs[pair >> 3]! & (1 << (pair & 7))) !== 0;
  }

  /** The state after `code`, or −1. The root is 0. */
  next(state: number, code: number): number {
    const cls = this.classes[code]!;
    if (cls === 0) return -1;
    const key = state * CLASSES + cls;
    const mask = this.keys.length - 1;
    let slot = (Math.imul(key, 0x9e3779b1) >>> 12) & mask;
    for (;;) {
      const found = this.keys[slot]!;
      if (found === key) return this.targets[slot]!;
      if (found === -1) return -1;
      slot = (slot + 1) & mask;
    }
  }

  /** The number of the word that ends in this state, or −1. */
  value(state: number): number {
    return this.values[state]!;
  }

  private link(state: number, cls: number): number {
    if (this.edges * 2 >= this.keys.length) this.grow();
    const target = this.states;
    this.states += 1;
    if (target >= 1 << 18)
      throw new Error('a lexicon has more than 262,143 states; the edge key would overflow');
    if (target >= this.values.length) {
      const values = new Int32Array(this.values.length * 2).fill(-1);
      values.set(this.values);
      this.values = values;
    }
    this.place(state * CLASSES + cls, target);
    this.edges += 1;
    return target;
  }

  private place(key: number, target: number): void {
    const mask = this.keys.length - 1;
    let slot = (Math.imul(key, 0x9e3779b1) >>> 12) & mask;
    while (this.keys[slot] !== -1) slot = (slot + 1) & mask;
    this.keys[slot] = key;
    this.targets[slot] = target;
  }

  private grow(): void {
    const { keys, targets } = this;
    this.keys = new Int32Array(keys.length * 2).fill(-1);
    this.targets = new Int32Array(keys.length * 2);
    for (let i = 0; i < keys.length; i += 1) if (keys[i] !== -1) this.place(keys[i]!, targets[i]!);
  }
}

function pairOf(first: number, second: number): number {
  return (Math.imul(first * 65_536 + second, 0x9e3779b1) >>> 15) & (PAIRS - 1);
}
