/** What a problem is, for programs; the wording is for people and may change. */
export type ProblemCode =
  | 'yaml-syntax'
  | 'yaml-limit'
  | 'yaml-tag'
  | 'wrong-kind'
  | 'newer-version'
  | 'missing'
  | 'unknown-key'
  | 'wrong-type'
  | 'not-in-list'
  | 'out-of-range'
  | 'wrong-format'
  | 'no-such-id'
  | 'duplicate'
  | 'contradiction'
  | 'not-found'
  | 'unreadable';

/** One thing that is wrong with a file, with all that a person needs to mend it. */
export interface Problem {
  readonly code: ProblemCode;
  /** As it was given: relative to the working folder where possible. */
  readonly file: string;
  /** From 1; absent when the problem is the file itself. */
  readonly line?: number;
  /** From 1, in UTF-16 units. */
  readonly column?: number;
  /** UTF-16 units under the caret; at least 1. */
  readonly length?: number;
  /** The line as it stands in the file. */
  readonly source?: string;
  /** The field, such as `agenda[2].ask`; empty for the whole file. */
  readonly path: string;
  /** What must be, without the field's name: `must be a duration such as 45s or 2m`. */
  readonly message: string;
  readonly found?: string;
  readonly expected?: string;
  readonly hint?: string;
}

/** Data that could not be used. `problems` has at least one entry; the message is all of them, as people read them. */
export class ProblemsError extends Error {
  readonly code = 'bad-data';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(renderProblem).join('\n'));
    this.name = 'ProblemsError';
    this.problems = problems;
  }
}

/**
 * Place, field, what must be and what was found; then the line with a caret and the hint:
 *
 *     personas/calm.yaml:14:16  patience.first must be a duration such as 45s or 2m; found 45
 *       14 |   first: 45
 *          |          ^^
 *       hint: write 45s for seconds
 */
export function renderProblem(problem: Problem): string {
  const place =
    problem.line === undefined ? problem.file : `${problem.file}:${problem.line}:${problem.column ?? 1}`;
  const sentence = [problem.path, problem.message].filter((part) => part !== '').join(' ');
  const found = problem.found === undefined ? '' : `; found ${problem.found}`;
  const lines = [`${place}  ${sentence}${found}`, ...renderExcerpt(problem)];
  if (problem.hint !== undefined) lines.push(`  hint: ${problem.hint}`);
  return lines.join('\n');
}

const EXCERPT_WIDTH = 100;

function renderExcerpt({ line, column = 1, length = 1, source }: Problem): string[] {
  if (line === undefined || source === undefined) return [];
  const number = String(line);
  // A long line is cut so that the caret stays on the screen.
  const start = column > EXCERPT_WIDTH ? column - 1 - 40 : 0;
  const shown = source.slice(start, start + EXCERPT_WIDTH);
  const before = source.slice(start, column - 1);
  const marked = Math.max(1, Math.min(length, shown.length - before.length));
  const caret = widen(source.slice(column - 1, column - 1 + marked), '^', '^^') || '^';
  return [`  ${number} | ${shown}`, `  ${' '.repeat(number.length)} | ${widen(before, ' ', '  ')}${caret}`];
}

/** One mark a column: wide characters (Chinese, full-width) take two, a tab stays a tab so that terminals line up. */
function widen(text: string, narrow: string, wide: string): string {
  let marks = '';
  for (const character of text) {
    if (character === '\t' && narrow === ' ') marks += '\t';
    else
      marks +=
        /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]/u.test(
          character,
        )
          ? wide
          : narrow;
  }
  return marks;
}
