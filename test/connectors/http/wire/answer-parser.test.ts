import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { AnswerParser } from '../../../../src/connectors/http/wire/answer-parser.ts';
import { WireFault } from '../../../../src/connectors/http/wire/fault.ts';
import type { AnswerHeaders } from '../../../../src/connectors/http/wire/head.ts';

interface Read {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: string;
  /** Whole without the connection having to end. */
  readonly whole: boolean;
  readonly surplus: boolean;
  readonly keepAlive: boolean;
}

/** Reads an answer that comes in these pieces; the connection ends after them. */
function read(pieces: readonly Buffer[]): Read {
  const parser = new AnswerParser();
  let status = 0;
  let headers: AnswerHeaders = {};
  const body: Buffer[] = [];
  parser.begin({
    head: (code, all) => {
      status = code;
      headers = all;
    },
    data: (bytes) => body.push(bytes),
  });
  // As a connection does: every reading overwrites the one before.
  const buffer = Buffer.alloc(Math.max(1, ...pieces.map((piece) => piece.length)));
  for (const piece of pieces) {
    buffer.fill('x');
    piece.copy(buffer);
    parser.feed(buffer, piece.length);
  }
  const whole = !parser.busy;
  if (!whole && !parser.ended()) throw new WireFault('cut-off');
  return {
    status,
    headers,
    body: Buffer.concat(body).toString(),
    whole,
    surplus: parser.surplus,
    keepAlive: parser.head!.keepAlive,
  };
}

const bytes = (...lines: readonly string[]) => Buffer.from(lines.join('\r\n'));
const OK = 'HTTP/1.1 200 OK';
const chunked = (body: string, size: number): string => {
  const all = Buffer.from(body);
  let out = '';
  for (let at = 0; at < all.length; at += size) {
    const piece = all.subarray(at, at + size);
    out += `${piece.length.toString(16)}\r\n${piece.toString('latin1')}\r\n`;
  }
  return `${out}0\r\n\r\n`;
};

