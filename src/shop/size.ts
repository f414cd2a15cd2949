import type { Product } from '../model/product.ts';

export interface SizeAdvice {
  /** The size to name first; absent when the table has nothing for such a body. */
  readonly size?: string;
  /** Every size that the table supports for this body, the advised one included. */
  readonly fits: readonly string[];
  /** True when the body is outside every row and the nearest row was taken. */
  readonly outside: boolean;
}

type SizeRow = Product['sizes'][number];

/**
 * Which size for a body, by the product's own table. A row counts when it holds both height and weight; where none does,
 * weight decides (girth is what pinches), then the nearest row. Between two sizes both are right and the larger is advised.
 */
export function adviseSize(
  product: Product,
  body: { readonly heightCm?: number; readonly weightKg?: number },
): SizeAdvice {
  const rows = product.sizes.filter((row) => row.heightCm !== undefined || row.weightKg !== undefined);
  if (rows.length === 0 || (body.heightCm === undefined && body.weightKg === undefined))
    return { fits: [], outside: false };
  const inHeight = (row: SizeRow) => distance(row.heightCm, body.heightCm) === 0;
  const inWeight = (row: SizeRow) => distance(row.weightKg, body.weightKg) === 0;
  const both = rows.filter((row) => inHeight(row) && inWeight(row));
  if (both.length > 0) return advice(both);
  const byWeight = body.weightKg === undefined ? [] : rows.filter(inWeight);
  if (byWeight.length > 0) return advice(byWeight);
  const miss = (row: SizeRow) =>
    distance(row.weightKg, body.weightKg) * 3 + distance(row.heightCm, body.heightCm);
  const nearest = Math.min(...rows.map(miss));
  return { ...advice(rows.filter((row) => miss(row) === nearest)), outside: true };
}

function advice(rows: readonly SizeRow[]): SizeAdvice {
  return { size: rows.at(-1)!.id, fits: rows.map((row) => row.id), outside: false };
}

function distance(range: readonly [number, number] | undefined, value: number | undefined): number {
  if (range === undefined || value === undefined) return 0;
  return Math.max(0, range[0] - value, value - range[1]);
}
