import type { z } from 'zod';
import type { Problem } from './problem.ts';
import { inFileOrder, problemAt, showFound, validate } from './validate.ts';
import { type Checked, readYaml, type YamlSource } from './yaml.ts';

/** A text with the name it is reported under. */
export interface TextFile {
  readonly file: string;
  readonly text: string;
}

export interface DocumentRule<S extends z.ZodType> {
  readonly kind: string;
  readonly schema: S;
  /** Newest version that is read. */
  readonly version?: number;
  /** Whether the id must be the file's name, so that it is found again. */
  readonly idIsFileName?: boolean;
  /** What the schema cannot see; asked only once the schema is met. */
  readonly checks?: (value: z.output<S>, source: YamlSource) => readonly Problem[];
}

/** Reads one YAML file of a kind: text, kind and version, schema, then the checks across its fields. */
export function readDocument<S extends z.ZodType>(
  file: TextFile,
  rule: DocumentRule<S>,
): Checked<z.output<S>> {
  const read = readSourced(file, rule);
  return read.ok ? { ok: true, value: read.value.value } : read;
}

/** The same with the source, for checks that need other files as well. */
export function readSourced<S extends z.ZodType>(
  { file, text }: TextFile,
  rule: DocumentRule<S>,
): Checked<{ readonly value: z.output<S>; readonly source: YamlSource }> {
  const read = readHeaded({ file, text }, rule.kind, rule.version ?? 1);
  if (!read.ok) return read;
  const source = read.value;
  const checked = validate(rule.schema, source);
  if (!checked.ok) return checked;
  const problems = [
    ...(rule.idIsFileName === false ? [] : idProblems(source)),
    ...(rule.checks?.(checked.value, source) ?? []),
  ];
  return problems.length > 0
    ? { ok: false, problems: inFileOrder(problems) }
    : { ok: true, value: { value: checked.value, source } };
}

/** The text as YAML that says it is of this kind, in a version that is read; `newest` is the newest. */
export function readHeaded({ file, text }: TextFile, kind: string, newest: number): Checked<YamlSource> {
  const yaml = readYaml(text, file);
  if (!yaml.ok) return yaml;
  const head = headProblem(yaml.value, kind, newest);
  return head === undefined ? yaml : { ok: false, problems: [head] };
}

function headProblem(source: YamlSource, kind: string, newest: number): Problem | undefined {
  const head = source.value;
  if (typeof head !== 'object' || head === null || Array.isArray(head)) {
    return problemAt(
      source,
      [],
      'wrong-type',
      `must be a ${kind}: a mapping that begins with kind, version and id`,
      { found: showFound(head === null ? undefined : head) },
    );
  }
  const { kind: foundKind, version } = head as Record<string, unknown>;
  if (foundKind !== kind) {
    const message = foundKind === undefined ? `is missing: it must be ${kind}` : `must be ${kind}`;
    return problemAt(source, ['kind'], foundKind === undefined ? 'missing' : 'wrong-kind', message, {
      ...(foundKind === undefined
        ? { hint: `write kind: ${kind} as the first line` }
        : { found: showFound(foundKind) }),
    });
  }
  if (typeof version === 'number' && version > newest) {
    return problemAt(
      source,
      ['version'],
      'newer-version',
      `must be at most ${newest}: this file is of version ${version}, and this Peilian reads version ${newest}`,
      {
        hint: 'upgrade Peilian to read it: npm install peilian@latest',
      },
    );
  }
  return undefined;
}

function idProblems(source: YamlSource): Problem[] {
  const { id } = source.value as { id?: unknown };
  const name = /([^/\\]+)\.ya?ml$/.exec(source.file)?.[1];
  if (typeof id !== 'string' || name === undefined || name === id) return [];
  return [
    problemAt(
      source,
      ['id'],
      'contradiction',
      `must be the file's name, ${name}, so that it is found by its id`,
      { found: id, hint: `rename the file to ${id}.yaml, or write id: ${name}` },
    ),
  ];
}
