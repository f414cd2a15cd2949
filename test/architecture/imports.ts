import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export interface SourceLine {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Every TypeScript file below a folder, relative to the root, sorted. */
export function sourceFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${folder}/${file}`)
    .sort();
}

/** Imports of our own files, types-only ones and dynamic ones too, with the line they stand on. */
export function ownImports(root: string, file: string): (SourceLine & { readonly target: string })[] {
  return linesOf(root, file).flatMap((line) =>
    [...line.text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)'(\.{1,2}\/[^']+)'/g)].map((match) => ({
      ...line,
      target: normalize(join(dirname(file), match[1]!)),
    })),
  );
}

/** Lines of code; a line that is only comment is left out. */
export function linesOf(root: string, file: string): SourceLine[] {
  return readFileSync(join(root, file), 'utf8')
    .split('\n')
    .map((text, index) => ({ file, line: index + 1, text }))
    .filter(({ text }) => !/^\s*(\/\/|\*|\/\*)/.test(text));
}
