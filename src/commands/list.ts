import { nearest } from '../load/nearest.ts';
import { ProblemsError } from '../load/problem.ts';
import { forTerminal } from '../report/inert.ts';
import { padEnd } from '../report/width.ts';
import { type Data, openData } from './data.ts';
import { type CommandIo, type ExitCode, UsageError } from './io.ts';

export interface Listed {
  readonly id: string;
  readonly title: string;
  readonly [fact: string]: unknown;
}

/** Ids and titles of what can be named in other commands; without a kind, how many there are of each. */
export async function list(
  what: string | undefined,
  options: { readonly json?: boolean },
  io: CommandIo,
): Promise<ExitCode> {
  const data = openData(io.workingFolder);
  if (what === undefined) return showKinds(data, options.json === true, io);
  const kind = LISTS[what as keyof typeof LISTS] === undefined ? undefined : (what as keyof typeof LISTS);
  if (kind === undefined) {
    const near = nearest(what, Object.keys(LISTS));
    throw new UsageError(
      io.ui('list.unknown', { what }),
      near === undefined
        ? io.ui('list.kinds', { kinds: Object.keys(LISTS).join(', ') })
        : io.ui('usage.did-you-mean', { name: near }),
    );
  }
  const entries = await LISTS[kind](data, io);
  if (options.json) io.out(`${JSON.stringify(entries, null, 2)}\n`);
  else io.out(entries.length === 0 ? `${io.ui('list.none', { what })}\n` : table(entries));
  return 0;
}

const LISTS = {
  personas: (data: Data, io: CommandIo) =>
    each(data, 'persona', (id) => ({ id, title: data.persona(id).title[io.uiLocale] })),
  scenarios: (data: Data, io: CommandIo) =>
    each(data, 'scenario', (id) => {
      const { title, stage, difficulty, fits } = data.scenario(id);
      return { id, title: title[io.uiLocale], stage, difficulty, fits };
    }),
  shops: (data: Data) =>
    each(data, 'shop', (id) => {
      const { name, locale, trade } = data.shop(id);
      return { id, title: `${name} · ${trade}`, locale };
    }),
  markets: (data: Data, io: CommandIo) =>
    each(data, 'market', (id) => ({ id, title: data.market(id).title[io.uiLocale] })),
  rubrics: (data: Data, io: CommandIo) =>
    each(data, 'rubric', (id) => ({ id, title: data.rubric(id).title[io.uiLocale] })),
  suites: (data: Data, io: CommandIo) =>
    each(data, 'suite', (id) => ({ id, title: data.suite(id).title[io.uiLocale] })),
  bots: (data: Data, io: CommandIo) =>
    each(data, 'bot', (id) => ({ id, title: data.bot(id).title[io.uiLocale] })),
  rules: async (_: Data, io: CommandIo) => (await import('./list/rules.ts')).listRules(io),
  faults: async (_: Data, io: CommandIo) => (await import('./list/faults.ts')).listFaults(io),
  schemas: async () =>
    (await import('../load/json-schemas.ts')).SCHEMA_NAMES.map((id) => ({
      id,
      title: `dist/schemas/${id}.schema.json`,
    })),
} satisfies Record<string, (data: Data, io: CommandIo) => Listed[] | Promise<Listed[]>>;

/** A file that cannot be read is listed by its id, with what is wrong first; `check` tells the rest. */
function each(
  data: Data,
  kind: Parameters<Data['library']['ids']>[0],
  describe: (id: string) => Listed,
): Listed[] {
  return data.library.ids(kind).map((id) => {
    try {
      return describe(id);
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      return { id, title: `✗ ${error.problems[0]!.message}`, broken: true };
    }
  });
}

async function showKinds(data: Data, json: boolean, io: CommandIo): Promise<ExitCode> {
  const counts: { what: string; count: number }[] = [];
  for (const [what, read] of Object.entries(LISTS))
    counts.push({ what, count: (await read(data, io)).length });
  if (json) io.out(`${JSON.stringify(counts, null, 2)}\n`);
  else
    io.out(
      `${counts.map(({ what, count }) => `${String(count).padStart(4)}  peilian list ${what}`).join('\n')}\n`,
    );
  return 0;
}

function table(entries: readonly Listed[]): string {
  const width = Math.min(36, Math.max(...entries.map(({ id }) => id.length)));
  return entries.map(({ id, title }) => `${padEnd(id, width)}  ${forTerminal(title)}\n`).join('');
}
