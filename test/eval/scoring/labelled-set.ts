import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { LocaleSchema } from '../../../src/model/locale.ts';
import { OutcomeConditionSchema } from '../../../src/model/scenario.ts';

const SORTS = ['textbook', 'terse', 'mediocre', 'bad', 'fault', 'pair', 'warm-wrong'] as const;

const LabelledSchema = z.strictObject({
  id: z.string().min(1),
  sort: z.enum(SORTS),
  about: z.strictObject({
    item: z.string().optional(),
    order: z.string().optional(),
    customer: z.string().optional(),
    /** Somebody other than the purchaser writes. */
    stranger: z.boolean().default(false),
  }),
  good: z.array(OutcomeConditionSchema).default([]),
  bad: z.array(OutcomeConditionSchema).default([]),
  script: z.string().min(1),
  expect: z.array(z.string()),
  may: z.array(z.string()).default([]),
});
const FileSchema = z.strictObject({
  hand: z.string(),
  locale: LocaleSchema,
  transcripts: z.array(LabelledSchema).min(1),
});

/** One conversation of the labelled set, with where it comes from. */
export type Labelled = z.output<typeof LabelledSchema> & {
  readonly part: 'dev' | 'test';
  readonly hand: string;
  readonly locale: z.output<typeof LocaleSchema>;
};

const ROOT = join(import.meta.dirname, '../../fixtures/scoring');

/** Every labelled conversation of a part, in a steady order. */
export function labelledSet(part: 'dev' | 'test'): Labelled[] {
  const folder = join(ROOT, part);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const { hand, locale, transcripts } = FileSchema.parse(parse(readFileSync(join(folder, name), 'utf8')));
      return transcripts.map((one) => ({ ...one, part, hand: `${locale}-${hand}`, locale }));
    });
}
