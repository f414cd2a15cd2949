import { SplitMix32 } from './generator.ts';
import { hashText } from './hash.ts';

/** Draws from one named stream at one turn. */
export interface Draws {
  /** 0 ≤ x < 1, in steps of 2⁻³². */
  share(): number;
  /** True with the given chance (0 never, 1 always). */
  chance(probability: number): boolean;
  /** An integer, both bounds included. */
  int(least: number, most: number): number;
  /** One of the items; throws on an empty list. */
  pick<T>(items: readonly T[]): T;
  /** The standard normal distribution (Box–Muller, one of the pair). */
  normal(): number;
  /** Log-normal with this median and σ of the logarithm. */
  logNormal(median: number, sigma: number): number;
  /** A Poisson-like count with this mean, at least `least`; bounded by `least + 8`. */
  count(mean: number, least: number): number;
}

/**
 * Named, keyed randomness: draws for `typing` at turn 3 are the same whatever was drawn from other streams or at other turns,
 * so one more draw moves nothing elsewhere, and rewinding or shrinking one turn leaves the rest alone.
 */
export interface Random {
  readonly seed: number;
  stream(name: string, turn: number): Draws;
}

export function createRandom(seed: number): Random {
  return {
    seed,
    stream: (name, turn) => createDraws(hashText(name, (seed ^ Math.imul(turn + 1, 0x9e3779b1)) >>> 0)),
  };
}

export function createDraws(seed: number): Draws {
  return new KeyedDraws(seed);
}

/** A class rather than closures: a conversation opens hundreds of streams, most of them for one draw. */
class KeyedDraws extends SplitMix32 implements Draws {
  share(): number {
    return this.next() / 0x1_0000_0000;
  }

  chance(probability: number): boolean {
    return this.share() < probability;
  }

  int(least: number, most: number): number {
    return least + Math.floor(this.share() * (most - least + 1));
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('cannot pick from an empty list');
    return items[Math.floor(this.share() * items.length)]!;
  }

  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.share()));
    return radius * Math.cos(2 * Math.PI * this.share());
  }

  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal());
  }

  count(mean: number, least: number): number {
    let count = least;
    const more = Math.min(0.9, Math.max(0, (mean - least) / (mean - least + 1)));
    while (count < least + 8 && this.share() < more) count += 1;
    return count;
  }
}
