import type { RequestSpec } from '../../model/bot-request.ts';
import { compileJsonPath } from '../../model/json-path.ts';
import { readAddress } from '../http/address.ts';
import type { HttpRequest } from '../http/exchange.ts';
import { createEndOfEvents } from './events.ts';
import { asText, fillHeader, fillUrl, fillValue, type Scope } from './template.ts';

/** A request of a bot file with its slots filled. Throws `BotAddressError` where the filled address is none. */
export type RequestMaker = (scope: Scope, cookie: (origin: string) => string | undefined) => HttpRequest;

export interface RequestOptions {
  /** Whether a text holds a secret, so that it may not follow a redirect to another origin. */
  readonly isSecret?: (text: string) => boolean;
}

type Shape = Pick<RequestSpec, 'url' | 'method' | 'headers'> &
  Partial<Pick<RequestSpec, 'body' | 'encoding' | 'answer' | 'until'>>;

export function compileRequest(spec: Shape, { isSecret = () => false }: RequestOptions = {}): RequestMaker {
  const { url, method, headers, body, encoding = 'json', answer = 'json', until } = spec;
  const end = until === undefined ? undefined : compileJsonPath(until);
  const confidential = isSecret(JSON.stringify(body ?? ''));
  return (scope, cookie) => {
    const address = readAddress(fillUrl(url, scope));
    const all: Record<string, string> = {
      ...(body === undefined ? {} : { 'content-type': CONTENT_TYPES[encoding] }),
      accept: ACCEPTED[answer],
      ...(address.authorization === null ? {} : { authorization: address.authorization }),
    };
    for (const [name, value] of Object.entries(headers)) all[name.toLowerCase()] = fillHeader(value, scope);
    const cookies = cookie(address.origin);
    if (cookies !== undefined) all.cookie = [all.cookie, cookies].filter(Boolean).join('; ');
    return {
      method,
      address,
      headers: Object.entries(all).flat(),
      body: body === undefined ? null : encode(fillValue(body, scope), encoding),
      confidential,
      ...(answer === 'events' ? { whole: createEndOfEvents(end) } : {}),
    };
  };
}

const CONTENT_TYPES = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  text: 'text/plain; charset=utf-8',
} as const;

const ACCEPTED = {
  json: 'application/json',
  events: 'text/event-stream',
  lines: 'application/x-ndjson, application/json',
  text: 'text/plain, */*',
} as const;

function encode(value: unknown, encoding: RequestSpec['encoding']): string {
  switch (encoding) {
    case 'json':
      return JSON.stringify(value ?? null);
    case 'text':
      return asText(value);
    case 'form':
      return new URLSearchParams(
        Object.entries((value ?? {}) as Record<string, unknown>).map(([key, each]): [string, string] => [
          key,
          asText(each),
        ]),
      ).toString();
  }
}
