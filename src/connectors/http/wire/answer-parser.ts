import { ChunkReader } from './chunks.ts';
import { WireFault } from './fault.ts';
import { type AnswerHead, type AnswerHeaders, readHead } from './head.ts';

/** Takes an answer as it comes in. */
export interface AnswerSink {
  head(status: number, headers: AnswerHeaders): void;
  /** A copy: the sink's to keep. */
  data(bytes: Buffer): void;
}

/** Most bytes of status line and headers. */
const HEAD_MAX = 16_384;
const BEGINNING = 'HTTP/1.';

/** Reads the answer to one request after another from the bytes of a connection, however they are cut. */
export class AnswerParser {
  /** Of the answer read last. */
  head: AnswerHead | null = null;
  /** Whether an answer has begun and is not whole. */
  busy = false;
  /** More came than answers anything: the connection cannot be trusted with another request. */
  surplus = false;
  #sink: AnswerSink | null = null;
  #text = '';
  #left = 0;
  #chunks: ChunkReader | null = null;

  /** What comes next answers a request. */
  begin(sink: AnswerSink): void {
    this.#sink = sink;
    this.#text = '';
    this.head = null;
    this.busy = true;
  }

  /** Hears no more. */
  stop(): void {
    this.busy = false;
    this.#sink = null;
  }

  /** Reads the first `length` bytes; they may be overwritten afterwards. Throws a `WireFault` for what is no answer. */
  feed(bytes: Buffer, length: number): void {
    let at = 0;
    while (at < length && this.busy)
      at = this.head === null ? this.#readHead(bytes, at, length) : this.#readBody(bytes, at, length);
    if (at < length) this.surplus = true;
  }

  /** The other side will send no more: whether the answer under way is whole so. */
  ended(): boolean {
    if (!this.busy || this.head?.framing !== 'until-close') return false;
    this.busy = false;
    return true;
  }

  #readHead(bytes: Buffer, at: number, length: number): number {
    const had = this.#text.length;
    const text = this.#text + bytes.toString('latin1', at, Math.min(length, at + HEAD_MAX));
    const end = text.indexOf('\r\n\r\n', Math.max(0, had - 3));
    if (end === -1) {
      if (text.length > HEAD_MAX || !BEGINNING.startsWith(text.slice(0, BEGINNING.length)))
        throw new WireFault('no-http');
      this.#text = text;
      return at + text.length - had;
    }
    const head = readHead(text.slice(0, end));
    this.#text = '';
    // Upgrades were not asked for; what else is below 200 only announces the answer.
    if (head.status === 101) throw new WireFault('no-http');
    if (head.status >= 200) this.#begins(head);
    return at + end + 4 - had;
  }

  #begins(head: AnswerHead): void {
    this.head = head;
    this.#left = typeof head.framing === 'number' ? head.framing : 0;
    this.#chunks = head.framing === 'chunked' ? new ChunkReader() : null;
    this.#sink?.head(head.status, head.headers);
    if (head.framing === 0) this.busy = false;
  }

  #readBody(bytes: Buffer, at: number, length: number): number {
    if (this.#chunks !== null) {
      const to = this.#chunks.read(bytes.subarray(0, length), at, (from, until) => {
        this.#give(bytes, from, until);
        return this.busy;
      });
      if (this.#chunks.done) this.busy = false;
      return to;
    }
    if (this.head!.framing === 'until-close') {
      this.#give(bytes, at, length);
      return length;
    }
    const to = Math.min(length, at + this.#left);
    this.#left -= to - at;
    this.#give(bytes, at, to);
    if (this.#left === 0) this.busy = false;
    return to;
  }

  #give(bytes: Buffer, from: number, to: number): void {
    const copy = Buffer.allocUnsafe(to - from);
    bytes.copy(copy, 0, from, to);
    this.#sink?.data(copy);
  }
}
