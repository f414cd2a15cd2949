import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PlannedChat } from '../../desk/host-types.ts';
import type { PracticeSetup } from '../../desk/setup.ts';
import type { TranscriptEvent } from '../../model/event.ts';
import { readRun } from '../../store/read-run.ts';
import { toStoreError } from '../../store/store-error.ts';
import { writeWhole } from '../../system/write-whole.ts';

/** What a practice needs besides its transcripts to be taken up again. */
export interface SavedDesk {
  readonly format: 'peilian-desk/1';
  readonly setup: PracticeSetup;
  readonly shop: string;
  readonly rubric: string;
  /** `again`: the conversation after which this buyer comes back. */
  readonly chats: readonly { readonly id: string; readonly arriveAtMs: number; readonly again?: string }[];
  /** When each chat began, in desk time. */
  readonly began: Readonly<Record<string, number>>;
  /** Desk time when this was written. */
  readonly deskMs: number;
  readonly drafts: Readonly<Record<string, string>>;
  readonly done: boolean;
}

const DESK_FILE = 'desk.json';

/** Replaces the file at once, so that it is never half. Throws `StoreError`. */
export function saveDesk(dir: string, desk: SavedDesk): void {
  const path = join(dir, DESK_FILE);
  try {
    writeWhole(path, JSON.stringify(desk));
  } catch (error) {
    throw toStoreError(error, path);
  }
}

/** `null` where a folder holds no practice, or none that can be read. */
export function readDesk(dir: string): SavedDesk | null {
  try {
    const desk = JSON.parse(readFileSync(join(dir, DESK_FILE), 'utf8')) as Partial<SavedDesk> | null;
    return desk?.format === 'peilian-desk/1' ? withoutOrphans(desk as SavedDesk) : null;
  } catch {
    return null;
  }
}

/** Nobody comes back to a conversation that was gone back in: what they left has not happened. */
function withoutOrphans(desk: SavedDesk): SavedDesk {
  const ids = new Set(desk.chats.map(({ id }) => id));
  return { ...desk, chats: desk.chats.filter(({ again }) => again === undefined || ids.has(again)) };
}

/** The practice of a run folder's name or path; without one, the latest that is not done. `null`: there is none. */
export function findSavedDesk(runsDir: string, wanted: string | null): string | null {
  if (wanted !== null) return [wanted, join(runsDir, wanted)].find((dir) => readDesk(dir) !== null) ?? null;
  if (!existsSync(runsDir)) return null;
  const dirs = readdirSync(runsDir)
    .map((name) => join(runsDir, name))
    .filter((dir) => existsSync(join(dir, DESK_FILE)))
    .sort((a, b) => statSync(join(b, DESK_FILE)).mtimeMs - statSync(join(a, DESK_FILE)).mtimeMs);
  return dirs.find((dir) => readDesk(dir)?.done === false) ?? null;
}

export interface FoundChats {
  /** To be held from now on; those that had begun carry what was recorded. */
  readonly open: readonly PlannedChat[];
  /** Over already, with their whole transcripts. */
  readonly over: readonly {
    readonly id: string;
    readonly beganAtMs: number;
    readonly events: readonly TranscriptEvent[];
  }[];
  /** Where the desk's time goes on. */
  readonly deskMs: number;
}

/** Every chat of a practice as far as its transcripts go. Rejects with `StoreError`. */
export async function readChats(dir: string, desk: SavedDesk): Promise<FoundChats> {
  const found = new Map<
    string,
    { readonly events: readonly TranscriptEvent[]; readonly complete: boolean }
  >();
  for await (const { transcript, complete } of readRun(dir)) {
    const known = found.get(transcript.id);
    // A conversation that was taken up before is there twice: the longer one holds the other.
    if (known === undefined || transcript.events.length > known.events.length)
      found.set(transcript.id, { events: transcript.events, complete });
  }
  let deskMs = desk.deskMs;
  const open: PlannedChat[] = [];
  const over: { id: string; beganAtMs: number; events: readonly TranscriptEvent[] }[] = [];
  for (const chat of desk.chats) {
    const beganAtMs = desk.began[chat.id];
    const before = found.get(chat.id);
    const planned = { id: chat.id, arriveAtMs: chat.arriveAtMs };
    if (before === undefined || beganAtMs === undefined) {
      open.push(planned);
      continue;
    }
    deskMs = Math.max(deskMs, beganAtMs + (before.events.at(-1)?.t ?? 0));
    if (before.complete) over.push({ id: chat.id, beganAtMs, events: before.events });
    else open.push({ ...planned, before: { beganAtMs, events: before.events } });
  }
  return { open, over, deskMs };
}
