import { nearest } from '../../load/nearest.ts';
import { ProblemsError } from '../../load/problem.ts';
import type { Locale } from '../../model/locale.ts';
import type { Market } from '../../model/market.ts';
import { forTerminal } from '../../report/inert.ts';
import { columnName, type Table } from '../../tables/table.ts';
import { cellProblem } from '../../workbook/check-read.ts';
import { plainWord, ROLES, type Role } from '../../workbook/foreign/column-names.ts';
import type { ForeignColumn } from '../../workbook/foreign/columns.ts';
import {
  type ForeignRead,
  type ImportAnswers,
  type ImportQuestion,
  readForeign,
} from '../../workbook/foreign/to-shop.ts';
import { readMoment } from '../../workbook/moment.ts';
import { type CommandIo, UsageError } from '../io.ts';
import type { ShopOptions } from '../shop.ts';
import { ask } from './ask.ts';
import type { ImportMemory } from './memory.ts';
import { columnNames, starterOf } from './texts.ts';

type ToldRole = Role | 'specification';

export interface ForeignImport {
  readonly read: ForeignRead;
  readonly answers: ImportAnswers;
  /** What was said of columns, by heading, for the next time. */
  readonly roles: Readonly<Record<string, ToldRole>>;
}

/**
 * Reads somebody's own export: shows what each column is taken for, asks what must be asked (at a terminal) or says which option
 * answers it, and refuses with every cell that cannot be read. Throws for all of that.
 */
export async function importForeign(
  tables: readonly Table[],
  shop: { readonly id: string; readonly name: string; readonly locale: Locale; readonly market: Market },
  memory: ImportMemory | null,
  options: ShopOptions,
  file: string,
  io: CommandIo,
): Promise<ForeignImport> {
  const roles: Record<string, ToldRole> = { ...memory?.roles, ...toldRoles(options.column ?? [], io) };
  const ids = new Map(Object.entries(memory?.ids ?? {}));
  let saleUntil = saleUntilOf(options.saleUntil, shop.market, io) ?? memory?.saleUntil;
  let pricesComplete = options.complete?.includes('prices') ?? memory?.pricesComplete;
  const run = () => {
    const answers: ImportAnswers = {
      roles: new Map(Object.entries(roles).map(([heading, role]) => [plainWord(heading), role])),
      ids,
      ...(saleUntil === undefined ? {} : { saleUntil }),
      pricesComplete: pricesComplete ?? false,
    };
    const read = readForeign(tables, {
      ...shop,
      starter: starterOf(shop.market.id),
      names: columnNames(),
      answers,
    });
    if (read === null) throw new UsageError(io.ui('shop.no-goods', { file }), io.ui('shop.no-goods.hint'));
    return { read, answers };
  };

  let { read, answers } = run();
  io.err(`${showColumns(read.columns, io)}\n`);
  if (read.problems.length > 0 && read.files === null && read.questions.length === 0)
    throw refused(read, file);
  if (io.inputIsTerminal && !options.yes) {
    const said = await confirmColumns(read, io);
    if (said !== null) Object.assign(roles, said);
    const sale = read.questions.find((question) => question.ask === 'sale-until');
    const second =
      sale === undefined
        ? io.ui('shop.ask.complete')
        : io.ui('shop.ask.sale-until', { heading: forTerminal(sale.heading) });
    const answer = await ask(second, io);
    if (sale === undefined) pricesComplete ??= /^(y|是|对)/i.test(answer);
    else saleUntil = saleUntilOf(answer === '' ? 'none' : answer, shop.market, io) ?? null;
    ({ read, answers } = run());
  }
  const [open] = read.questions;
  if (open !== undefined) throw unanswered(open, io);
  if (read.files === null) throw refused(read, file);
  return { read, answers, roles };
}

async function confirmColumns(
  read: ForeignRead,
  io: CommandIo,
): Promise<Readonly<Record<string, ToldRole>> | null> {
  const answer = await ask(io.ui('shop.ask.columns'), io);
  if (answer === '' || /^(y|yes|是|对)$/i.test(answer))
    return Object.fromEntries(
      read.columns.filter(({ role }) => role !== 'unused').map(({ heading, role }) => [heading, role]),
    );
  return toldRoles(answer.split(/[,，;；]/), io);
}

function toldRoles(pairs: readonly string[], io: CommandIo): Record<string, ToldRole> {
  const known: readonly ToldRole[] = [...ROLES, 'specification'];
  return Object.fromEntries(
    pairs
      .map((pair) => pair.trim())
      .filter((pair) => pair !== '')
      .map((pair) => {
        const at = pair.lastIndexOf('=');
        const role = known.find((each) => each === pair.slice(at + 1).trim());
        if (at < 1 || role === undefined) {
          const near = nearest(pair.slice(at + 1).trim(), known);
          throw new UsageError(
            io.ui('shop.bad-column', { found: pair }),
            near === undefined || at < 1
              ? io.ui('shop.roles', { roles: known.join(', ') })
              : io.ui('usage.did-you-mean', { name: near }),
          );
        }
        return [pair.slice(0, at).trim(), role];
      }),
  );
}

function saleUntilOf(text: string | undefined, market: Market, io: CommandIo): string | null | undefined {
  if (text === undefined) return undefined;
  if (/^(none|no|无|没有)$/i.test(text)) return null;
  const read = readMoment(text, 'instant-end', { utcOffset: market.utcOffset, dayFirst: true });
  if (!read.ok) throw new UsageError(io.ui('shop.bad-day', { found: text }), io.ui('shop.bad-day.hint'));
  return read.value as string;
}

function showColumns(columns: readonly ForeignColumn[], io: CommandIo): string {
  const rows = columns.map(({ column, heading, role, by }) => {
    const sure =
      by === 'guessed' && role !== 'specification' && role !== 'unused' ? ` ${io.ui('shop.guessed')}` : '';
    return `  ${columnName(column).padEnd(3)} ${forTerminal(heading)} → ${io.ui(`shop.role.${role}`)}${sure}`;
  });
  return [io.ui('shop.columns'), ...rows].join('\n');
}

function unanswered(question: ImportQuestion, io: CommandIo): UsageError {
  return question.ask === 'columns'
    ? new UsageError(
        io.ui('shop.unsure', {
          columns: question.columns.map(({ heading }) => forTerminal(heading)).join(', '),
        }),
        io.ui('shop.unsure.hint', {
          heading: question.columns[0]!.heading,
          role: question.columns[0]!.role === 'was' ? 'price' : question.columns[0]!.role,
        }),
      )
    : new UsageError(
        io.ui('shop.sale-until', { heading: forTerminal(question.heading) }),
        io.ui('shop.sale-until.hint', { day: question.example }),
      );
}

function refused(read: ForeignRead, file: string): ProblemsError {
  return new ProblemsError(
    read.problems.map((problem) =>
      problem.sheet === ''
        ? {
            code: 'missing',
            file,
            path: problem.heading,
            message: problem.must,
            found: problem.found,
            ...(problem.hint === undefined ? {} : { hint: problem.hint }),
          }
        : cellProblem(problem, file),
    ),
  );
}
