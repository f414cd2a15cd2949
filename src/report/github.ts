import { isRed } from '../model/report.ts';
import type { ReportView } from './build.ts';
import { gateLine } from './gate-words.ts';
import { forTerminal } from './inert.ts';
import { repeatLine } from './repeat-line.ts';
import type { Say } from './say.ts';

const ANNOTATIONS_MAX = 10;

/**
 * Workflow commands of GitHub Actions: an error for each requirement that the run missed and for each of the first failed
 * conversations, with its gravest finding and the line that repeats it, and a notice with the counts. GitHub shows ten annotations
 * of a step; more are counted in the notice. What a bot said cannot end a command or begin another.
 */
export function writeGithub(report: ReportView, say: Say): string {
  const errors: string[] = [];
  for (const gate of report.gates ?? [])
    if (!gate.passed) errors.push(`::error title=Peilian::${data(gateLine(gate, say))}`);
  let left = 0;
  for (const conversation of report.conversations) {
    if (!isRed(conversation)) continue;
    if (errors.length >= ANNOTATIONS_MAX) {
      left += 1;
      continue;
    }
    const gravest = conversation.findings.find(({ strength }) => !strength);
    const says = [
      conversation.reasons[0] ?? conversation.ending,
      ...(gravest === undefined ? [] : [`${gravest.rule}: ${gravest.message}`]),
      say('report.repeat', { line: repeatLine(report, conversation) }),
    ];
    errors.push(`::error title=${property(conversation.id)}::${says.map(data).join('%0A')}`);
  }
  const { conversations: count, passed, failed, unknown, accepted = 0 } = report.summary;
  const counts = [
    say('report.passed', { passed, count }),
    say('report.counts', { passed, failed, unknown }),
    ...(accepted > 0 ? [say('report.beside.accepted', { count: accepted })] : []),
    ...(left > 0 ? [say('report.beside.more', { count: left })] : []),
    `seed ${report.run.seed}`,
  ];
  return [...errors, `::notice title=Peilian::${data(counts.join(' · '))}`, ''].join('\n');
}

/** Percent signs and line ends are what a command could be broken with; `forTerminal` takes what would act in a log. */
function data(text: string): string {
  return forTerminal(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
