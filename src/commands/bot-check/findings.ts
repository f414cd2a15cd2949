import type { Bot, BotProtocol } from '../../model/bot.ts';
import type { Arrival } from '../../model/ports.ts';
import { type Field, likelySession, likelyText } from './fields.ts';
import type { Talked } from './talk.ts';

/** Something that looks wrong, and the field of the bot file that mends it; `undefined` where the protocol has no such field. */
export type BotFinding =
  | { readonly what: 'error'; readonly message: string; readonly field: string }
  | { readonly what: 'no-text'; readonly path: string | undefined; readonly field: string | undefined }
  | { readonly what: 'silent'; readonly field: string | undefined }
  | { readonly what: 'same-thrice'; readonly text: string; readonly field: string | undefined }
  | { readonly what: 'echo'; readonly field: string | undefined }
  | { readonly what: 'json-text'; readonly field: string | undefined }
  | { readonly what: 'markup'; readonly text: string; readonly field: string | undefined }
  | { readonly what: 'slow'; readonly tookMs: number; readonly field: string }
  | { readonly what: 'session'; readonly path: string; readonly name: string; readonly field: string };

const SLOW_MS = 5_000;

/** What looks wrong with a bot after a few messages. `grave` ones fail the check; the others are worth a look. */
export function findProblems(
  talked: readonly Talked[],
  answers: readonly (readonly Field[])[],
  bot: Bot | undefined,
): { readonly grave: BotFinding[]; readonly worthALook: BotFinding[] } {
  const grave: BotFinding[] = [];
  const errors = new Map<string, Extract<Arrival, { type: 'error' }>>();
  for (const { arrivals } of talked)
    for (const arrival of arrivals) if (arrival.type === 'error') errors.set(arrival.message, arrival);
  for (const { code, message } of [...errors.values()].slice(0, 5))
    grave.push({ what: 'error', message, field: fieldFor(code, bot) });

  const texts = talked.map(({ arrivals }) => textsOf(arrivals));
  const fields = answers.flat();
  if (texts.every((each) => each.length === 0)) {
    const path = likelyText(fields);
    if (fields.length > 0 && (path !== undefined || errors.size === 0))
      grave.push({ what: 'no-text', path, field: replyField(bot, 'reply.text') });
    else if (errors.size === 0) grave.push({ what: 'silent', field: replyField(bot, 'reply') });
  }
  const [first = ''] = texts[0] ?? [];
  if (texts.length > 2 && first !== '' && texts.every((each) => each.join('\n') === texts[0]!.join('\n')))
    grave.push({ what: 'same-thrice', text: first, field: bodyField(bot) });
  if (talked.length > 1 && talked.every(({ said }, at) => texts[at]!.includes(said)))
    grave.push({ what: 'echo', field: replyField(bot, 'reply.text') });
  if (texts.flat().some((text) => /^\s*[{[]\s*["{[\d]/.test(text)))
    grave.push({ what: 'json-text', field: replyField(bot, 'reply.text') });

  const worthALook: BotFinding[] = [];
  const marked = texts.flat().find((text) => /<\/?(p|br|div|span|a|img|b)\b[^>]*>|!\[[^\]]*\]\(/i.test(text));
  if (marked !== undefined)
    worthALook.push({ what: 'markup', text: marked, field: replyField(bot, 'reply.text') });
  const slowest = Math.max(
    0,
    ...talked.filter(({ arrivals }) => arrivals.length > 0).map(({ tookMs }) => tookMs),
  );
  if (slowest > SLOW_MS) worthALook.push({ what: 'slow', tookMs: slowest, field: 'answerLimit' });
  if (bot?.protocol === 'http' || bot?.protocol === 'sse') {
    const path = likelySession(fields);
    const name = path === undefined ? '' : (/(\w+)['\]]*$/.exec(path)?.[1] ?? '');
    // What we have named ourselves needs not be kept, whatever the bot calls it back.
    if (path !== undefined && !JSON.stringify(bot).includes(`"${name}":"{{sessionId}}"`))
      worthALook.push({ what: 'session', path, name, field: readingField(bot, 'capture') });
  }
  return { grave, worthALook };
}

function textsOf(arrivals: readonly Arrival[]): string[] {
  return arrivals.flatMap((arrival) => (arrival.type === 'message' ? [arrival.text] : []));
}

/** The field to look at first for a kind of failure. */
function fieldFor(code: Extract<Arrival, { type: 'error' }>['code'], bot: Bot | undefined): string {
  const where =
    bot?.protocol === 'callback'
      ? 'send.url'
      : bot?.protocol === 'stdio'
        ? 'command'
        : bot?.protocol === 'module'
          ? 'module'
          : requestField(bot, 'url');
  switch (code) {
    case 'timeout':
      return 'answerLimit';
    case 'not-json':
      return bot?.protocol === 'websocket' ? 'frames' : (replyField(bot, 'answer') ?? where);
    case 'wrong-shape':
    case 'too-many-messages':
      return replyField(bot, 'reply') ?? where;
    case 'http-status':
      return bot !== undefined && 'headers' in bot && Object.keys(bot.headers).length > 0 ? 'headers' : where;
    default:
      return where;
  }
}

function bodyField(bot: Bot | undefined): string | undefined {
  if (!isMapped(bot)) return undefined;
  return bot?.protocol === 'websocket' || bot?.protocol === 'stdio'
    ? 'send'
    : bot?.protocol === 'callback'
      ? 'send.body'
      : requestField(bot, 'body');
}

/** A field of the request that carries what the buyer says: one of the steps, where there are steps. */
function requestField(bot: Bot | undefined, field: string): string {
  const steps = stepsOf(bot);
  if (steps.length === 0) return field;
  // What cannot be reached is told of the first; later ones mostly lie at the same place.
  const at = field === 'url' ? 0 : steps.findIndex((step) => SAYS_SLOT.test(JSON.stringify(step)));
  return `steps.${Math.max(0, at)}.${field}`;
}

const SAYS_SLOT = /\{\{(text|pick|content|request|history)\b/;

/** A field of the reply, where the file says how one is read. */
function replyField(bot: Bot | undefined, field: string): string | undefined {
  return isMapped(bot) ? readingField(bot, field) : undefined;
}

/** Whether the file says what is sent and how it is read, and not the protocol by itself. */
function isMapped(bot: Bot | undefined): boolean {
  return bot !== undefined && MAPPED.has(bot.protocol);
}

const MAPPED: ReadonlySet<BotProtocol> = new Set(['http', 'sse', 'websocket', 'callback', 'stdio']);

/** A field of what reads the bot's words: the stream or the poll that brings them, the last of the steps, or the file itself. */
function readingField(bot: Bot | undefined, field: string): string {
  if (bot?.protocol === 'sse' && bot.listen !== undefined) return `listen.${field}`;
  if ((bot?.protocol === 'http' || bot?.protocol === 'sse') && bot.poll !== undefined) return `poll.${field}`;
  const last = stepsOf(bot).length - 1;
  return last < 0 ? field : `steps.${last}.${field}`;
}

function stepsOf(bot: Bot | undefined): readonly object[] {
  return bot?.protocol === 'http' || bot?.protocol === 'sse' ? (bot.steps ?? []) : [];
}
