import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Transcript } from '../../model/event.ts';
import { baselineName } from '../../replay/baseline.ts';
import { writeBaseline } from '../replay/approve.ts';

/** Keeps a good conversation as a file of its own; one that is kept already stays: `replay --update` is what changes it. */
export function keepAsBaseline(folder: string, transcript: Transcript): void {
  const file = join(folder, baselineName(transcript.header.case));
  if (!existsSync(file)) writeBaseline(file, [transcript]);
}
