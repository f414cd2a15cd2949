import type { ChatView } from '../../desk/view-state.ts';
import { forTerminal } from '../../report/inert.ts';
import type { CommandIo, ExitCode } from '../io.ts';
import type { DeskRun } from './desk-run.ts';

/** What stays in the shell afterwards. */
export function tellResult(run: DeskRun, left: boolean, io: CommandIo): ExitCode {
  const over = run
    .chats()
    .filter((chat): chat is ChatView & { ended: NonNullable<ChatView['ended']> } => chat.ended !== null);
  for (const chat of over) {
    const card = chat.ended.scorecard;
    if (card === null) continue;
    io.out(
      `${io.ui(`report.verdict.${card.verdict}`)}  ${card.score.total?.toFixed(0) ?? '–'}  ${forTerminal(chat.account)} · ${forTerminal(run.titleOf(chat.id))} · ${io.ui(`ending.${chat.ended.ending}`)}\n`,
    );
  }
  io.out(`${forTerminal(io.ui('report.transcripts', { path: run.shownDir }))}\n`);
  if (left) {
    io.out(`${forTerminal(io.ui('practice.saved', { run: run.id }))}\n`);
    return 130;
  }
  return over.every(({ ended }) => ended.scorecard?.verdict === 'pass') ? 0 : 1;
}
