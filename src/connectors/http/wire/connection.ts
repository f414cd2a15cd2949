import { connect, isIP, type Socket, type TcpNetConnectOpts } from 'node:net';
import { AnswerParser, type AnswerSink } from './answer-parser.ts';
import { WireFault } from './fault.ts';
import type { AnswerHeaders } from './head.ts';

/** Hears what becomes of one request: `head`, `data` any number of times, then `whole`; or `failed` at any time. */
export interface AnswerListener extends AnswerSink {
  /** There is a connection for it; `false`: not to be sent after all. Hears nothing more then. */
  begins(underWay: UnderWay): boolean;
  whole(): void;
  failed(error: unknown): void;
}

/** A request on its way. */
export interface UnderWay {
  /** Gives `by`'s request up together with its connection: `by` hears of `reason`. Nothing happens once it has heard the end. */
  giveUp(by: AnswerListener, reason: Error): void;
}

/** Where connections lead. */
export interface Place {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly connectLimitMs: number;
}

/** Whoever keeps connections. */
export interface Keeper {
  /** It can take another request. */
  free(connection: Connection): void;
  gone(connection: Connection): void;
}

/** How long an unused connection is kept where the other side says nothing, and how much earlier than it says we let go. */
const IDLE_MS = 10_000;
const IDLE_MARGIN_MS = 1_000;
const IDLE_MS_MAX = 600_000;
/** Answers of a bot are short; longer ones come in several readings. */
const READ_BYTES = 16_384;

/** One kept-alive connection: one request at a time. */
export class Connection implements UnderWay, AnswerSink {
  /** Since when and how long it may lie unused. */
  idleSince = 0;
  idleMs = IDLE_MS;
  readonly #keeper: Keeper;
  readonly #socket: Socket;
  readonly #parser = new AnswerParser();
  #connecting: NodeJS.Timeout | null;
  #listener: AnswerListener | null = null;
  #error: unknown = null;
  #dead = false;

  constructor(place: Place, keeper: Keeper, secure: typeof import('node:tls') | null) {
    this.#keeper = keeper;
    const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
    const options: TcpNetConnectOpts = {
      host: place.host,
      port: place.port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: 60_000,
      onread: { buffer, callback: (length) => this.#read(buffer, length) },
    };
    this.#socket =
      secure === null
        ? connect(options)
        : secure.connect({
            ...options,
            ALPNProtocols: ['http/1.1'],
            ...(isIP(place.host) === 0 ? { servername: place.host } : {}),
          });
    this.#connecting = setTimeout(() => {
      this.#error = Object.assign(new Error('connecting took too long'), { code: 'ETIMEDOUT' });
      this.#socket.destroy();
    }, place.connectLimitMs);
    this.#socket
      .once(secure === null ? 'connect' : 'secureConnect', () => this.#connected())
      .on('error', (error) => {
        this.#error ??= error;
      })
      .on('end', () => {
        if (this.#parser.ended()) this.#finish();
        else this.destroy();
      })
      .on('close', () => this.#closed());
  }

  /** `false` where the listener did not want it any more: nothing was sent then, and the connection is still free. */
  send(text: string | Buffer, listener: AnswerListener): boolean {
    this.#listener = listener;
    if (!listener.begins(this)) {
      if (this.#listener === listener) this.#listener = null;
      return false;
    }
    this.#parser.begin(this);
    this.#socket.ref();
    if (typeof text === 'string') this.#socket.write(text, 'utf8');
    else this.#socket.write(text);
    return true;
  }

  /** Nobody needs it now: it keeps no process alive. */
  rest(): void {
    this.idleSince = performance.now();
    this.#socket.unref();
  }

  usable(now: number): boolean {
    return !this.#dead && now - this.idleSince < this.idleMs;
  }

  giveUp(by: AnswerListener, reason: Error): void {
    // Another's request may have followed on the same connection.
    if (this.#listener === by && this.#parser.busy) this.#break(reason);
  }

  /** Ends it, and with `reason` whatever is under way. */
  break(reason: Error): void {
    if (this.#listener !== null) this.#break(reason);
    else this.destroy();
  }

  #break(reason: unknown): void {
    this.#fail(reason);
    this.destroy();
  }

  destroy(): void {
    this.#dead = true;
    this.#socket.destroy();
  }

  head(status: number, headers: AnswerHeaders): void {
    this.#listener?.head(status, headers);
  }

  data(bytes: Buffer): void {
    this.#listener?.data(bytes);
  }

  #read(buffer: Buffer, length: number): boolean {
    try {
      this.#parser.feed(buffer, length);
    } catch (error) {
      this.#break(error);
      return true;
    }
    if (this.#parser.surplus) this.#dead = true;
    if (this.#listener !== null && !this.#parser.busy) this.#finish();
    else if (this.#dead) this.#socket.destroy();
    return true;
  }

  /** The answer is whole. Free again before its listener hears so, which may well send the next. */
  #finish(): void {
    const listener = this.#listener!;
    const { keepAlive, idleMs } = this.#parser.head!;
    this.#listener = null;
    this.#parser.stop();
    this.idleMs = idleMs === null ? IDLE_MS : Math.min(idleMs - IDLE_MARGIN_MS, IDLE_MS_MAX);
    if (this.#dead || !keepAlive || this.idleMs <= 0) this.destroy();
    else this.#keeper.free(this);
    listener.whole();
  }

  #fail(error: unknown): void {
    const listener = this.#listener;
    this.#listener = null;
    this.#parser.stop();
    listener?.failed(error);
  }

  #connected(): void {
    if (this.#connecting !== null) clearTimeout(this.#connecting);
    this.#connecting = null;
  }

  #closed(): void {
    this.#connected();
    this.#dead = true;
    this.#keeper.gone(this);
    this.#fail(this.#error ?? new WireFault('cut-off'));
  }
}
