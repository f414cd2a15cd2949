import { sayProblem } from '../house/wording.ts';
import type { RawResponse } from '../http/attempt.ts';
import { decodeBody } from '../http/decode.ts';
import type { HttpRequest, HttpTap } from '../http/exchange.ts';
import type { Trace } from './trace.ts';

/** Tells a trace of every request, redirect and retry of a conversation. `undefined` where nobody traces. */
export function httpTap(trace: Trace | undefined, sessionId: string): { readonly tap?: HttpTap } {
  if (trace === undefined) return {};
  return {
    tap: {
      sent: ({ method, address, headers, body }) =>
        trace(sessionId, {
          direction: 'sent',
          what: `${method} ${address.origin}${address.path}`,
          headers: pairs(headers),
          ...(body === null ? {} : { body }),
        }),
      received: (response) =>
        trace(sessionId, {
          direction: 'received',
          what: `HTTP ${response.status}`,
          headers: flat(response.headers),
          body: bodyOf(response),
        }),
      failed: (problem) =>
        trace(sessionId, { direction: 'failed', what: problem.code, body: sayProblem('en', problem) }),
    },
  };
}

function pairs(headers: HttpRequest['headers']): Record<string, string> {
  const out: Record<string, string> = {};
  for (let at = 0; at + 1 < headers.length; at += 2) out[headers[at]!] = headers[at + 1]!;
  return out;
}

function flat(headers: RawResponse['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === 'object' ? value.join('; ') : (value ?? ''),
    ]),
  );
}

function bodyOf({ chunks, headers }: RawResponse): string {
  const type = headers['content-type'];
  const decoded = decodeBody(chunks, typeof type === 'object' ? type[0] : type, undefined);
  return decoded.ok ? decoded.body : Buffer.concat(chunks).toString('latin1');
}
