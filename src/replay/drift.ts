import { DRIFT_KINDS, DRIFT_LEVELS, type Drift, type DriftItem } from '../model/drift.ts';
import type { Transcript } from '../model/event.ts';
import { DIMENSIONS, type Scorecard } from '../model/scorecard.ts';
import { buildConversation } from '../scoring/build-conversation.ts';
import type { ScoreInput } from '../scoring/score.ts';
import { alignReplay, alignRerun } from './align.ts';
import { item, readSide, roundDrift, sideOf } from './round-drift.ts';

export interface PlayedAgain {
  readonly mode: Drift['mode'];
  readonly recorded: Transcript;
  readonly today: Transcript;
  /** What both are read and scored with: today's rules, so that only the bot can differ. */
  readonly reading: Omit<ScoreInput, 'transcript'>;
  readonly scores: { readonly recorded: Scorecard; readonly today: Scorecard };
}

/** How a conversation of today differs from the recorded one, in replies, deeds, times, score and ending. */
export function findDrift({ mode, recorded, today, reading, scores }: PlayedAgain): Drift {
  const then = readSide(buildConversation({ ...reading, transcript: recorded }));
  const now = readSide(buildConversation({ ...reading, transcript: today }));
  const pairs = mode === 'replay' ? alignReplay(recorded, today) : alignRerun(recorded, today);
  const items = [
    ...pairs.flatMap((pair, round) => roundDrift(pair, round, then, now)),
    ...endingDrift(recorded, today),
    ...scoreDrift(scores.recorded, scores.today),
  ].sort(byGravity);
  return {
    mode,
    level: items[0]?.level ?? null,
    items,
    rounds: pairs.map((pair) => ({ recorded: sideOf(pair.recorded), today: sideOf(pair.today) })),
  };
}

function byGravity(a: DriftItem, b: DriftItem): number {
  return (
    DRIFT_LEVELS.indexOf(b.level) - DRIFT_LEVELS.indexOf(a.level) ||
    DRIFT_KINDS.indexOf(a.kind) - DRIFT_KINDS.indexOf(b.kind) ||
    (a.round ?? Number.MAX_SAFE_INTEGER) - (b.round ?? Number.MAX_SAFE_INTEGER)
  );
}

function endingDrift(recorded: Transcript, today: Transcript): DriftItem[] {
  const [then, now] = [recorded, today].map(({ events }) =>
    events.findLast((event) => event.type === 'ending'),
  );
  if (then?.type !== 'ending' || now?.type !== 'ending' || then.ending === now.ending) return [];
  // A recording that was cut short has no ending to hold anybody to.
  if (then.ending === 'interrupted' || now.ending === 'interrupted') return [];
  return [
    item(null, 'ending', 'severe', null, [then.ending, now.ending], {
      recorded: [then.index],
      today: [now.index],
    }),
  ];
}

/** Points of the total that are worth a word, and a look. */
const POINTS_TOLD = 1;
const POINTS_NOTABLE = 5;

function scoreDrift(then: Scorecard, now: Scorecard): DriftItem[] {
  const items: DriftItem[] = [];
  if (then.verdict !== now.verdict)
    items.push(
      item(
        null,
        'verdict',
        now.verdict === 'fail' ? 'severe' : 'notable',
        null,
        [then.verdict, now.verdict],
        { recorded: [], today: [] },
      ),
    );
  const known = new Set(then.findings.map(({ rule }) => rule));
  for (const finding of now.findings) {
    const grave = finding.severity === 'critical' || finding.severity === 'auto-fail';
    if (finding.strength || !grave || known.has(finding.rule)) continue;
    known.add(finding.rule);
    items.push(
      item(null, 'finding', 'severe', finding.rule, [null, finding.message], {
        recorded: [],
        today: [...finding.events],
      }),
    );
  }
  for (const key of ['total', ...DIMENSIONS] as const) {
    const [was, is] = [then.score[key], now.score[key]];
    if (was === null || is === null || Math.abs(is - was) < POINTS_TOLD) continue;
    const level = key === 'total' && was - is >= POINTS_NOTABLE ? 'notable' : 'info';
    items.push(item(null, 'score', level, key, [was.toFixed(1), is.toFixed(1)], { recorded: [], today: [] }));
  }
  return items;
}
