import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Transcript } from '../../model/event.ts';
import { LOCALES, type Locale } from '../../model/locale.ts';
import type { Condition } from '../../model/rule.ts';
import { DIMENSIONS, type Dimension, type Finding } from '../../model/scorecard.ts';
import { toYaml } from '../../play/generate/yaml.ts';
import { hashText } from '../../random/hash.ts';
import { forTerminal } from '../../report/inert.ts';
import { compileRules } from '../../scoring/rules/compile.ts';
import { type DimensionGuess, dimensionOf } from '../../scoring/rules/dimension-of.ts';
import { readExample } from '../../scoring/rules/example.ts';
import { type Difference, tellApart } from '../../scoring/rules/tell-apart.ts';
import { score } from '../../scoring/score.ts';
import { showPath } from '../../system/library.ts';
import { readUi } from '../../system/ui-texts.ts';
import { writeWhole } from '../../system/write-whole.ts';
import { openData } from '../data.ts';
import { type CommandIo, type ExitCode, UsageError } from '../io.ts';
import { keptIn } from '../wiring/kept.ts';
import { openLanguages } from '../wiring/languages.ts';
import { OWN_RULES, readOwnRules, withWords } from '../wiring/own-rules.ts';
import { rulePacks } from '../wiring/packs.ts';
import { type Asker, choose, openAsker } from './asker.ts';

export interface NewRuleOptions {
  readonly good?: string;
  readonly bad?: string;
  readonly by?: 'act' | 'words' | 'missing';
  readonly words?: string;
  readonly dimension?: Dimension;
  readonly why?: string;
  readonly points?: number;
  readonly id?: string;
  readonly locale?: Locale;
  readonly from?: readonly string[];
  readonly print?: boolean;
}

const ID = /^[a-z][a-z0-9-]*$/;
const POINTS = 10;
const SHOWN_MAX = 10;
const SENTENCE_MAX = 500;

/** A house rule from one good and one bad sentence: what tells them apart, both played, and what it would have changed. */
export async function newRule(options: NewRuleOptions, io: CommandIo): Promise<ExitCode> {
  if (options.id !== undefined && !ID.test(options.id))
    throw new UsageError(io.ui('generate.bad-id', { id: options.id }));
  const asker = io.inputIsTerminal ? openAsker(io) : null;
  try {
    return await makeRule(options, asker, io);
  } finally {
    asker?.close();
  }
}

async function makeRule(options: NewRuleOptions, asker: Asker | null, io: CommandIo): Promise<ExitCode> {
  const { good, bad } = await sentences(options, asker, io);
  const locale = options.locale ?? (/[\u4e00-\u9fff]/.test(bad) ? 'zh-CN' : 'en');
  const language = openLanguages().of(locale, null);
  const differences: readonly Difference[] =
    options.words === undefined
      ? tellApart(good, bad, locale, language.reader)
      : [{ by: 'words', words: options.words }];
  const able = differences.filter(({ by }) => options.by === undefined || by === options.by);
  const id = options.id ?? `own-rule-${hashText(`${good}\n${bad}`).toString(16).slice(0, 6)}`;
  const packs = rulePacks();
  for (const difference of able) {
    const guess = dimensionOf(good, bad, difference, language.reader);
    const dimension = options.dimension ?? guess.dimension;
    const yaml = await ruleYaml(id, difference, { good, bad, locale, options, dimension });
    const [file] = readOwnRules([{ file: `${OWN_RULES}/${id}.yaml`, text: yaml }], packs);
    const rules = compileRules([file!], withWords(packs.words, [file!]));
    const rubric = openData(io.workingFolder).rubric('house');
    const findings = (transcript: Transcript): readonly Finding[] =>
      score({
        transcript,
        rubric,
        rules,
        scenario: null,
        shop: null,
        market: null,
        reader: openLanguages().of(transcript.header.locale, null).reader,
      }).findings.filter(({ rule }) => rule === id);
    const { pass, fail } = file!.rules[0]!.examples[locale]!;
    const silent = findings(readExample(pass, locale)).length === 0;
    const speaks = findings(readExample(fail, locale)).length > 0;
    // What tells them apart on paper may not do so in a conversation: try the next.
    if (!silent || !speaks) continue;
    io.err(`${io.ui('rule.tells', { what: sayDifference(difference, io) })}\n`);
    io.err(`  ✓ ${io.ui('rule.silent', { text: forTerminal(good) })}\n`);
    io.err(`  ✗ ${io.ui('rule.speaks', { text: forTerminal(bad) })}\n`);
    await tellPast(options.from ?? [], findings, io);
    const settled = await dimensionGiven(options, guess, asker, io);
    const filed =
      settled === dimension
        ? yaml
        : await ruleYaml(id, difference, { good, bad, locale, options, dimension: settled });
    if (options.print) {
      io.out(filed);
      return 0;
    }
    const path = join(io.workingFolder, OWN_RULES, `${id}.yaml`);
    if (existsSync(path))
      throw new UsageError(
        io.ui('generate.exists', { path: showPath(path, io.workingFolder) }),
        io.ui('generate.exists.hint'),
      );
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(path, filed);
    io.out(`${io.ui('rule.wrote', { path: showPath(path, io.workingFolder), id })}\n`);
    return 0;
  }
  throw new UsageError(io.ui('rule.alike'), io.ui('rule.alike.hint'));
}

