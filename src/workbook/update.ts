import { type Document, isMap, isSeq, parseDocument } from 'yaml';

/** One step to a value: a field, or the entry of a list that has this id. */
export type Step = string | { readonly id: string };

/** A difference between what the last import wrote and what this one would write. */
export interface Change {
  readonly path: readonly Step[];
  readonly before: unknown;
  /** `undefined`: gone. */
  readonly after: unknown;
}

export interface Updated {
  readonly text: string;
  readonly taken: readonly Change[];
  /** Changes that were not taken, as the place was edited by hand since. */
  readonly kept: readonly (Change & { readonly edited: unknown })[];
}

/** What differs between two values, at the deepest place where both still have one. Lists of entries with ids are compared by id. */
export function changesBetween(before: unknown, after: unknown, path: readonly Step[] = []): Change[] {
  if (isRecord(before) && isRecord(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      changesBetween(before[key], after[key], [...path, key]),
    );
  const [first, second] = [entriesById(before), entriesById(after)];
  if (first !== null && second !== null)
    return [...new Set([...first.keys(), ...second.keys()])].flatMap((id) =>
      changesBetween(first.get(id), second.get(id), [...path, { id }]),
    );
  return same(before, after) ? [] : [{ path, before, after }];
}

/**
 * A file with the changes in it: each where it still says what the last import wrote; where somebody has edited it since, the
 * edit stays. Comments and order of the file stay as they are.
 */
export function applyChanges(text: string, changes: readonly Change[]): Updated {
  const document = parseDocument(text);
  const taken: Change[] = [];
  const kept: (Change & { edited: unknown })[] = [];
  for (const change of changes) {
    const path = resolve(document, change.path);
    const now = path === null ? undefined : plain(document.getIn(path));
    if (same(now, change.after)) continue;
    if (!same(now, change.before)) kept.push({ ...change, edited: now });
    else if (put(document, change)) taken.push(change);
    else kept.push({ ...change, edited: now });
  }
  return {
    text: taken.length === 0 ? text : document.toString({ lineWidth: 0, flowCollectionPadding: true }),
    taken,
    kept,
  };
}

/** `products › linen-shirt › price.list` */
export function showChange(path: readonly Step[]): string {
  return path.map((step) => (typeof step === 'string' ? step : step.id)).join(' › ');
}

function put(document: Document, { path, after }: Change): boolean {
  const at = resolve(document, path);
  if (after === undefined) return at !== null && document.deleteIn(at);
  if (at !== null) {
    document.setIn(at, document.createNode(after));
    return true;
  }
  const holder = resolve(document, path.slice(0, -1));
  if (holder === null) return false;
  const last = path.at(-1)!;
  const node = document.getIn(holder);
  if (typeof last === 'string') document.setIn([...holder, last], document.createNode(after));
  else if (isSeq(node)) node.add(document.createNode(after));
  else return false;
  return true;
}

/** The steps as keys and positions of the document as it stands, or null where something on the way is not there. */
function resolve(document: Document, path: readonly Step[]): (string | number)[] | null {
  const found: (string | number)[] = [];
  for (const step of path) {
    const node = found.length === 0 ? document.contents : document.getIn(found, true);
    if (typeof step === 'string') {
      if (!isMap(node) || !node.has(step)) return null;
      found.push(step);
    } else {
      if (!isSeq(node)) return null;
      const index = node.items.findIndex((item) => isMap(item) && idOf(item.toJSON()) === step.id);
      if (index < 0) return null;
      found.push(index);
    }
  }
  return found;
}

function entriesById(value: unknown): Map<string, unknown> | null {
  if (!Array.isArray(value)) return null;
  const entries = new Map(value.map((entry) => [idOf(entry), entry]));
  return entries.size === value.length && !entries.has(undefined as never)
    ? (entries as Map<string, unknown>)
    : null;
}

function idOf(entry: unknown): string | undefined {
  if (!isRecord(entry)) return undefined;
  const id = entry.id ?? entry.key ?? entry.kind;
  return typeof id === 'string' ? id : undefined;
}

function plain(node: unknown): unknown {
  return node !== null && typeof node === 'object' && 'toJSON' in node
    ? (node as { toJSON(): unknown }).toJSON()
    : node;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
