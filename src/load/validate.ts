import type { z } from 'zod';
import { nearest, suggest } from './nearest.ts';
import type { Problem, ProblemCode } from './problem.ts';
import {
  childOf,
  chooseOption,
  describe,
  keysOf,
  NAMES,
  optionFor,
  optionsOf,
  schemaAt,
  verbsOf,
} from './schema-walk.ts';
import type { Checked, Path, YamlSource } from './yaml.ts';

type AnySchema = z.core.$ZodType;
type Issue = z.core.$ZodIssue;

/** Holds a file against its schema: the value as the program uses it, or every problem with its place. */
export function validate<S extends z.ZodType>(schema: S, source: YamlSource): Checked<z.output<S>> {
  const result = schema.safeParse(source.value);
  if (result.success) return { ok: true, value: result.data };
  const problems = result.error.issues.flatMap((issue) => toProblems(issue, [], schema, source));
  return { ok: false, problems: inFileOrder(withoutRepeats(problems)) };
}

export interface ProblemFacts {
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
  readonly hint?: string | undefined;
  /** Under which the caret stands. */
  readonly part?: 'key' | 'value';
}

/** A problem at a field, for checks that a schema cannot make. */
export function problemAt(
  source: YamlSource,
  path: Path,
  code: ProblemCode,
  message: string,
  more: ProblemFacts = {},
): Problem {
  const { part, ...facts } = more;
  return {
    code,
    file: source.file,
    path: showPath(path),
    ...source.place(path, part),
    message,
    ...dropUndefined(facts),
  };
}

