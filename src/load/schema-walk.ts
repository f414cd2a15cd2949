import type { z } from 'zod';

type AnySchema = z.core.$ZodType;
type Def = { readonly type: string; readonly [key: string]: unknown };

/** The schema without what only adds a default or a conversion on top of it. */
export function unwrap(schema: AnySchema): AnySchema {
  const def = defOf(schema);
  if (WRAPPERS.has(def.type)) return unwrap(def.innerType as AnySchema);
  if (def.type === 'pipe') return unwrap(def.in as AnySchema);
  if (def.type === 'lazy') return unwrap((def.getter as () => AnySchema)());
  return schema;
}

/** The schema that stands for a field, given the value that was read (a union is followed where the value tells which). */
export function schemaAt(
  schema: AnySchema,
  path: readonly PropertyKey[],
  value: unknown,
): AnySchema | undefined {
  let current: AnySchema = unwrap(schema);
  let held = value;
  for (const step of path) {
    const def = defOf(optionFor(current, held));
    let next: unknown;
    if (def.type === 'object') next = (def.shape as Record<string, AnySchema>)[String(step)];
    else if (def.type === 'array') next = def.element;
    else if (def.type === 'tuple') next = (def.items as AnySchema[])[Number(step)];
    else if (def.type === 'record') next = def.valueType;
    if (next === undefined) return undefined;
    current = unwrap(next as AnySchema);
    held = childOf(held, step);
  }
  return current;
}

/** The option of a union that the value was meant for; any other schema as it is, and a union that nothing decides. */
export function optionFor(schema: AnySchema, value: unknown): AnySchema {
  const options = optionsOf(schema);
  const chosen = options[chooseOption(options, value) ?? -1];
  return unwrap(chosen ?? schema);
}

export function childOf(value: unknown, step: PropertyKey): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<PropertyKey, unknown>)[step]
    : undefined;
}

export function optionsOf(schema: AnySchema): AnySchema[] {
  const def = defOf(unwrap(schema));
  return def.type === 'union' ? (def.options as AnySchema[]) : [];
}

/** Field names of an object schema, in order; empty for others. */
export function keysOf(schema: AnySchema | undefined): string[] {
  if (schema === undefined) return [];
  const def = defOf(unwrap(schema));
  if (def.type === 'object') return Object.keys(def.shape as object);
  if (def.type === 'record') return enumValues(def.keyType as AnySchema);
  return [];
}

/**
 * The verbs of a union such as an agenda's: each option is an object whose first field names it, all different. Empty for
 * any other union.
 */
export function verbsOf(options: readonly AnySchema[]): string[] {
  const verbs = options.map((option) => keysOf(option)[0]);
  const named =
    verbs.every((verb): verb is string => verb !== undefined) && new Set(verbs).size === verbs.length;
  return named ? verbs : [];
}

/** Which option of a union a value was meant for: by its verb, else by its kind. `undefined` where it cannot be told. */
export function chooseOption(options: readonly AnySchema[], value: unknown): number | undefined {
  const verbs = verbsOf(options);
  if (verbs.length > 0) {
    if (typeof value !== 'object' || value === null) return undefined;
    // A key that is a verb and no other option's plain field wins; `about` and `must` are no verbs.
    const index = verbs.findIndex((verb) => Object.hasOwn(value, verb));
    return index === -1 ? undefined : index;
  }
  const byTag = options.findIndex((option) => tagsFit(option, value));
  if (byTag !== -1) return byTag;
  const kind = kindOfValue(value);
  const fitting = options.flatMap((option, index) => (kindOfSchema(option) === kind ? [index] : []));
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Whether every fixed value of an option stands in what was read, or is absent where it may be; at least one does stand. */
function tagsFit(option: AnySchema, value: unknown): boolean {
  const def = defOf(unwrap(option));
  if (def.type !== 'object') return false;
  const tags = Object.entries(def.shape as Record<string, AnySchema>).flatMap(([key, field]) => {
    const fixed = defOf(unwrap(field));
    return fixed.type === 'literal' ? [{ key, values: fixed.values as unknown[], field }] : [];
  });
  const fits = (key: string, values: readonly unknown[], field: AnySchema) => {
    const found = childOf(value, key);
    return found === undefined ? WRAPPERS.has(defOf(field).type) : values.includes(found);
  };
  return (
    tags.every(({ key, values, field }) => fits(key, values, field)) &&
    tags.some(({ key, values }) => values.includes(childOf(value, key)))
  );
}

/** What a person would call what the schema takes. */
export function describe(schema: AnySchema): string {
  const def = defOf(unwrap(schema));
  const values = enumValues(schema);
  if (values.length > 0) return values.length === 1 ? values[0]! : `one of ${values.join(', ')}`;
  return NAMES[def.type] ?? def.type;
}

const WRAPPERS = new Set(['optional', 'nullable', 'default', 'prefault', 'catch', 'readonly', 'nonoptional']);

export const NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a mapping (key: value)',
  record: 'a mapping (key: value)',
  null: 'nothing',
  unknown: 'any value',
};

function enumValues(schema: AnySchema): string[] {
  const def = defOf(unwrap(schema));
  if (def.type === 'literal') return (def.values as unknown[]).map(String);
  if (def.type === 'enum') return Object.values(def.entries as Record<string, string | number>).map(String);
  return [];
}

function kindOfSchema(schema: AnySchema): string {
  const { type } = defOf(unwrap(schema));
  if (type === 'enum' || type === 'literal') return 'string';
  if (type === 'record') return 'object';
  return type === 'tuple' ? 'array' : type;
}

function kindOfValue(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return value === null ? 'null' : typeof value;
}

function defOf(schema: AnySchema): Def {
  return schema._zod.def as unknown as Def;
}
