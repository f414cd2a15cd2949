import { randomInt } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { PracticeSetup } from '../../desk/setup.ts';
import type { ChatView } from '../../desk/view-state.ts';
import { parseCaseId } from '../../play/case-id.ts';
import { forTerminal } from '../../report/inert.ts';
import { listenForInterrupt } from '../../system/interrupt.ts';
import { type Data, openData } from '../data.ts';
import { type CommandIo, type ExitCode, UsageError } from '../io.ts';
import type { PracticeOptions } from '../practice.ts';
import { caseInputs } from '../wiring/case-inputs.ts';
import { openLanguages } from '../wiring/languages.ts';
import { openOwnShop } from '../wiring/own-shop.ts';
import { askSetup, showBriefing, showSummary } from './desk-pages.ts';
import { type DeskRun, openDeskRun } from './desk-run.ts';
import { openDeskTerminal } from './desk-terminal.ts';
import { drawChats } from './draw-chats.ts';
import { openObjections } from './objections.ts';
import { openPair, type Pair } from './pair.ts';
import type { GoBack } from './review.ts';
import { findSavedDesk, readDesk } from './saved-desk.ts';

/** Start screen, briefing, desk, review: a practice from its first screen to its last. */
export async function practiseAtDesk(options: PracticeOptions, io: CommandIo): Promise<ExitCode> {
  if (!io.inputIsTerminal || !io.outIsTerminal)
    throw new UsageError(io.ui('practice.needs-terminal'), io.ui('practice.needs-terminal.hint'));
  const data = openData(io.workingFolder);
  const runsDir = resolve(io.workingFolder, join('transcripts', 'runs'));
  const wanted = options.continue;
  const saved = wanted === undefined ? null : findSavedDesk(runsDir, wanted === true ? null : wanted);
  if (wanted !== undefined && saved === null)
    throw new UsageError(
      io.ui('practice.no-saved', { where: wanted === true ? '' : io.ui('practice.in', { path: wanted }) }),
      io.ui('practice.no-saved.hint'),
    );
  const named = setupFrom(options, data, io);
  // Wrong names are told in the shell, before the screen is taken over.
  if (saved === null && chosenByOptions(options) && drawChats(named, data) === null)
    throw new UsageError(io.ui('practice.no-case'), io.ui('practice.no-case.hint'));

  const objections = openObjections(io.workingFolder);
  // Before the screen is taken over: how to join must stay to be read.
  const pair = options.buyer === 'human' ? await openPairFor(named, data, io) : undefined;
  if (pair === null) return 130;
  let terminal = await openDeskTerminal(io);
  const interrupt = listenForInterrupt();
  let run: DeskRun | null = null;
  let left = false;
  try {
    const pages = { terminal, io, data, interrupt };
    let dir = saved;
    let setup: PracticeSetup | null = named;
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
      left = (await run.work(terminal, interrupt, back)) === 'left';
      if (left) break;
      await showSummary({ ...pages, terminal }, run.chats(), run.titleOf);
      terminal.close();
      const { reviewPractice } = await import('./review.ts');
      const wanted = await reviewPractice({ io, data, ...run.held() });
      if (wanted === null) break;
      back = wanted;
      terminal = await openDeskTerminal(io);
    }
  } finally {
    terminal.close();
    interrupt.release();
    await run?.close();
    await pair?.close();
  }
  return report(run, left, io);
}

/** The chair of the one buyer of this practice; `null`: nobody came before the person gave up. */
async function openPairFor(setup: PracticeSetup, data: Data, io: CommandIo): Promise<Pair | null> {
  const [chat] = drawChats(setup, data)!.chats;
  const played = setup.shop === null ? data : openOwnShop(data, setup.shop).data;
  const inputs = caseInputs(parseCaseId(chat!.id)!, played, openLanguages(), false);
  const waiting = listenForInterrupt();
  try {
    return await openPair(inputs, io, new Promise((resolve) => void waiting.onStop(resolve)));
  } finally {
    waiting.release();
  }
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

function setupFrom(options: PracticeOptions, data: Data, io: CommandIo): PracticeSetup {
  const atOnce = options.atOnce ?? (options.buyers === undefined ? 3 : Math.min(3, options.buyers));
  const single =
    options.buyer === 'human' ||
    (options.scenario !== undefined && options.atOnce === undefined && options.buyers === undefined);
  return {
    // A shop speaks one language, whatever the interface does.
    locale: options.shop === undefined ? (options.locale ?? io.uiLocale) : data.shop(options.shop).locale,
    shop: options.shop ?? null,
    persona: options.persona ?? null,
    scenario: options.scenario ?? null,
    atOnce: single ? 1 : atOnce,
    buyers: single ? 1 : Math.max(atOnce, options.buyers ?? atOnce),
    difficulty: options.difficulty ?? null,
    hints: options.hints,
    strict: options.strict === true,
    bell: options.bell === true,
    seed: options.seed ?? randomInt(0, 4_294_967_296),
  };
}

/** What stays in the shell afterwards. */
function report(run: DeskRun, left: boolean, io: CommandIo): ExitCode {
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
