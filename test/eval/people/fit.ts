/** Rows of named features as a matrix, with what standardises them. */
interface Design {
  readonly names: readonly string[];
  readonly means: readonly number[];
  readonly spreads: readonly number[];
  readonly rows: readonly (readonly number[])[];
}

type Features = Readonly<Record<string, number>>;

/** Weights on the raw features, with `bias`. */
export type Weights = Readonly<Record<string, number>>;

/** Logistic regression by Newton's method with a ridge on the standardised weights. */
export function fitLogistic(features: readonly Features[], yes: readonly boolean[], ridge = 30): Weights {
  const design = designOf(features);
  let weights = new Array<number>(design.names.length + 1).fill(0);
  for (let round = 0; round < 25; round += 1) {
    const p = design.rows.map((row) => 1 / (1 + Math.exp(-dot(row, weights))));
    const slopes = p.map((value) => Math.max(1e-9, value * (1 - value)));
    const gradient = weights.map((weight, j) =>
      design.rows.reduce(
        (sum, row, i) => sum + row[j]! * (p[i]! - (yes[i] ? 1 : 0)),
        j === 0 ? 0 : ridge * weight,
      ),
    );
    const step = solve(normal(design.rows, slopes, ridge), gradient);
    weights = weights.map((weight, j) => weight - step[j]!);
    if (Math.max(...step.map(Math.abs)) < 1e-7) break;
  }
  return raw(design, weights);
}

/** Least squares with the same ridge. */
export function fitLinear(features: readonly Features[], values: readonly number[], ridge = 10): Weights {
  const design = designOf(features);
  const right = Array.from({ length: design.names.length + 1 }, (_, j) =>
    design.rows.reduce((sum, row, i) => sum + row[j]! * values[i]!, 0),
  );
  const ones = design.rows.map(() => 1);
  return raw(design, solve(normal(design.rows, ones, ridge), right));
}

function designOf(features: readonly Features[]): Design {
  const names = Object.keys(features[0]!);
  const means = names.map((name) => features.reduce((sum, one) => sum + one[name]!, 0) / features.length);
  const spreads = names.map(
    (name, j) =>
      Math.sqrt(features.reduce((sum, one) => sum + (one[name]! - means[j]!) ** 2, 0) / features.length) || 1,
  );
  const rows = features.map((one) => [1, ...names.map((name, j) => (one[name]! - means[j]!) / spreads[j]!)]);
  return { names, means, spreads, rows };
}

function raw({ names, means, spreads }: Design, [bias = 0, ...weights]: readonly number[]): Weights {
  const entries = names.map((name, j) => [name, weights[j]! / spreads[j]!] as const);
  const shift = entries.reduce((sum, [, weight], j) => sum + weight * means[j]!, 0);
  return { bias: bias - shift, ...Object.fromEntries(entries) };
}

function normal(rows: readonly (readonly number[])[], weights: readonly number[], ridge: number): number[][] {
  const size = rows[0]!.length;
  const matrix = Array.from({ length: size }, (_, j) =>
    Array.from({ length: size }, (_, k) => (j === k && j > 0 ? ridge : 0)),
  );
  rows.forEach((row, i) => {
    for (let j = 0; j < size; j += 1) {
      const scaled = row[j]! * weights[i]!;
      if (scaled === 0) continue;
      for (let k = 0; k < size; k += 1) matrix[j]![k]! += scaled * row[k]!;
    }
  });
  return matrix;
}

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** Gaussian elimination with pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const a = matrix.map((row, i) => [...row, right[i]!]);
  const size = a.length;
  for (let i = 0; i < size; i += 1) {
    let pivot = i;
    for (let k = i + 1; k < size; k += 1) if (Math.abs(a[k]![i]!) > Math.abs(a[pivot]![i]!)) pivot = k;
    [a[i], a[pivot]] = [a[pivot]!, a[i]!];
    for (let k = 0; k < size; k += 1) {
      if (k === i) continue;
      const factor = a[k]![i]! / a[i]![i]!;
      for (let j = i; j <= size; j += 1) a[k]![j]! -= factor * a[i]![j]!;
    }
  }
  return a.map((row, i) => row[size]! / row[i]!);
}
