import { nearest } from '../load/nearest.ts';
import { LOCALES } from '../model/locale.ts';
import { forTerminal } from '../report/inert.ts';
import { explainRule } from '../scoring/explain.ts';
import { openData } from './data.ts';
import { type CommandIo, type ExitCode, UsageError } from './io.ts';
import { openRules } from './wiring/rules.ts';

/** What a rule means, its source and measured precision, with examples of both languages; as a rubric has it. */
export async function explain(
  name: string,
  options: { readonly rubric: string; readonly json?: boolean },
  io: CommandIo,
): Promise<ExitCode> {
  const rules = openRules(io.workingFolder);
  const rule = rules.rules.find((one) => one.id === name);
  if (rule === undefined) {
    const near = nearest(
      name,
      rules.rules.map((one) => one.id),
    );
    throw new UsageError(
      io.ui('explain.unknown', { name }),
      near === undefined ? io.ui('explain.list') : io.ui('usage.did-you-mean', { name: near }),
    );
  }
  const measured = rules.measured(name);
  if (options.json) {
    io.out(`${JSON.stringify({ ...rule, measured: measured ?? null }, null, 2)}\n`);
    return 0;
  }
  const rubric = openData(io.workingFolder).rubric(options.rubric);
  const lines = explainRule(rule, io.uiLocale, { rubric, measured, examples: LOCALES });
  io.out(`${lines.map(forTerminal).join('\n')}\n`);
  return 0;
}
