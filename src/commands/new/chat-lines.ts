import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { createPseudonyms } from '../../logs/pseudonyms.ts';
import { guessSides } from '../../logs/sides.ts';
import type { Transcript } from '../../model/event.ts';
import type { Locale } from '../../model/locale.ts';
import type { ChatLine } from '../../play/from-chat/read-chat.ts';
import { hashText } from '../../random/hash.ts';
import { readConversations } from '../../store/read-run.ts';
import { noMessages, readLogFile } from '../import/read-log-file.ts';
import { confirmSides, isPersonal, localeOf, type ToldSides, withTold } from '../import/sides.ts';
import { type CommandIo, UsageError } from '../io.ts';
import type { Languages } from '../wiring/languages.ts';

export interface ChatOptions extends ToldSides {
  readonly locale?: Locale;
  readonly column?: readonly string[];
  readonly keepPersonalData?: boolean;
}

export interface Chat {
  readonly locale: Locale;
  readonly lines: readonly ChatLine[];
  /** How many different values of each kind were replaced. */
  readonly replaced: Readonly<Record<string, number>>;
  readonly conversations: number;
}

const BYTES_MAX = 64 * 1024 * 1024;

/**
 * One conversation of a file, `FILE` or `FILE#2`: a chat log in any shape that `import` reads, or a kept transcript. Personal
 * data is replaced unless asked otherwise.
 */
export async function chatOfFile(
  name: string,
  options: ChatOptions,
  languages: Languages,
  io: CommandIo,
): Promise<Chat> {
  const [, file = name, which] = /^(.*?)(?:#([^#]+))?$/s.exec(name) ?? [];
  const path = resolve(io.workingFolder, file);
  const { size } = statOr(path, file, io);
  if (size > BYTES_MAX)
    throw new UsageError(io.ui('shop.too-large', { path: file, mb: BYTES_MAX / 1024 / 1024 }));
  const bytes = readFileSync(path);
  if (bytes.subarray(0, 2_000).toString('utf8').includes('"peilian-transcript/'))
    return chatOfTranscript(path, file, which, options, io);
  return chatOfBytes(file, bytes, which, options, languages, io);
}

/** A chat that was pasted. */
export async function chatOfText(
  text: string,
  options: ChatOptions,
  languages: Languages,
  io: CommandIo,
): Promise<Chat> {
  return chatOfBytes(io.ui('new.pasted'), Buffer.from(text, 'utf8'), undefined, options, languages, io);
}

async function chatOfBytes(
  file: string,
  bytes: Uint8Array,
  which: string | undefined,
  options: ChatOptions,
  languages: Languages,
  io: CommandIo,
): Promise<Chat> {
  const { conversations } = await readLogFile(file, bytes, options.column ?? [], io);
  const picked = pick(conversations, ({ id }) => id, which, file, io);
  const locale = options.locale ?? localeOf([picked]);
  const sides = await confirmSides(
    withTold(guessSides([picked], languages.of(locale, null).reader), options),
    // The chat itself is shown, and may be given again with the sides named.
    { ...options, yes: true },
    file,
    io,
  );
  const sideOf = new Map(sides.map(({ speaker, side }) => [speaker, side]));
  const people = sides.filter(({ side, speaker }) => side === 'buyer' && isPersonal(speaker));
  const rewriter = options.keepPersonalData
    ? null
    : createPseudonyms(
        hashText(file),
        locale,
        people.map(({ speaker }) => speaker),
      );
  const lines = picked.messages.flatMap((message): ChatLine[] => {
    const side =
      message.speaker === '' ? 'system' : (message.side ?? sideOf.get(message.speaker) ?? 'system');
    if (side === 'system' || message.deed !== undefined) return [];
    const text = rewriter === null ? message.text : rewriter.text(message.text);
    return [
      {
        from: side === 'buyer' ? 'buyer' : 'agent',
        text,
        ...(message.kind === 'picture' ? { picture: true } : {}),
      },
    ];
  });
  return { locale, lines, replaced: rewriter?.counts ?? {}, conversations: conversations.length };
}

async function chatOfTranscript(
  path: string,
  file: string,
  which: string | undefined,
  options: ChatOptions,
  io: CommandIo,
): Promise<Chat> {
  const all: Transcript[] = [];
  for await (const { transcript } of readConversations(path)) all.push(transcript);
  const picked = pick(all, ({ id }) => id, which, file, io);
  const { locale } = picked.header;
  const rewriter = options.keepPersonalData ? null : createPseudonyms(hashText(file), locale);
  const lines = picked.events.flatMap((event): ChatLine[] =>
    event.type === 'message' && event.from !== 'system'
      ? [
          {
            from: event.from === 'buyer' ? 'buyer' : 'agent',
            text: rewriter === null ? event.text : rewriter.text(event.text),
            ...(event.content?.some(({ type }) => type === 'image') ? { picture: true } : {}),
          },
        ]
      : [],
  );
  return { locale, lines, replaced: rewriter?.counts ?? {}, conversations: all.length };
}

/** The one that was named, by number or id; else the first. */
function pick<T>(
  all: readonly T[],
  idOf: (one: T) => string,
  which: string | undefined,
  file: string,
  io: CommandIo,
): T {
  if (all.length === 0) throw noMessages(file, io);
  const found =
    which === undefined
      ? all[0]
      : (all.find((one) => idOf(one) === which) ??
        (/^\d+$/.test(which) ? all[Number(which) - 1] : undefined));
  if (found === undefined)
    throw new UsageError(
      io.ui('new.no-conversation', { which: which!, file }),
      io.ui('new.no-conversation.hint', { count: all.length, file }),
    );
  if (which === undefined && all.length > 1)
    io.err(`${io.ui('new.first-of', { count: all.length, file })}\n`);
  return found;
}

function statOr(path: string, file: string, io: CommandIo): { readonly size: number } {
  try {
    const stat = statSync(path);
    if (stat.isFile()) return stat;
  } catch {
    // Told below, in the words of the interface.
  }
  throw new UsageError(io.ui('new.no-file', { file }), io.ui('new.no-file.hint'));
}
