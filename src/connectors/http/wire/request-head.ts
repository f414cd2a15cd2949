import { WireFault } from './fault.ts';

/** A request as it goes out on a connection. */
export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body: string | null;
}

const TOKEN = /^[!#$%&'*+\-.^_`|~\da-zA-Z]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
const BEYOND_ASCII = /[^\0-\x7f]/;
const PATH = /^[\x21-\xff]+$/;
/** What says how a message is carried is said here, and never twice. */
const OURS = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'expect',
  'te',
  'trailer',
]);

/** Writes the heads of requests to one origin. Most are like the one before: those are written once. */
export class RequestHeads {
  readonly #host: string;
  #last: Pick<WireRequest, 'method' | 'path' | 'headers'> | undefined;
  #head = '';
  /** Whether the head written last is ASCII alone; else it is Latin-1. */
  ascii = true;

  constructor(host: string) {
    this.#host = host;
  }

  /** Everything before the body, Latin-1. Throws a `WireFault` for what cannot be sent; headers of the connection itself are left out. */
  write(request: WireRequest): string {
    const { method, path, headers, body } = request;
    const last = this.#last;
    if (last === undefined || last.headers !== headers || last.path !== path || last.method !== method) {
      this.#head = this.#lines(method, path, headers);
      this.ascii = !BEYOND_ASCII.test(this.#head);
      this.#last = { method, path, headers };
    }
    if (body === null)
      return method === 'GET' ? `${this.#head}\r\n` : `${this.#head}content-length: 0\r\n\r\n`;
    return `${this.#head}content-length: ${Buffer.byteLength(body)}\r\n\r\n`;
  }

  #lines(method: string, path: string, headers: readonly string[]): string {
    if (!TOKEN.test(method) || !PATH.test(path)) throw new WireFault('bad-request');
    let host = this.#host;
    let lines = '';
    for (let at = 0; at + 1 < headers.length; at += 2) {
      const name = headers[at]!;
      const value = headers[at + 1]!;
      if (!TOKEN.test(name) || !VALUE.test(value)) throw new WireFault('bad-request');
      const lower = name.toLowerCase();
      if (lower === 'host') host = value;
      else if (!OURS.has(lower)) lines += `${name}: ${value}\r\n`;
    }
    return `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive\r\n${lines}`;
  }
}
