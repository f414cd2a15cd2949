import { isUtf8 } from 'node:buffer';
import type { ChannelProblem } from '../house/problem.ts';

export type Decoded =
  | { readonly ok: true; readonly body: string }
  | { readonly ok: false; readonly problem: ChannelProblem };

/**
 * The text of a body: UTF-8, or the `charset` its content type names (shops' older bots send GBK). Bytes that are not valid
 * in it, a charset nobody knows, and a compressed body, which we did not ask for, are `bad-encoding`.
 */
export function decodeBody(
  chunks: readonly Buffer[],
  contentType: string | undefined,
  contentEncoding: string | undefined,
): Decoded {
  if (
    contentEncoding !== undefined &&
    contentEncoding !== '' &&
    contentEncoding.toLowerCase() !== 'identity'
  ) {
    return { ok: false, problem: { code: 'bad-encoding', encoding: 'UTF-8' } };
  }
  const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
  const charset = contentType === undefined ? undefined : charsetOf(contentType);
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8' && charset !== 'us-ascii')
    return decodeAs(charset, bytes);
  if (!isUtf8(bytes)) return { ok: false, problem: { code: 'bad-encoding', encoding: 'UTF-8' } };
  const body = bytes.toString('utf8');
  return { ok: true, body: body.charCodeAt(0) === BYTE_ORDER_MARK ? body.slice(1) : body };
}

const BYTE_ORDER_MARK = 0xfeff;

function charsetOf(contentType: string): string | undefined {
  const at = contentType.indexOf('charset=');
  if (at === -1) return undefined;
  return /^"?([\w.:-]{1,40})/.exec(contentType.slice(at + 'charset='.length))?.[1]?.toLowerCase();
}

function decodeAs(charset: string, bytes: Buffer): Decoded {
  try {
    return { ok: true, body: new TextDecoder(charset, { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, problem: { code: 'bad-encoding', encoding: charset.toUpperCase() } };
  }
}
