import { closeSync, fdatasync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { type StoreError, toStoreError } from './store-error.ts';

/** Text held back before it is written even in the middle of a tick. */
const PENDING_MAX = 65_536;

/**
 * A file that only grows. Text is gathered and written with one call; who owns the file calls `flush` before the tick ends,
 * so a killed process has written everything that earlier ticks appended. After a failure nothing more is written.
 */
export class AppendFile {
  readonly path: string;
  readonly #fd: number;
  #pending = '';
  #written = 0;
  #failure: StoreError | undefined;

  /** Throws `StoreError` where the file cannot be opened. */
  constructor(path: string) {
    this.path = path;
    try {
      this.#fd = openSync(path, 'a');
    } catch (error) {
      throw toStoreError(error, path);
    }
  }

  /** Bytes appended, written or not. */
  get bytes(): number {
    return this.#written + Buffer.byteLength(this.#pending);
  }

  /** Throws `StoreError` once writing has failed. */
  append(text: string): void {
    if (this.#failure !== undefined) throw this.#failure;
    this.#pending += text;
    if (this.#pending.length > PENDING_MAX) this.flush();
  }

  /** Hands everything to the operating system. Throws `StoreError`. */
  flush(): void {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#pending === '') return;
    const bytes = Buffer.from(this.#pending);
    this.#pending = '';
    this.#written += bytes.length;
    try {
      // A nearly full disk takes a part; the rest then fails with the reason.
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#fd, bytes, at);
    } catch (error) {
      this.#failure = toStoreError(error, this.path);
      throw this.#failure;
    }
  }

  /** Everything flushed so far survives a power cut once this resolves. */
  sync(): Promise<void> {
    return new Promise((resolve, reject) => {
      fdatasync(this.#fd, (error) =>
        error === null || UNSYNCABLE.has(error.code ?? '')
          ? resolve()
          : reject(toStoreError(error, this.path)),
      );
    });
  }

  syncNow(): void {
    try {
      fdatasyncSync(this.#fd);
    } catch (error) {
      if (!UNSYNCABLE.has((error as NodeJS.ErrnoException).code ?? '')) throw toStoreError(error, this.path);
    }
  }

  close(): void {
    closeSync(this.#fd);
  }
}

/** Pipes and devices, and some network disks, know no syncing. */
const UNSYNCABLE = new Set(['EINVAL', 'ENOTSUP', 'ENOSYS', 'EROFS']);
