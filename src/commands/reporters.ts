import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { nearest } from '../load/nearest.ts';
import type { Transcript } from '../model/event.ts';
import type { ReportConversation } from '../model/report.ts';
import type { ReportView } from '../report/build.ts';
import { forTerminal } from '../report/inert.ts';
import { type CommandIo, UsageError } from './io.ts';

export const REPORTERS = ['terminal', 'json', 'junit', 'markdown', 'github', 'html'] as const;
export type ReporterName = (typeof REPORTERS)[number];

/** `name` writes to stdout, `name=path` to a file. */
export interface Reporter {
  readonly name: ReporterName;
  readonly path?: string;
}

export interface Reported {
  readonly report: ReportView;
  readonly transcriptOf: (id: string) => Transcript | undefined;
  /** Every transcript, one at a time; absent: they lie where the report says. */
  readonly readTranscript?: (conversation: ReportConversation) => Promise<Transcript | null>;
  /** Where the transcripts lie; absent: nothing was kept. */
  readonly transcripts?: string | undefined;
  readonly nextSteps?: boolean;
}

/** Reads `--reporter` values; the terminal unless something else goes to stdout. */
export function parseReporters(values: readonly string[] | undefined, io: CommandIo): Reporter[] {
  const reporters = (values ?? []).map((value): Reporter => {
    const at = value.indexOf('=');
    const name = at === -1 ? value : value.slice(0, at);
    const known = REPORTERS.find((each) => each === name);
    if (known === undefined) {
      const near = nearest(name, REPORTERS);
      throw new UsageError(
        io.ui('run.bad-reporter', { found: name }),
        near === undefined
          ? io.ui('run.reporters', { known: REPORTERS.join(', ') })
          : io.ui('usage.did-you-mean', { name: near }),
      );
    }
    if (at === -1) return { name: known };
    const path = value.slice(at + 1);
    if (path === '') throw new UsageError(io.ui('usage.needs-value', { name: `--reporter ${name}=` }));
    return { name: known, path };
  });
  return reporters.some(({ path }) => path === undefined) ? reporters : [{ name: 'terminal' }, ...reporters];
}

/** Writes every report; one that cannot be written is told and does not lose the others. `false` when any failed. */
export async function writeReports(
  reporters: readonly Reporter[],
  reported: Reported,
  io: CommandIo,
): Promise<boolean> {
  let good = true;
  for (const { name, path } of reporters) {
    try {
      const chunks = await render(name, reported, io, path === undefined);
      if (path === undefined) for await (const chunk of chunks) io.out(chunk);
      else {
        await writeChunks(resolve(io.workingFolder, path), chunks);
        io.err(`${io.ui('run.wrote', { reporter: name, path })}\n`);
      }
    } catch (error) {
      good = false;
      io.err(
        `peilian: ${io.ui('run.report-failed', { reporter: name, reason: forTerminal(error instanceof Error ? error.message : String(error)) })}\n`,
      );
    }
  }
  return good;
}

/** A report may be larger than memory, so it is written as it is made. */
async function writeChunks(file: string, chunks: Chunks): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  const fd = openSync(file, 'w');
  try {
    for await (const chunk of chunks) {
      const bytes = Buffer.from(chunk);
      for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
    }
  } finally {
    closeSync(fd);
  }
}

type Chunks = Iterable<string> | AsyncIterable<string>;

/** Each format is loaded when it is asked for. */
async function render(
  name: ReporterName,
  { report, transcriptOf, readTranscript, transcripts, nextSteps }: Reported,
  io: CommandIo,
  toScreen: boolean,
): Promise<Chunks> {
  switch (name) {
    case 'terminal': {
      const write =
        report.run.replay === undefined
          ? (await import('../report/terminal.ts')).writeTerminal
          : (await import('../report/drift-terminal.ts')).writeDriftTerminal;
      const text = write(report, {
        say: io.ui,
        locale: io.uiLocale,
        columns: io.columns,
        colour: toScreen && io.colour,
        ...(transcripts === undefined ? {} : { transcripts }),
        ...(nextSteps === undefined ? {} : { nextSteps }),
      });
      return [text];
    }
    case 'json':
      return (await import('../report/json.ts')).jsonChunks(report);
    case 'junit':
      return [(await import('../report/junit.ts')).writeJunit(report)];
    case 'github':
      return [(await import('../report/github.ts')).writeGithub(report, io.ui)];
    case 'markdown':
      if (report.run.replay !== undefined)
        return [(await import('../report/drift-markdown.ts')).writeDriftMarkdown(report, io.ui)];
      return [
        (await import('../report/markdown.ts')).writeMarkdown(report, {
          say: io.ui,
          locale: io.uiLocale,
          transcriptOf,
        }),
      ];
    case 'html':
      return (await import('./html-report.ts')).htmlChunks(report, readTranscript, io);
  }
}
