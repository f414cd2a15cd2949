import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { TranscriptProblem } from '../transcript/problem.ts';
import { type ReadConversation, TranscriptReader } from '../transcript/read.ts';
import { parseIndexEntry } from './index-entry.ts';
import { generationOf, isConversationsFile, isIndexFile, plainName } from './layout.ts';
import { readLines } from './read-lines.ts';
import { readRunInfo } from './run-info.ts';
import { StoreError, toStoreError } from './store-error.ts';

export interface StoredTranscript extends ReadConversation {
  /** `file#id`, the file without its folder. */
  readonly ref: string;
}

/** Hears what was wrong in a file outside any conversation, and in them, once the file is read. */
export type OnProblems = (file: string, problems: readonly TranscriptProblem[]) => void;

/**
 * The conversations of a run folder, or of any folder of transcripts, one at a time, file after file by name, in memory that
 * does not grow with their number. In a resumed run, an interrupted conversation that was played again to its end is left
 * out. Rejects with `StoreError`.
 */
export async function* readRun(
  dir: string,
  onProblems: OnProblems = () => {},
): AsyncGenerator<StoredTranscript> {
  const files = await listFiles(dir, isConversationsFile);
  const resumed = files.some((name) => generationOf(name) > 0) || readRunInfo(dir)?.resumptions !== undefined;
  const finished = resumed ? await finishedConversations(dir) : null;
  for (const name of files) {
    for await (const stored of readConversations(join(dir, name), onProblems)) {
      if (stored.complete || finished === null || !finished.has(stored.transcript.id)) yield stored;
    }
  }
}

/** The conversations of one file. Rejects with `StoreError`. */
export async function* readConversations(
  path: string,
  onProblems: OnProblems = () => {},
): AsyncGenerator<StoredTranscript> {
  yield* readFrom(path, undefined, onProblems);
}

/** Where something lies in a file. */
export interface ByteRange {
  readonly offset: number;
  readonly bytes: number;
}

/** The conversations in one part of a file. Rejects with `StoreError`. */
export async function* readRange(path: string, range: ByteRange): AsyncGenerator<StoredTranscript> {
  yield* readFrom(path, range, () => {});
}

/** Ids of the conversations that have an ending: what a resumed run need not play again. Rejects with `StoreError`. */
export async function finishedConversations(dir: string): Promise<Set<string>> {
  const finished = new Set<string>();
  for (const name of await listFiles(dir, isConversationsFile)) {
    for await (const { text, torn } of readLines(join(dir, name))) {
      const conversation =
        text === null || torn
          ? null
          : /^\{"conversation":("(?:[^"\\]|\\.)*"),"index":\d+,"t":\d+,"type":"ending"/.exec(text);
      if (conversation?.[1] !== undefined) finished.add(JSON.parse(conversation[1]) as string);
    }
  }
  return finished;
}

/** One conversation by its reference `file#id`; `null` where the file has none such. Rejects with `StoreError`. */
export async function findConversation(dir: string, ref: string): Promise<StoredTranscript | null> {
  const mark = ref.indexOf('#');
  if (mark === -1) throw new StoreError('bad-name', ref, 'bad-name');
  const path = join(dir, plainName(ref.slice(0, mark)));
  const id = ref.slice(mark + 1);
  const range = await indexedRange(dir, basename(path), id);
  if (range !== null) {
    for await (const stored of readFrom(path, range, () => {}))
      if (stored.transcript.id === id) return stored;
  }
  let last: StoredTranscript | null = null;
  for await (const stored of readConversations(path)) if (stored.transcript.id === id) last = stored;
  return last;
}

async function* readFrom(
  path: string,
  range: ByteRange | undefined,
  onProblems: OnProblems,
): AsyncGenerator<StoredTranscript> {
  const reader = new TranscriptReader();
  const name = basename(path);
  const stored = (read: ReadConversation): StoredTranscript => ({
    ...read,
    ref: `${name}#${read.transcript.id}`,
  });
  for await (const { text, torn } of readLines(path, range)) {
    if (text === null) reader.skip();
    else for (const read of reader.push(text, torn)) yield stored(read);
  }
  for (const read of reader.end()) yield stored(read);
  if (reader.problems.length > 0) onProblems(name, reader.problems);
}

async function indexedRange(dir: string, file: string, id: string): Promise<ByteRange | null> {
  let range: ByteRange | null = null;
  for (const name of await listFiles(dir, isIndexFile)) {
    for await (const { text } of readLines(join(dir, name))) {
      const entry = text === null || !text.includes(file) ? null : parseIndexEntry(text);
      if (entry !== null && entry.file === file && entry.conversation === id)
        range = { offset: entry.offset, bytes: entry.bytes };
    }
  }
  return range;
}

async function listFiles(dir: string, wanted: (name: string) => boolean): Promise<string[]> {
  try {
    return (await readdir(dir)).filter(wanted).sort();
  } catch (error) {
    throw toStoreError(error, dir);
  }
}
