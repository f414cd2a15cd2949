import type { Reply } from '../../model/bot-request.ts';
import { compileJsonPath, type JsonPath } from '../../model/json-path.ts';
import type { Locale } from '../../model/locale.ts';
import type { Arrival } from '../../model/ports.ts';
import { readAnswer } from '../house/answer.ts';
import type { ChannelProblem, Found } from '../house/problem.ts';
import { cutText } from '../house/text.ts';
import { problemArrival } from '../house/wording.ts';
import { asText } from './template.ts';

/** Reads an answer by the paths of a bot file. */
export interface ReplyReader {
  /** What an answer holds. `seen`: ids of messages taken before; those of this answer are added. */
  read(value: unknown, locale: Locale, seen: Set<string>): Arrival[];
  /** The failure that the bot reports in it, if any. */
  failure(value: unknown): ChannelProblem | undefined;
}

interface Piece {
  readonly text: string;
  readonly delayMs?: unknown;
  readonly choices?: unknown;
  readonly group: string | undefined;
}

/**
 * A reader for `reply` of a bot file. What it finds is held to the same limits as an answer of the house protocol. A path that
 * finds nothing where a message was promised is an `error` that says so; a `null` says nothing.
 */
export function compileReply(reply: Reply): ReplyReader {
  const paths = {
    each: compileJsonPath(reply.each),
    text: maybe(reply.text),
    join: reply.join === undefined || reply.join === 'all' ? undefined : compileJsonPath(reply.join),
    delay: maybe(reply.delay),
    choices: mapValues(reply.choices, compileJsonPath),
    id: maybe(reply.id),
    error: maybe(reply.error),
  };
  const actions = compileActions(reply.actions);

  return { read, failure };

  function failure(value: unknown): ChannelProblem | undefined {
    const found = paths.error === undefined ? undefined : firstReal(paths.error, value);
    return found === undefined
      ? undefined
      : { code: 'internal', reason: cutText(asText(found), REASON_CHARS_MAX) };
  }

  function read(value: unknown, locale: Locale, seen: Set<string>): Arrival[] {
    const failed = failure(value);
    if (failed !== undefined) return [problemArrival(locale, failed)];
    const entries = paths.each.values(value);
    const pieces: Piece[] = [];
    const errors: Arrival[] = [];
    let found = 0;
    for (const entry of entries) {
      const texts = paths.text?.values(entry) ?? [];
      found += texts.length;
      if (texts.length > 0 && isDouble(paths.id, entry, seen)) continue;
      for (const text of texts) {
        if (typeof text === 'string' || typeof text === 'number')
          pieces.push({
            text: String(text),
            delayMs: delayOf(entry),
            choices: choicesOf(entry),
            group: reply.join === 'all' ? '' : paths.join && asText(paths.join.values(entry)[0]),
          });
        else if (text !== null)
          errors.push(
            problemArrival(locale, {
              code: 'wrong-shape',
              place: `reply.text (${paths.text!.text})`,
              found: shapeOf(text),
              expected: 'text',
            }),
          );
      }
    }
    const deeds = actions(value);
    if (entries.length > 0 && found === 0 && deeds.length === 0 && paths.text !== undefined)
      errors.push(
        problemArrival(locale, {
          code: 'wrong-shape',
          place: `answer (${paths.text.text})`,
          found: shapeOf(value),
          expected: 'mapped',
        }),
      );
    const messages = joined(pieces).map(({ group: _, ...message }) => dropEmpty(message));
    return [...readAnswer({ messages, actions: deeds }, locale), ...errors.slice(0, ERRORS_MAX)];
  }

  function delayOf(entry: unknown): unknown {
    const delay = paths.delay?.values(entry)[0];
    const number = typeof delay === 'string' && delay.trim() !== '' ? Number(delay) : delay;
    return typeof number === 'number' ? number * (reply.delayUnit === 's' ? 1_000 : 1) : number;
  }

  function choicesOf(entry: unknown): unknown {
    if (paths.choices === undefined) return undefined;
    const { each, id, text } = paths.choices;
    const found = each.values(entry);
    return found.length === 0
      ? undefined
      : found.map((choice) => ({ id: asText(id.values(choice)[0]), text: asText(text.values(choice)[0]) }));
  }
}

const REASON_CHARS_MAX = 300;
const ERRORS_MAX = 5;
const SEEN_MAX = 10_000;

function compileActions(actions: Reply['actions']): (value: unknown) => object[] {
  if (actions === undefined) return () => [];
  const each = compileJsonPath(actions.each);
  const name = compileJsonPath(actions.name);
  const args = maybe(actions.args);
  const id = maybe(actions.id);
  return (value) =>
    each.values(value).map((entry) => {
      const theirs = name.values(entry)[0];
      const given = args?.values(entry)[0];
      return dropEmpty({
        id: id === undefined ? undefined : asText(id.values(entry)[0]),
        name: typeof theirs === 'string' ? (actions.names[theirs] ?? theirs) : theirs,
        // Language models send arguments as JSON text.
        args: typeof given === 'string' ? parsedArgs(given) : given,
      });
    });
}

/** Arguments as they were meant; text that is no JSON stays text, which the reader then names. */
export function parsedArgs(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Pieces of the same group are one message, at the place and with the extras of the first. */
function joined(pieces: readonly Piece[]): Piece[] {
  const groups = new Map<string, { at: number; texts: string[] }>();
  const out: Piece[] = [];
  for (const piece of pieces) {
    const group = piece.group === undefined ? undefined : groups.get(piece.group);
    if (group === undefined) {
      if (piece.group !== undefined) groups.set(piece.group, { at: out.length, texts: [piece.text] });
      out.push(piece);
    } else group.texts.push(piece.text);
  }
  for (const { at, texts } of groups.values()) out[at] = { ...out[at]!, text: texts.join('') };
  return out;
}

function isDouble(path: JsonPath | undefined, entry: unknown, seen: Set<string>): boolean {
  const id = path?.values(entry)[0];
  if (id === undefined || id === null) return false;
  const key = asText(id);
  if (seen.has(key)) return true;
  if (seen.size < SEEN_MAX) seen.add(key);
  return false;
}

function firstReal(path: JsonPath, value: unknown): unknown {
  return path.values(value).find((each) => each !== null && each !== '' && each !== false);
}

function shapeOf(value: unknown): Found {
  if (value === null) return { is: 'null' };
  if (Array.isArray(value)) return { is: 'list' };
  switch (typeof value) {
    case 'object':
      return {
        is: 'fields',
        names: Object.keys(value)
          .slice(0, 6)
          .map((name) => cutText(name, 40)),
      };
    case 'string':
      return { is: 'text' };
    case 'number':
      return { is: 'number', value };
    case 'boolean':
      return { is: 'boolean' };
    default:
      return { is: 'other' };
  }
}

function maybe(text: string | undefined): JsonPath | undefined {
  return text === undefined ? undefined : compileJsonPath(text);
}

function mapValues<Key extends string>(
  of: Readonly<Record<Key, string>> | undefined,
  make: (text: string) => JsonPath,
): Record<Key, JsonPath> | undefined {
  return of === undefined
    ? undefined
    : (Object.fromEntries(Object.entries(of).map(([key, text]) => [key, make(text as string)])) as Record<
        Key,
        JsonPath
      >);
}

function dropEmpty<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}
