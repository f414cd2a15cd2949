import { TRANSCRIPT_FORMAT } from '../model/event.ts';
import type { TranscriptProblem } from './problem.ts';

const NAME = 'peilian-transcript/';
const VERSION = Number(TRANSCRIPT_FORMAT.slice(NAME.length));

/** What is wrong with the format that a header names; `null` where it is one we read, or where there is no header to ask. */
export function formatProblem(header: unknown): Pick<TranscriptProblem, 'code' | 'format'> | null {
  if (typeof header !== 'object' || header === null || !('type' in header) || header.type !== 'header')
    return null;
  const format = 'format' in header && typeof header.format === 'string' ? header.format.slice(0, 60) : '';
  const version = format.startsWith(NAME) ? Number(format.slice(NAME.length)) : Number.NaN;
  if (version === VERSION) return null;
  return { code: version > VERSION ? 'newer-format' : 'unknown-format', format };
}
