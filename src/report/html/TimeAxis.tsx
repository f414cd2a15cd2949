import type { Review } from '../review/review.ts';
import { clockText, waitState, waitText } from '../review/words.ts';
import type { Say } from '../say.ts';

const WIDTH = 800;
const BASE = 30;
/** A bar's height says the state as well as its colour does. */
const HEIGHT = { good: 6, slow: 14, late: 24 } as const;

/** Waits along a conversation; taller and redder the longer they were against their limit. */
export function TimeAxis({
  review,
  say,
}: {
  readonly review: Pick<Review, 'waits' | 'endedAtMs' | 'locale'>;
  readonly say: Say;
}) {
  const whole = Math.max(1, review.endedAtMs);
  const x = (ms: number) => Math.round((ms / whole) * WIDTH * 10) / 10;
  return (
    <svg
      className="axis"
      viewBox={`0 0 ${WIDTH} 48`}
      preserveAspectRatio="none"
      role="img"
      aria-label={say('review.page.time-axis')}
    >
      <line className="base" x1={0} y1={BASE} x2={WIDTH} y2={BASE} />
      {review.waits.map((wait) => {
        const state = waitState(wait);
        return (
          <rect
            key={wait.from}
            className={`wait-${state}`}
            x={x(wait.fromMs)}
            y={BASE - HEIGHT[state]}
            width={Math.max(2, x(wait.ms))}
            height={HEIGHT[state]}
          >
            <title>{`${clockText(wait.fromMs)} ${waitText(wait, review, say)}`}</title>
          </rect>
        );
      })}
      {[0, 1, 2, 3, 4].map((quarter) => (
        <text
          key={quarter}
          x={(WIDTH * quarter) / 4}
          y={44}
          textAnchor={quarter === 0 ? 'start' : quarter === 4 ? 'end' : 'middle'}
        >
          {clockText((whole * quarter) / 4)}
        </text>
      ))}
    </svg>
  );
}
