import { createHash } from 'node:crypto';
import type { Ref } from '../model/event.ts';

const known = new WeakMap<object, string>();

/** Names a piece of data and what it held: SHA-256 over its JSON with sorted keys, 64 hex digits. */
export function refOf(id: string, data: object): Ref {
  return { id, hash: contentHash(data) };
}

export function contentHash(data: object): string {
  let hash = known.get(data);
  if (hash === undefined) {
    hash = createHash('sha256').update(canonical(data)).digest('hex');
    known.set(data, hash);
  }
  return hash;
}

/** JSON with sorted keys: the text that the hash is over. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}
