import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { nearest } from '../../load/nearest.ts';
import type { Transcript } from '../../model/event.ts';
import { forTerminal } from '../../report/inert.ts';
import { plainLines } from '../../report/review/build-review.ts';
import { readConversations } from '../../store/read-run.ts';
import { type Data, openData } from '../data.ts';
import { type CommandIo, type ExitCode, UsageError } from '../io.ts';
import { isReadAloud } from '../practice/wants-screen.ts';

export interface PlayBackOptions {
  /** A transcript file, or `file#id` for one conversation of it. */
  readonly play: string;
  readonly speed?: number;
  readonly screenReader?: boolean;
}

const DEFAULT_SPEED = 1;

/** Steps through kept conversations as they happened; without a terminal, prints their lines with times. */
export async function playBack(options: PlayBackOptions, io: CommandIo): Promise<ExitCode> {
  const speed = options.speed ?? DEFAULT_SPEED;
  if (!(speed >= 1 && speed <= 20)) throw new UsageError(io.ui('play.bad-speed', { found: speed }));
  const data = openData(io.workingFolder);
  const transcripts = await find(options.play, io);
  const live = io.outIsTerminal && io.inputIsTerminal;
  for (const transcript of transcripts) {
    const played = playedOf(transcript, data);
    if (live) {
      const { runPlayback } = await import('../../desk/review/run-playback.ts');
      await runPlayback({
        input: process.stdin,
        output: process.stdout,
        colour: io.colour,
        isRead: isReadAloud(options, io),
        say: io.ui,
        played,
        speed,
        fromEvent: 0,
      });
    } else {
      const { playedLines } = await import('../../desk/review/playback-screen.ts');
      const { title, buyer, startsAt } = played;
      io.out(`${forTerminal(io.ui('play.about', { title, buyer, start: startsAt }))}\n`);
      for (const line of played.lines)
        for (const spans of playedLines(line, played, io.columns, io.ui))
          io.out(`${spans.map(({ text }) => text).join('')}\n`);
    }
  }
  return 0;
}

async function find(name: string, io: CommandIo): Promise<readonly Transcript[]> {
  const whole = resolve(io.workingFolder, name);
  const mark = existsSync(whole) ? -1 : name.lastIndexOf('.jsonl#');
  const file = mark === -1 ? name : name.slice(0, mark + '.jsonl'.length);
  const id = mark === -1 ? undefined : name.slice(mark + '.jsonl#'.length);
  const path = resolve(io.workingFolder, file);
  if (!existsSync(path))
    throw new UsageError(io.ui('play.no-file', { path: file }), io.ui('play.no-file.hint'));
  const found: Transcript[] = [];
  for await (const { transcript } of readConversations(path)) found.push(transcript);
  if (found.length === 0) throw new UsageError(io.ui('play.none', { path: file }), io.ui('play.none.hint'));
  if (id === undefined) return found;
  const one = found.filter((transcript) => transcript.id === id);
  if (one.length > 0) return one;
  const known = found.map((transcript) => transcript.id);
  const near = nearest(id, known);
  throw new UsageError(
    io.ui('play.not-in-file', { path: file, id }),
    near === undefined
      ? io.ui('play.not-in-file.hint', { known: known.slice(0, 5).join(', ') })
      : io.ui('usage.did-you-mean', { name: near }),
  );
}

/** Titles where the case still exists here; a transcript from elsewhere has its ids. */
function playedOf({ header, events }: Transcript, data: Data) {
  const titleOf = (kind: 'scenario' | 'persona', id: string) =>
    data.library.ids(kind).includes(id) ? data[kind](id).title[header.locale] : id;
  return {
    title: titleOf('scenario', header.scenario.id),
    buyer: titleOf('persona', header.persona.id),
    startsAt: header.startsAt,
    locale: header.locale,
    lines: plainLines(events),
  };
}
