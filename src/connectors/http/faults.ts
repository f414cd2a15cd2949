import type { ChannelProblem } from '../house/problem.ts';

/** What an error of the client or of the socket means for the channel. Never quotes the error's own text, which may hold an address with a token. */
export function problemOf(error: unknown, shownAddress: string): ChannelProblem {
  const code = codeOf(error);
  if (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED') return { code: 'closed' };
  if (RESETS.has(code)) return { code: 'reset' };
  if (REFUSALS.has(code) || /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code)) {
    return { code: 'refused', at: shownAddress, reason: code };
  }
  if (error instanceof Error && error.name === 'HTTPParserError') {
    return { code: 'internal', reason: 'what came back is no HTTP answer' };
  }
  return {
    code: 'internal',
    reason: code === '' ? 'the request could not be sent' : `the request could not be sent (${code})`,
  };
}

const RESETS = new Set([
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'HPE_CLOSED_CONNECTION',
  'HPE_INVALID_EOF_STATE',
]);
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
  'UND_ERR_CONNECT_TIMEOUT',
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
