import type { Gate } from '../model/gate.ts';
import type { Say } from './say.ts';

/** A requirement as a sentence, with what was found and what was asked for. */
export function gateLine({ kind, about, found, limit }: Gate, say: Say): string {
  const value = (number: number | null) => (number === null ? say('gate.nothing') : show(kind, number));
  return say(`gate.${kind}`, { about, found: value(found), limit: value(limit) });
}

function show(kind: Gate['kind'], value: number): string {
  switch (kind) {
    case 'score':
      return value.toFixed(1);
    case 'latency':
      return value < 1_000 ? `${Math.round(value)} ms` : `${(value / 1_000).toFixed(1)} s`;
    case 'not-played':
    case 'unexpected-pass':
      return String(value);
    default:
      return `${(100 * value).toFixed(1)} %`;
  }
}
