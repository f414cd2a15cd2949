import type { Dispatcher } from 'undici';

/** A whole response, not yet decoded. */
export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly chunks: readonly Buffer[];
}

export interface AttemptListener {
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
export class Attempt implements Dispatcher.DispatchHandler {
  readonly #listener: AttemptListener;
  readonly #bytesMax: number;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: RawResponse['headers'] = {};
  #bytes = 0;
  #over = false;

  constructor(listener: AttemptListener, bytesMax: number) {
    this.#listener = listener;
    this.#bytesMax = bytesMax;
  }

  /** Gives up; the listener hears nothing more. */
  abandon(): void {
    this.#over = true;
    this.#controller?.abort(ABANDONED);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Waited for a connection until nobody listened any more: do not bother the bot with it.
    if (this.#over || !this.#listener.waiting) this.abandon();
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: RawResponse['headers'],
  ): void {
    if (this.#over || status < 200) return;
    this.#status = status;
    this.#headers = headers;
    if (Number(headers['content-length'] ?? 0) > this.#bytesMax) this.#overflow();
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#over) return;
    this.#bytes += chunk.length;
    if (this.#bytes > this.#bytesMax) this.#overflow();
    else {
      this.#chunks.push(chunk);
      if (this.#listener.whole?.(chunk) === true) this.#finish();
    }
  }

  onResponseEnd(): void {
    if (this.#over) return;
    this.#over = true;
    this.#answer();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: unknown): void {
    if (this.#over) return;
    this.#over = true;
    this.#listener.failed(error);
  }

  #finish(): void {
    this.abandon();
    this.#answer();
  }

  #answer(): void {
    this.#listener.answered({ status: this.#status, headers: this.#headers, chunks: this.#chunks });
  }

  #overflow(): void {
    this.abandon();
    this.#listener.overflowed();
  }
}

const ABANDONED = new Error('nobody waits for this answer any more');
