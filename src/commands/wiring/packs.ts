import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { AgentPackSchema } from '../../agents/pack.ts';
import { LOCALES, type Locale } from '../../model/locale.ts';
import { type MeasuredFile, MeasuredFileSchema } from '../../model/measured.ts';
import { type PeopleFile, PeopleFileSchema } from '../../model/people.ts';
import { type RuleFile, RuleFileSchema, type WordFile, WordFileSchema } from '../../model/rule.ts';
import { DIMENSIONS } from '../../model/scorecard.ts';
import { canonical } from '../../play/content-hash.ts';
import { PhrasesPackSchema } from '../../play/language.ts';
import { hasPack, readPack } from '../../system/packs.ts';

/*
 * The packs as the program uses them. The build checks them all and keeps the results beside them (`checkedPacks`); only a
 * checkout that runs from source checks at run time.
 */

export const phrasesPack = (locale: Locale) => checked(`locales/${locale}/phrases`, PhrasesPackSchema);
export const agentPack = (locale: Locale) => checked(`locales/${locale}/agent`, AgentPackSchema);

export interface RulePacks {
  readonly files: readonly RuleFile[];
  readonly words: WordFile;
  readonly measured: MeasuredFile;
  readonly people: readonly PeopleFile[];
}

export function rulePacks(): RulePacks {
  if (hasPack('checked/rules')) return readPack('checked/rules') as RulePacks;
  const files = DIMENSIONS.filter((dimension) => hasPack(`rules/${dimension}`)).map((dimension) =>
    RuleFileSchema.parse(readPack(`rules/${dimension}`)),
  );
  return {
    files,
    words: WordFileSchema.parse(readPack('rules/words')),
    measured: MeasuredFileSchema.parse(readPack('measured')),
    people: ['satisfaction', 'politeness'].map((id) => PeopleFileSchema.parse(readPack(`people/${id}`))),
  };
}

/** What understanding and buyers of a locale are made of, as one text: kept with a run, and hashed for transcripts. */
export function packsText(locale: Locale): string {
  if (hasPack(`checked/${locale}`)) return (readPack(`checked/${locale}`) as { text: string }).text;
  return canonical(
    Object.fromEntries(PACK_FILES.map((name) => [name, readPack(`locales/${locale}/${name}`)])),
  );
}

export function packsHash(locale: Locale): string {
  return createHash('sha256').update(packsText(locale)).digest('hex');
}

/** For the build: every pack held against its schema, by the path under which the checked form is kept. Throws on a fault. */
export function checkedPacks(): ReadonlyMap<string, unknown> {
  const made = new Map<string, unknown>([['checked/rules', rulePacks()]]);
  for (const locale of LOCALES) {
    PhrasesPackSchema.parse(readPack(`locales/${locale}/phrases`));
    AgentPackSchema.parse(readPack(`locales/${locale}/agent`));
    made.set(`checked/${locale}`, { text: packsText(locale) });
  }
  return made;
}

const PACK_FILES = ['lexicon', 'acts', 'numbers', 'phrases'] as const;

/** A pack without conversions in its schema: checked, it is what the file says. */
function checked<S extends z.ZodType>(path: string, schema: S): z.output<S> {
  const pack = readPack(path);
  return hasPack('checked/rules') ? (pack as z.output<S>) : schema.parse(pack);
}