describe('an answer', () => {
  it.each([
    ['of an announced length', bytes(OK, 'Content-Length: 8', '', '您好ok'), '您好ok', true],
    ['without a body', bytes('HTTP/1.1 204 No Content', '', ''), '', true],
    [
      'that ends with its connection',
      bytes(OK, 'content-type: text/plain', '', 'to the end'),
      'to the end',
      false,
    ],
    [
      'in chunks, with extensions and trailers',
      bytes(OK, 'transfer-encoding: gzip, Chunked', '', '3;a="b"', 'abc', '2', 'de', '0', 'X-Sum: 1', '', ''),
      'abcde',
      true,
    ],
    [
      'after an announcement of it',
      bytes(
        'HTTP/1.1 100 Continue',
        '',
        'HTTP/1.1 103 Early Hints',
        'link: </a>',
        '',
        OK,
        'content-length: 2',
        '',
        'hi',
      ),
      'hi',
      true,
    ],
    ['of the old protocol', bytes('HTTP/1.0 200 OK', 'content-length: 2', '', 'hi'), 'hi', true],
  ])('%s is read', (_, sent, body, whole) => {
    expect(read([sent])).toMatchObject({ body, whole, surplus: false });
  });

  it('has its headers by lower-case name, the repeated ones as a list, and no prototype of its own making', () => {
    const { headers } = read([
      bytes(
        OK,
        'Set-Cookie: a=1',
        'X-Empty:',
        'set-cookie: b=2',
        '__proto__: x',
        'constructor: y',
        'content-length:  0 ',
        '',
        '',
      ),
    ]);
    expect({ ...headers }).toEqual({
      'set-cookie': ['a=1', 'b=2'],
      'x-empty': '',
      constructor: 'y',
      'content-length': '0',
    });
    expect(Object.getPrototypeOf(headers)).toBe(Object.prototype);
  });

  it.each([
    ['kept', bytes(OK, 'content-length: 0', '', ''), true],
    ['closed where the bot says so', bytes(OK, 'connection: Close', 'content-length: 0', '', ''), false],
    ['closed after the old protocol', bytes('HTTP/1.0 200 OK', 'content-length: 0', '', ''), false],
    [
      'kept after the old protocol where both agree',
      bytes('HTTP/1.0 200 OK', 'connection: keep-alive', 'content-length: 0', '', ''),
      true,
    ],
  ])('has its connection %s', (_, sent, keepAlive) => {
    expect(read([sent]).keepAlive).toBe(keepAlive);
  });

  it('that is followed by what nobody asked for spoils its connection', () => {
    expect(read([bytes(OK, 'content-length: 2', '', 'hi', OK)])).toMatchObject({ body: 'hi', surplus: true });
  });

  it.each([
    ['another protocol', bytes('SSH-2.0-x')],
    ['another version', bytes('HTTP/2.0 200 OK', '', '')],
    ['a status of two figures', bytes('HTTP/1.1 20 OK', '', '')],
    ['a header without a name', bytes(OK, ': x', '', '')],
    ['a header without a colon', bytes(OK, 'x', '', '')],
    ['a folded header', bytes(OK, 'a: b', ' c', '', '')],
    ['a blank before the colon', bytes(OK, 'content-length : 2', '', 'hi')],
    ['a lone line feed in a header', bytes(OK, 'a: b\nc: d', '', '')],
    ['a zero byte in a header', bytes(OK, 'a: b\0', '', '')],
    ['two lengths', bytes(OK, 'content-length: 2', 'content-length: 3', '', 'hi')],
    ['a length and chunks', bytes(OK, 'content-length: 2', 'transfer-encoding: chunked', '', '0', '', '')],
    ['a length that is none', bytes(OK, 'content-length: -2', '', 'hi')],
    ['a chunk size that is none', bytes(OK, 'transfer-encoding: chunked', '', 'x', 'hi', '0', '', '')],
    ['a chunk longer than announced', bytes(OK, 'transfer-encoding: chunked', '', '1', 'hi', '0', '', '')],
    ['an upgrade', bytes('HTTP/1.1 101 Switching Protocols', '', '')],
    ['an endless head', bytes(OK, `a: ${'b'.repeat(20_000)}`)],
    ['an endless line between chunks', bytes(OK, 'transfer-encoding: chunked', '', `1;${'b'.repeat(5_000)}`)],
    [
      'endless trailers',
      bytes(
        OK,
        'transfer-encoding: chunked',
        '',
        '0',
        ...Array.from({ length: 400 }, () => `a: ${'b'.repeat(60)}`),
      ),
    ],
  ])('with %s is none', (_, sent) => {
    expect(() => read([sent])).toThrow(expect.objectContaining({ code: 'no-http' }));
  });

  property.prop([
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom('length', 'chunks', 'end'),
    fc.integer({ min: 1, max: 9 }),
    fc.array(fc.nat(400), { maxLength: 12 }),
  ])('is the same however its bytes are cut', (body, framing, size, cuts) => {
    const length = Buffer.byteLength(body);
    const head = {
      length: bytes(OK, 'a: b', `content-length: ${length}`, '', ''),
      chunks: bytes(OK, 'transfer-encoding: chunked', '', ''),
      end: bytes(OK, 'a: b', '', ''),
    }[framing];
    const sent = Buffer.concat([
      head,
      framing === 'chunks' ? Buffer.from(chunked(body, size), 'latin1') : Buffer.from(body),
    ]);
    const places = [...new Set([0, ...cuts.map((cut) => cut % sent.length), sent.length])].sort(
      (a, b) => a - b,
    );
    const pieces = places.slice(1).map((to, i) => sent.subarray(places[i], to));
    expect(read(pieces)).toEqual(read([sent]));
    expect(read(pieces)).toMatchObject({ status: 200, body, whole: framing !== 'end' });
  });
});
