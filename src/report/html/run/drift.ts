import type { Drift, DriftItem, DriftLevel, DriftSide } from '../../../model/drift.ts';
import type { Locale } from '../../../model/locale.ts';
import { formatDuration } from '../../../scoring/wording/format.ts';
import { driftSentence } from '../../drift-words.ts';
import type { Say } from '../../say.ts';
import { forPage } from '../for-page.ts';
import type { DriftCell, DriftData, DriftLine, Tone } from './page-data.ts';
import type { WordList } from './words.ts';

const TONE: Readonly<Record<DriftLevel, Tone>> = { info: 'soft', notable: 'warn', severe: 'bad' };

/** A kept conversation beside the one of today, round by round, with what differs under each. */
export function driftOf(drift: Drift, locale: Locale, words: WordList, say: Say): DriftData {
  const lineOf = (item: DriftItem): DriftLine => [
    TONE[item.level],
    words.at(say(`drift.level.${item.level}`)),
    // The round stands above it already.
    forPage(driftSentence({ ...item, round: null }, say)),
  ];
  return {
    level:
      drift.level === null
        ? ['good', say('html.drift.same')]
        : [TONE[drift.level], say(`drift.level.${drift.level}`)],
    items: drift.items.filter(({ round }) => round === null).map(lineOf),
    rounds: drift.rounds.map(({ recorded, today }, index) => ({
      name: say('drift.round', { round: index }),
      buyer: (today ?? recorded)?.buyer.map(forPage) ?? [],
      sides: [cellOf(recorded, locale, say), cellOf(today, locale, say)],
      items: drift.items.filter(({ round }) => round === index).map(lineOf),
    })),
  };
}

function cellOf(side: DriftSide | null, locale: Locale, say: Say): DriftCell {
  if (side === null || side.agent.length + side.actions.length === 0)
    return { agent: [], notes: [say('drift.nothing')] };
  return {
    agent: side.agent.map(forPage),
    notes: [
      ...side.actions.map((action) => `→ ${forPage(action)}`),
      ...(side.waitMs === null ? [] : [say('html.took', { time: formatDuration(side.waitMs, locale) })]),
    ],
  };
}
