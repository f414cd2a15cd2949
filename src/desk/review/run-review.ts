import type { Say } from '../../report/say.ts';
import type { Key } from '../../ui/keys.ts';
import { openReader } from '../../ui/reader.tsx';
import { createRowPainter } from '../../ui/row-painter.tsx';
import { openTerminal, type Size } from '../../ui/terminal.ts';
import { spokenReview } from '../spoken/spoken-review.ts';
import { reviewScreen } from './review-screen.ts';
import {
  initialReview,
  type ReviewEffect,
  type ReviewInput,
  type ReviewState,
  updateReview,
} from './review-state.ts';

export interface RunReviewOptions {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly colour: boolean;
  /** Read aloud instead of drawn. */
  readonly isRead: boolean;
  readonly say: Say;
  readonly reviews: ReviewState['reviews'];
  readonly exercises: ReviewState['exercises'];
  readonly canRewind: boolean;
  /** Keeps an objection; gives back what to tell, and the reviews as they are now. */
  readonly dispute: (effect: Extract<ReviewEffect, { do: 'dispute' }>) => {
    readonly told: string;
    readonly reviews: ReviewState['reviews'];
  };
  /** Writes the page; gives back what to tell. */
  readonly export: () => string;
}

/** What the person did last: done, or to go back to a point, or to see it played back. */
export type ReviewOutcome = Extract<ReviewEffect, { do: 'quit' | 'rewind' | 'play' }>;

/** Shows the review until the person leaves it. The terminal is given back as it was, whatever happens. */
export function runReview(options: RunReviewOptions): Promise<ReviewOutcome> {
  const { say } = options;
  return new Promise((resolve) => {
    const view = (options.isRead ? openReadView : openDrawnView)(
      options,
      (key) => hear({ type: 'key', key }),
      (size) => hear({ type: 'resize', size }),
    );
    // Kept beside React: two keys in one chunk must each see what the one before has done.
    let state = initialReview(options.reviews, options.exercises, view.size(), options.canRewind);
    let over = false;
    const take = (input: ReviewInput) => {
      const step = updateReview(state, input, say);
      state = step.state;
      return step.effects;
    };
    const hear = (input: ReviewInput) => {
      if (over) return;
      for (const effect of take(input)) {
        if (effect.do === 'dispute') {
          const { told, reviews } = options.dispute(effect);
          take({ type: 'reviews', reviews });
          take({ type: 'notice', text: told });
        } else if (effect.do === 'export') take({ type: 'notice', text: options.export() });
        else {
          over = true;
          view.close();
          resolve(effect);
          return;
        }
      }
      view.show(state);
    };
    view.show(state);
  });
}

interface ReviewView {
  size(): Size;
  show(state: ReviewState): void;
  close(): void;
}

type OpenView = (
  options: RunReviewOptions,
  onKey: (key: Key) => void,
  onResize: (size: Size) => void,
) => ReviewView;

const openDrawnView: OpenView = ({ input, output, colour, say }, onKey, onResize) => {
  const terminal = openTerminal({ input, output, colour, onKey, onResize });
  const painter = createRowPainter(terminal);
  return {
    size: terminal.size,
    show(state) {
      const { lines, cursor } = reviewScreen(state, say);
      painter.draw(lines, cursor);
    },
    close() {
      painter.close();
      terminal.close();
    },
  };
};

const openReadView: OpenView = ({ input, output, say }, onKey, onResize) => {
  const reader = openReader({ input, output, onKey, onResize });
  let before: ReviewState | null = null;
  return {
    size: reader.size,
    show(state) {
      reader.say(spokenReview(before, state, say));
      before = state;
      const reason = state.dispute?.reason;
      reader.prompt(reason === undefined ? null : { label: '›', text: reason.text, cursor: reason.cursor });
    },
    close: () => reader.close(),
  };
};
