import { randomInt } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { PracticeSetup } from '../../desk/setup.ts';
import { parseCaseId } from '../../play/case-id.ts';
import { listenForInterrupt } from '../../system/interrupt.ts';
import type { Data } from '../data.ts';
import { type CommandIo, UsageError } from '../io.ts';
import type { PracticeOptions } from '../practice.ts';
import { caseInputs } from '../wiring/case-inputs.ts';
import { openLanguages } from '../wiring/languages.ts';
import { openOwnShop } from '../wiring/own-shop.ts';
import { drawChats } from './draw-chats.ts';
import { openPair, type Pair } from './pair.ts';
import { findSavedDesk } from './saved-desk.ts';

/** What the options name; `atOnce` buyers where they do not say how many. */
export function setupFrom(options: PracticeOptions, data: Data, io: CommandIo, usual: number): PracticeSetup {
  const atOnce = options.atOnce ?? (options.buyers === undefined ? usual : Math.min(3, options.buyers));
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

/** Where practices are kept, in full. */
export const runsFolder = (io: CommandIo): string => resolve(io.workingFolder, join('transcripts', 'runs'));

/** The practice that is to be gone on with; `null`: a new one. Throws `UsageError` where there is none. */
export function savedPractice({ continue: wanted }: PracticeOptions, io: CommandIo): string | null {
  if (wanted === undefined) return null;
  const saved = findSavedDesk(runsFolder(io), wanted === true ? null : wanted);
  if (saved !== null) return saved;
  throw new UsageError(
    io.ui('practice.no-saved', { where: wanted === true ? '' : io.ui('practice.in', { path: wanted }) }),
    io.ui('practice.no-saved.hint'),
  );
}

/** The chair of the one buyer of this practice; `null`: nobody came before the person gave up. */
export async function openPairFor(setup: PracticeSetup, data: Data, io: CommandIo): Promise<Pair | null> {
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
