import { randomBytes } from 'node:crypto';

/** When it began and a few letters, so that runs sort by time and never meet. */
export function newRunId(): string {
  return `${new Date().toISOString().slice(0, 19).replace(/[:T]/g, '-')}-${randomBytes(3).toString('hex')}`;
}
