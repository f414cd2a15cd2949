import type { Transcript } from '../model/event.ts';
import { DIMENSIONS, type Finding, type Scorecard } from '../model/scorecard.ts';
import { paint } from './colour.ts';
import { forTerminal } from './inert.ts';
import type { Say } from './say.ts';
import { padEnd, padStart } from './width.ts';

/** One conversation's score for the person who held it: the four dimensions, then every finding with the words it is about. */
export function writeScorecard(
  scorecard: Scorecard,
  transcript: Transcript,
  { say, colour }: { readonly say: Say; readonly colour: boolean },
): string {
  const pen = paint(colour);
  const { verdict, score } = scorecard;
  const head = `${say(`report.verdict.${verdict}`)}  ${score.total?.toFixed(1) ?? '–'}`;
  const rows = DIMENSIONS.map(
    (dimension) =>
      `  ${padEnd(say(`report.column.${dimension}`), 12)}${padStart(score[dimension]?.toFixed(1) ?? '–', 6)}`,
  );
  const reasons = scorecard.reasons.map((reason) => `  ${forTerminal(reason)}`);
  if (scorecard.review && !scorecard.reasons.includes(scorecard.review.text))
    reasons.push(`  ${forTerminal(scorecard.review.text)}`);
  const faults = scorecard.findings.filter((finding) => !finding.strength);
  const strengths = scorecard.findings.filter((finding) => finding.strength);
  const block = (title: string, findings: readonly Finding[]) =>
    findings.length === 0
      ? []
      : ['', pen.strong(title), ...findings.flatMap((finding) => explain(finding, transcript, say))];
  return `${[verdict === 'pass' ? pen.good(head) : pen.bad(head), ...rows, ...reasons, ...block(say('report.findings'), faults), ...block(say('report.strengths'), strengths)].join('\n')}\n`;
}

function explain(finding: Finding, { events }: Transcript, say: Say): string[] {
  const said = finding.events.flatMap((index) => {
    const event = events[index];
    return event?.type === 'message' ? [`      “${forTerminal(event.text)}”`] : [];
  });
  const better =
    finding.suggestion === undefined
      ? []
      : [`      ${say('report.better', { text: forTerminal(finding.suggestion) })}`];
  return [
    `  ${finding.points > 0 ? '+' : ''}${finding.points}  ${forTerminal(finding.message)}`,
    ...said.slice(0, 2),
    ...better,
  ];
}
