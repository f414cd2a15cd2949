import { compileJsonPath } from '../../model/json-path.ts';
import type { RawResponse } from '../http/attempt.ts';
import type { CookieJar } from './cookies.ts';

export interface Captured {
  readonly value: unknown;
  readonly headers: RawResponse['headers'];
  readonly cookies: CookieJar;
  readonly origin: string;
}

/** Takes what `capture` names from an answer. What is not there leaves the earlier value. */
export type Capturer = (from: Captured, into: Map<string, unknown>) => void;

export function compileCapture(capture: Readonly<Record<string, string>>): Capturer {
  const takers = Object.entries(capture).map(([name, from]) => ({ name, take: compileTaker(from) }));
  return (from, into) => {
    for (const { name, take } of takers) {
      const value = take(from);
      if (value !== undefined && value !== null && value !== '') into.set(name, value);
    }
  };
}

function compileTaker(from: string): (captured: Captured) => unknown {
  const [kind, name = ''] = from.split(/:(.*)/s);
  if (kind === 'header') {
    return ({ headers }) => {
      const value = headers[name.toLowerCase()];
      return Array.isArray(value) ? value[0] : value;
    };
  }
  if (kind === 'cookie') return ({ cookies, origin }) => cookies.get(origin, name);
  const path = compileJsonPath(from);
  // A stream names its conversation in every event: the last word counts.
  return ({ value }) => path.values(value).at(-1);
}
