import type { Pool } from 'undici';
// The pool alone: the whole of undici (fetch, web sockets, caches, proxies) takes as long to load as all of Peilian.
import PoolOfOrigin from 'undici/lib/dispatcher/pool.js';

/** Most origins that redirects may lead to during one run. */
const ORIGINS_MAX = 16;

/** Kept-alive connections, one pool for each origin. */
export class Pools {
  readonly #pools = new Map<string, Pool>();
  readonly #options: Pool.Options;
  #closing: Promise<void> | undefined;

  constructor(connections: number | null, connectLimitMs: number) {
    this.#options = {
      connections,
      pipelining: 1,
      // One timer of ours bounds the whole exchange, so that a slow drip cannot reset it.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: 10_000,
      connect: { timeout: connectLimitMs },
    };
  }

  /** `null` once closed, or where redirects have led to too many places. */
  get(origin: string): Pool | null {
    const known = this.#pools.get(origin);
    if (known !== undefined) return known;
    if (this.#closing !== undefined || this.#pools.size >= ORIGINS_MAX) return null;
    const pool = new PoolOfOrigin(origin, this.#options);
    this.#pools.set(origin, pool);
    return pool;
  }

  /** Ends what is under way and every connection. */
  close(): Promise<void> {
    this.#closing ??= Promise.all([...this.#pools.values()].map((pool) => pool.destroy())).then(() =>
      this.#pools.clear(),
    );
    return this.#closing;
  }
}
