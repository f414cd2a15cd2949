import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { createPseudonyms } from '../logs/pseudonyms.ts';
import { guessSides, type Side } from '../logs/sides.ts';
import { toTranscript } from '../logs/to-transcript.ts';
import type { Ref, Transcript } from '../model/event.ts';
import type { Locale } from '../model/locale.ts';
import { contentHash } from '../play/content-hash.ts';
import { hashText } from '../random/hash.ts';
import { forTerminal } from '../report/inert.ts';
import { packageVersion } from '../system/package-root.ts';
import { writeWhole } from '../system/write-whole.ts';
import { CHAIN_START, encodeLine } from '../transcript/line.ts';
import { openData } from './data.ts';
import { noMessages, readLogFile } from './import/read-log-file.ts';
import { confirmSides, isPersonal, localeOf, withTold } from './import/sides.ts';
import { type CommandIo, type ExitCode, UsageError } from './io.ts';
import { openLanguages } from './wiring/languages.ts';

export interface ImportOptions {
  readonly locale?: Locale;
  readonly utcOffset?: string;
  readonly buyer?: readonly string[];
  readonly agent?: readonly string[];
  readonly column?: readonly string[];
  readonly shop?: string;
  readonly keepPersonalData?: boolean;
  readonly yes?: boolean;
  readonly out?: string;
}

const BYTES_MAX = 512 * 1024 * 1024;
const SHOWN_MAX = 12;
const OFFSETS: Readonly<Record<Locale, string>> = { 'zh-CN': '+08:00', en: '+00:00' };

/**
 * Real chat logs as transcripts that can be scored, replayed and read: whoever wrote is told apart, times get a zone, and personal
 * data is replaced before anything is written.
 */
export async function importLogs(
  files: readonly string[],
  options: ImportOptions,
  io: CommandIo,
): Promise<ExitCode> {
  if (files.length === 0) throw new UsageError(io.ui('import.needs-file'), io.ui('import.needs-file.hint'));
  const data = openData(io.workingFolder);
  const languages = openLanguages();
  const shop = options.shop === undefined ? null : data.shop(options.shop);
  for (const file of files) {
    const path = resolve(io.workingFolder, file);
    if (statSync(path).size > BYTES_MAX)
      throw new UsageError(io.ui('shop.too-large', { path: file, mb: BYTES_MAX / 1024 / 1024 }));
    const target = targetOf(file, options, files.length > 1);
    if (existsSync(resolve(io.workingFolder, target)))
      throw new UsageError(io.ui('shop.exists', { path: target }), io.ui('import.exists.hint'));
    const log = await readLogFile(file, readFileSync(path), options.column ?? [], io);
    if (log.conversations.length === 0) throw noMessages(file, io);
    const locale = options.locale ?? shop?.locale ?? localeOf(log.conversations);
    const language = languages.of(locale, shop);
    const sides = await confirmSides(
      withTold(guessSides(log.conversations, language.reader), options),
      options,
      file,
      io,
    );
    const speakers = sides.filter(({ side }) => side === 'buyer').map(({ speaker }) => speaker);
    const pseudonyms = options.keepPersonalData
      ? null
      : createPseudonyms(hashText(basename(file)), locale, speakers.filter(isPersonal));
    const sideOf = (speaker: string): Side =>
      sides.find((each) => each.speaker === speaker)?.side ?? 'system';
    const name = basename(target).replace(/\.jsonl$/, '');
    const transcripts = log.conversations.map((conversation, index) =>
      toTranscript(conversation, `${name}/${index + 1}`, {
        locale,
        utcOffset: options.utcOffset ?? OFFSETS[locale],
        sideOf,
        rewrite: pseudonyms?.text ?? ((text) => text),
        tool: `peilian ${packageVersion()}`,
        packs: { id: locale, hash: language.packsHash },
        shop: shop === null ? null : refTo(shop),
        agent: 'imported',
      }),
    );
    writeTranscripts(resolve(io.workingFolder, target), transcripts);
    for (const { line, text } of log.unread.slice(0, SHOWN_MAX))
      io.err(`· ${io.ui('import.unread', { line, text: forTerminal(text.slice(0, 80)) })}\n`);
    if (log.unread.length > SHOWN_MAX)
      io.err(`· ${io.ui('shop.more', { count: log.unread.length - SHOWN_MAX })}\n`);
    if (pseudonyms !== null) {
      const replaced = Object.entries(pseudonyms.counts).map(
        ([kind, count]) => `${io.ui(`import.kind.${kind}`)} ${count}`,
      );
      io.err(
        `· ${replaced.length === 0 ? io.ui('import.nothing-personal') : io.ui('import.replaced', { what: replaced.join(', ') })}\n`,
      );
    }
    if (transcripts.some(({ header }) => header.untimed)) io.err(`· ${io.ui('import.untimed')}\n`);
    io.out(
      `${io.ui('import.wrote', {
        path: target,
        conversations: transcripts.length,
        messages: transcripts.reduce(
          (sum, { events }) => sum + events.filter(({ type }) => type === 'message').length,
          0,
        ),
      })}\n`,
    );
  }
  return 0;
}

function refTo(shop: { readonly id: string }): Ref {
  return { id: shop.id, hash: contentHash(shop) };
}

function targetOf(file: string, { out }: ImportOptions, several: boolean): string {
  const name = `${basename(file)
    .replace(/\.\w+$/, '')
    .replace(/[^\w\u4e00-\u9fff.-]+/g, '-')}.jsonl`;
  if (out === undefined) return join('transcripts', 'imported', name);
  return several || !out.endsWith('.jsonl') ? join(out, name) : out;
}

function writeTranscripts(path: string, transcripts: readonly Transcript[]): void {
  mkdirSync(dirname(path), { recursive: true });
  const lines: string[] = [];
  for (const { events } of transcripts) {
    let before = CHAIN_START;
    for (const event of events) {
      const { line, hash } = encodeLine(event, before);
      lines.push(line);
      before = hash;
    }
  }
  writeWhole(path, `${lines.join('\n')}\n`);
}
