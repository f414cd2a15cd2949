import { WireFault } from './fault.ts';

/** The longest line between chunks, with whatever extensions, and the most that trailers may come to. */
const LINE_MAX = 4_096;
const TRAILERS_MAX = 16_384;
const SIZE = /^([\da-f]{1,12})[\t ]*(?:;.*)?$/i;

/** Reads a body that comes in chunks of announced sizes, piece by piece. */
export class ChunkReader {
  /** `true` once the last chunk and the trailers after it have been read. */
  done = false;
  #next: 'size' | 'data' | 'end-of-data' | 'trailer' = 'size';
  #line = '';
  #left = 0;
  #trailers = 0;

  /**
   * Reads from `at` on and gives back how far it came: to the end of the bytes, or to the end of the body. Each run of data goes
   * to `data`, which answers whether to read on. Throws a `WireFault`.
   */
  read(bytes: Buffer, from: number, data: (from: number, to: number) => boolean): number {
    let at = from;
    while (at < bytes.length && !this.done) {
      if (this.#next === 'data') {
        const to = Math.min(bytes.length, at + this.#left);
        this.#left -= to - at;
        if (this.#left === 0) this.#next = 'end-of-data';
        if (!data(at, to)) return bytes.length;
        at = to;
        continue;
      }
      const feed = bytes.indexOf(LINE_FEED, at);
      const to = feed === -1 ? bytes.length : feed + 1;
      this.#line += bytes.toString('latin1', at, to);
      at = to;
      if (this.#line.length > LINE_MAX) throw new WireFault('no-http');
      if (feed !== -1) this.#endLine();
    }
    return at;
  }

  #endLine(): void {
    if (!this.#line.endsWith('\r\n')) throw new WireFault('no-http');
    const line = this.#line.slice(0, -2);
    this.#line = '';
    if (this.#next === 'size') {
      const size = SIZE.exec(line)?.[1];
      if (size === undefined) throw new WireFault('no-http');
      this.#left = Number.parseInt(size, 16);
      this.#next = this.#left === 0 ? 'trailer' : 'data';
    } else if (this.#next === 'end-of-data') {
      if (line !== '') throw new WireFault('no-http');
      this.#next = 'size';
    } else if (line === '') this.done = true;
    else if ((this.#trailers += line.length) > TRAILERS_MAX) throw new WireFault('no-http');
  }
}

const LINE_FEED = 0x0a;
