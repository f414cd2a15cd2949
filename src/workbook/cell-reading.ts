import { type Cell, cellText } from '../tables/table.ts';
import { readClockTime } from './clock-time.ts';
import { readCounted } from './counted.ts';
import { splitList } from './list-text.ts';
import { readMoment } from './moment.ts';
import type { Field } from './spec.ts';

/** What a workbook's words for yes, no, all and the choices are; from the pack of its language. */
export interface CellWords {
  readonly yes: readonly string[];
  readonly no: readonly string[];
  readonly all: readonly string[];
  /** What a choice is called: by the choice, or by the column's path and the choice. */
  readonly choices: Readonly<Record<string, string>>;
  /** Names of measures such as bust, by id. */
  readonly measures: Readonly<Record<string, string>>;
}

export interface CellContext {
  readonly words: CellWords;
  /** Of the market, for days and times: `+08:00`. */
  readonly utcOffset: string;
  /** Whether 3/4 is the third of April. */
  readonly dayFirst: boolean;
}

/** A value as YAML writes it, or what it must be. */
export type CellRead =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly must: string; readonly hint?: string };

const good = (value: unknown): CellRead => ({ ok: true, value });
const bad = (must: string, hint?: string): CellRead => ({
  ok: false,
  must,
  ...(hint === undefined ? {} : { hint }),
});

/** Reads a cell that is not empty. Never guesses: what is not plainly of its kind is refused. */
export function readCell(cell: Cell, field: Field, context: CellContext): CellRead {
  const text = cellText(cell);
  if (typeof cell === 'number' && !Number.isSafeInteger(Math.trunc(cell)) && isNaming(field))
    return bad(
      'must be text: the spreadsheet has rounded this long number',
      'format the column as text and enter the number again',
    );
  switch (field.kind) {
    case 'text':
      return good(text);
    case 'list':
      return readList(text, field, context);
    case 'products':
      return context.words.all.some((each) => each.toLowerCase() === text.toLowerCase())
        ? good('all')
        : good(splitList(text));
    case 'money':
    case 'money-or-none':
      return readMoney(cell);
    case 'number':
      return readNumber(text, field.path);
    case 'whole': {
      const number = readNumber(text, field.path);
      return number.ok && !Number.isInteger(number.value) ? bad('must be a whole number such as 12') : number;
    }
    case 'whole-list': {
      const numbers = splitList(text).map(Number);
      return numbers.every(Number.isInteger) ? good(numbers) : bad('must be whole numbers such as 0; 6');
    }
    case 'yes-no': {
      if (typeof cell === 'boolean') return good(cell);
      const word = text.toLowerCase();
      const is = (words: readonly string[]) => words.some((each) => each.toLowerCase() === word);
      if (is(context.words.yes)) return good(true);
      if (is(context.words.no)) return good(false);
      return bad(`must be ${context.words.yes[0]} or ${context.words.no[0]}`);
    }
    case 'choice': {
      const chosen = choose(text, field, context.words);
      return chosen === undefined
        ? bad(
            `must be one of ${field.choices!.map((id) => choiceWord(field.path, id, context.words)).join(', ')}`,
          )
        : good(chosen);
    }
    case 'day':
    case 'instant':
    case 'instant-end':
      return readMoment(text, field.kind, context);
    case 'time': {
      const time = readClockTime(text);
      return time === undefined ? bad('must be a time such as 16:00') : good(time);
    }
    case 'pairs':
      return readPairs(text, context);
  }
}

/**
 * An amount with at most two decimals: `239`, `¥239.00`, `239元`, `£1,299.50`, full-width digits. Anything else in the cell,
 * a range or a second number, is refused.
 */
export function readMoney(cell: Cell): CellRead {
  const must = 'must be an amount such as 239 or 239.50';
  if (typeof cell === 'number')
    return cell < 0 || Math.abs(cell * 100 - Math.round(cell * 100)) > 1e-6
      ? bad(cell < 0 ? 'must not be below zero' : 'must have at most two decimals')
      : good(Math.round(cell * 100) / 100);
  const text = halfWidth(cellText(cell)).replace(/\s/g, '');
  const found =
    /^(?:[¥￥£$€]|CNY|RMB|GBP|USD|EUR)?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?(?:元|块|圆|CNY|RMB|GBP|USD|EUR|[¥￥£$€])?$/i.exec(
      text,
    );
  if (!found) return bad(must);
  return good(Number(`${found[1]!.replaceAll(',', '')}.${found[2] ?? '0'}`));
}

/** A number, with or without the unit that the column at `path` counts in: see `readCounted`. */
export function readNumber(text: string, path = ''): CellRead {
  const number = readCounted(text, path);
  return number === undefined ? bad('must be a number such as 12 or 3.5') : good(number);
}

/** Full-width digits, letters and signs as plain ones. */
export function halfWidth(text: string): string {
  return text.normalize('NFKC').replace(/[，]/g, ',').replace(/[。]/g, '.');
}

function isNaming(field: Field): boolean {
  return field.kind === 'text' || field.kind === 'list';
}

function readList(text: string, field: Field, { words }: CellContext): CellRead {
  const entries = splitList(text);
  if (field.choices === undefined) return good(entries);
  const chosen = entries.map((entry) => choose(entry, field, words));
  const at = chosen.indexOf(undefined);
  return at < 0
    ? good(chosen)
    : bad(`must be of ${field.choices.map((id) => choiceWord(field.path, id, words)).join(', ')}`);
}

/** What a choice of the column at `path` is called. */
export function choiceWord(path: string, id: string, { choices }: Pick<CellWords, 'choices'>): string {
  return choices[`${path}.${id}`] ?? choices[id] ?? id;
}

function choose(text: string, { path, choices }: Field, words: CellWords): string | undefined {
  const lower = text.toLowerCase();
  return choices!.find((id) => id === lower || choiceWord(path, id, words).toLowerCase() === lower);
}

/** `胸围 98；衣长 64` → `{ bust: 98, length: 64 }`. */
function readPairs(text: string, { words }: CellContext): CellRead {
  const ids = new Map(Object.entries(words.measures).map(([id, name]) => [name.toLowerCase(), id]));
  const pairs: Record<string, number> = {};
  for (const part of splitList(text)) {
    const found = /^(.+?)[\s:：=]*(\d+(?:\.\d+)?)(?:cm|厘米)?$/i.exec(halfWidth(part));
    const name = found?.[1]?.trim().toLowerCase();
    const id =
      name === undefined ? undefined : (ids.get(name) ?? (/^[a-z][a-z0-9-]*$/.test(name) ? name : undefined));
    if (found === null || id === undefined)
      return bad(`must be names with centimetres such as ${Object.values(words.measures)[0]} 98`);
    pairs[id] = Number(found[2]);
  }
  return good(pairs);
}
