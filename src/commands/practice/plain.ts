import { spokenRows } from '../../desk/spoken/spoken-desk.ts';
import { briefingLines } from '../../desk/views/briefing-lines.ts';
import { forTerminal } from '../../report/inert.ts';
import { writeScorecard } from '../../report/scorecard.ts';
import { listenForInterrupt } from '../../system/interrupt.ts';
import { openData } from '../data.ts';
import { type CommandIo, type ExitCode, UsageError } from '../io.ts';
import type { PracticeOptions } from '../practice.ts';
import { briefingOf } from './briefing.ts';
import { type DeskRun, openDeskRun } from './desk-run.ts';
import { drawChats } from './draw-chats.ts';
import { openObjections } from './objections.ts';
import { livePlainSeat, pipedPlainSeat } from './plain-seat.ts';
import { openPairFor, savedPractice, setupFrom } from './practice-setup.ts';
import { tellResult } from './result.ts';
import { saveReviewPage } from './review.ts';
import { readDesk } from './saved-desk.ts';
import { createSteppedTime } from './stepped-time.ts';

/**
 * The desk line by line, for any terminal and for pipes: briefing, one to eight buyers at once, then the score of each with its
 * reasons. The same sessions, coach and record as at the desk on a screen.
 */
export async function practisePlain(options: PracticeOptions, io: CommandIo): Promise<ExitCode> {
  if (options.buyer === 'human' && !io.inputIsTerminal)
    throw new UsageError(io.ui('pair.needs-live'), io.ui('practice.needs-terminal.hint'));
  const data = openData(io.workingFolder);
  const dir = savedPractice(options, io);
  const named = dir === null ? setupFrom(options, data, io, 1) : readDesk(dir)!.setup;
  const drawn = dir === null ? drawChats(named, data) : { ...readDesk(dir)! };
  if (drawn === null) throw new UsageError(io.ui('practice.no-case'), io.ui('practice.no-case.hint'));
  const objections = openObjections(io.workingFolder);
  const pair = options.buyer === 'human' ? await openPairFor(named, data, io) : undefined;
  if (pair === null) return 130;

  // Through a pipe nobody waits: time is what the lines would have taken.
  const time = io.inputIsTerminal ? undefined : createSteppedTime();
  const finishesAlone = named.strict || pair !== undefined;
  const seat = time === undefined ? livePlainSeat(io, finishesAlone) : pipedPlainSeat(io, time);
  const interrupt = listenForInterrupt();
  let run: DeskRun | null = null;
  let left: boolean;
  try {
    run = await openDeskRun({
      io,
      data,
      options,
      dir,
      setup: named,
      objections,
      ...(pair === undefined ? {} : { pair }),
      ...(time === undefined ? {} : { time }),
    });
    const briefing = briefingLines(briefingOf(named, drawn.shop, data, io.uiLocale), 10_000, io.ui, 10_000);
    io.out(`${spokenRows(briefing).map(forTerminal).join('\n')}\n${io.ui('desk.help')}\n\n`);
    left = (await run.work(seat, interrupt)) === 'left';
  } finally {
    seat.close();
    interrupt.release();
    await run?.close();
    await pair?.close();
  }
  const { held } = run.held();
  for (const chat of run.chats()) {
    const one = held.find(({ transcript }) => transcript.id === chat.id);
    if (chat.ended?.scorecard == null || one === undefined) continue;
    io.out(`\n${forTerminal(`${chat.account} · ${run.titleOf(chat.id)}`)}\n`);
    io.out(`${forTerminal(io.ui('practice.ended', { ending: io.ui(`ending.${chat.ended.ending}`) }))}\n\n`);
    io.out(writeScorecard(chat.ended.scorecard, one.transcript, { say: io.ui, colour: io.colour }));
  }
  io.out('\n');
  if (held.length > 0) {
    const page = await saveReviewPage({ io, data, ...run.held() });
    io.out(`${forTerminal(io.ui('review.exported', { path: page }))}\n`);
  }
  // Not before: it tells what each case is about.
  const chats = drawn.chats.map(({ id }) => id).join(', ');
  io.err(`${forTerminal(io.ui('practice.seed', { case: chats, seed: named.seed }))}\n`);
  return tellResult(run, left, io);
}
