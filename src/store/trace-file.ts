import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Redactor } from '../transcript/redact.ts';
import { AppendFile } from './append-file.ts';
import { plainName } from './layout.ts';
import { toStoreError } from './store-error.ts';

/** A piece of raw traffic, as a connector tells it. */
export interface Traffic {
  readonly direction: string;
  readonly what: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface TraceFile {
  /** Where it lies once something was written. */
  readonly path: string;
  /** Never throws: a trace that cannot be written is given up, and the first reason kept. */
  write(conversation: string, traffic: Traffic): void;
  readonly failure: Error | undefined;
  close(): void;
}

export interface TraceFileOptions {
  readonly worker?: string;
  readonly redactor: Redactor;
  /** Milliseconds since the run began. */
  readonly now: () => number;
}

const BODY_CHARS_MAX = 100_000;

/**
 * The raw traffic of a run, in `trace/` of its folder: JSON lines with the conversation's id, the time since the run began, and
 * what went over the wire, redacted. The folder appears with the first line.
 */
export function createTraceFile(dir: string, options: TraceFileOptions): TraceFile {
  const path = join(dir, 'trace', `${plainName(options.worker ?? 'w0')}.jsonl`);
  let file: AppendFile | undefined;
  let failure: Error | undefined;
  let scheduled = false;
  const attempt = (deed: () => void) => {
    if (failure !== undefined) return;
    try {
      deed();
    } catch (error) {
      failure = toStoreError(error, path);
    }
  };
  const flush = () => {
    scheduled = false;
    attempt(() => file?.flush());
  };
  return {
    path,
    get failure() {
      return failure;
    },
    write(conversation, traffic) {
      attempt(() => {
        if (file === undefined) {
          mkdirSync(join(dir, 'trace'), { recursive: true });
          file = new AppendFile(path);
        }
        const line = {
          conversation,
          at: Math.round(options.now()),
          ...redactTraffic(traffic, options.redactor),
        };
        file.append(`${JSON.stringify(line)}\n`);
        if (scheduled) return;
        scheduled = true;
        setImmediate(flush);
      });
    },
    close() {
      flush();
      attempt(() => {
        file?.syncNow();
        file?.close();
      });
    },
  };
}

/** Names of headers, parameters and fields whose values are secret whatever they hold. */
const SECRET_NAME =
  /^(.*[-_])?(authorization|cookie|set-cookie|token|secret|password|passwd|credential|signature|api-?_?key|access-?_?key|key|sign)([-_].*)?$/i;
const HIDDEN = '«redacted»';

function redactTraffic({ direction, what, headers, body }: Traffic, redactor: Redactor): Traffic {
  const cut = body !== undefined && body.length > BODY_CHARS_MAX;
  return {
    direction,
    what: redactor.text(hideParameters(what)),
    ...(headers === undefined
      ? {}
      : {
          headers: Object.fromEntries(
            Object.entries(headers).map(([name, value]) => [
              name,
              SECRET_NAME.test(name) ? HIDDEN : redactor.text(hideParameters(value)),
            ]),
          ),
        }),
    ...(body === undefined
      ? {}
      : { body: redactor.text(hideFields(body)).slice(0, BODY_CHARS_MAX) + (cut ? '…' : '') }),
  };
}

function hideParameters(address: string): string {
  return address
    .replace(/(\w+:\/\/)[^\s/@]+@/g, `$1${HIDDEN}@`)
    .replace(/([?&])([^=&\s]+)=([^&\s#]*)/g, (whole, mark: string, name: string) =>
      SECRET_NAME.test(name) ? `${mark}${name}=${HIDDEN}` : whole,
    );
}

/** `"access_token": "…"` in JSON and `token=…` in a form, whatever the body is otherwise. */
function hideFields(body: string): string {
  return body
    .replace(/"([\w-]{1,60})"(\s*:\s*)"((?:[^"\\]|\\.)*)"/g, (whole, name: string, colon: string) =>
      SECRET_NAME.test(snake(name)) ? `"${name}"${colon}"${HIDDEN}"` : whole,
    )
    .replace(/(^|&)([\w-]{1,60})=([^&\s]*)/g, (whole, mark: string, name: string) =>
      SECRET_NAME.test(snake(name)) ? `${mark}${name}=${HIDDEN}` : whole,
    );
}

/** `accessToken` as `access_token`, so that one list of names serves both. */
function snake(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1_$2');
}
