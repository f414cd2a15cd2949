import type { PracticeSetup } from '../../desk/setup.ts';
import { listenForInterrupt } from '../../system/interrupt.ts';
import { openData } from '../data.ts';
import { type CommandIo, type ExitCode, UsageError } from '../io.ts';
import type { PracticeOptions } from '../practice.ts';
import { askSetup, showBriefing, showSummary } from './desk-pages.ts';
import { type DeskRun, openDeskRun } from './desk-run.ts';
import type { DeskSeat } from './desk-seat.ts';
import { type DeskTerminal, openDeskTerminal } from './desk-terminal.ts';
import { drawChats } from './draw-chats.ts';
import { openObjections } from './objections.ts';
import { openPairFor, runsFolder, savedPractice, setupFrom } from './practice-setup.ts';
import { readerSeat } from './reader-seat.ts';
import { tellResult } from './result.ts';
import type { GoBack } from './review.ts';
import { findSavedDesk, readDesk } from './saved-desk.ts';
import { screenSeat } from './screen-seat.ts';
import { isReadAloud } from './wants-screen.ts';

/** Start screen, briefing, desk, review: a practice from its first screen to its last. */
export async function practiseAtDesk(options: PracticeOptions, io: CommandIo): Promise<ExitCode> {
  if (!io.inputIsTerminal || !io.outIsTerminal)
    throw new UsageError(io.ui('practice.needs-terminal'), io.ui('practice.needs-terminal.hint'));
  const data = openData(io.workingFolder);
  const runsDir = runsFolder(io);
  const saved = savedPractice(options, io);
  const named = setupFrom(options, data, io, 3);
  // Wrong names are told in the shell, before the screen is taken over.
  if (saved === null && chosenByOptions(options) && drawChats(named, data) === null)
    throw new UsageError(io.ui('practice.no-case'), io.ui('practice.no-case.hint'));

  const objections = openObjections(io.workingFolder);
  // Before the screen is taken over: how to join must stay to be read.
  const pair = options.buyer === 'human' ? await openPairFor(named, data, io) : undefined;
  if (pair === null) return 130;
  const isRead = isReadAloud(options, io);
  let terminal = await openDeskTerminal(io, isRead);
  const interrupt = listenForInterrupt();
  let run: DeskRun | null = null;
  let left = false;
  try {
    const pages = { terminal, io, data, interrupt };
    let dir = saved;
    let setup: PracticeSetup = named;
    if (dir === null) {
      for (;;) {
        if (!chosenByOptions(options)) {
          const asked = await askSetup(pages, setup, findSavedDesk(runsDir, null) !== null);
          if (asked === 'leave') return 0;
          if (asked === 'continue') {
            dir = findSavedDesk(runsDir, null);
            break;
          }
          setup = asked;
        }
        const drawn = drawChats(setup, data)!;
        const begun = await showBriefing(pages, setup, drawn.shop);
        if (begun) break;
        if (chosenByOptions(options)) return 0;
      }
    }
    run = await openDeskRun({
      io,
      data,
      options,
      dir,
      setup: dir === null ? setup : readDesk(dir)!.setup,
      objections,
      ...(pair === undefined ? {} : { pair }),
    });
    let back: GoBack | undefined;
    for (;;) {
      left = (await run.work(seatAt(terminal), interrupt, back)) === 'left';
      if (left) break;
      await showSummary({ ...pages, terminal }, run.chats(), run.titleOf);
      terminal.close();
      const { reviewPractice } = await import('./review.ts');
      const wanted = await reviewPractice({ io, data, isRead, ...run.held() });
      if (wanted === null) break;
      back = wanted;
      terminal = await openDeskTerminal(io, isRead);
    }
  } finally {
    terminal.close();
    interrupt.release();
    await run?.close();
    await pair?.close();
  }
  return tellResult(run, left, io);
}

/** Whether the practice is named by options, so that nothing needs to be asked. */
function chosenByOptions(options: PracticeOptions): boolean {
  const { scenario, persona, locale, seed, shop, atOnce, buyers, difficulty, hints, strict, bell, buyer } =
    options;
  return (
    [scenario, persona, locale, seed, shop, atOnce, buyers, difficulty, strict, bell, buyer].some(
      (value) => value !== undefined,
    ) || !hints
  );
}

function seatAt(terminal: DeskTerminal): DeskSeat {
  return terminal.reader === null ? screenSeat(terminal) : readerSeat(terminal, terminal.reader);
}
