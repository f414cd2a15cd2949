import { Origin } from './wire/origin.ts';

/** Most origins that redirects may lead to during one run. */
const ORIGINS_MAX = 16;

/** Kept-alive connections, one pool for each origin. */
export class Pools {
  readonly #pools = new Map<string, Origin>();
  readonly #connections: number | null;
  readonly #connectLimitMs: number;
  #closing: Promise<void> | undefined;

  constructor(connections: number | null, connectLimitMs: number) {
    this.#connections = connections;
    this.#connectLimitMs = connectLimitMs;
  }

  /** `null` once closed, or where redirects have led to too many places. */
  get(origin: string): Origin | null {
    const known = this.#pools.get(origin);
    if (known !== undefined) return known;
    if (this.#closing !== undefined || this.#pools.size >= ORIGINS_MAX) return null;
    const pool = new Origin(origin, this.#connections, this.#connectLimitMs);
    this.#pools.set(origin, pool);
    return pool;
  }

  /** Ends what is under way and every connection. */
  close(): Promise<void> {
    this.#closing ??= Promise.all([...this.#pools.values()].map((pool) => pool.close())).then(() =>
      this.#pools.clear(),
    );
    return this.#closing;
  }
}
