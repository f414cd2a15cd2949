import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../helpers/build-once.ts';
import { linesOf, ownImports, sourceFiles } from './imports.ts';

const CORE = [
  'model',
  'random',
  'load',
  'nlu',
  'shop',
  'transcript',
  'phrasing',
  'dialogue',
  'buyer',
  'agents',
  'session',
  'scoring',
];
const PLAYED = [...CORE, 'play'];

/**
 * Who may import whom (types count as well). A folder may always import itself. `*`: everything. To allow a new import,
 * add the folder to the row, and say in the commit why the path through src/ needs it.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  random: [],
  load: ['model'],
  nlu: ['model'],
  shop: ['model'],
  transcript: ['model'],
  phrasing: ['model', 'random'],
  // Cells of spreadsheets, whatever they hold.
  tables: ['model', 'load'],
  // Spreadsheets to shops and back; invents the buyers and orders that an export has not.
  workbook: ['model', 'load', 'random', 'tables', 'play'],
  dialogue: ['model', 'nlu', 'shop'],
  buyer: ['model', 'random', 'nlu', 'phrasing', 'shop', 'dialogue'],
  agents: ['model', 'random', 'nlu', 'phrasing', 'shop', 'dialogue'],
  session: ['model', 'random', 'shop'],
  scoring: ['model', 'nlu', 'phrasing', 'shop', 'dialogue', 'transcript'],
  play: CORE,
  replay: PLAYED,
  // Logs come in spreadsheets too.
  logs: [...PLAYED, 'tables', 'workbook'],
  explore: PLAYED,
  // Cards out of rules and facts, and when each comes again.
  learn: PLAYED,
  certify: PLAYED,
  report: ['model', 'scoring', 'transcript', 'replay', 'explore', 'certify'],
  // Of report: text from outside made inert, and scorecards in words.
  ui: ['model', 'shop', 'session', 'dialogue', 'scoring', 'agents', 'report'],
  desk: ['model', 'shop', 'session', 'dialogue', 'scoring', 'agents', 'ui', 'report'],
  connectors: ['model', 'session', 'system'],
  store: ['model', 'transcript', 'play'],
  // Merging, gates and comparisons tell of a run what a report tells, and resample with seeded draws.
  farm: ['model', 'random', 'transcript', 'play', 'report'],
  // A missing id or an unreadable file is answered with load's problem shape, like every other fault of the data.
  // The packs are handed on as the types of those who read them.
  system: ['model', 'transcript', 'play', 'load', 'nlu', 'phrasing', 'scoring'],
  packs: ['*'],
  commands: ['*'],
  // What the tests of a bot team import; plays through the library.
  testing: ['model', 'play', 'connectors', 'commands'],
};

const PURE = [...PLAYED, 'tables', 'workbook', 'replay', 'logs', 'learn', 'explore', 'certify', 'report'];

/** What a pure folder does without, and what it takes instead. */
const EFFECTS: readonly (readonly [RegExp, string])[] = [
  [/\bDate\.now\b/, 'pass a clock or the instant in'],
  [/\bnew Date\(\s*\)/, 'pass the instant in: new Date(value)'],
  [/\bMath\.random\b/, 'take draws from a stream of src/random'],
  [/\b(setTimeout|setInterval|setImmediate|queueMicrotask)\b/, "put it on the session's queue"],
  [/\bprocess\./, 'pass the value in'],
  [/'node:(fs|child_process|net|http|https|os|worker_threads|timers)[^']*'/, 'pass text in, give text back'],
  [/\bfetch\(/, 'use a connector'],
  [/\bconsole\./, 'give the text back'],
  [/\bperformance\.now\b/, 'pass a clock in'],
];

const TOP_LEVEL = [
  '.ci',
  '.github',
  '.gitattributes',
  '.gitignore',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'README.zh-CN.md',
  'biome.json',
  'package-lock.json',
  'package.json',
  'personas',
  'scenarios',
  'src',
  'test',
  'transcripts',
  'tsconfig.json',
  'vitest.config.ts',
];

describe('the import table', () => {
  const files = sourceFiles(ROOT, 'src');

  test('every folder of src/ has a row', () => {
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && sourceFiles(ROOT, `src/${entry.name}`).length > 0,
    );
    const without = folders.map((entry) => entry.name).filter((name) => !(name in MAY_IMPORT));
    expect(
      without,
      `add a row to MAY_IMPORT in test/architecture/architecture.test.ts for: ${without.join(', ')}`,
    ).toEqual([]);
  });

  test('no file imports from a folder outside its row', () => {
    const offences = files.flatMap((file) => {
      const from = folderOf(file);
      const row = MAY_IMPORT[from] ?? ['*'];
      return ownImports(ROOT, file).flatMap(({ line, text, target }) => {
        const to = folderOf(target);
        if (row.includes('*') || to === from || row.includes(to)) return [];
        return [
          `${file}:${line}  ${text.trim()}\n    ${from} may import ${row.join(', ') || 'nothing'}; if ${to} belongs there, change the row "${from}" in test/architecture/architecture.test.ts`,
        ];
      });
    });
    expect(offences, offences.join('\n')).toEqual([]);
  });

  test('pure folders take clock, chance, files and network from outside', () => {
    const offences = files
      .filter((file) => PURE.includes(folderOf(file)))
      .flatMap((file) =>
        linesOf(ROOT, file).flatMap(({ line, text }) =>
          EFFECTS.filter(([pattern]) => pattern.test(withoutTexts(text, pattern))).map(
            ([, instead]) => `${file}:${line}  ${text.trim()}\n    ${instead}`,
          ),
        ),
      );
    expect(offences, offences.join('\n')).toEqual([]);
  });

  test('only main.ts ends the process', () => {
    const offences = files
      .filter((file) => file !== 'src/main.ts')
      .flatMap((file) =>
        linesOf(ROOT, file)
          .filter(({ text }) => /process\.(exit\b|exitCode)/.test(text))
          .map(({ line, text }) => `${file}:${line}  ${text.trim()}`),
      );
    expect(offences, offences.join('\n')).toEqual([]);
  });
});

