import type { Exercise } from '../../report/review/practise-next.ts';
import type { Mark, Review } from '../../report/review/review.ts';
import type { Say } from '../../report/say.ts';
import { deleteBefore, type Editor, EMPTY_EDITOR, insert, killWordBefore, move } from '../../ui/editor.ts';
import type { Key } from '../../ui/keys.ts';
import type { Size } from '../../ui/terminal.ts';
import { type ReviewPage, reviewPage } from './review-lines.ts';

/** What the review shows, as plain data. */
export interface ReviewState {
  readonly reviews: readonly Review[];
  readonly exercises: readonly Exercise[];
  readonly size: Size;
  /** Index of the conversation that is open. */
  readonly at: number;
  readonly scroll: number;
  /** Index of the finding that is marked, in reading order; `null`: none. */
  readonly mark: number | null;
  readonly dispute: { readonly mark: Mark; readonly reason: Editor } | null;
  readonly help: boolean;
  readonly notice: string | null;
  /** Whether a conversation may be taken up again from here (a practice just held, not an exam). */
  readonly canRewind: boolean;
}

export type ReviewInput =
  | { readonly type: 'key'; readonly key: Key }
  | { readonly type: 'resize'; readonly size: Size }
  | { readonly type: 'notice'; readonly text: string }
  /** After an objection the scores are others. */
  | { readonly type: 'reviews'; readonly reviews: readonly Review[] };

export type ReviewEffect =
  | { readonly do: 'dispute'; readonly conversation: string; readonly mark: Mark; readonly reason: string }
  | { readonly do: 'rewind'; readonly conversation: string; readonly event: number }
  | { readonly do: 'play'; readonly conversation: string; readonly event: number }
  | { readonly do: 'export' }
  | { readonly do: 'quit' };

export interface ReviewStep {
  readonly state: ReviewState;
  readonly effects: readonly ReviewEffect[];
}

export function initialReview(
  reviews: readonly Review[],
  exercises: readonly Exercise[],
  size: Size,
  canRewind: boolean,
): ReviewState {
  return {
    reviews,
    exercises,
    size,
    at: 0,
    scroll: 0,
    mark: null,
    dispute: null,
    help: false,
    notice: null,
    canRewind,
  };
}

/** Title, list of conversations (where there are several), rule, notice, keys. */
export function bodyRows({ size, reviews, dispute }: ReviewState): number {
  const list = reviews.length > 1 ? Math.min(reviews.length, LIST_MAX) + 1 : 0;
  return Math.max(3, size.rows - 3 - list - (dispute === null ? 0 : 3));
}
export const LIST_MAX = 6;

export const reviewColumns = ({ size }: ReviewState): number => Math.max(20, Math.min(size.columns, 110));

const pages = new WeakMap<Review, { columns: number; exercises: readonly Exercise[]; page: ReviewPage }>();

/** The rows of the open conversation; made anew only when the width or the review changes. */
export function openPage(state: ReviewState, say: Say): ReviewPage {
  const review = state.reviews[state.at]!;
  const columns = reviewColumns(state);
  const known = pages.get(review);
  if (known?.columns === columns && known.exercises === state.exercises) return known.page;
  const page = reviewPage(review, state.exercises, columns, say);
  pages.set(review, { columns, exercises: state.exercises, page });
  return page;
}

/** The next state, and what is to be done about it. Never throws for any key. */
export function updateReview(state: ReviewState, input: ReviewInput, say: Say): ReviewStep {
  if (state.reviews.length === 0) return { state, effects: input.type === 'key' ? [{ do: 'quit' }] : [] };
  switch (input.type) {
    case 'resize':
      return only(clamped({ ...state, size: input.size }, say));
    case 'notice':
      return only({ ...state, notice: input.text });
    case 'reviews':
      return only(
        clamped(
          { ...state, reviews: input.reviews, at: Math.min(state.at, Math.max(0, input.reviews.length - 1)) },
          say,
        ),
      );
    case 'key':
      return state.dispute === null
        ? onKey({ ...state, notice: null }, input.key, say)
        : onReason(state, state.dispute, input.key);
  }
}

const only = (state: ReviewState): ReviewStep => ({ state, effects: [] });

function onKey(state: ReviewState, key: Key, say: Say): ReviewStep {
  if (state.help) return only({ ...state, help: false });
  const page = bodyRows(state) - 1;
  switch (key.name) {
    case 'up':
      return only(scrolled(state, -1, say));
    case 'down':
      return only(scrolled(state, 1, say));
    case 'page-up':
      return only(scrolled(state, -page, say));
    case 'page-down':
      return only(scrolled(state, page, say));
    case 'home':
      return only(scrolled(state, -1e9, say));
    case 'end':
      return only(scrolled(state, 1e9, say));
    case 'right':
      return only(opened(state, state.at + 1, say));
    case 'left':
      return only(opened(state, state.at - 1, say));
    case 'tab':
      return only(opened(state, state.at + (key.shift ? -1 : 1), say));
    case 'escape':
      return { state, effects: [{ do: 'quit' }] };
    case 'ctrl':
      return key.letter === 'c' ? { state, effects: [{ do: 'quit' }] } : only(state);
    case 'text':
      return onLetters(state, key.text, say);
    default:
      return only(state);
  }
}

