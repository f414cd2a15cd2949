import { join, resolve } from 'node:path';
import type { Transcript } from '../../model/event.ts';
import { forTerminal } from '../../report/inert.ts';
import { createRunStore } from '../../store/run-store.ts';
import type { CommandIo } from '../io.ts';

/** Where today's conversations of a replay are kept, as it is shown; `undefined` where they are not. With a trace they always are. */
export function playedPlace(
  { out, trace }: { readonly out?: string; readonly trace?: boolean },
  id: string,
): string | undefined {
  return out ?? (trace === true ? join('transcripts', 'replays', id) : undefined);
}

export interface PlayedFolder {
  keep(transcript: Transcript): void;
  /** Says where they are. Rejects with `StoreError`. */
  close(): Promise<void>;
}

/** Opened before the bot is asked anything, so that a folder that cannot be written costs nobody a conversation. Throws `StoreError`. */
export function openPlayedFolder(place: string, id: string, io: CommandIo): PlayedFolder {
  const store = createRunStore(resolve(io.workingFolder, place), {
    info: { id, startedAt: new Date().toISOString() },
  });
  return {
    keep(transcript) {
      // What cannot be written is told once, when the folder is closed; the replay goes on without it.
      if (store.failure !== undefined) return;
      const stored = store.begin(transcript.id);
      for (const event of transcript.events) stored.append(event);
      stored.end().catch(() => undefined);
    },
    async close() {
      await store.close();
      io.err(`${forTerminal(io.ui('report.transcripts', { path: place }))}\n`);
    },
  };
}
