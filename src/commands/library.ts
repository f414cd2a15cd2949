import type { LatencyMode, Transcript, TranscriptEvent } from '../model/event.ts';
import type { AgentPort } from '../model/ports.ts';
import type { Scorecard } from '../model/scorecard.ts';
import type { CaseKey } from '../play/case-id.ts';
import { planCases, type Selection } from '../play/plan.ts';
import { type CaseResult, playCase, scoreTranscript } from '../play/play.ts';
import { createVirtualClock } from '../session/clock.ts';
import { packageVersion } from '../system/package-root.ts';
import { realTime } from '../system/real-time.ts';
import { openData } from './data.ts';
import { caseInputs } from './wiring/case-inputs.ts';
import { openLanguages } from './wiring/languages.ts';
import { openRules } from './wiring/rules.ts';

export interface PlayOneOptions {
  /** Decides every draw together with the case; default 1. */
  readonly seed?: number;
  /** Default `coarse`, as for any bot that is not the demo bot. */
  readonly latency?: LatencyMode;
  /** Default `house`. */
  readonly rubric?: string;
  /** `none`: the bot knows its own shop, so nothing is held against ours. */
  readonly shop?: 'none';
  /** Takes every event as it happens. */
  readonly record?: (event: TranscriptEvent) => void;
}

/** Peilian as a library. Data is looked up in `folder` first (`personas/`, `scenarios/…`), then in what ships. */
export interface Peilian {
  /** The cases of a selection; everything left out means all. */
  cases(selection?: Selection): readonly CaseKey[];
  /** Plays one case against an agent and scores it. Throws `ProblemsError` for data that is missing or wrong. */
  play(
    key: CaseKey,
    agent: AgentPort,
    options?: PlayOneOptions,
  ): Promise<CaseResult & { readonly scorecard: Scorecard }>;
  /** Scores a transcript as if it had just been played. */
  score(transcript: Transcript, key: CaseKey, options?: Pick<PlayOneOptions, 'rubric' | 'shop'>): Scorecard;
}

export function openPeilian(folder: string): Peilian {
  const data = openData(folder);
  const languages = openLanguages();
  const scoringWith = (rubric = 'house') => ({ rubric: data.rubric(rubric), rules: openRules(folder) });
  const nonce = `lib-${process.pid}`;
  return {
    cases: (selection = {}) =>
      planCases(
        selection,
        data.library.ids('scenario').map((id) => data.scenario(id)),
        data.library.ids('persona'),
      ),
    async play(key, agent, options = {}) {
      const result = await playCase({
        inputs: caseInputs(key, data, languages, options.shop === 'none'),
        scoring: scoringWith(options.rubric),
        agent,
        clock: createVirtualClock(realTime),
        latency: options.latency ?? 'coarse',
        runSeed: options.seed ?? 1,
        nonce,
        tool: `peilian ${packageVersion()}`,
        ...(options.record === undefined ? {} : { record: options.record }),
      });
      return { ...result, scorecard: result.scorecard! };
    },
    score: (transcript, key, options = {}) =>
      scoreTranscript(
        transcript,
        caseInputs(key, data, languages, options.shop === 'none'),
        scoringWith(options.rubric),
      ),
  };
}
