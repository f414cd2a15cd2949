import type { Say } from '../../report/say.ts';
import type { Key } from '../../ui/keys.ts';
import type { Size } from '../../ui/terminal.ts';
import type { ScreenInput, ScreenStep } from '../run-screen.ts';
import { cardRows, scrollMost } from './card-lines.ts';
import type { Outlook } from './outlook.ts';

export interface CardView {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  /** Empty where nothing more is to be said. */
  readonly why: string;
  readonly source: string;
  /** How often it went wrong in one's own conversations. */
  readonly times: number;
}

export type CardGrade = 0 | 1 | 2 | 3 | 4 | 5;

/** A sitting with cards, as plain data. */
export interface CardsState {
  readonly title: string;
  readonly size: Size;
  readonly cards: readonly CardView[];
  /** Index of the open card; `cards.length`: all are done. */
  readonly at: number;
  readonly answered: boolean;
  readonly scroll: number;
  /** By card id, for this sitting; `due` once it is known. */
  readonly grades: Readonly<Record<string, { readonly grade: CardGrade; readonly due: string | null }>>;
  /** Sittings since the start, this one included. */
  readonly sitting: number;
  readonly outlook: Outlook | null;
  /** Asked whether to leave. */
  readonly leaving: boolean;
}

export type CardsInput =
  | { readonly type: 'graded'; readonly card: string; readonly due: string }
  | { readonly type: 'outlook'; readonly outlook: Outlook }
  | { readonly type: 'sitting'; readonly cards: readonly CardView[] };

export type CardsEffect =
  | { readonly do: 'grade'; readonly card: string; readonly grade: CardGrade }
  | { readonly do: 'look-ahead' }
  | { readonly do: 'another' }
  | { readonly do: 'leave' };

export type CardsStep = ScreenStep<CardsState, CardsEffect>;

export function initialCards(title: string, cards: readonly CardView[], size: Size): CardsState {
  return {
    title,
    size,
    cards,
    at: 0,
    answered: false,
    scroll: 0,
    grades: {},
    sitting: 1,
    outlook: null,
    leaving: false,
  };
}

/** The next state, and what is to be done about it. Never throws for any key. */
export function updateCards(state: CardsState, input: CardsInput | ScreenInput, say: Say): CardsStep {
  switch (input.type) {
    case 'resize':
      return only({ ...state, size: input.size });
    case 'graded': {
      const graded = state.grades[input.card];
      if (graded === undefined) return only(state);
      return only({
        ...state,
        grades: { ...state.grades, [input.card]: { ...graded, due: input.due } },
      });
    }
    case 'outlook':
      return only({ ...state, outlook: input.outlook });
    case 'sitting':
      if (input.cards.length === 0) return only(state);
      return only({
        ...initialCards(state.title, input.cards, state.size),
        sitting: state.sitting + 1,
      });
    case 'key':
      return onKey(state, input.key, say);
  }
}

const only = (state: CardsState): CardsStep => ({ state, effects: [] });

function onKey(state: CardsState, key: Key, say: Say): CardsStep {
  const interrupted = key.name === 'ctrl' && (key.letter === 'c' || key.letter === 'd');
  if (state.leaving) {
    if (interrupted || key.name === 'enter' || (key.name === 'text' && /^[yYｙ是]/.test(key.text)))
      return { state, effects: [{ do: 'leave' }] };
    return only({ ...state, leaving: false });
  }
  const over = state.at >= state.cards.length;
  if (interrupted || key.name === 'escape') return leave(state);
  switch (key.name) {
    case 'enter':
      if (over) return another(state);
      return only(state.answered ? state : { ...state, answered: true, scroll: 0 });
    case 'up':
      return only(scrolled(state, -1, say));
    case 'down':
      return only(scrolled(state, 1, say));
    case 'page-up':
      return only(scrolled(state, 1 - cardRows(state), say));
    case 'page-down':
      return only(scrolled(state, cardRows(state) - 1, say));
    case 'left':
    case 'backspace':
      return only(back(state));
    case 'right':
      return only(forward(state));
    case 'text':
      return onLetters(state, key.text);
    default:
      return only(state);
  }
}

/** Keys that were pressed quickly come in one piece. */
function onLetters(state: CardsState, text: string): CardsStep {
  const effects: CardsEffect[] = [];
  for (const letter of text.normalize('NFKC').toLowerCase()) {
    const step = onLetter(state, letter);
    state = step.state;
    effects.push(...step.effects);
    if (state.leaving || step.effects.some(({ do: what }) => what === 'leave' || what === 'another')) break;
  }
  return { state, effects };
}

function onLetter(state: CardsState, letter: string): CardsStep {
  const card = state.cards[state.at];
  if (letter === 'q') return leave(state);
  if (card === undefined) return letter === 'n' || letter === ' ' ? another(state) : only(state);
  if (letter === ' ') return only(state.answered ? state : { ...state, answered: true, scroll: 0 });
  if (letter === 'b') return only(back(state));
  // Whoever has not seen the answer cannot know how well it was known.
  if (!state.answered || !/[0-5]/.test(letter)) return only(state);
  const grade = Number(letter) as CardGrade;
  const at = state.at + 1;
  const next: CardsState = {
    ...state,
    grades: { ...state.grades, [card.id]: { grade, due: null } },
    at,
    answered: state.cards[at] !== undefined && state.grades[state.cards[at]!.id] !== undefined,
    scroll: 0,
  };
  return {
    state: next,
    effects: [
      { do: 'grade', card: card.id, grade },
      ...(at >= state.cards.length ? [{ do: 'look-ahead' } as const] : []),
    ],
  };
}

function scrolled(state: CardsState, by: number, say: Say): CardsState {
  const most = scrollMost(state, say);
  return { ...state, scroll: Math.max(0, Math.min(most, Math.min(most, state.scroll) + by)) };
}

/** What is graded is kept, so there is something to ask only in the middle. */
function leave(state: CardsState): CardsStep {
  return state.at >= state.cards.length
    ? { state, effects: [{ do: 'leave' }] }
    : only({ ...state, leaving: true });
}

function another(state: CardsState): CardsStep {
  return state.outlook !== null && state.outlook.left > 0
    ? { state, effects: [{ do: 'another' }] }
    : { state, effects: [{ do: 'leave' }] };
}

/** To the card before, to look again or to grade it otherwise. */
function back(state: CardsState): CardsState {
  return state.at === 0 ? state : { ...state, at: state.at - 1, answered: true, scroll: 0, outlook: null };
}

/** Forward again over what is graded already. */
function forward(state: CardsState): CardsState {
  const card = state.cards[state.at];
  const next = state.cards[state.at + 1];
  if (card === undefined || next === undefined || state.grades[card.id] === undefined) return state;
  return { ...state, at: state.at + 1, answered: state.grades[next.id] !== undefined, scroll: 0 };
}
