import { join } from 'node:path';
import { ProblemsError, renderProblem } from '../../load/problem.ts';
import type { Locale } from '../../model/locale.ts';
import { forTerminal, forTerminalLines } from '../../report/inert.ts';
import { cellText, type Table } from '../../tables/table.ts';
import { checkRead, placeName } from '../../workbook/check-read.ts';
import { fieldName } from '../../workbook/field-name.ts';
import type { FilledIn } from '../../workbook/fill-in.ts';
import { idFor } from '../../workbook/foreign/product-names.ts';
import type { ImportNote } from '../../workbook/foreign/to-shop.ts';
import { plainHeading } from '../../workbook/headings.ts';
import { type ShopRead, sheetOf } from '../../workbook/read-shop.ts';
import { SHEETS } from '../../workbook/sheets/sheets.ts';
import type { WorkbookTexts } from '../../workbook/texts.ts';
import { showChange } from '../../workbook/update.ts';
import { type Data, openData } from '../data.ts';
import { localeOf } from '../import/sides.ts';
import { type CommandIo, type ExitCode, UsageError } from '../io.ts';
import type { ShopOptions } from '../shop.ts';
import { castable } from './castable.ts';
import { tablesOf } from './files.ts';
import { importForeign } from './foreign.ts';
import { readMemory, writeMemory } from './memory.ts';
import { importOwn } from './own.ts';
import { allWorkbookTexts } from './texts.ts';
import { type FilesWritten, writeShopFiles } from './write-shop-files.ts';

const ID = /^[a-z][a-z0-9-]{0,63}$/;
const SHOWN_MAX = 12;
const HEADINGS_MAX = 5;

/** Makes a shop of spreadsheets, ours or anybody's, or brings the one that is there up to date. Nothing is dropped in silence. */
export async function shopImport(
  names: readonly string[],
  options: ShopOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const tables = await tablesOf(names, io);
  const data = openData(io.workingFolder);
  const file = names.join(', ');
  const ours = tables.some((table) => sheetOf(table, allWorkbookTexts()) !== null);
  const head = ours ? headOf(tables) : {};
  const id = idOf(options, head.id, names[0]!, io);
  const market = data.market(
    options.market ?? head.market ?? (marketLocale(options, tables, io) === 'zh-CN' ? 'cn' : 'uk'),
  );
  const folder = join(io.workingFolder, 'scenarios', 'shops', id);
  const memory = readMemory(folder);

  let read: ShopRead;
  let memoryNext: Omit<Parameters<typeof writeMemory>[1], 'written'>;
  let notes: string[];
  if (ours) {
    const own = importOwn(tables, market, {
      file,
      id,
      name: options.name,
      keepBuyers: options.keepPersonalData ?? false,
    });
    read = own.read;
    memoryNext = { roles: {}, pricesComplete: true, ids: {} };
    notes = [
      ...saySilences(own.filling, own.read.texts, io),
      ...own.notes.map((note) => io.ui(`shop.note.${note}`)),
      ...own.read.leftOut.map((text) => io.ui('shop.note.left-out', { text: forTerminal(text) })),
    ];
  } else {
    const before = memory?.written.shop as { readonly name?: string } | undefined;
    const name = options.name ?? before?.name ?? id;
    const foreign = await importForeign(
      tables,
      { id, name, locale: market.locale, market },
      memory,
      options,
      file,
      io,
    );
    const { files, places } = foreign.read;
    read = { files: files!, places, problems: [], leftOut: [], sheets: new Set() };
    const { saleUntil, pricesComplete = false, ids } = foreign.answers;
    memoryNext = {
      roles: foreign.roles,
      pricesComplete,
      ids: Object.fromEntries(ids),
      ...(saleUntil === undefined ? {} : { saleUntil }),
    };
    notes = sayNotes(foreign.read.notes, file, io);
    io.err(`${io.ui('shop.read', { products: foreign.read.products, variants: foreign.read.variants })}\n`);
  }
  const checked = checkRead(read, file, id, market, read.texts);
  if (!checked.ok) throw new ProblemsError(checked.problems);

  const written = writeShopFiles(
    folder,
    read.files,
    memory?.written ?? null,
    io.ui('shop.comment', { file }),
  );
  writeMemory(folder, { ...memoryNext, written: read.files });
  for (const note of notes) io.err(`· ${note}\n`);
  return report(id, written, io);
}

/** What nobody filled in, and what is taken instead: by sheet, with the lines' own headings. */
function saySilences(filling: FilledIn, texts: WorkbookTexts | undefined, { ui }: CommandIo): string[] {
  const bySheet = new Map<string, Set<string>>();
  for (const { sheet, path } of filling.assumed) {
    const called = texts && fieldName(sheet, path, texts);
    if (called === undefined) continue;
    const headings = bySheet.get(called.sheet) ?? new Set();
    if (called.heading !== undefined) headings.add(called.heading);
    bySheet.set(called.sheet, headings);
  }
  const list = (entries: readonly string[]) =>
    [
      entries
        .slice(0, HEADINGS_MAX)
        .map((entry) => `“${forTerminal(entry)}”`)
        .join(', '),
      ...(entries.length > HEADINGS_MAX ? [ui('shop.more', { count: entries.length - HEADINGS_MAX })] : []),
    ].join(' … ');
  const sheets = [...bySheet].map(([sheet, headings]) =>
    headings.size === 0 ? sheet : `${sheet} (${list([...headings])})`,
  );
  return [
    ...(sheets.length === 0 ? [] : [ui('shop.note.filled-in', { sheets: sheets.join('; ') })]),
    ...SHEETS.filter(({ family }) => family !== undefined && filling.notComplete.includes(family)).map(
      ({ id }) => ui('shop.note.not-complete', { sheet: texts?.sheets[id]?.title ?? id }),
    ),
    ...(filling.noFloor.length === 0
      ? []
      : [ui('shop.note.own-no-floor', { products: list(filling.noFloor) })]),
    ...(filling.noStock.length === 0 ? [] : [ui('shop.note.own-no-stock')]),
  ];
}

