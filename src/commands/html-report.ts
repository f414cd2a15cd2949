import { resolve } from 'node:path';
import type { Transcript } from '../model/event.ts';
import type { Locale } from '../model/locale.ts';
import type { ReportConversation } from '../model/report.ts';
import type { ReportView } from '../report/build.ts';
import { runPageChunks } from '../report/html/run/run-page.tsx';
import type { Titles } from '../report/html/run/titles.ts';
import type { WaitLimits } from '../report/html/run/waits.ts';
import type { CompiledRules } from '../scoring/rules/compile.ts';
import { StoreError } from '../store/store-error.ts';
import { createTranscriptShelf } from '../store/transcript-shelf.ts';
import { readPageScript } from '../system/page-script.ts';
import { type Data, openData } from './data.ts';
import type { CommandIo } from './io.ts';
import { openRules } from './wiring/rules.ts';

/** The page of a report. Words are read from where each conversation says that it lies, unless `readTranscript` has them. */
export async function* htmlChunks(
  report: ReportView,
  readTranscript: ((conversation: ReportConversation) => Promise<Transcript | null>) | undefined,
  io: CommandIo,
): AsyncGenerator<string> {
  const data = openData(io.workingFolder);
  const rules = openRules();
  const shelf = createTranscriptShelf((path) => resolve(io.workingFolder, path));
  try {
    yield* runPageChunks(report, {
      locale: io.uiLocale,
      say: io.ui,
      titles: titlesOf(data, rules, io.uiLocale),
      limits: limitsOf(data, rules, report.run.rubric),
      script: readPageScript(),
      transcriptOf: readTranscript ?? (({ transcript }) => orNone(shelf.at(transcript))),
    });
  } finally {
    await shelf.close();
  }
}

/** A page without some of its words is a page still: it says which are missing. */
async function orNone(reading: Promise<Transcript | null>): Promise<Transcript | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof StoreError) return null;
    throw error;
  }
}

function titlesOf(data: Data, { rules }: CompiledRules, locale: Locale): Titles {
  const known = new Map<string, string>();
  const titleOf = (kind: string, id: string, look: () => string | undefined) => {
    const key = `${kind} ${id}`;
    let title = known.get(key);
    if (title === undefined) known.set(key, (title = orId(look, id)));
    return title;
  };
  return {
    scenario: (id) => titleOf('scenario', id, () => data.scenario(id).title[locale]),
    persona: (id) => titleOf('persona', id, () => data.persona(id).title[locale]),
    rule: (id) => titleOf('rule', id, () => rules.find((rule) => rule.id === id)?.title[locale]),
  };
}

/** What is not in the library any more goes by its id. */
function orId(look: () => string | undefined, id: string): string {
  try {
    return look() ?? id;
  } catch {
    return id;
  }
}

const LIMITS: WaitLimits = { firstMs: 30_000, laterMs: 60_000 };

function limitsOf(data: Data, { rules }: CompiledRules, rubricId: string): WaitLimits {
  const limitOf = (id: string, otherwise: number) => {
    const own = orNothing(() => data.rubric(rubricId).rules[id]?.limit);
    return own ?? rules.find((rule) => rule.id === id)?.limit ?? otherwise;
  };
  return {
    firstMs: limitOf('slow-first-response', LIMITS.firstMs),
    laterMs: limitOf('long-silence', LIMITS.laterMs),
  };
}

function orNothing<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