/** `agenda[2].ask` */
export function showPath(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`))
    .join('');
}

/** A value as it may stand in a sentence: short, on one line. */
export function showFound(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'nothing (null)';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object')
    return `a mapping with ${Object.keys(value).slice(0, 4).join(', ') || 'no keys'}`;
  const text =
    typeof value === 'string' ? (value === '' ? 'an empty text' : value.replace(/\s+/g, ' ')) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

export function inFileOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

function toProblems(issue: Issue, base: Path, root: AnySchema, source: YamlSource): Problem[] {
  const path = [...base, ...(issue.path as Path)];
  const value = path.reduce<unknown>(childOf, source.value);
  const at = (code: ProblemCode, message: string, more: ProblemFacts = {}) => [
    problemAt(source, path, code, message, more),
  ];
  const found = showFound(value);
  const own = ownMessage(issue);

  switch (issue.code) {
    case 'unrecognized_keys': {
      const holder = schemaAt(root, path, source.value);
      const known = holder === undefined ? [] : keysOf(optionFor(holder, value));
      return issue.keys.map((key) =>
        problemAt(source, [...path, key], 'unknown-key', 'is not a known field', {
          part: 'key',
          hint: hintForKey(key, known),
        }),
      );
    }
    case 'invalid_union':
      return unionProblems(issue, path, value, root, source);
    case 'invalid_type': {
      const must = own ?? `must be ${NAMES[issue.expected] ?? issue.expected}`;
      if (value === undefined)
        return at('missing', `is missing: it ${must}`, { expected: must.replace(/^must be /, '') });
      return at('wrong-type', must, {
        found,
        expected: must.replace(/^must be /, ''),
        hint: hintFor(must, value),
      });
    }
    case 'invalid_value': {
      const values = issue.values.map(String);
      const list =
        values.length === 1
          ? `must be ${values[0]}`
          : values.length <= 30
            ? `must be one of ${values.join(', ')}`
            : `must be one of ${values.length} known values (${values.slice(0, 6).join(', ')} …)`;
      if (value === undefined)
        return at('missing', `is missing: it ${list}`, { expected: values.join(', ') });
      const near = typeof value === 'string' ? nearest(value, values) : undefined;
      return at('not-in-list', list, {
        found,
        expected: values.join(', '),
        hint: near === undefined ? undefined : `did you mean ${near}?`,
      });
    }
    case 'too_small':
    case 'too_big':
      return at('out-of-range', own ?? boundSentence(issue), { found });
    case 'invalid_key': {
      const inner = issue.issues[0];
      const must =
        (inner &&
          (ownMessage(inner) ??
            (inner.code === 'invalid_value'
              ? `must be one of ${inner.values.map(String).join(', ')}`
              : undefined))) ??
        'must be a valid key';
      return at('wrong-format', must, { found: String(path.at(-1)), part: 'key' });
    }
    case 'invalid_element':
      return issue.issues.flatMap((inner) => toProblems(inner, path, root, source));
    case 'invalid_format':
      return at(
        'wrong-format',
        own ?? `must have the form ${issue.format === 'regex' ? (issue.pattern ?? '') : issue.format}`,
        { found, hint: hintFor(own ?? '', value) },
      );
    case 'not_multiple_of':
      return at('out-of-range', `must be a multiple of ${issue.divisor}`, { found });
    default:
      return at(
        'contradiction',
        own ?? issue.message,
        typeof value === 'object' ? {} : { found, hint: hintFor(own ?? '', value) },
      );
  }
}

function unionProblems(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  value: unknown,
  root: AnySchema,
  source: YamlSource,
): Problem[] {
  if (issue.errors.length === 0) {
    // A tag such as `kind:` or `type:` that names no option.
    const options = optionsOf(schemaAt(root, path.slice(0, -1), source.value) ?? root);
    const tags = options.flatMap((option) => describeTag(option, String(path.at(-1))));
    const near = typeof value === 'string' ? nearest(value, tags) : undefined;
    return [
      problemAt(
        source,
        path,
        value === undefined ? 'missing' : 'not-in-list',
        `${value === undefined ? 'is missing: it ' : ''}must be one of ${tags.join(', ')}`,
        {
          ...(value === undefined ? {} : { found: showFound(value) }),
          hint: near === undefined ? undefined : `did you mean ${near}?`,
        },
      ),
    ];
  }
  const union = schemaAt(root, path, source.value);
  const options = union === undefined ? [] : optionsOf(union);
  const chosen = chooseOption(options, value);
  const errors = chosen === undefined ? undefined : issue.errors[chosen];
  if (errors !== undefined) return errors.flatMap((inner) => toProblems(inner, path, root, source));

  const verbs = verbsOf(options);
  if (verbs.length === 0)
    return [
      problemAt(source, path, 'wrong-type', `must be ${options.map(describe).join(', or ')}`, {
        found: showFound(value),
      }),
    ];
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const hint = keys.map((key) => nearest(key, verbs)).find((near) => near !== undefined);
  return [
    problemAt(
      source,
      keys.length > 0 ? [...path, keys[0]!] : path,
      'unknown-key',
      `must be one verb with what belongs to it: ${verbs.join(', ')}`,
      {
        found: keys.length > 0 ? keys.join(', ') : showFound(value),
        part: 'key',
        hint: hint === undefined ? undefined : `did you mean ${hint}?`,
      },
    ),
  ];
}

function describeTag(option: AnySchema, key: string): string[] {
  const tag = schemaAt(option, [key], undefined);
  return tag === undefined ? [] : [describe(tag)];
}

function boundSentence(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): string {
  const limit = String(issue.code === 'too_small' ? issue.minimum : issue.maximum);
  const least = issue.code === 'too_small';
  if (issue.origin === 'string')
    return least && limit === '1'
      ? 'must not be empty'
      : `must have at ${least ? 'least' : 'most'} ${limit} characters`;
  if (issue.origin === 'array')
    return `must have at ${least ? 'least' : 'most'} ${limit} ${limit === '1' ? 'entry' : 'entries'}`;
  if (issue.inclusive === false) return `must be ${least ? 'more' : 'less'} than ${limit}`;
  return `must be at ${least ? 'least' : 'most'} ${limit}`;
}

/** A comma inside braces begins a new key: the rest of a sentence then looks like one. */
function hintForKey(key: string, known: readonly string[]): string | undefined {
  return /\s/.test(key) ? 'a comma ends a value inside { }: put the text in quotes' : suggest(key, known);
}

/** Our own sentences begin with "must"; the library's do not. */
function ownMessage(issue: { readonly message: string }): string | undefined {
  return issue.message.startsWith('must ') ? issue.message : undefined;
}

function hintFor(must: string, value: unknown): string | undefined {
  if (must.includes('duration')) {
    if (typeof value === 'number') return `write ${value}s for seconds`;
    const match = typeof value === 'string' ? /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(value.trim()) : null;
    const unit =
      match === null
        ? undefined
        : { ms: 'ms', s: 's', m: 'm', h: 'h', d: 'd' }[
            match[2]!
              .toLowerCase()
              .replace(/^milli.*/, 'ms')
              .replace(/^(s|m|h|d)[a-z]+$/, '$1')
          ];
    return match === null || unit === undefined ? undefined : `write ${match[1]}${unit}`;
  }
  if (must === 'must be a text' && (typeof value === 'number' || typeof value === 'boolean'))
    return `write it in quotes: "${value}"`;
  if (must === 'must be a number' && typeof value === 'string' && /^[\d.]+$/.test(value))
    return `write it without quotes: ${value}`;
  if (must.includes('amount') && typeof value === 'string')
    return 'write the number alone, without a currency sign';
  if (must.includes('must be a list')) return 'begin each entry on a line of its own with "- "';
  return undefined;
}

function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = `${problem.line}:${problem.column}:${problem.path}:${problem.message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function dropUndefined(facts: Omit<ProblemFacts, 'part'>): Pick<Problem, 'found' | 'expected' | 'hint'> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
