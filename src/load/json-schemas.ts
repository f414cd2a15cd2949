import { z } from 'zod';
import { BotSchema } from '../model/bot.ts';
import { KnownSchema } from '../model/known.ts';
import { MarketSchema } from '../model/market.ts';
import { OverrideFileSchema } from '../model/override.ts';
import { PersonaSchema } from '../model/persona.ts';
import { AnswerSchema, RequestSchema } from '../model/protocol.ts';
import { QuickPhrasesSchema } from '../model/quick-phrases.ts';
import { ReportSchema } from '../model/report.ts';
import { RubricSchema } from '../model/rubric.ts';
import { RuleFileSchema, WordFileSchema } from '../model/rule.ts';
import { ScenarioSchema } from '../model/scenario.ts';
import { ShopSheetSchemas } from '../model/shop.ts';
import { SuiteSchema } from '../model/suite.ts';
import { TranscriptLineSchema } from './transcript-schema.ts';

/** Every kind of file that people or programs write for Peilian or read from it. */
const SCHEMAS = {
  persona: PersonaSchema,
  scenario: ScenarioSchema,
  market: MarketSchema,
  rubric: RubricSchema,
  rules: RuleFileSchema,
  words: WordFileSchema,
  suite: SuiteSchema,
  bot: BotSchema,
  known: KnownSchema,
  overrides: OverrideFileSchema,
  'quick-phrases': QuickPhrasesSchema,
  ...ShopSheetSchemas,
  report: ReportSchema,
  'transcript-line': TranscriptLineSchema,
  'protocol-request': RequestSchema,
  'protocol-answer': AnswerSchema,
} as const satisfies Record<string, z.ZodType>;

export type SchemaName = keyof typeof SCHEMAS;
export const SCHEMA_NAMES = Object.keys(SCHEMAS) as SchemaName[];

/** What a person writes (durations as text, money as amounts), as JSON Schema draft 2020-12. */
export function jsonSchemaOf(name: SchemaName): object {
  return {
    $id: `peilian/${name}`,
    title: `Peilian ${name}`,
    ...z.toJSONSchema(SCHEMAS[name] as z.ZodType, { io: 'input', unrepresentable: 'any' }),
  };
}
