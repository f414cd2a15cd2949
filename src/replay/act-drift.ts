import type { ActName } from '../model/act.ts';
import type { DriftLevel } from '../model/drift.ts';
import type { Moment } from '../scoring/conversation.ts';

/** An act that only one side has. */
export interface ActDrift {
  readonly act: ActName;
  readonly in: 'recorded' | 'today';
  readonly level: DriftLevel;
  readonly event: number;
}

/** Manners and filling: another greeting is no news. */
const COURTESY: ReadonlySet<ActName> = new Set<ActName>([
  'greet',
  'affirm',
  'deny',
  'acknowledge',
  'inform',
  'thank',
  'small-talk',
  'farewell',
  'apologise',
  'interjection-only',
  'unknown',
  'offer-help',
  'empathise',
  'praise',
  'recommend',
  'hold',
]);
/** What no agent may begin to do. */
const FORBIDDEN: ReadonlySet<ActName> = new Set<ActName>([
  'buy-review',
  'off-platform',
  'ask-private',
  'abuse',
  'retort',
]);

/** Acts that a round's answer had and has no more, or has now. */
export function actDrift(recorded: readonly Moment[], today: readonly Moment[]): ActDrift[] {
  const [then, now] = [actsOf(recorded), actsOf(today)];
  const lost = [...then]
    .filter(([act]) => !now.has(act))
    .map(([act, event]): ActDrift => ({ act, in: 'recorded', level: courtesyOr('notable', act), event }));
  const won = [...now]
    .filter(([act]) => !then.has(act))
    .map(([act, event]): ActDrift => {
      const level = FORBIDDEN.has(act) ? 'severe' : courtesyOr('notable', act);
      return { act, in: 'today', level, event };
    });
  return [...lost, ...won];
}

function courtesyOr(level: DriftLevel, act: ActName): DriftLevel {
  return COURTESY.has(act) ? 'info' : level;
}

/** Each act with the first event that has it. */
function actsOf(moments: readonly Moment[]): Map<ActName, number> {
  const acts = new Map<ActName, number>();
  for (const moment of moments)
    for (const { act, modality } of moment.acts)
      if (modality === 'plain' && !acts.has(act)) acts.set(act, moment.event);
  return acts;
}
