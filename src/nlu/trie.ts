const PAIRS = 1 << 17;
const STATES_MAX = 1 << 18;

/**
 * Words to numbers, by the character. A state's first child is the state behind it, so that the rest of a word that shares nothing
 * lies in one stretch of memory; only further children stand in a table of edges (open addressing). The whole lexicon of a
 * locale takes about a megabyte, of which one message touches little.
 */
export class Trie {
  /** The state after a word's first character, 0 where no word begins so. */
  private readonly roots = new Int32Array(1 << 16);
  /** Which characters are words by themselves. */
  private readonly singles = new Int32Array(1 << 11);
  /** Which pairs of characters begin words, as a filter that may err on the side of yes; small enough to stay cached. */
  private readonly pairs = new Uint8Array(PAIRS >> 3);
  /** Two numbers a state: its word's number or −1; the first child's character, and above it a bit for each kind of further child. */
  private nodes = new Int32Array(1 << 11);
  /** Two numbers an edge: state and character's low bits; target and character's high bits. 0 and 0: free. */
  private edges = new Int32Array(1 << 10);
  private edgeCount = 0;
  private states = 1;

  constructor() {
    this.nodes[0] = -1;
  }

  /** Gives the number stored for the word, or stores `value` and gives that. */
  add(word: string, value: number): number {
    const first = word.charCodeAt(0);
    let state = this.roots[first]!;
    if (state === 0) this.roots[first] = state = this.makeState();
    if (word.length === 1) this.singles[first >> 5]! |= 1 << first;
    else {
      const pair = pairOf(first, word.charCodeAt(1));
      this.pairs[pair >> 3]! |= 1 << (pair & 7);
    }
    for (let i = 1; i < word.length; i += 1) {
      const code = word.charCodeAt(i);
      const next = this.next(state, code);
      state = next < 0 ? this.link(state, code) : next;
    }
    const old = this.nodes[state * 2]!;
    if (old >= 0) return old;
    this.nodes[state * 2] = value;
    return value;
  }

  /** The state after a first character, or 0: no word begins with it. */
  root(code: number): number {
    return this.roots[code]!;
  }

  /** Whether this character is a word. */
  isWord(code: number): boolean {
    return (this.singles[code >> 5]! & (1 << code)) !== 0;
  }

  /** False when no word begins with these two characters. */
  mayBegin(first: number, second: number): boolean {
    const pair = pairOf(first, second);
    return (this.pairs[pair >> 3]! & (1 << (pair & 7))) !== 0;
  }

  /** The state after `code`, or −1. `state` is one that `root` or `next` gave. */
  next(state: number, code: number): number {
    const link = this.nodes[state * 2 + 1]!;
    if ((link & 0xffff) === code && code !== 0) return state + 1;
    if ((link & kindOf(code)) === 0) return -1;
    const { edges } = this;
    const mask = (edges.length >> 1) - 1;
    const key = state | (code << 18);
    const high = code >> 14;
    for (let slot = slotOf(state, code) & mask; ; slot = (slot + 1) & mask) {
      const target = edges[slot * 2 + 1]!;
      if (target === 0) return -1;
      if (edges[slot * 2] === key && target >>> 18 === high) return target & (STATES_MAX - 1);
    }
  }

  /** The number of the word that ends in this state, or −1. */
  value(state: number): number {
    return this.nodes[state * 2]!;
  }

  private makeState(): number {
    const state = this.states;
    this.states += 1;
    if (state >= STATES_MAX) throw new Error('a lexicon has more than 262,143 states');
    if (state * 2 >= this.nodes.length) {
      const nodes = new Int32Array(this.nodes.length * 2);
      nodes.set(this.nodes);
      this.nodes = nodes;
    }
    this.nodes[state * 2] = -1;
    return state;
  }

  private link(state: number, code: number): number {
    const target = this.makeState();
    const { nodes } = this;
    if (target === state + 1 && code !== 0) {
      nodes[state * 2 + 1]! |= code;
      return target;
    }
    nodes[state * 2 + 1]! |= kindOf(code);
    if (this.edgeCount * 4 >= this.edges.length) this.growEdges();
    place(this.edges, state | (code << 18), target | ((code >> 14) << 18), state, code);
    this.edgeCount += 1;
    return target;
  }

  private growEdges(): void {
    const { edges } = this;
    this.edges = new Int32Array(edges.length * 2);
    for (let i = 0; i < edges.length; i += 2) {
      const target = edges[i + 1]!;
      if (target === 0) continue;
      const key = edges[i]!;
      place(this.edges, key, target, key & (STATES_MAX - 1), ((target >>> 18) << 14) | (key >>> 18));
    }
  }
}

function place(edges: Int32Array, key: number, target: number, state: number, code: number): void {
  const mask = (edges.length >> 1) - 1;
  let slot = slotOf(state, code) & mask;
  while (edges[slot * 2 + 1] !== 0) slot = (slot + 1) & mask;
  edges[slot * 2] = key;
  edges[slot * 2 + 1] = target;
}

function slotOf(state: number, code: number): number {
  return Math.imul(Math.imul(state, 0x9e3779b1) ^ code, 0x85ebca6b) >>> 13;
}

/** One of the sixteen bits above a first child. */
function kindOf(code: number): number {
  return 0x10000 << ((code ^ (code >> 4)) & 15);
}

function pairOf(first: number, second: number): number {
  return (Math.imul(first * 65_536 + second, 0x9e3779b1) >>> 15) & (PAIRS - 1);
}
