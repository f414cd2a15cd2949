import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { IMPORTED, type Ref, type Transcript } from '../model/event.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Shop } from '../model/shop.ts';
import { contentHash } from '../play/content-hash.ts';
import { buildReport, type KeptCase, keepCase } from '../report/build.ts';
import { forTerminal } from '../report/inert.ts';
import { createQuotedTranscripts } from '../report/worst.ts';
import { score as scoreTranscript } from '../scoring/score.ts';
import { readInput } from '../store/inputs.ts';
import { readConversations, readRun } from '../store/read-run.ts';
import { StoreError } from '../store/store-error.ts';
import { packageVersion } from '../system/package-root.ts';
import { realTime } from '../system/real-time.ts';
import { type Data, openData } from './data.ts';
import type { CommandIo, ExitCode } from './io.ts';
import { parseReporters, writeReports } from './reporters.ts';
import { countExchanges } from './score/exchanges.ts';
import { createExplained } from './score/explained.ts';
import { openLanguages } from './wiring/languages.ts';
import { openOverrides } from './wiring/overrides.ts';
import { openRules } from './wiring/rules.ts';

export interface ScoreOptions {
  readonly rubric: string;
  /** Scorecards and rules in words, after the report. */
  readonly explain?: boolean;
  readonly shop?: 'none';
  readonly overrides?: string;
  readonly reporter?: readonly string[];
}

/**
 * Scores transcripts (files or folders) with today's rules. What shaped a conversation is taken from its run's folder, else
 * from the library; where neither has it, only what the conversation itself shows is scored, and that is said.
 */
export async function score(
  paths: readonly string[],
  options: ScoreOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const reporters = parseReporters(options.reporter, io);
  const data = openData(io.workingFolder);
  const rubric = data.rubric(options.rubric);
  const rules = openRules(io.workingFolder);
  const overrides = openOverrides(options.overrides, io);
  const explained = options.explain ? createExplained(rules, rubric, io) : null;
  const languages = openLanguages();
  const startedMs = realTime.now();
  const cases: KeptCase[] = [];
  const quoted = createQuotedTranscripts();
  let first: Transcript | undefined;
  const told = new Set<string>();
  const tell = (text: string) => {
    if (told.has(text)) return;
    told.add(text);
    io.err(`${forTerminal(text)}\n`);
  };

  for (const path of paths) {
    const full = resolve(io.workingFolder, path);
    const isFolder = statSync(full).isDirectory();
    const folder = isFolder ? full : dirname(full);
    for await (const { transcript, ref, intact } of isFolder ? readRun(full) : readConversations(full)) {
      const place = isFolder ? join(path, ref) : `${path}#${transcript.id}`;
      if (!intact) tell(io.ui('score.tampered', { place }));
      const { header } = transcript;
      const scenario =
        header.scenario.id === IMPORTED.id
          ? null
          : inputOf<Scenario>(header.scenario, folder, () => data.scenario(header.scenario.id), io, tell);
      const shop =
        header.shop === null || options.shop === 'none'
          ? null
          : inputOf<Shop>(header.shop, folder, () => data.shop(header.shop!.id), io, tell);
      const market = shop === null ? null : marketOf(shop, data);
      const language = languages.of(header.locale, shop);
      const scorecard = scoreTranscript({
        transcript,
        rubric,
        rules,
        scenario,
        shop,
        market,
        reader: language.reader,
        overrides,
      });
      explained?.add(scorecard, transcript);
      const kept = keepCase({
        id: transcript.id,
        transcript,
        scorecard,
        exchanges: countExchanges(transcript),
        agentLatencyMs: [],
        place,
      });
      cases.push(kept);
      quoted.offer(kept.conversation, transcript);
      first ??= transcript;
    }
  }

  const report = buildReport({
    version: packageVersion(),
    run: runOf(paths, first, rubric.id, io),
    wallMs: realTime.now() - startedMs,
    cases,
    rubric,
  });
  const good = await writeReports(reporters, { report, transcriptOf: quoted.of, nextSteps: false }, io);
  if (explained) io.out(explained.text());
  if (cases.length === 0) {
    io.err(`peilian: ${io.ui('score.none', { paths: paths.join(', ') })}\n`);
    return 2;
  }
  if (!good) return 2;
  return report.summary.failed + report.summary.unknown > 0 ? 1 : 0;
}

/** The very thing that shaped the conversation, by its hash; else today's of the same id, with a word about it; else nothing. */
function inputOf<T extends object>(
  { id, hash }: Ref,
  folder: string,
  today: () => T,
  io: CommandIo,
  tell: (text: string) => void,
): T | null {
  try {
    return JSON.parse(readInput(folder, hash)) as T;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
  }
  try {
    const found = today();
    if (contentHash(found) !== hash) tell(io.ui('score.changed', { id }));
    return found;
  } catch {
    tell(io.ui('score.missing', { id }));
    return null;
  }
}

function marketOf(shop: Shop, data: Data) {
  try {
    return data.market(shop.market);
  } catch {
    return null;
  }
}

/** The run that the transcripts came from, where they lie in its folder. */
function runOf(paths: readonly string[], first: Transcript | undefined, rubric: string, io: CommandIo) {
  const header = first?.header;
  const info = readInfo(resolve(io.workingFolder, paths[0]!));
  return {
    id: info.id ?? 'score',
    seed: info.seed ?? header?.seed ?? 0,
    bot: header?.agent ?? 'none',
    rubric,
    latency: header?.latency ?? 'declared',
  };
}

function readInfo(path: string): { readonly id?: string; readonly seed?: number } {
  for (const folder of [path, dirname(path)]) {
    try {
      const { id, seed } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as {
        id?: string;
        seed?: number;
      };
      return { ...(id === undefined ? {} : { id }), ...(seed === undefined ? {} : { seed }) };
    } catch {}
  }
  return {};
}
