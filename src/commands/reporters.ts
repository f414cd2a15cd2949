import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { nearest } from '../load/nearest.ts';
import type { Transcript } from '../model/event.ts';
import type { Report } from '../model/report.ts';
import { forTerminal } from '../report/inert.ts';
import { type CommandIo, UsageError } from './io.ts';

export const REPORTERS = ['terminal', 'json', 'junit', 'markdown'] as const;
export type ReporterName = (typeof REPORTERS)[number];

/** `name` writes to stdout, `name=path` to a file. */
export interface Reporter {
  readonly name: ReporterName;
  readonly path?: string;
}

export interface Reported {
  readonly report: Report;
  readonly transcriptOf: (id: string) => Transcript | undefined;
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
      const text = await render(name, reported, io, path === undefined);
      if (path === undefined) io.out(text);
      else {
        const file = resolve(io.workingFolder, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
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

/** Each format is loaded when it is asked for. */
async function render(
  name: ReporterName,
  { report, transcriptOf, transcripts, nextSteps }: Reported,
  io: CommandIo,
  toScreen: boolean,
): Promise<string> {
  switch (name) {
    case 'terminal': {
      const write =
        report.run.replay === undefined
          ? (await import('../report/terminal.ts')).writeTerminal
          : (await import('../report/drift-terminal.ts')).writeDriftTerminal;
      return write(report, {
        say: io.ui,
        columns: io.columns,
        colour: toScreen && io.colour,
        ...(transcripts === undefined ? {} : { transcripts }),
        ...(nextSteps === undefined ? {} : { nextSteps }),
      });
    }
    case 'json':
      return (await import('../report/json.ts')).writeJson(report);
    case 'junit':
      return (await import('../report/junit.ts')).writeJunit(report);
    case 'markdown':
      if (report.run.replay !== undefined)
        return (await import('../report/drift-markdown.ts')).writeDriftMarkdown(report, io.ui);
      return (await import('../report/markdown.ts')).writeMarkdown(report, { say: io.ui, transcriptOf });
  }
}
