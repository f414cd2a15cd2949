import { z } from 'zod';

/** What a column is called, what to write in it, what that looks like, and other headings under which shops export it. */
const ColumnSchema = z.strictObject({
  heading: z.string(),
  help: z.string().min(1),
  example: z.string().optional(),
});

/** `packs/locales/<tag>/workbook.yaml`: every word of the workbook in one language. */
export const WorkbookTextsSchema = z.strictObject({
  kind: z.literal('workbook'),
  version: z.literal(1),
  /** The cell before the answer whether a sheet says everything. */
  complete: z.string().min(1),
  completeHelp: z.string().min(1),
  /** Headings of a sheet of settings. */
  setting: z.string().min(1),
  value: z.string().min(1),
  note: z.string().min(1),
  /** Heading of the column that names the product or the order a row belongs to, by that column's name. */
  parents: z.record(z.string(), ColumnSchema),
  type: ColumnSchema,
  /** For the three columns of a fact told in words: what stands behind the fact's own heading. */
  told: z.strictObject({ text: ColumnSchema, keys: ColumnSchema, denies: ColumnSchema }),
  yes: z.array(z.string().min(1)).min(1),
  no: z.array(z.string().min(1)).min(1),
  all: z.array(z.string().min(1)).min(1),
  /** By the choice, or by the column's path and the choice where a word means something else there: `state.returning`. */
  choices: z.record(z.string(), z.string().min(1)),
  measures: z.record(z.string(), z.string().min(1)),
  sheets: z.record(
    z.string(),
    z.strictObject({
      title: z.string().min(1).max(31),
      about: z.string().min(1),
      /** By path. A fact told in words has one entry, under its own path; `''` where it is the entry itself. */
      columns: z.record(z.string(), ColumnSchema),
    }),
  ),
});
export type WorkbookTexts = z.output<typeof WorkbookTextsSchema>;
export type ColumnText = z.output<typeof ColumnSchema>;
