import type { AnswerListener, UnderWay } from './wire/connection.ts';
import type { AnswerHeaders } from './wire/head.ts';

/** A whole response, not yet decoded. */
export interface RawResponse {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly chunks: readonly Buffer[];
}

export interface AttemptOwner {
  /** Whether anybody still waits; asked before anything goes out. */
  readonly waiting: boolean;
  /** Takes what has come so far of an answer that may never end; `true`: it is whole as it stands. */
  readonly whole: ((chunk: Buffer) => boolean) | undefined;
  answered(response: RawResponse): void;
  failed(error: unknown): void;
  /** The body is larger than allowed; the connection is given up. */
  overflowed(): void;
}

/** One request on the wire: collects the response up to `bytesMax`. */
export class Attempt implements AnswerListener {
  readonly #owner: AttemptOwner;
  readonly #bytesMax: number;
  readonly #chunks: Buffer[] = [];
  #underWay: UnderWay | undefined;
  #status = 0;
  #headers: AnswerHeaders = {};
  #bytes = 0;
  #over = false;

  constructor(owner: AttemptOwner, bytesMax: number) {
    this.#owner = owner;
    this.#bytesMax = bytesMax;
  }

  /** Gives up; the listener hears nothing more. */
  abandon(): void {
    this.#over = true;
    this.#underWay?.giveUp(this, ABANDONED);
  }

  begins(underWay: UnderWay): boolean {
    this.#underWay = underWay;
    // Waited for a connection until nobody listened any more: do not bother the bot with it.
    if (!this.#over && !this.#owner.waiting) this.#over = true;
    return !this.#over;
  }

  head(status: number, headers: AnswerHeaders): void {
    if (this.#over) return;
    this.#status = status;
    this.#headers = headers;
    const length = headers['content-length'];
    if (length !== undefined && Number(length) > this.#bytesMax) this.#overflow();
  }

  data(bytes: Buffer): void {
    if (this.#over) return;
    this.#bytes += bytes.length;
    if (this.#bytes > this.#bytesMax) this.#overflow();
    else {
      this.#chunks.push(bytes);
      if (this.#owner.whole?.(bytes) === true) this.#finish();
    }
  }

  whole(): void {
    if (this.#over) return;
    this.#over = true;
    this.#answer();
  }

  failed(error: unknown): void {
    if (this.#over) return;
    this.#over = true;
    this.#owner.failed(error);
  }

  #finish(): void {
    this.abandon();
    this.#answer();
  }

  #answer(): void {
    this.#owner.answered({ status: this.#status, headers: this.#headers, chunks: this.#chunks });
  }

  #overflow(): void {
    this.abandon();
    this.#owner.overflowed();
  }
}

const ABANDONED = new Error('nobody waits for this answer any more');
