import type { Locale } from '../../model/locale.ts';
import { forPage } from './for-page.ts';
import { writePage } from './page.tsx';

export interface PrintedCard {
  readonly question: string;
  readonly answer: string;
  readonly why: string;
  readonly source: string;
}

const STYLE = `
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); gap: 1rem; }
.card { border: 1px solid; border-radius: .5rem; padding: .75rem 1rem; break-inside: avoid; }
.card h2 { font-size: 1rem; margin: 0 0 .5rem; white-space: pre-line; }
.card p { margin: .25rem 0; white-space: pre-line; }
.card footer { font-size: .8rem; opacity: .75; }
@media print { .cards { grid-template-columns: 1fr 1fr; } }
`;

/** Learning cards on one printable page: question, answer, why, source. */
export function writeCardsPage(locale: Locale, title: string, cards: readonly PrintedCard[]): string {
  return writePage({
    locale,
    title,
    style: STYLE,
    body: (
      <main>
        <h1>{forPage(title)}</h1>
        <div className="cards">
          {cards.map(({ question, answer, why, source }) => (
            <article className="card" key={question + answer}>
              <h2>{forPage(question)}</h2>
              <p>{forPage(answer)}</p>
              {why === '' ? null : <p>{forPage(why)}</p>}
              <footer>{forPage(source)}</footer>
            </article>
          ))}
        </div>
      </main>
    ),
  });
}
