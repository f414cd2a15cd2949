import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Ref, TranscriptEvent } from '../model/event.ts';
import { createRedactor } from '../transcript/redact.ts';
import { AppendFile } from './append-file.ts';
import { ConversationWriter, type WriterOwner } from './conversation-writer.ts';
import { keepInput } from './inputs.ts';
import { conversationsFile, generationOf, INPUTS_FOLDER, indexFile, plainName } from './layout.ts';
import { type RunInfo, readRunInfo, writeRunInfo } from './run-info.ts';
import { StoreError, toStoreError } from './store-error.ts';
import { Syncer } from './syncer.ts';

export interface RunStoreOptions {
  /** Written to `run.json` at once. Absent for a worker that joins a run that another has begun. */
  readonly info?: RunInfo;
  /** Begins the names of this process's files; one per process that writes to the same run. */
  readonly worker?: string;
  /** Goes on with a run that was interrupted; without it a folder that holds a run is refused. */
  readonly resume?: boolean;
  /** Exact strings that must not reach any file. */
  readonly secrets?: readonly string[];
  /** `event` for practice and exams: each event is on the disk before the next; else each conversation at its end. */
  readonly syncEach?: 'conversation' | 'event';
}

export interface RunStore {
  readonly dir: string;
  /** The first thing that could not be written; from then on `append` and `end` fail with it. */
  readonly failure: StoreError | undefined;
  /** Opens a conversation. As many files are used as there are conversations open at once. Throws `StoreError`. */
  begin(conversation: string): StoredConversation;
  /** Keeps the text of what shaped a conversation, once per content, and gives back its reference. Throws `StoreError`. */
  keepInput(id: string, text: string): Ref;
  /** Replaces fields of `run.json`. Throws `StoreError`. */
  updateInfo(fields: Partial<RunInfo>): void;
  /** Writes, syncs and closes everything; conversations without an ending stay interrupted. Rejects with `StoreError`. */
  close(): Promise<void>;
}

export interface StoredConversation {
  /** `file#id`, the file relative to the run folder. */
  readonly ref: string;
  /** Takes the next event; it is written before the next tick of the event loop. Throws `StoreError` once writing has failed. */
  append(event: TranscriptEvent): void;
  /** The conversation is over and its place free for the next. Resolves when it is safe on disk; need not be awaited before going on. Rejects with `StoreError`. */
  end(): Promise<void>;
}

/** Opens the folder of a run for writing, and makes it where it is missing. Throws `StoreError`. */
export function createRunStore(dir: string, options: RunStoreOptions = {}): RunStore {
  return new FolderRunStore(dir, options);
}

class FolderRunStore implements RunStore, WriterOwner {
  readonly dir: string;
  readonly syncer = new Syncer();
  readonly redactor;
  readonly syncEachEvent: boolean;
  readonly #worker: string;
  readonly #generation: number;
  readonly #index: AppendFile;
  readonly #slots: AppendFile[] = [];
  readonly #free: number[] = [];
  readonly #dirty = new Set<AppendFile>();
  readonly #ends = new Set<Promise<void>>();
  #scheduled = false;
  #failure: StoreError | undefined;
  #closing: Promise<void> | undefined;

  constructor(dir: string, options: RunStoreOptions) {
    this.dir = dir;
    this.#worker = plainName(options.worker ?? 'w0');
    this.redactor = createRedactor(options.secrets ?? []);
    this.syncEachEvent = options.syncEach === 'event';
    const present = makeFolder(dir);
    if (options.info !== undefined) this.#beginRun(options.info, options.resume === true);
    // What an earlier process wrote is never touched: a torn line stays where it is, the last of its file.
    const own = present.filter((name) => name.startsWith(`${this.#worker}-`) && name.endsWith('.jsonl'));
    this.#generation = own.length === 0 ? 0 : Math.max(...own.map(generationOf)) + 1;
    this.#index = new AppendFile(join(dir, indexFile(this.#worker)));
    // After a torn last line the next entry must begin on a line of its own.
    if (this.#generation > 0) this.#index.append('\n');
  }

  get failure(): StoreError | undefined {
    return this.#failure;
  }

  begin(conversation: string): StoredConversation {
    if (this.#closing !== undefined) throw new StoreError('failed', this.dir, 'closed');
    const slot = this.#free.pop() ?? this.#slots.length;
    const name = conversationsFile(this.#worker, slot, this.#generation);
    this.#slots[slot] ??= new AppendFile(join(this.dir, name));
    return new ConversationWriter(this, conversation, name, slot, this.#slots[slot]);
  }

  keepInput(id: string, text: string): Ref {
    return keepInput(this.dir, id, this.redactor.text(text));
  }

  updateInfo(fields: Partial<RunInfo>): void {
    writeRunInfo(this.dir, this.redactor.value({ ...(readRunInfo(this.dir) ?? {}), ...fields } as RunInfo));
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** For writers: `file` has text that must be written before this tick ends. */
  soil(file: AppendFile): void {
    if (this.#failure !== undefined) throw this.#failure;
    this.#dirty.add(file);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#flush();
    });
  }

  /** For writers: the slot is free; the entry goes into the index once the conversation itself is written. */
  finish(slot: number, file: AppendFile, entry: string): Promise<void> {
    this.#free.push(slot);
    const end = this.syncer.sync(file).then(() => {
      this.#index.append(entry);
      this.soil(this.#index);
    });
    const noted = end.catch((error: unknown) => this.#fail(error, file));
    this.#ends.add(noted);
    void noted.then(() => this.#ends.delete(noted));
    return end;
  }

  #beginRun(info: RunInfo, resume: boolean): void {
    const before = readRunInfo(this.dir);
    if (before !== null && !resume) throw new StoreError('exists', this.dir, 'exists');
    const resumptions = before === null ? {} : { resumptions: Number(before.resumptions ?? 0) + 1 };
    writeRunInfo(this.dir, this.redactor.value({ ...before, ...info, ...resumptions }));
  }

  #flush(): void {
    for (const file of this.#dirty) {
      try {
        file.flush();
      } catch (error) {
        this.#fail(error, file);
      }
    }
    this.#dirty.clear();
  }

  #fail(error: unknown, file: AppendFile): void {
    this.#failure ??= toStoreError(error, file.path);
  }

  async #close(): Promise<void> {
    this.#flush();
    await Promise.all(this.#ends);
    this.#flush();
    for (const file of [...this.#slots, this.#index]) {
      try {
        file.flush();
        await file.sync();
      } catch (error) {
        this.#fail(error, file);
      }
      file.close();
    }
    if (this.#failure !== undefined) throw this.#failure;
  }
}

function makeFolder(dir: string): string[] {
  try {
    makeFolders(join(dir, INPUTS_FOLDER));
    return readdirSync(dir);
  } catch (error) {
    throw toStoreError(error, dir);
  }
}

/** Level by level: asked for all levels at once, Node never comes back from a disk that takes no folders, such as /proc. */
function makeFolders(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = dirname(path);
  if (parent !== path) makeFolders(parent);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another worker may have made it in between.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
