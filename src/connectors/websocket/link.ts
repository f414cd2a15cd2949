import { WebSocket } from 'ws';
import type { Carrier } from '../duplex/talker.ts';
import { ANSWER_LIMITS } from '../house/limits.ts';
import type { ChannelProblem } from '../house/problem.ts';
import { Pause } from '../mapped/pause.ts';
import { socketProblem } from './fault.ts';

export interface LinkOptions {
  readonly url: string;
  /** The address without user, query and fragment. */
  readonly shown: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly subprotocols: readonly string[];
  /** Frames that go first on every new connection. */
  readonly hello: readonly string[];
  readonly pingMs: number;
  readonly reconnects: number;
  readonly connectLimitMs: number;
}

export interface LinkListener {
  frame(text: string): void;
  /** Something came that is no frame we can read, or the connection is lost beyond its reconnections. */
  problem(problem: ChannelProblem): void;
  /** The connection was lost; it may be made again. */
  lost(problem: ChannelProblem): void;
  /** For traces: what happened to the connection. */
  note(what: string): void;
  sent(frame: string): void;
}

const FIRST_PAUSE_MS = 100;

/**
 * One WebSocket, made when the first frame goes out, and made again when it is lost: at once for a frame that waits, after a
 * growing pause while only listening. A bot that does not answer a ping within one more period counts as gone.
 */
export class Link implements Carrier {
  readonly #options: LinkOptions;
  readonly #listener: LinkListener;
  readonly #pause = new Pause();
  #socket: WebSocket | undefined;
  #opening: Promise<ChannelProblem | null> | undefined;
  #pinger: NodeJS.Timeout | undefined;
  #alive = true;
  /** Connections lost in a row, without a frame in between. */
  #losses = 0;
  #left = false;

  constructor(options: LinkOptions, listener: LinkListener) {
    this.#options = options;
    this.#listener = listener;
  }

  async send(frame: string): Promise<ChannelProblem | null> {
    if (this.#left) return { code: 'closed' };
    if (this.#losses > this.#options.reconnects) return { code: 'reset' };
    const problem = await this.#open();
    if (problem !== null) return problem;
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return { code: this.#left ? 'closed' : 'reset' };
    this.#listener.sent(frame);
    return new Promise((resolve) => {
      socket.send(frame, (error) => resolve(error == null ? null : { code: 'reset' }));
    });
  }

  leave(): void {
    this.#left = true;
    this.#pause.end();
    clearInterval(this.#pinger);
    const socket = this.#socket;
    if (socket === undefined) return;
    if (socket.readyState === WebSocket.OPEN) {
      socket.close(1000);
      // A bot that does not close its side is not waited for.
      const limit = setTimeout(() => socket.terminate(), 500);
      socket.once('close', () => clearTimeout(limit));
    } else socket.terminate();
  }

  /** Resolves once the connection and its greeting are there, or with why not. */
  #open(): Promise<ChannelProblem | null> {
    if (this.#socket?.readyState === WebSocket.OPEN) return Promise.resolve(null);
    this.#opening ??= this.#connect().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  #connect(): Promise<ChannelProblem | null> {
    const { url, shown, headers, subprotocols, hello, connectLimitMs } = this.#options;
    return new Promise((resolve) => {
      let socket: WebSocket;
      try {
        socket = new WebSocket(url, [...subprotocols], {
          headers: { ...headers },
          handshakeTimeout: connectLimitMs,
          maxPayload: ANSWER_LIMITS.bytesMax,
          perMessageDeflate: false,
          // A redirect could carry the authorisation elsewhere.
          followRedirects: false,
        });
      } catch (error) {
        resolve(socketProblem(error, shown, ANSWER_LIMITS.bytesMax));
        return;
      }
      this.#socket = socket;
      let failure: ChannelProblem | undefined;
      let opened = false;
      socket.on('open', () => {
        opened = true;
        this.#listener.note('open');
        this.#watch(socket);
        for (const frame of hello) {
          this.#listener.sent(frame);
          socket.send(frame);
        }
        resolve(this.#left ? { code: 'closed' } : null);
      });
      socket.on('message', (data, binary) => {
        this.#alive = true;
        this.#losses = 0;
        if (binary) this.#listener.problem({ code: 'not-json', found: 'binary' });
        else this.#listener.frame(String(data));
      });
      socket.on('pong', () => {
        this.#alive = true;
      });
      socket.on('error', (error) => {
        failure = socketProblem(error, shown, ANSWER_LIMITS.bytesMax);
      });
      socket.on('close', (code) => {
        this.#listener.note(`close ${code}`);
        if (this.#socket === socket) this.#socket = undefined;
        clearInterval(this.#pinger);
        const problem = this.#left
          ? ({ code: 'closed' } as const)
          : (failure ?? ({ code: 'reset' } as const));
        resolve(problem);
        // Whoever waits for the connection has just been told.
        if (opened && !this.#left) this.#lost(problem);
      });
    });
  }

  #lost(problem: ChannelProblem): void {
    this.#losses += 1;
    this.#listener.lost(problem);
    if (problem.code === 'reset') void this.#again();
  }

  /** Connects again, after growing pauses, to hear what a bot says unasked. */
  async #again(): Promise<void> {
    while (!this.#left && this.#losses <= this.#options.reconnects) {
      await this.#pause.wait(FIRST_PAUSE_MS * 2 ** Math.min(this.#losses - 1, 6));
      if (this.#left || this.#socket !== undefined || (await this.#open()) === null) return;
      this.#losses += 1;
    }
  }

  #watch(socket: WebSocket): void {
    this.#alive = true;
    clearInterval(this.#pinger);
    this.#pinger = setInterval(() => {
      if (!this.#alive) {
        this.#listener.note('no pong');
        socket.terminate();
        return;
      }
      this.#alive = false;
      socket.ping();
    }, this.#options.pingMs);
  }
}
