import { ProblemsError } from '../../load/problem.ts';
import { readChatJson } from '../../logs/chat-json.ts';
import { LOG_ROLES, type LogRole, readChatTable, readLogColumns } from '../../logs/chat-table.ts';
import { readChatText } from '../../logs/chat-text.ts';
import type { LogConversation, LogRead } from '../../logs/log.ts';
import { forTerminal } from '../../report/inert.ts';
import { decodeText } from '../../tables/decode.ts';
import { readTables } from '../../tables/read.ts';
import { unmerged } from '../../tables/table.ts';
import { type CommandIo, UsageError } from '../io.ts';

/**
 * The conversations of a log file, told apart by what is in it and not by its name: JSON, JSON lines, a table with a column of
 * messages, else plain text. `told`: `HEADING=role` for columns. Throws for what cannot be read, with what to do.
 */
export async function readLogFile(
  file: string,
  bytes: Uint8Array,
  told: readonly string[],
  io: CommandIo,
): Promise<LogRead> {
  const isWorkbook = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (!isWorkbook) {
    const { text } = decodeText(bytes);
    const json = readAnyJson(text.replace(/^\uFEFF/, ''));
    if (json !== null) return { conversations: json, unread: [] };
    if (!/\.(csv|tsv|xls)$/i.test(file) && bytes[0] !== 0xd0) {
      const chat = readChatText(text);
      if (chat.conversations.length > 0) return chat;
    }
  }
  const read = await readTables(file, bytes);
  if (!read.ok) throw new ProblemsError([read.problem]);
  const roles = toldRoles(told, io);
  const tables = read.tables.flatMap((table) => {
    const whole = unmerged(table);
    const found = readLogColumns(whole, roles);
    return found === null ? [] : [{ table: whole, found }];
  });
  if (tables.length === 0) {
    if (isWorkbook || /\.(csv|tsv)$/i.test(file)) {
      const heading = read.tables[0]?.rows[0]?.map((cell) => String(cell ?? '')).join(', ') ?? '';
      throw new UsageError(
        io.ui('import.no-columns', { file: forTerminal(file), found: forTerminal(heading.slice(0, 120)) }),
        io.ui('import.no-columns.hint', { roles: LOG_ROLES.join(', ') }),
      );
    }
    return { conversations: [], unread: [] };
  }
  for (const { found } of tables)
    io.err(
      `${io.ui('shop.columns')} ${found.columns
        .filter(({ heading }) => heading !== '')
        .map(({ heading, role }) => `${forTerminal(heading)} → ${io.ui(`import.role.${role ?? 'unused'}`)}`)
        .join(' · ')}\n`,
    );
  const reads = tables.map(({ table, found }) => readChatTable(table, found));
  return {
    conversations: reads.flatMap(({ conversations }) => conversations),
    unread: reads.flatMap(({ unread }) => unread),
  };
}

function readAnyJson(text: string): readonly LogConversation[] | null {
  if (!/^\s*[[{]/.test(text)) return null;
  const whole = parseOr(text);
  if (whole !== undefined) return readChatJson(whole);
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const values = lines.map(parseOr);
  if (values.some((value) => value === undefined)) return null;
  return readChatJson(values);
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is told of a log that could be read and in which nobody says anything. */
export function noMessages(file: string, io: CommandIo): ProblemsError {
  return new ProblemsError([
    {
      code: 'unreadable',
      file,
      path: '',
      message: io.ui('import.no-messages'),
      hint: io.ui('import.no-messages.hint'),
    },
  ]);
}

function toldRoles(pairs: readonly string[], io: CommandIo): ReadonlyMap<string, LogRole> {
  return new Map(
    pairs.map((pair) => {
      const at = pair.lastIndexOf('=');
      const role = LOG_ROLES.find((each) => each === pair.slice(at + 1).trim());
      if (at < 1 || role === undefined)
        throw new UsageError(
          io.ui('shop.bad-column', { found: pair }),
          io.ui('shop.roles', { roles: LOG_ROLES.join(', ') }),
        );
      return [pair.slice(0, at).trim(), role];
    }),
  );
}
