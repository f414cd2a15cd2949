import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { TextFile } from '../load/document.ts';
import { suggest } from '../load/nearest.ts';
import { type Problem, ProblemsError } from '../load/problem.ts';
import { SHOP_SHEETS } from '../model/shop.ts';

export const DATA_KINDS = ['persona', 'scenario', 'market', 'shop', 'rubric', 'suite', 'bot'] as const;
export type DataKind = (typeof DATA_KINDS)[number];

export interface ShopFolder {
  readonly folder: string;
  readonly sheets: Readonly<Record<string, TextFile>>;
}

/** Finds data by id, in the working folder first and then in what ships, or by path. Every miss throws a `ProblemsError`. */
export interface Library {
  /** All ids of a kind, sorted; what lies in the working folder hides what ships under the same id. */
  ids(kind: DataKind): readonly string[];
  /** A file of any kind but shop. `name`: an id, or a path with a slash or `.yaml` in it. */
  file(kind: Exclude<DataKind, 'shop'>, name: string): TextFile;
  shop(name: string): ShopFolder;
}

export interface LibraryPlaces {
  readonly workingFolder: string;
  /** The package's folder; `null`: nothing ships. */
  readonly shipped: string | null;
}

export function openLibrary({ workingFolder, shipped }: LibraryPlaces): Library {
  const roots = [...new Set([workingFolder, ...(shipped === null ? [] : [shipped])])];
  const indexes = new Map<DataKind, Map<string, string>>();
  const indexOf = (kind: DataKind): Map<string, string> => {
    let index = indexes.get(kind);
    if (index === undefined) indexes.set(kind, (index = indexKind(kind, roots)));
    return index;
  };
  const shown = (path: string) => showPath(path, workingFolder);

  const locate = (kind: DataKind, name: string): string => {
    if (isPath(name)) {
      const path = resolve(workingFolder, name);
      if (existsSync(path)) return path;
      throw missing(name, `is not there; looked for it in ${workingFolder}`);
    }
    const path = indexOf(kind).get(name);
    if (path !== undefined) return path;
    // A name that is no id at all cannot be on the list either, so it never becomes a path.
    const known = [...indexOf(kind).keys()];
    throw missing(
      name,
      `is no known ${kind}`,
      suggest(name, known) ?? `see what there is: peilian list ${kind}s`,
    );
  };

  return {
    ids: (kind) => [...indexOf(kind).keys()].sort(),
    file: (kind, name) => {
      const path = locate(kind, name);
      return { file: shown(path), text: readText(path, shown(path)) };
    },
    shop: (name) => {
      const path = locate('shop', name);
      const folder = statSync(path).isDirectory() ? path : resolve(path, '..');
      const sheets = SHOP_SHEETS.flatMap((sheet) => {
        const file = join(folder, `${sheet}.yaml`);
        return existsSync(file)
          ? [[sheet, { file: shown(file), text: readText(file, shown(file)) }] as const]
          : [];
      });
      return { folder: shown(folder), sheets: Object.fromEntries(sheets) };
    },
  };
}

/** Relative to the working folder where it lies inside it, else as it is. */
export function showPath(path: string, workingFolder: string): string {
  const near = relative(workingFolder, path);
  return near === '' || near.startsWith('..') || isAbsolute(near) ? path : near.split(sep).join('/');
}

export function isPath(name: string): boolean {
  return /[/\\]/.test(name) || /\.ya?ml$/.test(name);
}

const FOLDERS: Readonly<Record<DataKind, string>> = {
  persona: 'personas',
  scenario: 'scenarios/cases',
  market: 'scenarios/markets',
  shop: 'scenarios/shops',
  rubric: 'scenarios/rubrics',
  suite: 'scenarios/suites',
  bot: 'scenarios/bots',
};

function indexKind(kind: DataKind, roots: readonly string[]): Map<string, string> {
  const index = new Map<string, string>();
  for (const root of roots) {
    for (const path of kind === 'shop'
      ? shopFolders(join(root, FOLDERS.shop))
      : yamlFiles(join(root, FOLDERS[kind]), kind === 'scenario' ? 2 : 1)) {
      const id = basename(path).replace(/\.ya?ml$/, '');
      if (!index.has(id)) index.set(id, path);
    }
  }
  return index;
}

function shopFolders(folder: string): string[] {
  return entriesOf(folder)
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'shop.yaml')))
    .map((entry) => join(folder, entry.name));
}

function yamlFiles(folder: string, levels: number): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return levels > 1 ? yamlFiles(path, levels - 1) : [];
    return /\.ya?ml$/.test(entry.name) ? [path] : [];
  });
}

function entriesOf(folder: string) {
  return existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
    : [];
}

function readText(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const problem: Problem = {
      code: 'unreadable',
      file,
      path: '',
      message: `cannot be read: ${code === 'EISDIR' ? 'it is a folder' : code === 'EACCES' ? 'permission denied' : code}`,
    };
    throw new ProblemsError([problem]);
  }
}

function missing(file: string, message: string, hint?: string): ProblemsError {
  return new ProblemsError([
    { code: 'not-found', file, path: '', message, ...(hint === undefined ? {} : { hint }) },
  ]);
}
