import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Transcript } from '../model/event.ts';
import { parseIndexEntry } from './index-entry.ts';
import { isIndexFile } from './layout.ts';
import { readLines } from './read-lines.ts';
import { type ByteRange, readConversations, readRange, type StoredTranscript } from './read-run.ts';

/** Transcripts by their place, `path/file#id`, many of them one after another. */
export interface TranscriptShelf {
  /** `null` where there is none such. Rejects with `StoreError` where the file cannot be read. */
  at(place: string): Promise<Transcript | null>;
  close(): Promise<void>;
}

/**
 * In a run's folder the index says where each conversation lies, and is read once. Elsewhere the files are read along as long
 * as conversations are asked for in the order they stand in. Memory: a few numbers for each conversation of an indexed folder.
 */
export function createTranscriptShelf(resolvePath: (path: string) => string): TranscriptShelf {
  const indexes = new Map<string, Promise<ReadonlyMap<string, ByteRange>>>();
  let open: { readonly path: string; readonly reader: AsyncGenerator<StoredTranscript> } | undefined;
  const leave = async () => {
    await open?.reader.return(undefined);
    open = undefined;
  };
  const readAlong = async (path: string, id: string): Promise<Transcript | null> => {
    // A second time from the beginning, for one that stands before where we are.
    for (const begun of open?.path === path ? [true, false] : [false]) {
      if (!begun) {
        await leave();
        open = { path, reader: readConversations(path) };
      }
      for (let next = await open!.reader.next(); !next.done; next = await open!.reader.next())
        if (next.value.transcript.id === id) return next.value.transcript;
    }
    return null;
  };
  return {
    async at(place) {
      const mark = place.indexOf('#');
      const path = resolvePath(place.slice(0, mark));
      const id = place.slice(mark + 1);
      const folder = dirname(path);
      let index = indexes.get(folder);
      if (index === undefined) indexes.set(folder, (index = readIndex(folder)));
      const range = (await index).get(`${basename(path)}#${id}`);
      if (range !== undefined) {
        for await (const { transcript } of readRange(path, range))
          if (transcript.id === id) return transcript;
      }
      return readAlong(path, id);
    },
    close: leave,
  };
}

async function readIndex(folder: string): Promise<ReadonlyMap<string, ByteRange>> {
  const ranges = new Map<string, ByteRange>();
  let names: string[];
  try {
    names = (await readdir(folder)).filter(isIndexFile).sort();
  } catch {
    return ranges;
  }
  for (const name of names)
    for await (const { text } of readLines(join(folder, name))) {
      const entry = text === null ? null : parseIndexEntry(text);
      if (entry !== null)
        ranges.set(`${entry.file}#${entry.conversation}`, { offset: entry.offset, bytes: entry.bytes });
    }
  return ranges;
}
