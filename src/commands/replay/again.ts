import type { Drift } from '../../model/drift.ts';
import type { Transcript } from '../../model/event.ts';
import type { Scorecard } from '../../model/scorecard.ts';
import { parseCaseId } from '../../play/case-id.ts';
import { contentHash } from '../../play/content-hash.ts';
import type { CaseInputs, ScoringInputs } from '../../play/inputs.ts';
import { findDrift } from '../../replay/drift.ts';
import { type PlayAgainOptions, playAgain } from '../../replay/play-again.ts';
import { score } from '../../scoring/score.ts';
import type { Data } from '../data.ts';
import { caseInputs } from '../wiring/case-inputs.ts';
import type { Languages } from '../wiring/languages.ts';

export interface Again {
  readonly transcript: Transcript;
  readonly scorecard: Scorecard;
  readonly drift: Drift;
  readonly exchanges: number;
  readonly agentLatencyMs: readonly number[];
}

export interface AgainOptions {
  readonly data: Data;
  readonly languages: Languages;
  readonly scoring: ScoringInputs;
  readonly shopUnknown: boolean;
  /** Hears, in words of the interface's keys, what had to be done without. */
  readonly tell: (key: 'replay.no-case' | 'score.changed', id: string) => void;
}

/** Plays one kept conversation again and says how it differs. */
export async function playKept(
  recorded: Transcript,
  playing: Omit<PlayAgainOptions, 'recorded' | 'inputs' | 'reader'>,
  options: AgainOptions,
): Promise<Again> {
  const { languages, scoring } = options;
  const { header } = recorded;
  const inputs = inputsOf(recorded, options);
  const known = inputs !== null && !inputs.shopUnknown;
  const language = languages.of(header.locale, known ? inputs.shop : null);
  // Without its case a conversation has no buyer to react: its lines are all there is.
  const mode = inputs === null ? 'replay' : playing.mode;
  const played = await playAgain({ ...playing, mode, recorded, inputs, reader: language.reader });
  const reading = {
    ...scoring,
    scenario: inputs?.scenario ?? null,
    shop: known ? inputs.shop : null,
    market: known ? inputs.market : null,
    reader: language.reader,
  };
  const scores = {
    recorded: score({ ...reading, transcript: recorded }),
    today: score({ ...reading, transcript: played.transcript }),
  };
  const drift = findDrift({ mode, recorded, today: played.transcript, reading, scores });
  return {
    ...played,
    scorecard: scores.today,
    drift: header.latency === playing.latency ? drift : withoutTimes(drift),
  };
}

/** Times that were counted in another way say nothing about the bot. */
function withoutTimes(drift: Drift): Drift {
  const items = drift.items.filter(
    ({ kind, about }) => kind !== 'timing' && !(kind === 'score' && about === 'timing'),
  );
  return { ...drift, items, level: items[0]?.level ?? null };
}

/** The case as it is today; `null` for an imported log, and for a case that is gone. */
function inputsOf(
  { header }: Transcript,
  { data, languages, shopUnknown, tell }: AgainOptions,
): CaseInputs | null {
  const key = parseCaseId(header.case);
  const there = (kind: 'scenario' | 'persona', id: string) => data.library.ids(kind).includes(id);
  if (key === null || !there('scenario', key.scenario) || !there('persona', key.persona)) {
    tell('replay.no-case', header.case);
    return null;
  }
  const inputs = caseInputs(key, data, languages, shopUnknown || header.shop === null);
  for (const [ref, value] of [
    [header.scenario, inputs.scenario],
    [header.shop, inputs.shop],
  ] as const)
    if (ref !== null && ref.hash !== contentHash(value)) tell('score.changed', ref.id);
  return inputs;
}
