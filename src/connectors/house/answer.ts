import type { ActionArgs } from '../../model/action.ts';
import type { Locale } from '../../model/locale.ts';
import type { Arrival } from '../../model/ports.ts';
import { AnswerReading, type Choice } from './answer-reading.ts';
import { nestsDeeperThan } from './depth.ts';
import { ANSWER_LIMITS } from './limits.ts';
import type { Found } from './problem.ts';
import { cutText } from './text.ts';
import { problemArrival } from './wording.ts';

/**
 * The body of an answer in the house protocol, as what arrives. Never throws: a body that is no JSON, nests too deep or has
 * the wrong shape is one `error` arrival. `body` has been decoded and its size checked.
 */
export function parseAnswer(body: string, locale: Locale): Arrival[] {
  if (nestsDeeperThan(body, ANSWER_LIMITS.depthMax))
    return [problemArrival(locale, { code: 'too-deep', depthMax: ANSWER_LIMITS.depthMax })];
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return [problemArrival(locale, { code: 'not-json', found: cutText(body.trimStart(), 24) })];
  }
  return readAnswer(value, locale);
}

/**
 * An answer as a value, from JSON or from a bot in the same process: a string, a list of strings, `{ text }`, or
 * `{ messages, actions }` (any of the three together); `undefined` and blank texts say nothing. Unknown fields are ignored.
 * What fits arrives, in order, actions first and at the time of the first message; every part that does not fit is left out
 * and named in an `error`, the first `problemsMax` of them. Texts are well-formed Unicode, control characters are kept.
 */
export function readAnswer(answer: unknown, locale: Locale): Arrival[] {
  if (answer === undefined) return [];
  const out = new AnswerReading(locale);
  if (typeof answer === 'string') out.message(answer);
  else if (Array.isArray(answer)) readStrings(answer, out);
  else if (isRecord(answer)) readObject(answer, out);
  else out.wrong('answer', answer, 'answer');
  return out.arrivals();
}

function readStrings(list: readonly unknown[], out: AnswerReading): void {
  const count = out.bounded('answer', list.length, ANSWER_LIMITS.messagesMax);
  for (let at = 0; at < count; at++) {
    const text = list[at];
    if (typeof text === 'string') out.message(text);
    else out.wrong(`answer[${at}]`, text, 'text');
  }
}

function readObject(answer: Readonly<Record<string, unknown>>, out: AnswerReading): void {
  const { text, messages, actions } = answer;
  if (text === undefined && messages === undefined && actions === undefined) {
    out.problem({ code: 'wrong-shape', place: 'answer', found: fieldsOf(answer), expected: 'answer' });
    return;
  }
  if (typeof text === 'string') {
    // A bot may put its delay and choices beside a single text as well as into a list.
    readMessage('answer', answer, out);
  } else if (text !== undefined && text !== null) out.wrong('text', text, 'text');
  if (Array.isArray(messages)) {
    const count = out.bounded('messages', messages.length, ANSWER_LIMITS.messagesMax);
    for (let at = 0; at < count; at++) readEntry(`messages[${at}]`, messages[at], out);
  } else if (messages !== undefined && messages !== null) out.wrong('messages', messages, 'messages');
  if (Array.isArray(actions)) {
    const count = out.bounded('actions', actions.length, ANSWER_LIMITS.actionsMax);
    for (let at = 0; at < count; at++) readAction(`actions[${at}]`, actions[at], out);
  } else if (actions !== undefined && actions !== null) out.wrong('actions', actions, 'actions');
}

function readEntry(place: string, entry: unknown, out: AnswerReading): void {
  if (typeof entry === 'string') out.message(entry);
  else if (isRecord(entry)) readMessage(place, entry, out);
  else out.wrong(place, entry, 'message');
}

function readMessage(place: string, entry: Readonly<Record<string, unknown>>, out: AnswerReading): void {
  const { text, delayMs, choices } = entry;
  if (typeof text !== 'string') out.wrong(`${place}.text`, text, 'text');
  else if (!isDelay(delayMs)) out.wrong(`${place}.delayMs`, delayMs, 'delay');
  else if (choices === undefined || choices === null) out.message(text, delayMs);
  else out.message(text, delayMs, readChoices(`${place}.choices`, choices, out));
}

function readChoices(place: string, choices: unknown, out: AnswerReading): Choice[] | undefined {
  if (!Array.isArray(choices)) {
    out.wrong(place, choices, 'choices');
    return undefined;
  }
  const read: Choice[] = [];
  const count = out.bounded(place, choices.length, ANSWER_LIMITS.choicesMax);
  for (let at = 0; at < count; at++) {
    const choice: unknown = choices[at];
    if (isRecord(choice) && typeof choice.id === 'string' && typeof choice.text === 'string') {
      read.push({
        id: cutText(choice.id, ANSWER_LIMITS.nameCharsMax),
        text: cutText(choice.text, ANSWER_LIMITS.choiceCharsMax),
      });
    } else out.wrong(`${place}[${at}]`, choice, 'choice');
  }
  return read.length === 0 ? undefined : read;
}

function readAction(place: string, action: unknown, out: AnswerReading): void {
  if (!isRecord(action)) {
    out.wrong(place, action, 'action');
    return;
  }
  const { id, name, args, delayMs } = action;
  if (typeof name !== 'string' || name === '') out.wrong(`${place}.name`, name, 'name');
  else if (!isDelay(delayMs)) out.wrong(`${place}.delayMs`, delayMs, 'delay');
  else {
    const read = readArgs(`${place}.args`, args, out);
    if (read === undefined) return;
    const known = typeof id === 'string' && id !== '' ? { id: cutText(id, ANSWER_LIMITS.nameCharsMax) } : {};
    out.action({ ...known, name: cutText(name, ANSWER_LIMITS.nameCharsMax), args: read }, delayMs);
  }
}

function readArgs(place: string, args: unknown, out: AnswerReading): ActionArgs | undefined {
  if (args === undefined || args === null) return {};
  if (!isRecord(args)) {
    out.wrong(place, args, 'args');
    return undefined;
  }
  const read: Record<string, string | number | boolean> = {};
  let count = 0;
  for (const key of Object.keys(args)) {
    const value = args[key];
    // An absent argument is often sent as null; `__proto__` is never one.
    if (value === null || value === undefined || key === '__proto__') continue;
    if (++count > ANSWER_LIMITS.argsMax) {
      out.wrong(place, args, 'args');
      return undefined;
    }
    if (typeof value === 'string')
      read[cutText(key, ANSWER_LIMITS.nameCharsMax)] = cutText(value, ANSWER_LIMITS.argCharsMax);
    else if (typeof value === 'boolean') read[cutText(key, ANSWER_LIMITS.nameCharsMax)] = value;
    else if (typeof value === 'number' && Number.isFinite(value))
      // Minus zero, which JSON cannot write, becomes zero.
      read[cutText(key, ANSWER_LIMITS.nameCharsMax)] = value + 0;
    else {
      out.wrong(`${place}.${cutText(key, 40)}`, value, 'arg');
      return undefined;
    }
  }
  return read;
}

function isDelay(value: unknown): value is number | null | undefined {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'number' && value >= 0 && value <= ANSWER_LIMITS.delayMsMax)
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsOf(value: object): Found {
  return {
    is: 'fields',
    names: Object.keys(value)
      .slice(0, 6)
      .map((name) => cutText(name, 40)),
  };
}
