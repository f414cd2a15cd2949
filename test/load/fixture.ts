import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { TextFile } from '../../src/load/document.ts';
import { loadMarket } from '../../src/load/market.ts';
import type { Problem } from '../../src/load/problem.ts';
import { renderProblem } from '../../src/load/problem.ts';
import { loadShop, type SheetName } from '../../src/load/shop.ts';
import type { Checked } from '../../src/load/yaml.ts';
import { SHOP_SHEETS } from '../../src/model/shop.ts';
import { ROOT } from '../helpers/build-once.ts';

/** A file of `test/fixtures/data`, with one piece of its text replaced. */
export function fixture(file: string, find?: string, replacement = ''): TextFile {
  const text = readFileSync(`${ROOT}/test/fixtures/data/${file}`, 'utf8');
  if (find === undefined) return { file, text };
  expect(text, `${file} holds the text that the test replaces`).toContain(find);
  return { file, text: text.replace(find, () => replacement) };
}

export const SHOP_FOLDER = 'scenarios/shops/tiny-shop';
export const MARKET = 'scenarios/markets/tiny-market.yaml';

/** The tiny shop with one sheet changed, against its market. */
export function shopWith(sheet?: SheetName, find?: string, replacement?: string) {
  const sheets = Object.fromEntries(
    SHOP_SHEETS.map((name) => [
      name,
      fixture(`${SHOP_FOLDER}/${name}.yaml`, ...(name === sheet ? [find, replacement] : [])),
    ]),
  );
  return loadShop(SHOP_FOLDER, sheets, mustLoad(loadMarket(fixture(MARKET))));
}

export function mustLoad<T>(checked: Checked<T>): T {
  if (!checked.ok) throw new Error(checked.problems.map(renderProblem).join('\n'));
  return checked.value;
}

export function problemsOf(checked: Checked<unknown>): readonly Problem[] {
  return checked.ok ? [] : checked.problems;
}

/** The first line of what a person sees of each problem. */
export function sentencesOf(checked: Checked<unknown>): string[] {
  return problemsOf(checked).map((problem) => renderProblem(problem).split('\n')[0]!);
}
