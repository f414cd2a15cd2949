import type { z } from 'zod';
import { LOCALES } from '../model/locale.ts';
import { describe, optionsOf, unwrap, verbsOf } from './schema-walk.ts';

type AnySchema = z.core.$ZodType;

/** One field of a kind of file, as its README lists it. */
export interface ListedField {
  /** `patience.first`, `agenda[].ask`, `phrases.<locale>` */
  readonly path: string;
  readonly needed: boolean;
  readonly takes: string;
}

/**
 * Every field of a schema in the order of its declaration, what is inside a field after it. What is said twice is listed
 * once: the languages as `<locale>`, and a second list of the same kind by a reference to the first.
 */
export function fieldsOf(schema: z.ZodType): ListedField[] {
  const merged = new Map<string, ListedField>();
  for (const field of walk(schema, '', true, new Map())) {
    const before = merged.get(field.path);
    // Options of a union may share a field: it takes what any of them takes.
    const takes =
      before === undefined || before.takes === field.takes
        ? field.takes
        : `${before.takes}, or ${field.takes}`;
    merged.set(field.path, { ...field, takes });
  }
  return [...merged.values()];
}

type Def = {
  readonly type: string;
  readonly shape?: Record<string, AnySchema>;
  readonly element?: AnySchema;
  readonly items?: AnySchema[];
  readonly valueType?: AnySchema;
  readonly error?: unknown;
  readonly format?: string;
  readonly checks?: readonly {
    readonly _zod: {
      readonly def: { readonly error?: unknown; readonly check?: string; readonly value?: number };
    };
  }[];
};

function walk(
  schema: AnySchema,
  path: string,
  needed: boolean,
  listed: Map<AnySchema, string>,
): ListedField[] {
  const inner = unwrap(schema);
  const def = defOf(inner);
  const element = def.type === 'array' ? unwrap(def.element!) : undefined;
  const before = element === undefined || optionsOf(element).length === 0 ? undefined : listed.get(element);
  if (before !== undefined) return [{ path, needed, takes: `a list as ${before}` }];
  if (element !== undefined) listed.set(element, path);

  const self = path === '' ? [] : [{ path, needed, takes: takesOf(inner) }];
  const into = (child: AnySchema, childPath: string) =>
    walk(child, childPath, true, listed).filter((field) => field.path !== childPath);
  if (def.type === 'array') return [...self, ...into(def.element!, `${path}[]`)];
  if (def.type === 'record') return [...self, ...into(def.valueType!, `${path}.<name>`)];
  if (def.type === 'union') return [...self, ...optionsOf(inner).flatMap((option) => into(option, path))];
  if (def.type !== 'object') return self;
  const fields = Object.entries(def.shape!);
  const perLocale = fields.length === LOCALES.length && LOCALES.every((locale) => locale in def.shape!);
  const named = perLocale ? [['<locale>', fields[0]![1]] as const] : fields;
  return [
    ...self,
    ...named.flatMap(([name, field]) =>
      walk(field, path === '' ? name : `${path}.${name}`, !mayBeLeftOut(field), listed),
    ),
  ];
}

function mayBeLeftOut(schema: AnySchema): boolean {
  return ['optional', 'default', 'prefault'].includes(defOf(schema).type);
}

function takesOf(schema: AnySchema): string {
  const def = defOf(schema);
  const own = ownWords(def);
  if (own !== undefined) return own;
  if (def.type === 'array') return `a list of ${takesOf(unwrap(def.element!))}`;
  if (def.type === 'tuple') return `[${def.items!.map((item) => takesOf(unwrap(item))).join(', ')}]`;
  if (def.type === 'number') return boundsOf(def);
  if (def.type === 'union') {
    const options = optionsOf(schema);
    const verbs = verbsOf(options);
    return verbs.length > 0
      ? `one verb: ${verbs.join(', ')}`
      : [...new Set(options.map((option) => takesOf(unwrap(option))))].join(', or ');
  }
  return describe(schema);
}

function boundsOf(def: Def): string {
  const kind = def.format === 'safeint' ? 'a whole number' : 'a number';
  const bound = (check: string) =>
    (def.checks ?? []).map((each) => each._zod.def).find((each) => each.check === check)?.value;
  const least = bound('greater_than');
  const most = bound('less_than');
  if (least === undefined && most === undefined) return kind;
  return most === undefined ? `${kind} from ${least}` : `${kind}, ${least} to ${most}`;
}

/** What our own error messages say that a field must be, without the "must be". */
function ownWords({ error, checks = [] }: Def): string | undefined {
  const messages = [error, ...checks.map((check) => check._zod.def.error)].flatMap((given) => {
    const message = typeof given === 'function' ? (given as (issue: object) => unknown)({}) : given;
    return typeof message === 'string' ? [message] : [];
  });
  return messages[0]?.replace(/^must (be )?/, '').replace(/: lower-case letters.*$/, '');
}

function defOf(schema: AnySchema): Def {
  return schema._zod.def as unknown as Def;
}
