import { resolve } from 'node:path';
import { CHANCE, type Comparison, compareRuns, isWorse } from '../farm/compare.ts';
import { createRandom } from '../random/stream.ts';
import { paint } from '../report/colour.ts';
import { forTerminal } from '../report/inert.ts';
import { SCORE_KEYS } from '../report/overview.ts';
import { padEnd, padStart } from '../report/width.ts';
import { hasResults, openResults } from '../store/results-file.ts';
import { type CommandIo, type ExitCode, UsageError } from './io.ts';

export interface CompareOptions {
  readonly json?: true;
}

const NAMED = 8;

/** Holds one run against another case by case, and says what chance does not explain. Ends with 1 where it is worse. */
export async function compare(
  before: string,
  after: string,
  options: CompareOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const [a, b] = [await open(before, io), await open(after, io)];
  const random = createRandom(1);
  const comparison = compareRuns(a.records, b.records, (name) => random.stream(name, 0));
  if (options.json) io.out(`${JSON.stringify({ format: 'peilian-comparison/1', ...comparison }, null, 2)}\n`);
  else io.out(tell(comparison, before, after, io));
  if (comparison.pairs === 0) {
    io.err(`peilian: ${io.ui('compare.no-pairs')}\n`);
    return 2;
  }
  return isWorse(comparison) ? 1 : 0;
}

async function open(path: string, io: CommandIo) {
  const dir = resolve(io.workingFolder, path);
  if (!hasResults(dir)) throw new UsageError(io.ui('merge.no-run', { path }), io.ui('merge.no-run.hint'));
  return openResults(dir);
}

/** In words: a number of cases, which way, and whether chance explains it. */
function tell(comparison: Comparison, before: string, after: string, io: CommandIo): string {
  const { pairs, changed, worseCount, betterCount, worse, better, chance, scores, rules } = comparison;
  const { ui } = io;
  const pen = paint(io.colour);
  const lines = [forTerminal(ui('compare.head', { before, after, pairs }))];
  if (comparison.onlyBefore + comparison.onlyAfter > 0)
    lines.push(pen.dim(ui('compare.alone', { before: comparison.onlyBefore, after: comparison.onlyAfter })));
  if (changed === 0) return `${[...lines, pen.good(ui('compare.same'))].join('\n')}\n`;
  lines.push(ui('compare.changed', { changed, pairs }));
  const explained = chance >= CHANCE ? ui('compare.chance') : ui('compare.no-chance');
  const p = chance < 0.001 ? '< 0.001' : `= ${chance.toFixed(3)}`;
  const mark = worseCount > betterCount && chance < CHANCE ? pen.bad : pen.strong;
  lines.push(mark(ui('compare.verdicts', { worse: worseCount, better: betterCount, pairs, explained, p })));
  const list = (ids: readonly string[], title: string) => {
    if (ids.length === 0) return;
    lines.push(`  ${title}`, ...ids.slice(0, NAMED).map((id) => `    ${forTerminal(id)}`));
    if (ids.length > NAMED) lines.push(`    ${ui('compare.more', { count: ids.length - NAMED })}`);
  };
  list(worse, ui('compare.worse'));
  list(better, ui('compare.better'));
  lines.push('', ui('compare.scores'));
  for (const key of SCORE_KEYS) {
    const score = scores[key];
    if (score === null) continue;
    const signed = (value: number) => `${value > 0 ? '+' : ''}${value.toFixed(1)}`;
    const clear = score.low > 0 || score.high < 0;
    const line = `  ${padEnd(ui(`report.column.${key}`), 12)}${padStart(signed(score.mean), 7)}   ${signed(score.low)} … ${signed(score.high)}   ${clear ? ui('compare.no-chance') : ui('compare.chance')}`;
    lines.push(clear && score.high < 0 ? pen.bad(line) : line);
  }
  if (rules.length > 0) {
    lines.push('', ui('compare.rules'));
    for (const { rule, before: lost, after: won } of rules)
      lines.push(`  ${forTerminal(ui('compare.rule', { rule, before: lost, after: won }))}`);
  }
  return `${lines.join('\n')}\n`;
}
