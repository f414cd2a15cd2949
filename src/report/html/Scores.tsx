import type { Review } from '../review/review.ts';
import { scoreRows } from '../review/words.ts';
import type { Say } from '../say.ts';
import { forPage } from './for-page.ts';

/** The four scores, and what moved each away from 100. */
export function Scores({ review, say }: { readonly review: Review; readonly say: Say }) {
  return (
    <table>
      <tbody>
        {scoreRows(review, say).map(({ name, value, moves }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="number">{value}</td>
            <td className="soft">{moves.map(forPage).join(' · ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
