import { DIMENSIONS } from '../../model/scorecard.ts';
import { formatDuration } from '../../scoring/wording/format.ts';
import { actionName } from '../../scoring/wording/names.ts';
import type { Say } from '../say.ts';
import type { Exercise } from './practise-next.ts';
import type { Review, ReviewLine, ReviewScore, Wait } from './review.ts';

/** The words of a review, the same in the terminal and on the page. */

/** `0:42`, `12:05`: minutes and seconds since the conversation began. */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** `91.2`, or `91.2 → 96` where objections would change it; `–` where nothing could be scored. */
export function scoreText({ value, allowed }: ReviewScore): string {
  const one = (score: number | null) => (score === null ? '–' : String(score));
  return allowed === undefined ? one(value) : `${one(value)} → ${one(allowed)}`;
}

/** A line that is no message, in words: “you: refund order=1001”. */
export function deedText(
  { kind, text, args, side }: ReviewLine,
  review: Pick<Review, 'locale'>,
  say: Say,
): string {
  const values = Object.values(args).map(String);
  const zh = review.locale === 'zh-CN';
  const details = values.length === 0 ? '' : zh ? `（${values.join('、')}）` : ` (${values.join(', ')})`;
  switch (kind) {
    case 'action':
      return side === 'agent'
        ? say('review.line.action', { action: actionName(text, review.locale), details })
        : say('review.line.buyer-action', { action: say(`review.deed.${text}`), details });
    case 'world':
      return say('review.line.world', { event: say(`review.world.${text}`), details });
    case 'status':
      return say(`review.line.${text === 'away' ? 'away' : 'online'}`);
    case 'error':
      return say('review.line.error', { code: text });
    default:
      return say('review.line.ending', { ending: say(`ending.${text}`) });
  }
}

/** How a wait stands to its limit: a sign for each, so that no colour is needed. */
export function waitState({ ms, limitMs, reply }: Wait): 'good' | 'slow' | 'late' {
  if (ms > limitMs || reply === null) return 'late';
  return ms > limitMs / 2 ? 'slow' : 'good';
}

export function waitText(wait: Wait, review: Pick<Review, 'locale'>, say: Say): string {
  const found = formatDuration(wait.ms, review.locale);
  const limit = formatDuration(wait.limitMs, review.locale);
  if (wait.reply === null) return say('review.wait.none', { found, limit });
  return say(`review.wait.${waitState(wait)}`, { found, limit });
}

/** Why the buyer left, one line a cause; empty for one who left content. */
export function whyLeftTexts({ whyLeft, ending }: Review, say: Say): readonly string[] {
  if (whyLeft.length === 0) return [];
  const told = new Map<string, { count: number; at: number }>();
  for (const { trigger, t } of whyLeft) {
    const before = told.get(trigger);
    told.set(trigger, { count: (before?.count ?? 0) + 1, at: before?.at ?? t });
  }
  return [
    say('review.left', { ending: say(`ending.${ending}`) }),
    ...[...told].map(([trigger, { count, at }]) =>
      count > 1
        ? say('review.cause.times', {
            cause: say(`review.trigger.${trigger}`),
            time: clockText(at),
            count,
          })
        : say('review.cause', {
            cause: say(`review.trigger.${trigger}`),
            time: clockText(at),
            count,
          }),
    ),
  ];
}

/** What to practise next, each with the command that begins it. */
export function exerciseTexts(
  exercises: readonly Exercise[],
  say: Say,
): readonly { readonly text: string; readonly command: string }[] {
  return exercises.map(({ scenario, persona, title, ruleTitle }) => ({
    text: say('review.next', { title, rule: ruleTitle }),
    command: `peilian practice --scenario ${scenario} --persona ${persona}`,
  }));
}

/** The four scores and the total as rows: name, value, and what moved it. */
export function scoreRows(
  review: Review,
  say: Say,
): readonly { readonly name: string; readonly value: string; readonly moves: readonly string[] }[] {
  const rows = DIMENSIONS.map((dimension) => {
    const found = review.dimensions.find((one) => one.dimension === dimension)!;
    return {
      name: say(`report.column.${dimension}`),
      value: scoreText(found),
      moves: found.moves.map(({ title, points, times }) =>
        times > 1
          ? say('review.move.times', {
              points: points > 0 ? `+${points}` : String(points).replace('-', '−'),
              title,
              times,
            })
          : say('review.move', {
              points: points > 0 ? `+${points}` : String(points).replace('-', '−'),
              title,
            }),
      ),
    };
  });
  return [{ name: say('report.column.total'), value: scoreText(review.total), moves: [] }, ...rows];
}
