const MEMORY = 8;
const HALVINGS = 25;
const FLAT = 1e-4;

/**
 * The place where a smooth convex function is least, by L-BFGS from 0. `of` gives the value at a place and writes the slope. Always the
 * same steps in the same order: no randomness, no clock.
 */
export function minimise(
  size: number,
  rounds: number,
  of: (at: Float64Array, slope: Float64Array) => number,
): Float64Array {
  let at = new Float64Array(size);
  let slope = new Float64Array(size);
  let value = of(at, slope);
  const moves: Float64Array[] = [];
  const turns: Float64Array[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const way = direction(slope, moves, turns);
    const descent = dot(way, slope);
    if (descent > -FLAT) break;
    let step = round === 0 ? 1 / Math.sqrt(dot(slope, slope)) : 1;
    let next = at;
    const nextSlope = new Float64Array(size);
    let nextValue = value;
    for (let halving = 0; halving < HALVINGS; halving += 1) {
      next = at.map((x, k) => x + step * way[k]!);
      nextValue = of(next, nextSlope);
      if (nextValue <= value + 1e-4 * step * descent) break;
      step /= 2;
    }
    const move = next.map((x, k) => x - at[k]!);
    const turn = nextSlope.map((x, k) => x - slope[k]!);
    if (dot(move, turn) > 1e-10) {
      moves.push(move);
      turns.push(turn);
      if (moves.length > MEMORY) {
        moves.shift();
        turns.shift();
      }
    }
    at = next;
    slope = nextSlope;
    value = nextValue;
  }
  return at;
}

/** The two-loop recursion: the slope, turned by what the last moves told of curvature. */
function direction(
  slope: Float64Array,
  moves: readonly Float64Array[],
  turns: readonly Float64Array[],
): Float64Array {
  const way = slope.map((x) => -x);
  const shares: number[] = [];
  for (let i = moves.length - 1; i >= 0; i -= 1) {
    const share = dot(moves[i]!, way) / dot(moves[i]!, turns[i]!);
    shares[i] = share;
    addTimes(way, turns[i]!, -share);
  }
  const last = moves.length - 1;
  if (last >= 0) {
    const scale = dot(moves[last]!, turns[last]!) / dot(turns[last]!, turns[last]!);
    for (let k = 0; k < way.length; k += 1) way[k]! *= scale;
  }
  for (let i = 0; i < moves.length; i += 1)
    addTimes(way, moves[i]!, shares[i]! - dot(turns[i]!, way) / dot(moves[i]!, turns[i]!));
  return way;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k += 1) sum += a[k]! * b[k]!;
  return sum;
}

function addTimes(into: Float64Array, from: Float64Array, times: number): void {
  for (let k = 0; k < into.length; k += 1) into[k]! += from[k]! * times;
}
