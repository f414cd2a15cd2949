import { scaleBand, scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import type { Verdict } from '../../../model/scorecard.ts';
import type { Say } from '../../say.ts';
import type { Tone } from './page-data.ts';

/** A value against its greatest, as a bar that fills its place. The number stands beside it, so the bar is for the eye alone. */
export function Bar({
  value,
  max,
  tone,
}: {
  readonly value: number;
  readonly max: number;
  readonly tone: Tone;
}) {
  const x = scaleLinear([0, Math.max(max, Number.MIN_VALUE)], [0, 100]).clamp(true);
  return (
    <svg className="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect className="track" width="100" height="10" />
      <rect className={`fill-${tone}`} width={round(x(value))} height="10" />
    </svg>
  );
}

export interface Part {
  readonly name: string;
  readonly count: number;
  readonly tone: Tone;
}

/** Parts of a whole, side by side. */
export function Parts({ parts }: { readonly parts: readonly Part[] }) {
  const whole = parts.reduce((sum, { count }) => sum + count, 0);
  const x = scaleLinear([0, Math.max(1, whole)], [0, 100]);
  let before = 0;
  return (
    <svg className="parts" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      {parts.map(({ name, count, tone }) => {
        const from = before;
        before += count;
        return (
          <rect
            key={name}
            className={`fill-${tone}`}
            x={round(x(from))}
            width={round(x(count))}
            height="10"
          />
        );
      })}
    </svg>
  );
}

const VERDICTS = ['fail', 'unknown', 'pass'] as const;
const TONE = { fail: 'bad', unknown: 'warn', pass: 'good' } as const;
const WIDTH = 400;
const HEIGHT = 120;
const FOOT = 18;

/** How many conversations have which total: ten bars, each of its verdicts. */
export function Spread({
  bins,
  say,
}: {
  readonly bins: readonly Readonly<Record<Verdict, number>>[];
  readonly say: Say;
}) {
  const columns = bins.map((bin, index) => ({
    ...bin,
    from: index * 10,
    count: bin.fail + bin.unknown + bin.pass,
  }));
  const x = scaleBand(
    columns.map(({ from }) => from),
    [0, WIDTH],
  ).padding(0.12);
  const y = scaleLinear([0, Math.max(1, ...columns.map(({ count }) => count))], [HEIGHT - FOOT, 14]);
  const layers = stack<(typeof columns)[number], Verdict>().keys(VERDICTS)(columns);
  const words = columns.map(({ from, count }) => say('html.bin', { from, to: from + 10, count }));
  return (
    <svg
      className="spread"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${say('html.spread.about')}: ${words.join(' · ')}`}
    >
      {layers.flatMap((layer) =>
        layer
          .filter(([from, to]) => to > from)
          .map((part) => (
            <rect
              key={`${layer.key} ${part.data.from}`}
              className={`fill-${TONE[layer.key]}`}
              x={round(x(part.data.from)!)}
              y={round(y(part[1]))}
              width={round(x.bandwidth())}
              height={round(y(part[0]) - y(part[1]))}
            />
          )),
      )}
      {columns.map(({ from, count }) => (
        <g key={from}>
          <text x={round(x(from)! + x.bandwidth() / 2)} y={HEIGHT - 4} textAnchor="middle">
            {from}
          </text>
          {count === 0 ? null : (
            <text x={round(x(from)! + x.bandwidth() / 2)} y={round(y(count)) - 3} textAnchor="middle">
              {count}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

const round = (value: number) => Math.round(value * 10) / 10;
