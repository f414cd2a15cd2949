import { createRequire } from 'node:module';
import type { Document } from 'yaml';
import type { Problem, ProblemCode } from './problem.ts';

export type Path = readonly (string | number)[];

/** Where something stands in a file. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly source: string;
}

/** A YAML file that was read: its plain value, and where each part of it stands. */
export interface YamlSource {
  readonly file: string;
  readonly value: unknown;
  /** The place of a field's value, or of its key; of the nearest field around it where it is missing. */
  place(path: Path, part?: 'key' | 'value'): Place;
}

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export const YAML_LIMITS = { bytes: 8_000_000, depth: 40, aliases: 100, problems: 20 } as const;

/**
 * Reads YAML 1.2 without letting it do anything: no custom tags, bounded size, depth and aliases, no repeated keys. All
 * syntax problems are given at once. Never throws on any text.
 */
export function readYaml(text: string, file: string): Checked<YamlSource> {
  if (text.length > YAML_LIMITS.bytes) {
    return refuse({
      code: 'yaml-limit',
      file,
      path: '',
      message: `must be smaller than ${YAML_LIMITS.bytes / 1_000_000} MB`,
      found: `${(text.length / 1_000_000).toFixed(1)} MB`,
    });
  }
  const lineCounter = new (library().LineCounter)();
  const lines = text.split('\n');
  const placeAt = (start: number, end: number): Place => {
    const { line, col } = lineCounter.linePos(Math.min(start, text.length));
    const source = (lines[line - 1] ?? '').replace(/\r$/, '');
    const written = text.slice(start, end).split('\n')[0]!.trimEnd();
    return { line: Math.max(1, line), column: Math.max(1, col), length: Math.max(1, written.length), source };
  };

  let document: Document.Parsed;
  try {
    document = library().parseDocument(text, {
      lineCounter,
      prettyErrors: false,
      version: '1.2',
      schema: 'core',
      merge: false,
      customTags: [],
      strict: true,
      logLevel: 'silent',
    });
  } catch (error) {
    // The parser recurses: nesting by the ten thousand ends on the stack.
    if (error instanceof RangeError) return refuse(tooDeep(file));
    throw error;
  }
  const errors = [...document.errors, ...document.warnings];
  if (errors.some((error) => error.message.includes('call stack'))) return refuse(tooDeep(file));
  const problems: Problem[] = errors.slice(0, YAML_LIMITS.problems).map((error) => {
    const tag = error.code === 'TAG_RESOLVE_FAILED';
    const code: ProblemCode = tag ? 'yaml-tag' : 'yaml-syntax';
    const hint = tag ? 'tags such as !name are not read; write plain values' : HINTS[error.code];
    return {
      code,
      file,
      path: '',
      ...placeAt(error.pos[0], error.pos[1]),
      message: plainMessage(error.message),
      ...(hint === undefined ? {} : { hint }),
    };
  });
  if (problems.length > 0)
    return { ok: false, problems: problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
  if (isTooDeep(document)) return refuse(tooDeep(file));

  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: YAML_LIMITS.aliases });
  } catch {
    return refuse({
      code: 'yaml-limit',
      file,
      path: '',
      message: `must use aliases (*name) at most ${YAML_LIMITS.aliases} times, and only of anchors that exist`,
    });
  }
  return {
    ok: true,
    value: { file, value, place: (path, part = 'value') => placeAt(...rangeOf(document, path, part)) },
  };
}

const HINTS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'a key may stand only once in a mapping; remove one, or indent it under the right parent',
  TAB_AS_INDENT: 'indent with spaces',
  BAD_INDENT: 'line it up with its neighbours, with spaces',
  MISSING_CHAR: 'a quote or bracket is not closed, or a colon is missing',
  MULTILINE_IMPLICIT_KEY:
    'a colon with a space after it makes a key; quote the text if it belongs to the sentence',
  BLOCK_AS_IMPLICIT_KEY:
    'a colon with a space after it makes a key; quote the text if it belongs to the sentence',
};

function refuse(problem: Problem): Checked<never> {
  return { ok: false, problems: [problem] };
}

function tooDeep(file: string): Problem {
  return {
    code: 'yaml-limit',
    file,
    path: '',
    message: `must not be nested deeper than ${YAML_LIMITS.depth} levels`,
  };
}

function plainMessage(message: string): string {
  return message.split('\n')[0]!.replace(/:$/, '');
}

function isTooDeep(document: Document): boolean {
  const { isCollection, visit } = library();
  let deepest = 0;
  try {
    visit(document, {
      Collection(_, __, path) {
        deepest = Math.max(deepest, path.filter(isCollection).length + 1);
        return deepest > YAML_LIMITS.depth ? visit.BREAK : undefined;
      },
    });
  } catch (error) {
    if (error instanceof RangeError) return true;
    throw error;
  }
  return deepest > YAML_LIMITS.depth;
}

function rangeOf(document: Document, path: Path, part: 'key' | 'value'): [number, number] {
  const { isAlias, isCollection, isMap, isNode, isPair, isScalar, isSeq } = library();
  let node: unknown = document.contents;
  let range: [number, number] = [0, 1];
  const take = (candidate: unknown): void => {
    if (isNode(candidate) && candidate.range) range = [candidate.range[0], candidate.range[1]];
  };
  take(isMap(node) ? node.items[0]?.key : node);
  for (const [depth, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step),
      );
      if (pair === undefined) return range;
      node = pair.value;
      const wholeValue = isScalar(node) && node.value !== null;
      take(
        depth < path.length - 1 ||
          part === 'key' ||
          !(wholeValue || isAlias(node) || (isCollection(node) && node.flow))
          ? pair.key
          : node,
      );
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      if (node === undefined) return range;
      take(isMap(node) && !node.flow ? (node.items[0]?.key ?? node) : node);
    } else return range;
  }
  return range;
}

let loaded: typeof import('yaml') | undefined;

/** Loaded with the first file: what ships was read by the build, and most runs read nothing else. */
function library(): typeof import('yaml') {
  loaded ??= createRequire(import.meta.url)('yaml') as typeof import('yaml');
  return loaded;
}
