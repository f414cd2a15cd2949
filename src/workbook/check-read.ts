import type { Problem } from '../load/problem.ts';
import { loadShopSources, type SheetName, type SheetSources } from '../load/shop.ts';
import type { Path, Place, YamlSource } from '../load/yaml.ts';
import type { Market } from '../model/market.ts';
import { SHOP_SHEETS, type Shop } from '../model/shop.ts';
import { cellName } from '../tables/table.ts';
import { fieldName } from './field-name.ts';
import type { CellPlace, CellProblem, ShopRead } from './read-shop.ts';
import type { WorkbookTexts } from './texts.ts';

export type CheckedShop =
  | { readonly ok: true; readonly shop: Shop }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Holds what was read to everything that a shop must be, and tells each problem by the cell it came from, or by the sheet and
 * heading it belongs to in the workbook of `texts`. `file`: the spreadsheet's name.
 */
export function checkRead(
  read: ShopRead,
  file: string,
  id: string,
  market: Market | undefined,
  texts?: WorkbookTexts,
): CheckedShop {
  const own = read.problems.map((problem) => cellProblem(problem, file));
  if (own.length > 0) return { ok: false, problems: own };
  const sources = Object.fromEntries(
    SHOP_SHEETS.map((name) => [name, sourceOf(name, read)]),
  ) as unknown as SheetSources;
  const checked = loadShopSources(id, sources, market);
  if (checked.ok) return { ok: true, shop: checked.value };
  return { ok: false, problems: checked.problems.map((problem) => byCell(problem, file, texts)) };
}

export function cellProblem(problem: CellProblem, file: string): Problem {
  return {
    code: 'wrong-format',
    file: placeName(file, problem),
    path: problem.heading,
    message: problem.must,
    found: problem.found,
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
  };
}

/** `mine.xlsx › 商品!D5` */
export function placeName(file: string, { sheet, row, column }: CellPlace): string {
  return `${file} › ${sheet}!${cellName(row, column)}`;
}

/** Stands in for the YAML file `name`: a field's place is its cell, or that of the nearest field around it. */
function sourceOf(name: SheetName, read: ShopRead): YamlSource {
  return {
    file: name,
    value: read.files[name],
    place(path: Path): Place {
      for (let steps = path.length; steps > 0; steps -= 1) {
        const place = read.places.get(`${name} ${path.slice(0, steps).join('.')}`);
        if (place !== undefined)
          return { line: place.row + 1, column: place.column + 1, length: 1, source: place.sheet };
      }
      return { line: 0, column: 0, length: 0, source: '' };
    },
  };
}

function byCell(
  { line, column, length: _, source, ...problem }: Problem,
  file: string,
  texts: WorkbookTexts | undefined,
): Problem {
  const called = texts && fieldName(problem.file as SheetName, problem.path, texts);
  const path = called?.heading ?? (called === undefined ? problem.path : '');
  if (line && source !== undefined)
    return {
      ...problem,
      path,
      file: placeName(file, { sheet: source, row: line - 1, column: (column ?? 1) - 1 }),
    };
  return { ...problem, path, file: called === undefined ? file : `${file} › ${called.sheet}` };
}
