import { z } from 'zod';
import { LOCALES, LocalTextSchema } from '../../model/locale.ts';
import { type Coverage, coverageOf } from '../../play/audit-coverage.ts';
import { readPack } from '../../system/packs.ts';
import { openData } from '../data.ts';
import type { CommandIo, ExitCode } from '../io.ts';

/** `src/packs/rows.yaml`: the points of practice that there are, each with its title. */
const RowsSchema = z.strictObject({
  kind: z.literal('rows'),
  version: z.literal(1),
  rows: z.record(z.string().regex(/^[A-Z]\d{2}$/), LocalTextSchema),
});

/** Shows what the scenarios exercise and what none of them does. Always ends with 0: a gap is no fault of a file. */
export async function checkMap(
  names: readonly string[],
  options: { readonly json?: boolean },
  io: CommandIo,
): Promise<ExitCode> {
  const data = openData(io.workingFolder);
  const { rows } = RowsSchema.parse(readPack('rows'));
  const ids = names.length > 0 ? names : data.library.ids('scenario');
  const scenarios = ids.map((name) => data.scenario(name));
  const map = coverageOf(scenarios, Object.keys(rows));
  if (options.json) {
    io.out(`${JSON.stringify({ scenarios: scenarios.length, locales: LOCALES, map }, null, 2)}\n`);
    return 0;
  }
  const title = (id: string) => rows[id]?.[io.uiLocale];
  io.out(`${io.ui('check.map.head', { count: scenarios.length })}\n`);
  for (const group of map) io.out(`\n${describe(group, title, io)}\n`);
  return 0;
}

function describe(
  { group, touched, untouched }: Coverage,
  title: (id: string) => string | undefined,
  io: CommandIo,
): string {
  const known = touched.length + untouched.length;
  const counts = touched.map(({ id, scenarios }) => `${id} ${scenarios.length}`).join(' · ');
  return [
    io.ui('check.map.group', { group: io.ui(`check.map.${group}`), touched: touched.length, known }),
    `  ${counts}`,
    ...(untouched.length === 0
      ? []
      : [
          `  ${io.ui('check.map.untouched', { list: untouched.map((id) => [id, title(id)].filter(Boolean).join(' ')).join(' · ') })}`,
        ]),
  ].join('\n');
}
