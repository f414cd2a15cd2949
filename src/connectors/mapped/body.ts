import type { AnswerForm } from '../../model/bot-request.ts';
import { nestsDeeperThan } from '../house/depth.ts';
import { ANSWER_LIMITS } from '../house/limits.ts';
import type { ChannelProblem } from '../house/problem.ts';
import { cutText } from '../house/text.ts';
import { parseEvents } from './events.ts';

export type ReadBody =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** It came as a stream of events. */
      readonly streamed?: true;
    }
  | { readonly ok: false; readonly problem: ChannelProblem };

/** A decoded body as the value that paths are asked of: JSON; a list of `{ event, id, data }`; a list of lines; the text itself. */
export function readBody(body: string, form: AnswerForm): ReadBody {
  switch (form) {
    case 'text':
      return { ok: true, value: body };
    case 'json':
      return parseJson(body);
    case 'lines':
      return readAll(body.split('\n').filter((line) => line.trim() !== ''));
    case 'events':
      return readEvents(body);
  }
}

/** JSON from outside: bounded in depth, never an exception. */
export function parseJson(text: string): ReadBody {
  if (nestsDeeperThan(text, ANSWER_LIMITS.depthMax))
    return { ok: false, problem: { code: 'too-deep', depthMax: ANSWER_LIMITS.depthMax } };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, problem: { code: 'not-json', found: cutText(text.trimStart(), 24) } };
  }
}

function readEvents(body: string): ReadBody {
  const events = parseEvents(body);
  if (events.length === 0 && body.trim() !== '') {
    // Many bots answer a failure, or everything when asked in the wrong way, with plain JSON instead of a stream.
    const whole = parseJson(body);
    return whole.ok ? { ok: true, value: [{ event: '', data: whole.value }] } : whole;
  }
  const value: unknown[] = [];
  for (const { event, id, data } of events) {
    // The end mark of language models, and whatever else is no JSON, stays text.
    if (nestsDeeperThan(data, ANSWER_LIMITS.depthMax))
      return { ok: false, problem: { code: 'too-deep', depthMax: ANSWER_LIMITS.depthMax } };
    value.push({ event, ...(id === undefined ? {} : { id }), data: jsonOrText(data) });
  }
  return { ok: true, value, streamed: true };
}

function readAll(texts: readonly string[]): ReadBody {
  const value: unknown[] = [];
  for (const text of texts) {
    const read = parseJson(text);
    if (!read.ok) return read;
    value.push(read.value);
  }
  return { ok: true, value };
}

export function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