function report(id: string, written: FilesWritten, io: CommandIo): ExitCode {
  const { ui } = io;
  if (!written.created) {
    io.out(`${ui('shop.updated', { taken: written.taken.length, kept: written.kept.length })}\n`);
    for (const { sheet, path, before, after } of written.taken.slice(0, SHOWN_MAX))
      io.out(`  ${sheet}.yaml ${forTerminal(showChange(path))}: ${brief(before)} → ${brief(after)}\n`);
    if (written.taken.length > SHOWN_MAX)
      io.out(`  … ${ui('shop.more', { count: written.taken.length - SHOWN_MAX })}\n`);
    for (const { sheet, path, edited, after } of written.kept.slice(0, SHOWN_MAX))
      io.out(
        `  ${ui('shop.kept', { place: `${sheet}.yaml ${forTerminal(showChange(path))}`, edited: brief(edited), after: brief(after) })}\n`,
      );
  } else io.out(`${ui('shop.created', { folder: `scenarios/shops/${id}` })}\n`);
  // What lies on disk now is what will be played: it must still hold together after edits by hand.
  const data = openData(io.workingFolder);
  const problems = problemsIn(id, data);
  if (problems !== null) {
    io.err(`${forTerminalLines(problems)}\n`);
    return 2;
  }
  const { plays, all } = castable(data.shop(id), data);
  io.out(`${ui('shop.plays', { plays, all, id })}\n`);
  return 0;
}

function problemsIn(id: string, data: Data): string | null {
  try {
    data.shop(id);
    return null;
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems.map(renderProblem).join('\n');
    throw error;
  }
}

function sayNotes(notes: readonly ImportNote[], file: string, io: CommandIo): string[] {
  const { ui } = io;
  const rows = notes.filter((note) => note.note === 'left-out-row');
  const says = notes
    .filter((note) => note.note !== 'left-out-row')
    .map((note) => {
      switch (note.note) {
        case 'left-out-column':
          return ui(note.role === 'was' ? 'shop.note.was' : 'shop.note.left-out-column', {
            heading: forTerminal(note.heading),
          });
        case 'left-out-sheet':
          return ui('shop.note.left-out-sheet', { name: forTerminal(note.name) });
        case 'invented':
          return ui('shop.note.invented-count', { orders: note.orders, customers: note.customers });
        case 'split-by-price':
          return ui('shop.note.split-by-price', { name: forTerminal(note.name), parts: note.parts });
        case 'not-returnable':
          return ui('shop.note.not-returnable', { name: forTerminal(note.name) });
        default:
          return ui(`shop.note.${note.note}`);
      }
    });
  const left = rows.slice(0, SHOWN_MAX).map(({ place, why, text }) =>
    ui('shop.note.left-out-row', {
      place: forTerminal(placeName(file, place)),
      why: ui(`shop.why.${why}`),
      text: forTerminal(text),
    }),
  );
  return [
    ...says,
    ...left,
    ...(rows.length > SHOWN_MAX ? [ui('shop.more', { count: rows.length - SHOWN_MAX })] : []),
  ];
}

/** What the sheet of the shop itself says, before anything else can be read. */
function headOf(tables: readonly Table[]): { readonly id?: string; readonly market?: string } {
  for (const table of tables) {
    const found = sheetOf(table, allWorkbookTexts());
    if (found?.sheet.id !== 'shop') continue;
    const value = (path: string) => {
      const heading = plainHeading(found.texts.sheets.shop!.columns[path]!.heading);
      const row = table.rows.find((cells) => [heading, path].includes(plainHeading(cellText(cells[0]))));
      return cellText(row?.[1]);
    };
    const [id, market] = [value('id'), value('market')];
    return { ...(id === '' ? {} : { id }), ...(market === '' ? {} : { market }) };
  }
  return {};
}

function idOf(options: ShopOptions, own: string | undefined, file: string, io: CommandIo): string {
  const id =
    options.id ?? own ?? idFor(file.replace(/^.*[/\\]/, '').replace(/\.\w+$/, ''), 'shop', new Set());
  if (!ID.test(id)) throw new UsageError(io.ui('shop.bad-id', { id }), io.ui('shop.bad-id.hint'));
  return id;
}

const ROWS_READ = 200;

/** As asked for, else the language of the file itself, whatever the interface speaks; a file without words is of the interface's. */
function marketLocale(options: ShopOptions, tables: readonly Table[], io: CommandIo): Locale {
  if (options.locale !== undefined) return options.locale;
  const messages = tables.flatMap(({ rows }) =>
    rows.slice(0, ROWS_READ).flatMap((cells) => cells.map((cell) => ({ text: cellText(cell) }))),
  );
  return messages.some(({ text }) => /\p{L}/u.test(text)) ? localeOf([{ messages }]) : io.uiLocale;
}

function brief(value: unknown): string {
  if (value === undefined) return '—';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return forTerminal(text.length > 50 ? `${text.slice(0, 47)}…` : text);
}