async function sentences(
  { good, bad }: NewRuleOptions,
  asker: Asker | null,
  io: CommandIo,
): Promise<{ readonly good: string; readonly bad: string }> {
  const found = {
    bad: bad ?? (await asker?.line(io.ui('rule.ask.bad'))) ?? '',
    good: good ?? (await asker?.line(io.ui('rule.ask.good'))) ?? '',
  };
  if (found.good.trim() === '' || found.bad.trim() === '')
    throw new UsageError(io.ui('rule.needs-both'), io.ui('rule.needs-both.hint'));
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, SENTENCE_MAX);
  return { good: plain(found.good), bad: plain(found.bad) };
}

/** As the option says, or as the sentences read; a person is asked where they read either way. */
async function dimensionGiven(
  { dimension }: NewRuleOptions,
  guess: DimensionGuess,
  asker: Asker | null,
  io: CommandIo,
): Promise<Dimension> {
  const label = (key: Dimension) => io.ui(`report.column.${key}`);
  let settled = dimension ?? guess.dimension;
  if (dimension === undefined && !guess.sure && asker !== null) {
    const choices = DIMENSIONS.map((key) => ({ key, label: label(key) }));
    settled = (await choose(io.ui('rule.ask.dimension'), choices, [guess.dimension], false, asker, io))[0]!;
  }
  const unsure = dimension === undefined && !guess.sure && asker === null;
  io.err(
    `· ${unsure ? io.ui('rule.dimension.unsure', { dimension: label(settled) }) : io.ui('rule.dimension', { dimension: label(settled) })}\n`,
  );
  return settled;
}

function sayDifference(difference: Difference, io: CommandIo): string {
  return difference.by === 'words'
    ? io.ui('rule.by.words', { words: forTerminal(difference.words) })
    : difference.by === 'act'
      ? io.ui('rule.by.act', { act: difference.act })
      : io.ui('rule.by.missing', { act: difference.act });
}

async function ruleYaml(
  id: string,
  difference: Difference,
  {
    good,
    bad,
    locale,
    options,
    dimension,
  }: {
    readonly good: string;
    readonly bad: string;
    readonly locale: Locale;
    readonly options: NewRuleOptions;
    readonly dimension: Dimension;
  },
): Promise<string> {
  const texts = { 'zh-CN': await readUi('zh-CN'), en: await readUi('en') };
  const both = (make: (of: Locale) => string) =>
    Object.fromEntries(LOCALES.map((of) => [of, make(of)])) as Record<Locale, string>;
  const what = (of: Locale) => {
    const say = texts[of];
    if (difference.by === 'words') return say('rule.title.words', { words: difference.words });
    return difference.by === 'act'
      ? say('rule.title.act', { act: difference.act })
      : say('rule.title.missing', { act: difference.act });
  };
  const say = (key: string) => (of: Locale) => texts[of](key);
  const opening = locale === 'zh-CN' ? 'buyer: 我的订单怎么样了' : 'buyer: What about my order?';
  const file = {
    kind: 'rules',
    version: 1,
    id,
    dimension,
    ...(difference.by === 'words' ? { words: { [id]: { [locale]: { hits: [difference.words] } } } } : {}),
    rules: [
      {
        id,
        title: both(what),
        why: both((of) => options.why ?? say('rule.why')(of)),
        source: 'house',
        confidence: 'house',
        severity: 'minor',
        points: -Math.abs(options.points ?? POINTS),
        locales: [locale],
        anchor: { by: 'agent', ...anchorOf(difference, id) },
        ...(difference.by === 'missing' ? { finds: { none: lacking(difference) } } : {}),
        message: both((of) => say('rule.message')(of).replace('{what}', what(of))),
        suggestion: both(() => good),
        examples: { [locale]: { pass: `${opening}\nagent: ${good}\n`, fail: `${opening}\nagent: ${bad}\n` } },
      },
    ],
  };
  return toYaml(file, say('rule.comment')(locale));
}

function anchorOf(difference: Difference, id: string): { readonly if?: Condition; readonly pick?: 'first' } {
  if (difference.by === 'words') return { if: { words: id } };
  // An act that is owed is owed once in a conversation and not in every message.
  return difference.by === 'act' ? { if: { act: [difference.act] } } : { pick: 'first' };
}

function lacking({ act }: Extract<Difference, { by: 'missing' }>): Condition[] {
  return [{ act: [act] }, { seen: { act: [act] }, look: 'after', by: 'agent', messages: 100 }];
}

/** The conversations kept in runs and files that the rule would have found something in. */
async function tellPast(
  from: readonly string[],
  findings: (transcript: Transcript) => readonly Finding[],
  io: CommandIo,
): Promise<void> {
  if (from.length === 0) return;
  let read = 0;
  let changed = 0;
  for await (const transcript of keptIn(from, io)) {
    read += 1;
    const found = findings(transcript);
    if (found.length === 0) continue;
    changed += 1;
    if (changed <= SHOWN_MAX)
      io.err(`  · ${forTerminal(transcript.id)}: ${forTerminal(found[0]!.message)} (${found.length})\n`);
  }
  io.err(`${io.ui('rule.past', { changed, read })}\n`);
}
