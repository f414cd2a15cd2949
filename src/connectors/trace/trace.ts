/** One piece of raw traffic, as it went over the wire. */
export interface TraceRecord {
  readonly direction: 'sent' | 'received' | 'failed' | 'note';
  /** `POST http://127.0.0.1:3000/chat`, `HTTP 200`, `frame`, `line`, `stderr` */
  readonly what: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Takes what went over the wire for a conversation. `''`: for none in particular. Never throws. */
export type Trace = (sessionId: string, record: TraceRecord) => void;

/** A value for a trace; what is no JSON is said to be so. */
export function traceJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'undefined';
  } catch {
    return '(a value that is no JSON)';
  }
}
