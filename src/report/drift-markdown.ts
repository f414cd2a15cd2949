import type { Drift, DriftSide } from '../model/drift.ts';
import type { ReportConversation } from '../model/report.ts';
import type { ReportView } from './build.ts';
import { driftSentence } from './drift-words.ts';
import { forMarkdown } from './inert.ts';
import { repeatLine } from './repeat-line.ts';
import type { Say } from './say.ts';

type Drifted = ReportConversation & { readonly drift: Drift };

const CONVERSATIONS_MAX = 10;
const ITEMS_MAX = 12;
const ROUNDS_MAX = 5;

/** For a pull request: what changed, and each changed conversation folded with its rounds side by side. */
export function writeDriftMarkdown(report: ReportView, say: Say): string {
  const drifted = [...report.conversations]
    .filter((each): each is Drifted => each.drift !== undefined && each.drift.level !== null)
    .sort((a, b) => RANK[b.drift.level!] - RANK[a.drift.level!]);
  const of = (level: Drift['level']) =>
    [...report.conversations].filter(({ drift }) => drift !== undefined && drift.level === level).length;
  const severe = of('severe');
  const parts = [
    `## ${severe === 0 && report.summary.unknown === 0 ? '✅' : '❌'} ${say('drift.title')}`,
    say('drift.summary', {
      count: report.summary.conversations,
      same: of(null),
      info: of('info'),
      notable: of('notable'),
      severe,
    }),
    ...drifted.slice(0, CONVERSATIONS_MAX).map((each) => fold(report, each, say)),
  ];
  if (drifted.length > CONVERSATIONS_MAX)
    parts.push(say('drift.more', { count: drifted.length - CONVERSATIONS_MAX }));
  return `${parts.join('\n\n')}\n`;
}

const RANK = { info: 0, notable: 1, severe: 2 } as const;

function fold(report: ReportView, each: Drifted, say: Say): string {
  const { drift } = each;
  const telling = drift.items.filter(({ level }) => level !== 'info');
  const items = (telling.length > 0 ? telling : drift.items).slice(0, ITEMS_MAX);
  const rounds = [...new Set(items.flatMap(({ round }) => (round === null ? [] : [round])))].slice(
    0,
    ROUNDS_MAX,
  );
  const first = items[0] === undefined ? '' : `: ${forMarkdown(driftSentence(items[0], say))}`;
  return [
    `<details><summary>${say(`drift.level.${drift.level!}`)} · ${forMarkdown(each.id)}${first}</summary>`,
    items
      .map((item) => `- **${say(`drift.level.${item.level}`)}** ${forMarkdown(driftSentence(item, say))}`)
      .join('\n'),
    ...rounds.map((round) => sideBySide(drift, round, say)),
    `\`\`\`sh\n${repeatLine(report, each).replace(/`+/g, "'")}\n\`\`\``,
    '</details>',
  ].join('\n\n');
}

function sideBySide(drift: Drift, round: number, say: Say): string {
  const { recorded, today } = drift.rounds[round]!;
  const buyer = (recorded ?? today)!.buyer.map((line) => `> ${forMarkdown(line)}`).join('\n>\n');
  const cells = [recorded, today].map((side) => cell(side, say));
  return [
    `**${say('drift.round', { round })}**`,
    buyer,
    `| ${say('drift.recorded')} | ${say('drift.today')} |\n|---|---|\n| ${cells.join(' | ')} |`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function cell(side: DriftSide | null, say: Say): string {
  const lines =
    side === null
      ? []
      : [...side.agent.map(forMarkdown), ...side.actions.map((action) => `→ ${forMarkdown(action)}`)];
  return lines.length === 0 ? say('drift.nothing') : lines.join('<br>');
}
