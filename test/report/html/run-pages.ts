import type { Transcript } from '../../../src/model/event.ts';
import type { Locale } from '../../../src/model/locale.ts';
import { buildReport, keepCase, type ReportedCase } from '../../../src/report/build.ts';
import { type RunPageOptions, runPageChunks } from '../../../src/report/html/run/run-page.tsx';
import { readUi } from '../../../src/system/ui-texts.ts';

export interface PageInput extends Partial<Omit<RunPageOptions, 'locale'>> {
  readonly locale?: Locale;
  readonly cases: readonly ReportedCase[];
}

/** The page of a run as one text. */
export async function runPage({ cases, locale = 'en', ...options }: PageInput): Promise<string> {
  const report = buildReport({
    version: '0.1.0',
    run: { id: 'r', seed: 42, bot: 'demo', rubric: 'house', latency: 'declared' },
    wallMs: 1_234,
    cases: cases.map(keepCase),
  });
  const said = new Map<string, Transcript>(cases.map(({ id, transcript }) => [id, transcript]));
  let page = '';
  for await (const chunk of runPageChunks(report, {
    locale,
    say: await readUi(locale),
    titles: { scenario: (id) => id, persona: (id) => id, rule: (id) => id },
    limits: { firstMs: 30_000, laterMs: 60_000 },
    script: 'void 0;',
    transcriptOf: async ({ id }) => said.get(id) ?? null,
    ...options,
  }))
    page += chunk;
  return page;
}

/** The data in a page, as its script reads it. */
export function dataOf(page: string, id: string): string {
  return new RegExp(`<script type="application/json" id="${id}">([^<]*)</script>`).exec(page)![1]!;
}

export function chatsOf(page: string): readonly Record<string, never>[] {
  return dataOf(page, 'chats')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
