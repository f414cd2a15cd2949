import { createRequire } from 'node:module';
import { type Override, type OverrideFile, OverrideFileSchema } from '../model/override.ts';
import { readDocument, type TextFile } from './document.ts';
import type { Checked } from './yaml.ts';

/** `overrides.yaml`: findings that somebody has objected to, and why. */
export function loadOverrides(file: TextFile): Checked<OverrideFile> {
  return readDocument(file, { kind: 'overrides', schema: OverrideFileSchema, idIsFileName: false });
}

/**
 * The text with one more entry; comments and order stay. `null`: there is no file yet. An entry for the same rule and place is
 * replaced. The text must have been read by `loadOverrides`.
 */
export function addOverride(text: string | null, entry: Override): string {
  // Loaded here: every run reads its overrides, and hardly any writes them.
  const { parseDocument } = createRequire(import.meta.url)('yaml') as typeof import('yaml');
  const document = parseDocument(text ?? 'kind: overrides\nversion: 1\noverrides: []\n');
  const entries = (document.toJS() as OverrideFile).overrides;
  const at = entries.findIndex(({ rule, place }) => rule === entry.rule && place === entry.place);
  if (at >= 0) document.setIn(['overrides', at], entry);
  else document.addIn(['overrides'], document.createNode(entry));
  // The first entry turns `[]` into a list that a person can go on writing.
  const list = document.get('overrides') as { flow?: boolean };
  list.flow = false;
  return document.toString({ lineWidth: 0 });
}
