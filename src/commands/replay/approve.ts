import { readFileSync } from 'node:fs';
import type { Transcript } from '../../model/event.ts';
import { baselineText, readableText } from '../../replay/baseline.ts';
import { toStoreError } from '../../store/store-error.ts';
import { writeWhole } from '../../system/write-whole.ts';

/** What the person reads in a pull request, beside the transcript that is replayed. */
export function twinOf(file: string): string {
  return file.replace(/\.jsonl$/, '').concat('.txt');
}

/**
 * Writes conversations as one file of baselines, and its readable twin. Each is replaced whole, or left as it is where
 * nothing differs. Gives back whether anything was written. Throws `StoreError`.
 */
export function writeBaseline(file: string, conversations: readonly Transcript[]): boolean {
  const wrote = [
    replaceFile(file, conversations.map(baselineText).join('')),
    replaceFile(twinOf(file), conversations.map(readableText).join('\n')),
  ];
  return wrote.some(Boolean);
}

function replaceFile(file: string, text: string): boolean {
  try {
    if (readFileSync(file, 'utf8') === text) return false;
  } catch {}
  try {
    writeWhole(file, text);
    return true;
  } catch (error) {
    throw toStoreError(error, file);
  }
}
