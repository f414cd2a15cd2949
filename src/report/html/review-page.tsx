import type { Locale } from '../../model/locale.ts';
import type { Exercise } from '../review/practise-next.ts';
import type { Review } from '../review/review.ts';
import { exerciseTexts, scoreText, whyLeftTexts } from '../review/words.ts';
import type { Say } from '../say.ts';
import { anchorOf, ChatBubbles } from './ChatBubbles.tsx';
import { forPage } from './for-page.ts';
import { writePage } from './page.tsx';
import { Scores } from './Scores.tsx';
import { TimeAxis } from './TimeAxis.tsx';

export interface ReviewPageOptions {
  /** Of the page; conversations keep theirs. */
  readonly locale: Locale;
  readonly say: Say;
  readonly version: string;
  readonly reviews: readonly Review[];
  readonly exercises: readonly Exercise[];
}

/** The review of a practice as one page that can be sent, kept and printed. */
export function writeReviewPage({ locale, say, version, reviews, exercises }: ReviewPageOptions): string {
  const title = say('review.page.title');
  return writePage({
    locale,
    title,
    body: (
      <main>
        <h1>{title}</h1>
        {reviews.length < 2 ? null : <Overview reviews={reviews} say={say} />}
        {reviews.map((review, index) => (
          <Conversation key={review.id} review={review} say={say} first={index === 0} />
        ))}
        <h2>{say('review.practise')}</h2>
        {exercises.length === 0 ? <p>{say('review.next.none')}</p> : null}
        <ul>
          {exerciseTexts(exercises, say).map(({ text, command }) => (
            <li key={command}>
              {forPage(text)}
              <br />
              <code>{forPage(command)}</code>
            </li>
          ))}
        </ul>
        <p className="soft">{say('review.page.made', { version })}</p>
      </main>
    ),
  });
}

const TONE = { pass: 'good', fail: 'bad', unknown: 'warn' } as const;

function Overview({ reviews, say }: { readonly reviews: readonly Review[]; readonly say: Say }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{say('review.page.conversations')}</th>
          <th scope="col">{say('review.page.verdict')}</th>
          <th scope="col">{say('report.column.total')}</th>
        </tr>
      </thead>
      <tbody>
        {reviews.map((review) => (
          <tr key={review.id}>
            <td>
              <a href={`#${anchorOf(review.id, 0)}`}>
                {forPage(`${review.title} · ${review.buyer}`)}
                {review.parent === null ? '' : ` ${say('review.is-branch')}`}
              </a>
            </td>
            <td className={TONE[review.verdict]}>{say(`report.verdict.${review.verdict}`)}</td>
            <td className="number">{scoreText(review.total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Conversation({
  review,
  say,
  first,
}: {
  readonly review: Review;
  readonly say: Say;
  readonly first: boolean;
}) {
  const why = whyLeftTexts(review, say);
  return (
    <section lang={review.locale} className={first ? undefined : 'page-break'}>
      <h2 id={anchorOf(review.id, 0)}>{forPage(`${review.title} · ${review.buyer}`)}</h2>
      <p>
        <strong className={TONE[review.verdict]}>{say(`report.verdict.${review.verdict}`)}</strong>{' '}
        {scoreText(review.total)} · {say(`ending.${review.ending}`)} ·{' '}
        <span className="soft">{forPage(review.startsAt)}</span>
      </p>
      {review.parent === null ? null : (
        <p className="soft">
          {say('review.branch', {
            conversation: forPage(review.parent.conversation),
            event: review.parent.event,
          })}
        </p>
      )}
      {review.reasons.length === 0 ? null : (
        <ul>
          {review.reasons.map((reason) => (
            <li key={reason}>{forPage(reason)}</li>
          ))}
        </ul>
      )}
      <h3>{say('review.scores')}</h3>
      <Scores review={review} say={say} />
      {why.length === 0 ? null : (
        <>
          <h3>{say('review.why-left')}</h3>
          <ul>
            {why.map((text) => (
              <li key={text}>{forPage(text)}</li>
            ))}
          </ul>
        </>
      )}
      <h3>{say('review.timing')}</h3>
      <TimeAxis review={review} say={say} />
      <h3>{say('review.conversation')}</h3>
      <ChatBubbles review={review} say={say} agent={say('review.said.you')} />
    </section>
  );
}
