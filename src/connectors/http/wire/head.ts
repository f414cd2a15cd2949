import { WireFault } from './fault.ts';

/** By lower-case name; a header that came more than once is a list. */
export type AnswerHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** How the body ends: after so many bytes, with its last chunk, or with the connection. */
export type Framing = number | 'chunked' | 'until-close';

export interface AnswerHead {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly framing: Framing;
  /** Whether another request may follow on the same connection. */
  readonly keepAlive: boolean;
  /** How long the other side said it would keep the connection idle; `null` where it did not say. */
  readonly idleMs: number | null;
}

/** Every line of a head in one look: nothing in it can be taken for two things, so that it is read in one pass. */
const WELL_FORMED =
  /^HTTP\/1\.[01] [1-9]\d\d(?: [\t\x20-\x7e\x80-\xff]*)?(?:\r\n[!#$%&'*+\-.^_`|~\da-zA-Z]+:[\t\x20-\x7e\x80-\xff]*)*$/;

/** A bot's heads differ by the length of the body and the second they were made in: many come again at once. */
const KEPT_MAX = 64;
const KEPT_LENGTH_MAX = 1_024;
const kept = new Map<string, AnswerHead>();

/** Reads the head of an answer, without the empty line after it, bytes as Latin-1. Throws a `WireFault` for what is none. */
export function readHead(text: string): AnswerHead {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const head = parsed(text);
  if (text.length <= KEPT_LENGTH_MAX) {
    if (kept.size >= KEPT_MAX) kept.clear();
    kept.set(text, head);
  }
  return head;
}

function parsed(text: string): AnswerHead {
  if (!WELL_FORMED.test(text)) throw new WireFault('no-http');
  const status = Number(text.slice(9, 12));
  const headers: Record<string, string | string[] | undefined> = {};
  for (let end = text.indexOf('\r\n'); end !== -1; ) {
    const start = end + 2;
    end = text.indexOf('\r\n', start);
    const colon = text.indexOf(':', start);
    const name = text.slice(start, colon).toLowerCase();
    const value = text.slice(colon + 1, end === -1 ? text.length : end).trim();
    put(headers, name, value);
  }
  const connection = joined(headers.connection)?.toLowerCase() ?? '';
  const framing = framingOf(status, headers);
  return {
    status,
    headers,
    framing,
    keepAlive:
      framing !== 'until-close' &&
      (text.charCodeAt(7) === ONE ? !connection.includes('close') : connection.includes('keep-alive')),
    idleMs: idleOf(joined(headers['keep-alive'])),
  };
}

const ONE = 0x31;

function put(headers: Record<string, string | string[] | undefined>, name: string, value: string): void {
  // Names no header, and would be the headers' own prototype.
  if (name === '__proto__') return;
  const before = Object.hasOwn(headers, name) ? headers[name] : undefined;
  if (before === undefined) headers[name] = value;
  else if (typeof before === 'string') headers[name] = [before, value];
  else before.push(value);
}

function framingOf(status: number, headers: AnswerHeaders): Framing {
  if (status === 204 || status === 304 || status < 200) return 0;
  const coding = joined(headers['transfer-encoding']);
  const length = headers['content-length'];
  if (coding !== undefined) {
    // Two lengths for one body: whoever believes the other one reads another answer.
    if (length !== undefined) throw new WireFault('no-http');
    return /(?:^|[\s,])chunked$/i.test(coding) ? 'chunked' : 'until-close';
  }
  if (length === undefined) return 'until-close';
  const said = typeof length === 'string' ? length : length[0]!;
  if (!/^\d{1,15}$/.test(said) || (typeof length !== 'string' && length.some((other) => other !== said)))
    throw new WireFault('no-http');
  return Number(said);
}

function joined(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'object' ? header.join(', ') : header;
}

function idleOf(keepAlive: string | undefined): number | null {
  const seconds = keepAlive === undefined ? undefined : /timeout=(\d{1,9})/i.exec(keepAlive)?.[1];
  return seconds === undefined ? null : Number(seconds) * 1_000;
}
