/**
 * Our own small integer generator (splitmix32), so that a library upgrade never changes an old conversation. State is one
 * unsigned 32-bit integer; period 2³². Good enough for choosing words and delays, not for secrets.
 */
export interface Generator {
  /** An unsigned 32-bit integer. */
  next(): number;
}

export function createGenerator(seed: number): Generator {
  return new SplitMix32(seed);
}

export class SplitMix32 implements Generator {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let mixed = this.#state ^ (this.#state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }
}
