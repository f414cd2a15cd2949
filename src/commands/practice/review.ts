import { join, resolve } from 'node:path';
import { disputeOf, scoreBothWays } from '../../desk/coach/dispute.ts';
import type { Transcript } from '../../model/event.ts';
import type { CaseInputs, ScoringInputs } from '../../play/inputs.ts';
import { forTerminal } from '../../report/inert.ts';
import { buildReview } from '../../report/review/build-review.ts';
import { practiseNext } from '../../report/review/practise-next.ts';
import type { Review } from '../../report/review/review.ts';
import { packageVersion } from '../../system/package-root.ts';
import { writeWhole } from '../../system/write-whole.ts';
import type { Data } from '../data.ts';
import type { CommandIo } from '../io.ts';
import type { Objections } from './objections.ts';

export interface ReviewPracticeOptions {
  readonly io: CommandIo;
  readonly data: Data;
  readonly scoring: ScoringInputs;
  /** What was held, in the order the buyers came; branches after what they branched off. */
  readonly held: readonly { readonly transcript: Transcript; readonly inputs: CaseInputs }[];
  readonly objections: Objections;
  /** Who sat at the desk. */
  readonly reviewer: string;
  /** Folder of the run, as shown to the person. */
  readonly folder: string;
  /** Read aloud instead of drawn. */
  readonly isRead?: boolean;
  /** An exam cannot be gone back into. */
  readonly canRewind: boolean;
}

/** The page that is saved beside the transcripts. */
export const REVIEW_FILE = 'review.html';

/** Goes back to before an event of a conversation, and practises from there. */
export interface GoBack {
  readonly conversation: string;
  readonly event: number;
}

/**
 * The review after a practice: on a terminal to be leafed through, and always saved as a page beside the transcripts. Gives back
 * where the person wants to try again; `null`: they are done.
 */
export async function reviewPractice(options: ReviewPracticeOptions): Promise<GoBack | null> {
  const { io, objections } = options;
  const save = () => saveReviewPage(options);
  if (!io.outIsTerminal || !io.inputIsTerminal) {
    io.out(`${forTerminal(io.ui('review.exported', { path: await save() }))}\n`);
    return null;
  }
  const page = await save();
  const { runReview } = await import('../../desk/review/run-review.ts');
  const { runPlayback } = await import('../../desk/review/run-playback.ts');
  const { writeReviewPage } = await import('../../report/html/review-page.tsx');
  for (;;) {
    const outcome = await runReview({
      input: process.stdin,
      output: process.stdout,
      colour: io.colour,
      isRead: options.isRead === true,
      say: io.ui,
      reviews: reviewsOf(options),
      exercises: exercisesOf(options),
      canRewind: options.canRewind,
      dispute({ conversation, mark, reason }) {
        const one = options.held.find(({ transcript }) => transcript.id === conversation)!;
        const path = objections.keep(disputeOf(one.transcript, mark, reason, options.reviewer));
        const { ruled, allowed } = scoreBothWays(scoreInputOf(one, options), objections.all());
        const told = io.ui('review.dispute.kept', {
          path,
          ruled: ruled.score.total ?? '–',
          allowed: allowed.score.total ?? '–',
        });
        return { told, reviews: reviewsOf(options) };
      },
      export() {
        writePage(options, writeReviewPage);
        return io.ui('review.exported', { path: page });
      },
    });
    if (outcome.do === 'quit') break;
    if (outcome.do === 'rewind') return { conversation: outcome.conversation, event: outcome.event };
    const review = reviewsOf(options).find(({ id }) => id === outcome.conversation)!;
    await runPlayback({
      input: process.stdin,
      output: process.stdout,
      colour: io.colour,
      isRead: options.isRead === true,
      say: io.ui,
      played: review,
      speed: 1,
      fromEvent: outcome.event,
    });
  }
  writePage(options, writeReviewPage);
  io.out(`${forTerminal(io.ui('review.exported', { path: page }))}\n`);
  return null;
}

/** Writes the page beside the transcripts; gives back its path as shown to the person. */
export async function saveReviewPage(options: ReviewPracticeOptions): Promise<string> {
  const { writeReviewPage } = await import('../../report/html/review-page.tsx');
  return writePage(options, writeReviewPage);
}

type WritePage = typeof import('../../report/html/review-page.tsx').writeReviewPage;

function writePage(options: ReviewPracticeOptions, write: WritePage): string {
  const { io, folder } = options;
  const path = join(folder, REVIEW_FILE);
  const page = write({
    locale: io.uiLocale,
    say: io.ui,
    version: packageVersion(),
    reviews: reviewsOf(options),
    exercises: exercisesOf(options),
  });
  writeWhole(resolve(io.workingFolder, path), page);
  return path;
}

type Held = ReviewPracticeOptions['held'][number];

function scoreInputOf({ transcript, inputs }: Held, { scoring }: Pick<ReviewPracticeOptions, 'scoring'>) {
  const known = !inputs.shopUnknown;
  return {
    transcript,
    ...scoring,
    scenario: inputs.scenario,
    shop: known ? inputs.shop : null,
    market: known ? inputs.market : null,
    reader: inputs.language.reader,
  };
}

function reviewsOf(options: ReviewPracticeOptions): readonly Review[] {
  return options.held.map((one) =>
    buildReview({
      ...scoreInputOf(one, options),
      persona: one.inputs.persona,
      overrides: options.objections.all(),
    }),
  );
}

function exercisesOf(options: ReviewPracticeOptions) {
  const { data } = options;
  return practiseNext(
    reviewsOf(options),
    data.library.ids('scenario').map((id) => data.scenario(id)),
    data.library.ids('persona').map((id) => data.persona(id)),
  );
}
