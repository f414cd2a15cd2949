import { z } from 'zod';

/** What a column of somebody's own export can hold. */
export const ROLES = [
  'sku',
  'code',
  'was',
  'sale',
  'cost',
  'floor',
  'price',
  'stock',
  'option1-name',
  'option1',
  'option2-name',
  'option2',
  'size',
  'colour',
  'spec',
  'name',
  'category',
  'material',
  'weight',
  'care',
  'strengths',
  'drawbacks',
  'description',
  'warranty',
  'returnable',
  'freight',
  'dispatch',
  'courier',
  'coupon',
  'status',
  'unused',
] as const;
export type Role = (typeof ROLES)[number];

const words = z.array(z.string().min(1));

/** `packs/import-columns.yaml`: how exports call their columns, and the words in their cells. */
export const ColumnNamesSchema = z.strictObject({
  kind: z.literal('import-columns'),
  version: z.literal(1),
  roles: z.record(z.enum(ROLES), z.strictObject({ whole: words, part: words })),
  totals: words,
  offSale: words,
  onSale: words,
  freeFreight: words,
  oneSize: words,
  colourOptions: words,
  sizeOptions: words,
  nouns: z.strictObject({ 'zh-CN': words, en: words }),
  colours: z.record(z.string(), z.string()),
});
export type ColumnNames = z.output<typeof ColumnNamesSchema>;

/** As headings and words are compared: without blanks, brackets, marks and case; `价格（元）` is `价格元`. */
export function plainWord(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*:()[\]{}_\-/|·.,'"“”【】]+/g, '');
}
