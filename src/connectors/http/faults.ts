import type { ChannelProblem } from '../house/problem.ts';
import { WireFault } from './wire/fault.ts';

/** What an error of the client or of the socket means for the channel. Never quotes the error's own text, which may hold an address with a token. */
export function problemOf(error: unknown, shownAddress: string): ChannelProblem {
  if (error instanceof WireFault) {
    if (error.code === 'closed') return { code: 'closed' };
    if (error.code === 'cut-off') return { code: 'reset' };
    if (error.code === 'no-http') return { code: 'internal', reason: 'what came back is no HTTP answer' };
  }
  const code = codeOf(error);
  if (RESETS.has(code)) return { code: 'reset' };
  if (REFUSALS.has(code) || /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code)) {
    return { code: 'refused', at: shownAddress, reason: code };
  }
  return {
    code: 'internal',
    reason: code === '' ? 'the request could not be sent' : `the request could not be sent (${code})`,
  };
}

const RESETS = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);
const REFUSALS = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ETIMEDOUT',
  'EADDRNOTAVAIL',
  'EACCES',
]);

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  // Several addresses of one host were tried: each failure is inside.
  const inner = error instanceof AggregateError ? (error.errors as unknown[])[0] : undefined;
  const code: unknown =
    'code' in error
      ? error.code
      : typeof inner === 'object' && inner !== null && 'code' in inner
        ? inner.code
        : '';
  return typeof code === 'string' ? code : '';
}
