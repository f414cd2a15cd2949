import type { ReportConversation } from '../model/report.ts';
import type { ReportView } from './build.ts';

/** The command that plays a conversation again, as it can be pasted into a shell. `seed` is the run's, not the case's. */
export function repeatLine(report: Pick<ReportView, 'run'>, conversation: ReportConversation): string {
  const { run } = report;
  const parts =
    run.replay === undefined
      ? ['peilian run', `--case ${shellWord(conversation.id)}`, `--seed ${conversation.runSeed ?? run.seed}`]
      : ['peilian replay', shellWord(conversation.transcript.replace(/#[^#]*$/, ''))];
  if (run.replay === 'rerun') parts.push('--mode rerun');
  if (run.bot !== DEMO_BOT) parts.push(`--bot ${shellWord(run.bot)}`);
  for (const fault of run.faults ?? []) parts.push(`--fault ${shellWord(fault)}`);
  if (run.latency !== (run.bot === DEMO_BOT ? 'declared' : 'coarse'))
    parts.push(`--latency ${shellWord(run.latency)}`);
  if (run.shop !== undefined) parts.push(`--shop ${run.shop}`);
  if (run.rubric !== 'house') parts.push(`--rubric ${shellWord(run.rubric)}`);
  return parts.join(' ');
}

/** What the demo bot is called in reports: a run without `--bot`. */
export const DEMO_BOT = 'demo';

/** A word as it can be pasted into a shell. */
export function shellWord(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`;
}
