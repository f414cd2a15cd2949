import type { JsonPlace } from '../../model/json-path.ts';
import { placesOf, type Role, type RolePath } from './roles.ts';

/** One field of an answer; fields at the same place of several entries are told once. */
export interface Field {
  /** `$.data[*].text` */
  readonly path: string;
  /** Of the first that is not empty. */
  readonly value: string | number | boolean | null;
  readonly count: number;
  readonly role: Role;
}

const LEAVES_MAX = 5_000;

/** Every field of an answer in the order of the answer, with what it was taken as. */
export function fieldsOfAnswer(answer: unknown, paths: readonly RolePath[]): Field[] {
  const roles = new Map<string, Role>();
  for (const path of paths)
    for (const place of placesOf(path, answer))
      if (!roles.has(exact(place))) roles.set(exact(place), path.role);
  const fields = new Map<string, Field>();
  let left = LEAVES_MAX;
  const walk = (value: unknown, place: JsonPlace, role: Role): void => {
    const own = roles.get(exact(place)) ?? role;
    if (typeof value === 'object' && value !== null) {
      for (const [key, each] of Array.isArray(value) ? value.entries() : Object.entries(value))
        if (left > 0) walk(each, [...place, key], own);
      return;
    }
    left -= 1;
    const path = general(place);
    const before = fields.get(path);
    const leaf = value as Field['value'];
    if (before === undefined) fields.set(path, { path, value: leaf, count: 1, role: own });
    else
      fields.set(path, {
        ...before,
        count: before.count + 1,
        // One entry of many that is read is worth more than those that are not.
        ...(before.role === 'ignored' && own !== 'ignored'
          ? { role: own, value: leaf }
          : before.value === '' && before.role === own
            ? { value: leaf }
            : {}),
      });
  };
  walk(answer, [], 'ignored');
  return [...fields.values()];
}

/** The field that most looks like what a bot says: words, the longest of them. */
export function likelyText(fields: readonly Field[]): string | undefined {
  const candidates = fields.flatMap(({ path, value, role }) =>
    role === 'ignored' && typeof value === 'string' && looksSaid(value)
      ? [{ path, worth: value.length + (SAYING.test(path) ? 1_000 : 0) }]
      : [],
  );
  return candidates.sort((a, b) => b.worth - a.worth)[0]?.path;
}

/** A field that names the conversation, which the bot may want to be told again. */
export function likelySession(fields: readonly Field[]): string | undefined {
  return fields.find(
    ({ path, value, role }) =>
      role === 'ignored' &&
      typeof value === 'string' &&
      value !== '' &&
      /(conversation|session|chat|thread|dialog(ue)?)_?id['\]]*$/i.test(path),
  )?.path;
}

const SAYING = /(reply|answer|text|content|message|msg|response|output|result)['\]]*$/i;

function looksSaid(value: string): boolean {
  if (/^(https?:|data:|[{[])/i.test(value) || /^[\w-]{20,}$/.test(value) || /^\d{4}-\d\d-\d\d/.test(value))
    return false;
  return /[\u4e00-\u9fff]/.test(value) || /\w[\s,.!?]+\w/.test(value);
}

function exact(place: JsonPlace): string {
  return JSON.stringify(place);
}

function general(place: JsonPlace): string {
  return `$${place
    .map((step) =>
      typeof step === 'number'
        ? '[*]'
        : /^[A-Za-z_][\w]*$/.test(step)
          ? `.${step}`
          : `['${step.replace(/[\\']/g, '\\$&')}']`,
    )
    .join('')}`;
}
