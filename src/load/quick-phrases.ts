import { type QuickPhrases, QuickPhrasesSchema } from '../model/quick-phrases.ts';
import { readDocument, type TextFile } from './document.ts';
import type { Checked } from './yaml.ts';

/** An agent's own ready answers; the file may have any name. */
export function loadQuickPhrases(file: TextFile): Checked<QuickPhrases> {
  return readDocument(file, { kind: 'quick-phrases', schema: QuickPhrasesSchema, idIsFileName: false });
}
