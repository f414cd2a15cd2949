import type { Context, ProtocolRequest } from '../../model/protocol.ts';

/**
 * The requests of one conversation as JSON, each exactly as `JSON.stringify` would write it. What a context says besides the time
 * is the same with most messages, an earlier log above all: it is written once.
 */
export class RequestJson {
  /** The context written last, and what follows its time. */
  #last: Context | undefined;
  #rest = '';
  #head = '';
  #sessionId: string | undefined;

  write(request: ProtocolRequest): string {
    const { content, event, context } = request;
    const text = quoted(request.text);
    const only = content.length === 1 ? content[0]! : undefined;
    const parts =
      only?.type === 'text' && only.text === request.text
        ? `[{"type":"text","text":${text}}]`
        : JSON.stringify(content);
    if (this.#last === undefined || !sameButTime(this.#last, context)) {
      const { now: _, ...rest } = context;
      this.#rest = JSON.stringify(rest).slice(1);
      this.#last = context;
    }
    if (this.#sessionId !== request.sessionId) {
      this.#sessionId = request.sessionId;
      this.#head = `,"sessionId":${JSON.stringify(request.sessionId)},"messageId":`;
    }
    return (
      `{"protocol":"${request.protocol}","type":"${request.type}"${this.#head}${quoted(request.messageId)},"locale":"${request.locale}","text":${text},"content":${parts}` +
      `${event === undefined ? '' : `,"event":${JSON.stringify(event)}`}` +
      `,"context":{"now":${quoted(context.now)},${this.#rest}}`
    );
  }
}

/** Most texts hold nothing that JSON would escape; whatever else they hold is left to JSON. */
function quoted(text: string): string {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code === QUOTE || code === BACKSLASH || (code >= 0xd800 && code <= 0xdfff))
      return JSON.stringify(text);
  }
  return `"${text}"`;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

function sameButTime(a: Context, b: Context): boolean {
  return (
    a.shop === b.shop &&
    a.account === b.account &&
    a.product === b.product &&
    sameEntries(a.orders, b.orders) &&
    sameEntries(a.priorLog, b.priorLog)
  );
}

function sameEntries<T>(a: readonly T[] | undefined, b: readonly T[] | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}
