import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readDocument } from '../../load/document.ts';
import { ProblemsError } from '../../load/problem.ts';
import { type Known, KnownSchema } from '../../model/known.ts';
import { toStoreError } from '../../store/store-error.ts';
import { writeWhole } from '../../system/write-whole.ts';
import { type CommandIo, UsageError } from '../io.ts';

/** The accepted state of `--known FILE`. One that is to be written anew need not be there. */
export function readKnown(file: string | undefined, update: boolean, io: CommandIo): Known | undefined {
  if (file === undefined) return undefined;
  const path = resolve(io.workingFolder, file);
  if (update) return undefined;
  if (!existsSync(path))
    throw new UsageError(io.ui('run.known.missing', { file }), io.ui('run.known.missing.hint', { file }));
  const checked = readDocument(
    { file, text: readFileSync(path, 'utf8') },
    { kind: 'known', schema: KnownSchema, idIsFileName: false },
  );
  if (!checked.ok) throw new ProblemsError(checked.problems);
  return checked.value;
}

/** One line a case and a rule, sorted, so that a diff shows what changed. Throws `StoreError`. */
export function writeKnown(file: string, known: Known, io: CommandIo): void {
  const path = resolve(io.workingFolder, file);
  const lines = [
    '# What is accepted to fail: written by peilian run --known FILE --update; review the difference.',
    'kind: known',
    'version: 1',
    `conversations: ${known.conversations}`,
    `failed: ${known.failed}`,
    `rules:${Object.keys(known.rules).length === 0 ? ' {}' : ''}`,
    ...Object.entries(known.rules).map(([rule, count]) => `  ${rule}: ${count}`),
    `cases:${Object.keys(known.cases).length === 0 ? ' {}' : ''}`,
    ...Object.entries(known.cases).map(
      ([name, { failed, severe }]) => `  ${name}: { failed: ${failed}, severe: [${severe.join(', ')}] }`,
    ),
  ];
  try {
    writeWhole(path, `${lines.join('\n')}\n`);
  } catch (error) {
    throw toStoreError(error, path);
  }
}
