import { randomInt } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Locale } from '../../model/locale.ts';
import { createStopper } from '../../model/stop-signal.ts';
import { type CaseKey, caseId } from '../../play/case-id.ts';
import { planCases } from '../../play/plan.ts';
import { playCase } from '../../play/play.ts';
import { hashText } from '../../random/hash.ts';
import { forTerminal } from '../../report/inert.ts';
import { writeScorecard } from '../../report/scorecard.ts';
import { createSystemClock, createVirtualClock } from '../../session/clock.ts';
import { createRunStore } from '../../store/run-store.ts';
import { listenForInterrupt } from '../../system/interrupt.ts';
import { packageVersion } from '../../system/package-root.ts';
import { realTime } from '../../system/real-time.ts';
import { type Data, openData } from '../data.ts';
import { type CommandIo, type ExitCode, UsageError } from '../io.ts';
import { createKeeper, keepRubric } from '../run/keep.ts';
import { newRunId } from '../run/run-id.ts';
import { caseInputs } from '../wiring/case-inputs.ts';
import { openLanguages } from '../wiring/languages.ts';
import { casesInShop, type OwnShop, openOwnShop } from '../wiring/own-shop.ts';
import { openRules } from '../wiring/rules.ts';
import { REVIEWER } from './desk-coaching.ts';
import { lookUp } from './look.ts';
import { openObjections } from './objections.ts';
import { openPair } from './pair.ts';
import { createPlainDesk } from './plain-desk.ts';
import { saveReviewPage } from './review.ts';

export interface PlainOptions {
  readonly scenario?: string;
  readonly persona?: string;
  readonly locale?: Locale;
  readonly seed?: number;
  readonly rubric: string;
  readonly out?: string;
  /** The shop that plays, where it is not the scenario's own. */
  readonly shop?: string;
  readonly buyer?: 'simulated' | 'human';
}

/** One buyer at a plain terminal: briefing, conversation in real seconds, then the score with its reasons. */
export async function practisePlain(options: PlainOptions, io: CommandIo): Promise<ExitCode> {
  if (options.buyer === 'human' && !io.inputIsTerminal)
    throw new UsageError(io.ui('pair.needs-live'), io.ui('practice.needs-terminal.hint'));
  const shipped = openData(io.workingFolder);
  const own = options.shop === undefined ? null : openOwnShop(shipped, options.shop);
  const data = own?.data ?? shipped;
  const seed = options.seed ?? randomInt(0, 4_294_967_296);
  const key = chooseCase(options, seed, data, own, io);
  const languages = openLanguages();
  const inputs = caseInputs(key, data, languages, false);
  const rubric = data.rubric(options.rubric);
  const scoring = { rubric, rules: openRules(io.workingFolder) };

  const id = newRunId();
  const shownDir = options.out ?? join('transcripts', 'runs', id);
  const store = createRunStore(resolve(io.workingFolder, shownDir), {
    info: {
      id,
      startedAt: new Date().toISOString(),
      tool: `peilian ${packageVersion()}`,
      seed,
      bot: 'person',
      rubric: rubric.id,
    },
    syncEach: 'event',
  });
  createKeeper(store)(inputs);
  keepRubric(store, rubric);

  const { scenario, persona, shop, market } = inputs;
  io.err(`${forTerminal(io.ui('practice.seed', { case: caseId(key), seed }))}\n`);
  io.out(
    `${forTerminal(`${shop.name} · ${scenario.title[key.locale]} · ${persona.title[key.locale]}`)}\n${forTerminal(scenario.summary[key.locale])}\n${io.ui('desk.help')}\n\n`,
  );

  // Ctrl-C, /quit and the end of the input all stop in the same way: the conversation is kept as interrupted.
  const interrupt = listenForInterrupt();
  const stop = createStopper();
  interrupt.onStop(() => stop.stop());
  const objections = openObjections(io.workingFolder);
  const pair =
    options.buyer === 'human'
      ? await openPair(inputs, io, new Promise((resolve) => void interrupt.onStop(resolve)))
      : undefined;
  if (pair === null) {
    interrupt.release();
    await store.close();
    return 130;
  }
  const desk = createPlainDesk({
    io,
    quit: () => stop.stop(),
    lookUp: (at, which) => lookUp(at, which, shop, market, io.ui),
  });
  const stored = store.begin(caseId(key));
  const live = io.inputIsTerminal;
  try {
    const { transcript, scorecard } = await playCase({
      inputs,
      scoring,
      agent: desk,
      clock: live ? createSystemClock(realTime) : createVirtualClock(realTime),
      latency: live ? 'measured' : 'declared',
      runSeed: seed,
      nonce: id,
      tool: `peilian ${packageVersion()}`,
      record: (event) => {
        stored.append(event);
        pair?.seat.show(event);
      },
      stop,
      ...(pair === undefined ? {} : { buyer: pair.seat.port }),
    });
    await stored.end();
    const ending = transcript.events.findLast((event) => event.type === 'ending');
    io.out(
      `\n${forTerminal(io.ui('practice.ended', { ending: io.ui(`ending.${ending?.type === 'ending' ? ending.ending : 'interrupted'}`) }))}\n\n`,
    );
    io.out(writeScorecard(scorecard!, transcript, { say: io.ui, colour: io.colour }));
    io.out(`\n${forTerminal(io.ui('report.transcripts', { path: join(shownDir, stored.ref) }))}\n`);
    if (stop.stopped) return 130;
    const page = await saveReviewPage({
      io,
      data,
      scoring,
      objections,
      held: [{ transcript, inputs }],
      reviewer: REVIEWER,
      folder: shownDir,
      canRewind: false,
    });
    io.out(`${forTerminal(io.ui('review.exported', { path: page }))}\n`);
    return scorecard!.verdict === 'pass' ? 0 : 1;
  } finally {
    interrupt.release();
    await desk.close();
    await pair?.close();
    await store.close();
  }
}

/** The case that is named, else one drawn from those that fit, by the seed. */
function chooseCase(
  options: PlainOptions,
  seed: number,
  data: Data,
  own: OwnShop | null,
  io: CommandIo,
): CaseKey {
  const locale = own?.locale ?? options.locale ?? io.uiLocale;
  const scenarios = (options.scenario === undefined ? data.library.ids('scenario') : [options.scenario]).map(
    (name) => data.scenario(name),
  );
  const persona = options.persona === undefined ? undefined : data.persona(options.persona).id;
  const cases = planCases(
    {
      locales: [locale],
      ...(persona === undefined ? {} : { personas: [persona] }),
      ...(options.scenario === undefined ? {} : { scenarios: scenarios.map(({ id }) => id) }),
    },
    scenarios,
    [...new Set([...data.library.ids('persona'), ...(persona === undefined ? [] : [persona])])],
  );
  const playable = own === null ? cases : casesInShop(own, cases, false, io);
  const drawn = [...playable].sort((a, b) => hashText(caseId(a), seed) - hashText(caseId(b), seed))[0];
  if (drawn === undefined) throw new UsageError(io.ui('run.no-cases'), io.ui('run.no-cases.hint'));
  return drawn;
}
