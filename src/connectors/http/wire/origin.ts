import { createRequire } from 'node:module';
import { type AnswerListener, Connection, type Keeper, type Place } from './connection.ts';
import { WireFault } from './fault.ts';
import { RequestHeads, type WireRequest } from './request-head.ts';

/** The kept-alive connections to one origin, `connectionsMax` of them at most; requests beyond that wait in their order. */
export class Origin implements Keeper {
  readonly #place: Place;
  readonly #connectionsMax: number;
  readonly #heads: RequestHeads;
  readonly #open = new Set<Connection>();
  /** The one used last stands last, and is used first: it is the least likely to have been let go by the other side. */
  readonly #idle: Connection[] = [];
  readonly #waiting: { readonly text: string | Buffer; readonly listener: AnswerListener }[] = [];
  #sweeper: NodeJS.Timeout | null = null;
  #closed: { readonly done: Promise<void>; readonly resolve: () => void } | null = null;

  constructor(origin: string, connectionsMax: number | null, connectLimitMs: number) {
    const { protocol, hostname, port, host } = new URL(origin);
    const secure = protocol === 'https:';
    this.#place = {
      host: hostname.startsWith('[') ? hostname.slice(1, -1) : hostname,
      port: Number(port) || (secure ? 443 : 80),
      secure,
      connectLimitMs,
    };
    this.#connectionsMax = connectionsMax ?? Number.POSITIVE_INFINITY;
    this.#heads = new RequestHeads(host);
  }

  /** Sends a request as soon as there is a connection for it. Throws a `WireFault` for one that cannot be sent at all. */
  dispatch(request: WireRequest, listener: AnswerListener): void {
    const text = this.#text(request);
    if (this.#closed !== null) {
      listener.failed(new WireFault('closed'));
      return;
    }
    const connection = this.#waiting.length === 0 ? this.#take() : null;
    if (connection === null) this.#waiting.push({ text, listener });
    else if (!connection.send(text, listener)) this.free(connection);
  }

  free(connection: Connection): void {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift())
      if (connection.send(next.text, next.listener)) return;
    connection.rest();
    this.#idle.push(connection);
    this.#sweeper ??= setTimeout(() => this.#sweep(), connection.idleMs).unref();
  }

  gone(connection: Connection): void {
    this.#open.delete(connection);
    const at = this.#idle.indexOf(connection);
    if (at !== -1) this.#idle.splice(at, 1);
    if (this.#closed !== null) {
      if (this.#open.size === 0) this.#closed.resolve();
    } else if (this.#waiting.length > 0) {
      const next = this.#take();
      if (next !== null) this.free(next);
    }
  }

  /** Ends what is under way and every connection. */
  close(): Promise<void> {
    if (this.#closed === null) {
      let resolve = () => {};
      const done = new Promise<void>((end) => {
        resolve = end;
      });
      this.#closed = { done, resolve };
      if (this.#sweeper !== null) clearTimeout(this.#sweeper);
      for (const { listener } of this.#waiting.splice(0)) listener.failed(new WireFault('closed'));
      const closed = new WireFault('closed');
      for (const connection of this.#open) connection.break(closed);
      if (this.#open.size === 0) resolve();
    }
    return this.#closed.done;
  }

  #text(request: WireRequest): string | Buffer {
    const head = this.#heads.write(request);
    const body = request.body ?? '';
    // A header may hold Latin-1, a body is UTF-8.
    return this.#heads.ascii ? head + body : Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)]);
  }

  #take(): Connection | null {
    const now = performance.now();
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
      if (idle.usable(now)) return idle;
      idle.destroy();
    }
    if (this.#open.size >= this.#connectionsMax) return null;
    const connection = new Connection(this.#place, this, this.#place.secure ? tls() : null);
    this.#open.add(connection);
    return connection;
  }

  /** Lets go of connections that nobody has used for their time. */
  #sweep(): void {
    this.#sweeper = null;
    const now = performance.now();
    let soonest = Number.POSITIVE_INFINITY;
    for (const idle of [...this.#idle]) {
      const left = idle.idleSince + idle.idleMs - now;
      if (left <= 0 || !idle.usable(now)) {
        this.#idle.splice(this.#idle.indexOf(idle), 1);
        idle.destroy();
      } else soonest = Math.min(soonest, left);
    }
    if (soonest < Number.POSITIVE_INFINITY) this.#sweeper = setTimeout(() => this.#sweep(), soonest).unref();
  }
}

/** Loaded for the bots that need it: it takes as long to load as all of this. */
function tls(): typeof import('node:tls') {
  return createRequire(import.meta.url)('node:tls') as typeof import('node:tls');
}
