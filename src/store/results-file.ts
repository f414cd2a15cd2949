import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseRecord } from '../model/case-record.ts';
import { AppendFile } from './append-file.ts';
import { readLines } from './read-lines.ts';
import { toStoreError } from './store-error.ts';

/** What a run knows of its finished conversations, a line each, in the order they were finished. */
export const RESULTS_FILE = 'results.ndjson';

/**
 * The results of a run on disk: written as conversations are finished, gone through in the order of the plan when reports
 * are written, so that memory holds two numbers of each and nothing that was said.
 */
export class ResultsFile {
  readonly #path: string;
  readonly #file: AppendFile;
  readonly #index = new RecordIndex();
  /** Bytes that were there before. */
  readonly #start: number;

  /** Throws `StoreError` where the file cannot be written. */
  constructor(dir: string) {
    this.#path = join(dir, RESULTS_FILE);
    const torn = endsTorn(this.#path);
    this.#start = sizeOf(this.#path);
    this.#file = new AppendFile(this.#path);
    // After a torn last line the next record must begin on a line of its own.
    if (torn) this.#file.append('\n');
  }

  get count(): number {
    return this.#index.count;
  }

  /** Throws `StoreError`; the record is handed to the system at once. */
  append(record: CaseRecord): void {
    const line = `${JSON.stringify(record)}\n`;
    const offset = this.#start + this.#file.bytes;
    this.#file.append(line);
    this.#file.flush();
    this.#index.add(record.order, offset, Buffer.byteLength(line) - 1);
  }

  /** Takes up the records that an earlier process wrote. Rejects with `StoreError`. */
  async takeUp(found: (record: CaseRecord) => void): Promise<void> {
    await scanResults(this.#path, (record, offset, bytes) => {
      if (this.#index.has(record.order)) return;
      this.#index.add(record.order, offset, bytes);
      found(record);
    });
  }

  /** The records in the order of the plan; may be gone through more than once. */
  records(): Iterable<CaseRecord> {
    return recordsOf(this.#path, () => this.#index.inOrder());
  }

  close(): void {
    this.#file.close();
  }
}

/** The records of a run that is over, in the order of the plan. Rejects with `StoreError`. */
export async function openResults(dir: string): Promise<{
  readonly count: number;
  readonly orders: () => readonly number[];
  readonly records: Iterable<CaseRecord>;
}> {
  const path = join(dir, RESULTS_FILE);
  const index = new RecordIndex();
  await scanResults(path, ({ order }, offset, bytes) => {
    if (!index.has(order)) index.add(order, offset, bytes);
  });
  return {
    count: index.count,
    orders: () => index.inOrder().map(({ order }) => order),
    records: recordsOf(path, () => index.inOrder()),
  };
}

export function hasResults(dir: string): boolean {
  return existsSync(join(dir, RESULTS_FILE));
}

interface Place {
  readonly order: number;
  readonly offset: number;
  readonly bytes: number;
}

/** Where each record lies, by its place in the plan, in columns of numbers. */
class RecordIndex {
  #orders = new Uint32Array(1_024);
  #offsets = new Float64Array(1_024);
  #bytes = new Uint32Array(1_024);
  #seen = new Uint8Array(1_024);
  count = 0;

  has(order: number): boolean {
    return this.#seen[order] === 1;
  }

  add(order: number, offset: number, bytes: number): void {
    if (this.count === this.#orders.length) {
      this.#orders = grown(this.#orders, Uint32Array);
      this.#offsets = grown(this.#offsets, Float64Array);
      this.#bytes = grown(this.#bytes, Uint32Array);
    }
    while (order >= this.#seen.length) this.#seen = grown(this.#seen, Uint8Array);
    this.#orders[this.count] = order;
    this.#offsets[this.count] = offset;
    this.#bytes[this.count] = bytes;
    this.#seen[order] = 1;
    this.count += 1;
  }

  inOrder(): Place[] {
    const places: Place[] = [];
    for (let i = 0; i < this.count; i += 1)
      places.push({ order: this.#orders[i]!, offset: this.#offsets[i]!, bytes: this.#bytes[i]! });
    return places.sort((a, b) => a.order - b.order);
  }
}

function grown<A extends Uint8Array | Uint32Array | Float64Array>(
  array: A,
  make: new (length: number) => A,
): A {
  const larger = new make(array.length * 2);
  larger.set(array);
  return larger;
}

function recordsOf(path: string, places: () => readonly Place[]): Iterable<CaseRecord> {
  return {
    *[Symbol.iterator]() {
      const wanted = places();
      if (wanted.length === 0) return;
      let fd: number | undefined;
      try {
        fd = openSync(path, 'r');
        let buffer = Buffer.allocUnsafe(65_536);
        for (const { offset, bytes } of wanted) {
          if (bytes > buffer.length) buffer = Buffer.allocUnsafe(bytes * 2);
          readSync(fd, buffer, 0, bytes, offset);
          yield JSON.parse(buffer.toString('utf8', 0, bytes)) as CaseRecord;
        }
      } catch (error) {
        if (error instanceof SyntaxError) throw error;
        throw toStoreError(error, path);
      } finally {
        if (fd !== undefined) closeSync(fd);
      }
    },
  };
}

/** Goes through the lines; torn and foreign ones are passed over. A file that is not there has none. */
async function scanResults(
  path: string,
  found: (record: CaseRecord, offset: number, bytes: number) => void,
): Promise<void> {
  if (!existsSync(path)) return;
  let offset = 0;
  for await (const { text, torn } of readLines(path)) {
    if (text === null) continue;
    const bytes = Buffer.byteLength(text);
    const record = torn ? null : parseRecord(text);
    if (record !== null) found(record, offset, bytes);
    offset += bytes + 1;
  }
}

function parseRecord(text: string): CaseRecord | null {
  try {
    const record = JSON.parse(text) as Partial<CaseRecord> | null;
    return Number.isSafeInteger(record?.order) && typeof record?.conversation?.id === 'string'
      ? (record as CaseRecord)
      : null;
  } catch {
    return null;
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function endsTorn(path: string): boolean {
  const size = sizeOf(path);
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  const fd = openSync(path, 'r');
  try {
    readSync(fd, last, 0, 1, size - 1);
  } finally {
    closeSync(fd);
  }
  return last[0] !== 10;
}
