import type { TranscriptEvent } from '../model/event.ts';
import { CHAIN_START, encodeLine } from '../transcript/line.ts';
import type { Redactor } from '../transcript/redact.ts';
import type { AppendFile } from './append-file.ts';
import type { IndexEntry } from './index-entry.ts';

/** What a writer needs of the store it belongs to. */
export interface WriterOwner {
  readonly redactor: Redactor;
  readonly syncEachEvent: boolean;
  soil(file: AppendFile): void;
  finish(slot: number, file: AppendFile, entry: string): Promise<void>;
}

/** Writes one conversation into a file that is its own until it ends. */
export class ConversationWriter {
  readonly ref: string;
  readonly #owner: WriterOwner;
  readonly #conversation: string;
  readonly #fileName: string;
  readonly #slot: number;
  readonly #file: AppendFile;
  readonly #offset: number;
  #hash = CHAIN_START;
  #events = 0;
  #ending: string | null = null;
  #end: Promise<void> | undefined;

  constructor(owner: WriterOwner, conversation: string, fileName: string, slot: number, file: AppendFile) {
    this.ref = `${fileName}#${conversation}`;
    this.#owner = owner;
    this.#conversation = conversation;
    this.#fileName = fileName;
    this.#slot = slot;
    this.#file = file;
    this.#offset = file.bytes;
  }

  append(event: TranscriptEvent): void {
    const { line, hash } = encodeLine(this.#owner.redactor.value(event), this.#hash);
    this.#file.append(`${line}\n`);
    this.#hash = hash;
    this.#events++;
    if (event.type === 'ending') this.#ending = event.ending;
    if (this.#owner.syncEachEvent) {
      this.#file.flush();
      this.#file.syncNow();
    } else this.#owner.soil(this.#file);
  }

  end(): Promise<void> {
    this.#end ??= this.#owner.finish(this.#slot, this.#file, this.#entry());
    return this.#end;
  }

  #entry(): string {
    const entry: IndexEntry = {
      conversation: this.#conversation,
      file: this.#fileName,
      offset: this.#offset,
      bytes: this.#file.bytes - this.#offset,
      events: this.#events,
      ending: this.#ending,
      hash: this.#hash,
    };
    return `${JSON.stringify(entry)}\n`;
  }
}
