import type { ColumnNames } from './column-names.ts';
import { plainWord } from './column-names.ts';

/** What one row sells: its colour and size, as the export names them. Empty: the product has none. */
export interface VariantNames {
  readonly colour: string;
  readonly size: string;
}

const SIZE =
  /^(x{0,3}s|m|x{0,4}l|[2-6]xl|均码|f|free|\d{2,3}(cm|码|号)?|\d{2,3}[-/]\d{2,3}(cm)?|\d+(\.\d+)?(ml|l|升|毫升|g|kg|克|千克|斤|寸|英寸|inch|cm|mm|w|瓦|片|只|支|包|袋|盒|瓶|罐|件套?)|(uk|eu|us)\d{1,2})/i;

/** Reads 颜色:藏青;尺码:M, 藏青/M, "Sage / 45cm" and the like. What is no colour counts as the size. */
export function splitSpec(text: string, names: ColumnNames): VariantNames {
  let colour = '';
  const sizes: string[] = [];
  const parts = text
    .split(/[;；,，|]|\s\/\s|\/|\s\+\s|(?<=[\u4e00-\u9fff])\s+|\s+(?=[\u4e00-\u9fff])/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  for (const part of parts) {
    const named = /^([^:：]{1,8})[:：](.+)$/.exec(part);
    const label = named === null ? '' : plainWord(named[1]!);
    const value = (named?.[2] ?? part).trim();
    if (isOneSize(value, names)) continue;
    if (names.colourOptions.includes(label) || (label === '' && colour === '' && isColour(value, names)))
      colour = value;
    else sizes.push(value);
  }
  return { colour, size: sizes.join(' ') };
}

/** A value of a named option: `Colour` → colour, `Size` or anything else → size. */
export function ofOption(name: string, value: string, names: ColumnNames): Partial<VariantNames> {
  if (value === '' || isOneSize(value, names)) return {};
  const label = plainWord(name);
  if (names.colourOptions.includes(label)) return { colour: value };
  if (names.sizeOptions.includes(label) || name !== '') return { size: value };
  return isColour(value, names) ? { colour: value } : { size: value };
}

export function isOneSize(value: string, names: ColumnNames): boolean {
  return names.oneSize.includes(value.toLowerCase());
}

function isColour(value: string, names: ColumnNames): boolean {
  if (SIZE.test(value)) return false;
  return (
    /色$/.test(value) ||
    Object.keys(names.colours).some((word) => value.includes(word)) ||
    Object.values(names.colours).some((word) => value.toLowerCase().includes(word.replace('-', ' '))) ||
    /^[a-z][a-z ]+$/i.test(value)
  );
}

export interface SizeRead {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly heightCm?: readonly [number, number];
  readonly weightKg?: readonly [number, number];
}

const ID_LENGTH_MAX = 12;

/** `M（90-105斤）` → M with weights in kilograms; a long name keeps its beginning as id and the whole as alias. */
export function readSize(text: string): SizeRead {
  const plain = text.normalize('NFKC').trim();
  const range = (unit: RegExp) => {
    const found = new RegExp(`(\\d{2,3})\\s*[-~至到]\\s*(\\d{2,3})\\s*(?:${unit.source})`, 'i').exec(plain);
    return found === null ? undefined : ([Number(found[1]), Number(found[2])] as const);
  };
  const jin = range(/斤/);
  const kg = range(/kg|公斤/);
  const heightCm = range(/cm|厘米/);
  const weightKg = jin === undefined ? kg : ([jin[0] / 2, jin[1] / 2] as const);
  const bare = plain.replace(/[([].*$/, '').trim();
  const head = bare === '' ? plain : bare;
  const id = head.length <= ID_LENGTH_MAX ? head : head.slice(0, ID_LENGTH_MAX).trim();
  return {
    id,
    aliases: [...new Set([head, plain])].filter((name) => name !== id),
    ...(heightCm === undefined || weightKg === undefined ? {} : { heightCm }),
    ...(weightKg === undefined ? {} : { weightKg }),
  };
}
