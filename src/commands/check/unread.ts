import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Transcript } from '../../model/event.ts';
import type { Shop } from '../../model/shop.ts';
import { createUnreadTally } from '../../play/audit-unread.ts';
import { forTerminal } from '../../report/inert.ts';
import { readConversations, readRun } from '../../store/read-run.ts';
import { type Data, openData } from '../data.ts';
import { type CommandIo, type ExitCode, UsageError } from '../io.ts';
import { openLanguages } from '../wiring/languages.ts';

/** Lines shown on a terminal; the JSON has all. */
const SHOWN = 50;

/** Lists what agents said in a run (a folder or one file of transcripts) that could not be read, most frequent first. */
export async function checkUnread(
  run: string,
  options: { readonly json?: boolean },
  io: CommandIo,
): Promise<ExitCode> {
  const data = openData(io.workingFolder);
  const languages = openLanguages();
  const tally = createUnreadTally();
  const path = pathOf(run, io);
  for await (const { transcript } of statSync(path).isDirectory() ? readRun(path) : readConversations(path))
    tally.note(transcript, languages.of(transcript.header.locale, shopOf(transcript, data)).reader);
  const clauses = tally.list();
  if (options.json) {
    io.out(`${JSON.stringify({ ...tally.counts, clauses }, null, 2)}\n`);
    return 0;
  }
  for (const { text, times, conversation, event } of clauses.slice(0, SHOWN))
    io.out(`${String(times).padStart(5)}  ${forTerminal(text)}  (${conversation} ${event})\n`);
  io.out(`${io.ui('check.unread.sum', { ...tally.counts, kinds: clauses.length })}\n`);
  return 0;
}

/** A path, or the id of a run in the folder where runs lie. */
function pathOf(run: string, io: CommandIo): string {
  const found = [run, `transcripts/runs/${run}`]
    .map((name) => resolve(io.workingFolder, name))
    .find(existsSync);
  if (found === undefined)
    throw new UsageError(io.ui('check.unread.missing', { found: run }), io.ui('check.unread.missing.hint'));
  return found;
}

/** The shop whose words were talked of, where the library has it; its names are then no riddles. */
function shopOf({ header }: Transcript, data: Data): Shop | null {
  const id = header.shop?.id;
  return id !== undefined && data.library.ids('shop').includes(id) ? data.shop(id) : null;
}
