import type { Say } from '../../report/say.ts';
import { isOver, type Playback } from '../review/playback.ts';
import { type Played, playedLines } from '../review/playback-screen.ts';
import { overviewLines, reviewPage } from '../review/review-lines.ts';
import { markedOf, type ReviewState } from '../review/review-state.ts';
import { spoken } from './spoken-chat.ts';
import { spokenRows } from './spoken-desk.ts';

/** Wide enough that nothing is wrapped: terminals and screen readers wrap as they like. */
const WIDE = 2_000;

/** What is to be heard of a review once it is another one; `before` is `null` when it opens. */
export function spokenReview(before: ReviewState | null, after: ReviewState, say: Say): readonly string[] {
  if (after.reviews.length === 0) return before === null ? [say('review.nothing')] : [];
  const told: string[] = [];
  if (before === null) {
    told.push(say('review.title'));
    if (after.reviews.length > 1)
      told.push(
        say('spoken.reviews', { count: after.reviews.length }),
        ...spokenRows(overviewLines(after.reviews, -1, WIDE, say).slice(1)),
      );
  }
  if (before === null || before.at !== after.at) {
    const { lines } = reviewPage(after.reviews[after.at]!, after.exercises, WIDE, say, true);
    told.push(...spokenRows(lines), say('review.keys'));
  }
  const mark = markedOf(after, say);
  if (before !== null && mark !== null && before.at === after.at && before.mark !== after.mark) {
    told.push(spoken(mark.message));
    if (mark.better !== undefined) told.push(say('report.better', { text: spoken(mark.better) }));
  }
  if (after.notice !== null && after.notice !== before?.notice) told.push(spoken(after.notice));
  if (after.help && !before?.help) told.push(...say('review.help').split('\n').map(commas));
  if (after.dispute !== null && before?.dispute == null)
    told.push(
      say('review.dispute.ask', { title: spoken(after.dispute.mark.title) }),
      say('review.dispute.keys'),
    );
  return told;
}

/** What is to be heard of a conversation that is played back. */
export function spokenPlayback(
  before: Playback | null,
  after: Playback,
  played: Played,
  say: Say,
): readonly string[] {
  const told: string[] = [];
  if (before === null)
    told.push(
      say('play.about', { title: spoken(played.title), buyer: spoken(played.buyer), start: played.startsAt }),
      say('play.keys'),
    );
  const from = before?.shown ?? 0;
  // A step back says the line one is at again.
  const lines =
    after.shown < from
      ? after.lines.slice(after.shown - 1, after.shown)
      : after.lines.slice(from, after.shown);
  for (const one of lines) told.push(spokenRows(playedLines(one, played, WIDE, say)).join(' '));
  if (before !== null && before.speed !== after.speed) told.push(`${after.speed}×`);
  if (after.paused && before?.paused === false) told.push(say('play.paused'));
  if (isOver(after) && (before === null || !isOver(before))) told.push(say('play.over'));
  return told;
}

function commas(row: string): string {
  return row.trim().replace(/\s{2,}/g, ': ');
}
