import { DIMENSIONS } from '../../model/scorecard.ts';
import type { Say } from '../../report/say.ts';
import { wrapTo } from '../../ui/cells.ts';
import { type Line, line } from '../../ui/lines.ts';
import { shown, shownLine } from '../../ui/shown.ts';
import type { ChatView } from '../view-state.ts';

const FINDINGS_SHOWN = 4;

/** Every conversation with its score, how it ended, and the findings that cost most. */
export function summaryLines(
  chats: readonly ChatView[],
  titleOf: (chat: string) => string,
  columns: number,
  say: Say,
): readonly Line[] {
  const width = Math.min(columns - 8, 96);
  const over = chats.filter(({ ended }) => ended?.scorecard != null);
  const lines: Line[] = [line(`  ${say('sum.title')}`, 'strong')];
  if (over.length === 0) return [...lines, line(''), line(`  ${say('sum.none')}`, 'dim')];
  for (const chat of over) {
    const { scorecard, ending } = chat.ended!;
    if (scorecard === null) continue;
    const { score, verdict } = scorecard;
    lines.push(
      line(''),
      [
        {
          text: verdict === 'pass' ? '  ✓ ' : verdict === 'fail' ? '  ✗ ' : '  ? ',
          tone: verdict === 'pass' ? 'good' : 'bad',
        },
        {
          text: shownLine(say('sum.line', { account: chat.account, scenario: titleOf(chat.id) })),
          tone: 'title',
        },
      ],
      [
        { text: `    ${say('sum.total')} ${score.total?.toFixed(0) ?? '–'}`, tone: 'strong' },
        ...DIMENSIONS.map((dimension) => ({
          text: `  ${say(`report.column.${dimension}`)} ${score[dimension]?.toFixed(0) ?? '–'}`,
        })),
      ],
      line(`    ${say('sum.why', { ending: say(`ending.${ending}`) })}`, 'dim'),
    );
    const faults = scorecard.findings.filter(({ strength }) => !strength).slice(0, FINDINGS_SHOWN);
    for (const { message, suggestion, points } of faults) {
      lines.push(...wrapTo(`${points} ${shown(message)}`, width).map((row) => line(`    ${row}`)));
      if (suggestion !== undefined)
        lines.push(
          ...wrapTo(say('report.better', { text: shown(suggestion) }), width - 2).map((row) =>
            line(`      ${row}`, 'accent'),
          ),
        );
    }
  }
  return lines;
}