/** Keys that were pressed quickly come in one piece. */
function onLetters(state: ReviewState, text: string, say: Say): ReviewStep {
  const effects: ReviewEffect[] = [];
  for (const [index, letter] of [...text].entries()) {
    const step = onLetter(state, letter, state.reviews[state.at]!, say);
    state = step.state;
    effects.push(...step.effects);
    // What leads elsewhere ends it; what follows `!` is the reason.
    if (step.effects.length > 0) break;
    if (state.dispute !== null) {
      const rest = [...text].slice(index + 1).join('');
      const reason = rest === '' ? state.dispute.reason : insert(state.dispute.reason, rest);
      return { state: { ...state, dispute: { ...state.dispute, reason } }, effects };
    }
  }
  return { state, effects };
}

function onLetter(state: ReviewState, text: string, review: Review, say: Say): ReviewStep {
  const mark = markedOf(state, say);
  const event = mark?.event ?? firstShown(state, say);
  switch (text.toLowerCase()) {
    case 'n':
    case 'ｎ':
      return only(jumped(state, 1, say));
    case 'p':
    case 'ｐ':
      return only(jumped(state, -1, say));
    case '!':
    case '！':
      if (mark === null) return only({ ...state, notice: say('review.choose-first') });
      if (mark.strength) return only({ ...state, notice: say('review.no-dispute') });
      return only({ ...state, dispute: { mark, reason: EMPTY_EDITOR } });
    case 'r':
      if (!state.canRewind) return only({ ...state, notice: say('review.no-rewind') });
      return { state, effects: [{ do: 'rewind', conversation: review.id, event }] };
    case 'v':
      return { state, effects: [{ do: 'play', conversation: review.id, event: mark === null ? 0 : event }] };
    case 'e':
      return { state, effects: [{ do: 'export' }] };
    case 'j':
      return only(scrolled(state, 1, say));
    case 'k':
      return only(scrolled(state, -1, say));
    case ' ':
      return only(scrolled(state, bodyRows(state) - 1, say));
    case '?':
    case '？':
      return only({ ...state, help: true });
    case 'q':
      return { state, effects: [{ do: 'quit' }] };
    default: {
      const number = Number(text);
      return only(
        Number.isInteger(number) && number >= 1 && number <= state.reviews.length
          ? opened(state, number - 1, say)
          : state,
      );
    }
  }
}

function onReason(state: ReviewState, dispute: NonNullable<ReviewState['dispute']>, key: Key): ReviewStep {
  const write = (reason: Editor) => only({ ...state, dispute: { ...dispute, reason } });
  switch (key.name) {
    case 'escape':
      return only({ ...state, dispute: null });
    case 'enter':
      if (dispute.reason.text.trim() === '') return only({ ...state, dispute: null });
      return {
        state: { ...state, dispute: null },
        effects: [
          {
            do: 'dispute',
            conversation: state.reviews[state.at]!.id,
            mark: dispute.mark,
            reason: dispute.reason.text.trim(),
          },
        ],
      };
    case 'text':
    case 'paste':
      return write(insert(dispute.reason, key.text.replace(/[\r\n]+/g, ' ')));
    case 'backspace':
      return write(key.alt || key.ctrl ? killWordBefore(dispute.reason) : deleteBefore(dispute.reason));
    case 'left':
    case 'right':
      return write(move(dispute.reason, key.name));
    case 'home':
      return write(move(dispute.reason, 'line-start'));
    case 'end':
      return write(move(dispute.reason, 'line-end'));
    case 'ctrl':
      return key.letter === 'c' ? only({ ...state, dispute: null }) : only(state);
    default:
      return only(state);
  }
}

export function markedOf(state: ReviewState, say: Say): Mark | null {
  return state.mark === null ? null : (openPage(state, say).marks[state.mark]?.mark ?? null);
}

function firstShown(state: ReviewState, say: Say): number {
  const { rowOf } = openPage(state, say);
  for (const [event, row] of rowOf) if (row >= state.scroll) return event;
  return [...rowOf.keys()].at(-1) ?? 0;
}

function opened(state: ReviewState, at: number, say: Say): ReviewState {
  const count = state.reviews.length;
  return clamped({ ...state, at: ((at % count) + count) % count, scroll: 0, mark: null }, say);
}

function jumped(state: ReviewState, by: 1 | -1, say: Say): ReviewState {
  const { marks } = openPage(state, say);
  if (marks.length === 0) return { ...state, notice: say('review.no-findings') };
  const mark =
    state.mark === null ? (by > 0 ? 0 : marks.length - 1) : (state.mark + by + marks.length) % marks.length;
  // Two rows above, so that the words it is about are seen with it.
  return clamped({ ...state, mark, scroll: marks[mark]!.row - 3 }, say);
}

function scrolled(state: ReviewState, by: number, say: Say): ReviewState {
  return clamped({ ...state, scroll: state.scroll + by }, say);
}

function clamped(state: ReviewState, say: Say): ReviewState {
  if (state.reviews.length === 0) return state;
  const { lines, marks } = openPage(state, say);
  const most = Math.max(0, lines.length - bodyRows(state));
  return {
    ...state,
    scroll: Math.min(most, Math.max(0, state.scroll)),
    mark: state.mark !== null && state.mark >= marks.length ? null : state.mark,
  };
}
