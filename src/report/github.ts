import { isRed } from '../model/report.ts';
import type { ReportView } from './build.ts';
import { forTerminal } from './inert.ts';
import { repeatLine } from './repeat-line.ts';

const ANNOTATIONS_MAX = 10;

/**
 * Workflow commands of GitHub Actions: an error for each of the first failed conversations, with its gravest finding and the line
 * that repeats it, and a notice with the counts. GitHub shows ten annotations of a step; more are counted in the notice. What a
 * bot said cannot end a command or begin another.
 */
export function writeGithub(report: ReportView): string {
  const lines: string[] = [];
  let red = 0;
  for (const conversation of report.conversations) {
    if (!isRed(conversation)) continue;
    red += 1;
    if (red > ANNOTATIONS_MAX) continue;
    const gravest = conversation.findings.find(({ strength }) => !strength);
    const says = [
      conversation.reasons[0] ?? conversation.ending,
      ...(gravest === undefined ? [] : [`${gravest.rule}: ${gravest.message}`]),
      `repeat: ${repeatLine(report, conversation)}`,
    ];
    lines.push(`::error title=${property(conversation.id)}::${says.map(data).join('%0A')}`);
  }
  const { conversations, passed, failed, unknown } = report.summary;
  lines.push(
    `::notice title=Peilian::${data(`${passed} of ${conversations} conversations passed, ${failed} failed, ${unknown} unknown; seed ${report.run.seed}${red > ANNOTATIONS_MAX ? `; ${red - ANNOTATIONS_MAX} more failures are not shown` : ''}`)}`,
  );
  return `${lines.join('\n')}\n`;
}

/** Percent signs and line ends are what a command could be broken with; `forTerminal` takes what would act in a log. */
function data(text: string): string {
  return forTerminal(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