describe('the repository', () => {
  const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);

  test('has little at the top', () => {
    const top = [...new Set(tracked.map((file) => file.split('/')[0]!))];
    expect(top.filter((name) => !TOP_LEVEL.includes(name))).toEqual([]);
  });

  test('names no path of the machine it was written on', () => {
    const offences = tracked
      .filter((file) => !/\.(png|lock)$|package-lock\.json$/.test(file))
      .flatMap((file) => {
        const lines = readIfThere(file).split('\n');
        return lines.flatMap((text, index) =>
          /(^|[\s'"`(=])(\/work\/|\/home\/\w+\/|\/Users\/\w+\/|\.\.\/shared\/|[A-Z]:\\Users\\)/.test(text) &&
          !text.includes('machine path of a test')
            ? [`${file}:${index + 1}  ${text.trim().slice(0, 100)}`]
            : [],
        );
      })
      .filter((offence) => !offence.startsWith('test/architecture/'));
    expect(offences, offences.join('\n')).toEqual([]);
  });

  test('keeps files to one concern: none of src/ is over 450 lines', () => {
    const long = sourceFiles(ROOT, 'src')
      .map((file) => `${file}: ${readIfThere(file).split('\n').length - 1}`)
      .filter((entry) => Number(entry.split(': ')[1]) > 450);
    expect(long).toEqual([]);
  });
});

function folderOf(file: string): string {
  const [, folder, rest] = file.split('/');
  return rest === undefined ? `src/${folder}` : folder!;
}

/** Quoted text says nothing about effects, except the name of an imported module. */
function withoutTexts(text: string, pattern: RegExp): string {
  return pattern.source.includes("'node:") ? text : text.replace(/'[^']*'|`[^`]*`/g, "''");
}

function readIfThere(file: string): string {
  try {
    return readFileSync(join(ROOT, file), 'utf8');
  } catch {
    return '';
  }
}
