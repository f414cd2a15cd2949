import type { Review, ReviewLine } from '../../report/review/review.ts';
import { clockText, deedText } from '../../report/review/words.ts';
import type { Say } from '../../report/say.ts';
import { cells, wrapTo } from '../../ui/cells.ts';
import { fitRows, type Line, line, rule, spread, type Tone } from '../../ui/lines.ts';
import { shown, shownLine } from '../../ui/shown.ts';
import type { Size } from '../../ui/terminal.ts';
import { isOver, type Playback } from './playback.ts';

/** A conversation that is played back, as it is told above the rows. */
export type Played = Pick<Review, 'title' | 'buyer' | 'startsAt' | 'locale' | 'lines'>;

/** The whole screen: the newest rows, what is going on, the keys. */
export function playbackScreen(
  playback: Playback,
  played: Played,
  { columns, rows }: Size,
  say: Say,
): readonly Line[] {
  const width = Math.max(20, Math.min(columns, 110));
  const all = playback.lines.slice(0, playback.shown).flatMap((one) => playedLines(one, played, width, say));
  const body = Math.max(1, rows - 3);
  const end = clockText(playback.lines.at(-1)?.t ?? 0);
  const status = say('play.status', {
    time: clockText(playback.at),
    end,
    speed: playback.speed,
    shown: playback.shown,
    lines: playback.lines.length,
  });
  const doing = isOver(playback) ? say('play.over') : playback.paused ? say('play.paused') : '';
  return fitRows(
    [
      rule(
        say('play.about', {
          title: shownLine(played.title),
          buyer: shownLine(played.buyer),
          start: played.startsAt,
        }),
        width,
        'title',
      ),
      ...fitRows(all.slice(-body), body, width),
      spread([{ text: status, tone: 'dim' }], doing === '' ? [] : [{ text: doing, tone: 'warn' }], width),
      line(say('play.keys'), 'dim'),
    ],
    rows,
    width,
  );
}

/** One line of the conversation as it is seen: who, when, what. */
export function playedLines(
  one: ReviewLine,
  played: Pick<Played, 'locale'>,
  columns: number,
  say: Say,
): readonly Line[] {
  const time = clockText(one.t).padStart(6);
  if (one.kind !== 'message')
    return hanging(`${time} · `, shownLine(deedText(one, played, say)), columns, 'dim');
  const who = say(
    one.side === 'buyer'
      ? 'report.said.buyer'
      : one.side === 'agent'
        ? 'report.said.agent'
        : 'review.said.system',
  );
  const head: Line = [
    { text: `${time} `, tone: 'dim' },
    { text: `${who} `, tone: one.side === 'buyer' ? 'buyer' : 'agent' },
  ];
  const indent = ' '.repeat(cells(`${time} ${who} `));
  return shown(one.text)
    .split('\n')
    .flatMap((text) => wrapTo(text, Math.max(8, columns - cells(indent))))
    .map((text, index): Line => (index === 0 ? [...head, { text }] : line(`${indent}${text}`)));
}

function hanging(head: string, text: string, columns: number, tone: Tone): readonly Line[] {
  return wrapTo(text, Math.max(8, columns - cells(head))).map((part, index) =>
    line(`${index === 0 ? head : ' '.repeat(cells(head))}${part}`, tone),
  );
}
