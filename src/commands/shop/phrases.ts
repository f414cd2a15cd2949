import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isMap, isScalar, parseDocument } from 'yaml';
import { ProblemsError } from '../../load/problem.ts';
import { loadQuickPhrases } from '../../load/quick-phrases.ts';
import { toYaml } from '../../play/generate/yaml.ts';
import { forTerminal } from '../../report/inert.ts';
import { showPath } from '../../system/library.ts';
import { writeWhole } from '../../system/write-whole.ts';
import { decodeText } from '../../tables/decode.ts';
import { readTables } from '../../tables/read.ts';
import { PHRASE_TEXT_MAX, type Phrase, phrasesOfTable, phrasesOfText } from '../../workbook/phrase-list.ts';
import { openData } from '../data.ts';
import { type CommandIo, type ExitCode, UsageError } from '../io.ts';

const BYTES_MAX = 16 * 1024 * 1024;
const PHRASES_MAX = 500;
const SHOWN_MAX = 10;
const OWN_FILE = 'quick-phrases.yaml';

/**
 * `shop phrases FILE --shop ID`: ready answers from a list into a shop of the working folder; without a shop into the agent's own
 * `quick-phrases.yaml`. What has a name that is known replaces it; nothing is taken away.
 */
export async function shopPhrases(
  names: readonly string[],
  { shop, id }: { readonly shop?: string; readonly id?: string },
  io: CommandIo,
): Promise<ExitCode> {
  const [file] = names;
  if (file === undefined) throw new UsageError(io.ui('phrases.needs-file'), io.ui('phrases.needs-file.hint'));
  const found = await readList(file, io);
  for (const { line, why } of found.unread.slice(0, SHOWN_MAX))
    io.err(
      `· ${why === 'no-text' ? io.ui('phrases.no-text', { line }) : io.ui('phrases.too-long', { line, most: PHRASE_TEXT_MAX })}\n`,
    );
  if (found.phrases.length === 0)
    throw new UsageError(
      io.ui('phrases.none', { file: forTerminal(file) }),
      io.ui('phrases.needs-file.hint'),
    );
  const named = shop ?? id;
  const { path, added, changed, all } =
    named === undefined ? intoOwn(found.phrases, io) : intoShop(named, found.phrases, io);
  io.out(`${io.ui('phrases.wrote', { path, added, changed, all })}\n`);
  return 0;
}

async function readList(file: string, io: CommandIo) {
  const path = resolve(io.workingFolder, file);
  if (!existsSync(path) || !statSync(path).isFile())
    throw new UsageError(io.ui('new.no-file', { file }), io.ui('phrases.needs-file.hint'));
  if (statSync(path).size > BYTES_MAX)
    throw new UsageError(io.ui('shop.too-large', { path: file, mb: BYTES_MAX / 1024 / 1024 }));
  const bytes = readFileSync(path);
  const isWorkbook = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (!isWorkbook && !/\.(csv|tsv|xls)$/i.test(file)) return phrasesOfText(decodeText(bytes).text);
  const read = await readTables(file, bytes);
  if (!read.ok) throw new ProblemsError([read.problem]);
  const lists = read.tables.map(phrasesOfTable);
  return {
    phrases: lists.flatMap(({ phrases }) => phrases),
    unread: lists.flatMap(({ unread }) => unread),
  };
}

interface Merged {
  readonly phrases: readonly Phrase[];
  readonly added: number;
  readonly changed: number;
}

function merge(before: readonly Phrase[], found: readonly Phrase[], io: CommandIo): Merged {
  const all = new Map(before.map(({ key, text }) => [key, text]));
  let added = 0;
  let changed = 0;
  for (const { key, text } of found) {
    if (!all.has(key)) added += 1;
    else if (all.get(key) !== text) changed += 1;
    all.set(key, text);
  }
  if (all.size > PHRASES_MAX)
    throw new UsageError(io.ui('phrases.too-many', { count: all.size, most: PHRASES_MAX }));
  return { phrases: [...all].map(([key, text]) => ({ key, text })), added, changed };
}

function intoShop(name: string, found: readonly Phrase[], io: CommandIo) {
  const data = openData(io.workingFolder);
  const { id, quickPhrases } = data.shop(name);
  const path = join(resolve(io.workingFolder, data.library.shop(name).folder), 'shop.yaml');
  const shown = showPath(path, io.workingFolder);
  if (shown === path)
    throw new UsageError(io.ui('phrases.shipped', { shop: id }), io.ui('phrases.shipped.hint', { shop: id }));
  const merged = merge(quickPhrases, found, io);
  // The file keeps its comments and everything else that a person wrote.
  const document = parseDocument(readFileSync(path, 'utf8'));
  document.set('quickPhrases', document.createNode(merged.phrases));
  const list = document.get('quickPhrases', true) as { items: unknown[] };
  for (const item of list.items)
    if (isMap(item)) item.flow = item.items.every(({ value }) => isScalar(value));
  writeWhole(path, document.toString({ lineWidth: 0, flowCollectionPadding: true }));
  return { path: shown, added: merged.added, changed: merged.changed, all: merged.phrases.length };
}

function intoOwn(found: readonly Phrase[], io: CommandIo) {
  const path = join(io.workingFolder, OWN_FILE);
  let before: readonly Phrase[] = [];
  if (existsSync(path)) {
    const read = loadQuickPhrases({ file: OWN_FILE, text: readFileSync(path, 'utf8') });
    if (!read.ok) throw new ProblemsError(read.problems);
    before = read.value.phrases;
  }
  const merged = merge(before, found, io);
  writeWhole(
    path,
    toYaml({ kind: 'quick-phrases', version: 1, phrases: merged.phrases }, io.ui('phrases.comment')),
  );
  return { path: OWN_FILE, added: merged.added, changed: merged.changed, all: merged.phrases.length };
}
