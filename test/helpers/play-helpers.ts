import { openData } from '../../src/commands/data.ts';
import { caseInputs } from '../../src/commands/wiring/case-inputs.ts';
import { openLanguages } from '../../src/commands/wiring/languages.ts';
import { openRules } from '../../src/commands/wiring/rules.ts';
import type { LatencyMode, TranscriptEvent } from '../../src/model/event.ts';
import type { AgentPort } from '../../src/model/ports.ts';
import type { CaseKey } from '../../src/play/case-id.ts';
import type { CaseInputs } from '../../src/play/inputs.ts';
import { planCases, type Selection } from '../../src/play/plan.ts';
import { type CaseResult, playCase } from '../../src/play/play.ts';
import { createVirtualClock, type RealTime } from '../../src/session/clock.ts';
import { packageRoot } from '../../src/system/package-root.ts';
import { jumpingTime } from './manual-session.ts';

/** Everything that ships, opened once a test file. */
export function shipped() {
  const data = openData(packageRoot());
  const languages = openLanguages();
  const scoring = { rubric: data.rubric('house'), rules: openRules() };
  const cases = (selection: Selection = {}) =>
    planCases(
      selection,
      data.library.ids('scenario').map((id) => data.scenario(id)),
      data.library.ids('persona'),
    );
  const inputs = (key: CaseKey): CaseInputs => caseInputs(key, data, languages, false);
  return { data, languages, scoring, cases, inputs };
}

export type Shipped = ReturnType<typeof shipped>;

/** Plays a case without waiting, in virtual time. */
export function playQuick(
  inputs: CaseInputs,
  agent: AgentPort,
  options: {
    readonly seed?: number;
    readonly scoring?: Shipped['scoring'];
    readonly latency?: LatencyMode;
    /** Real time as a channel that pushes sees it; it jumps by default. */
    readonly time?: RealTime;
  } = {},
): Promise<CaseResult> {
  return playCase({
    inputs,
    scoring: options.scoring ?? null,
    agent,
    clock: createVirtualClock(options.time ?? jumpingTime()),
    latency: options.latency ?? 'declared',
    runSeed: options.seed ?? 1,
    nonce: 'test',
    tool: 'peilian test',
  });
}

/** A transcript as a person reads it, one line a message or action. */
export function readable(events: readonly TranscriptEvent[]): string {
  return events
    .flatMap((event) => {
      if (event.type === 'message') return [`${event.t} ${event.from}: ${event.text}`];
      if (event.type === 'action')
        return [`${event.t} ${event.by} does ${event.name} ${JSON.stringify(event.args)}`];
      if (event.type === 'ending') return [`${event.t} ${event.ending}: ${event.reason}`];
      return [];
    })
    .join('\n');
}
