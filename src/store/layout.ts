import { StoreError } from './store-error.ts';

/** `run.json`: what the run was; the only place for dates and the run's id. */
export const RUN_FILE = 'run.json';
export const INPUTS_FOLDER = 'inputs';
export const RUN_FORMAT = 'peilian-run/1';

/** The file that a worker's slot writes one conversation after another into. `generation` counts resumptions, from 0. */
export function conversationsFile(worker: string, slot: number, generation: number): string {
  return `${worker}-${String(slot).padStart(3, '0')}${generation === 0 ? '' : `.r${generation}`}.jsonl`;
}

export function indexFile(worker: string): string {
  return `${worker}.index.jsonl`;
}

export function isConversationsFile(name: string): boolean {
  return name.endsWith('.jsonl') && !name.endsWith('.index.jsonl');
}

export function isIndexFile(name: string): boolean {
  return name.endsWith('.index.jsonl');
}

/** From 1 on where a run was resumed, else 0. */
export function generationOf(name: string): number {
  return Number(/\.r(\d+)\.jsonl$/.exec(name)?.[1] ?? 0);
}

/** A name that stays in its folder. Throws `StoreError`. */
export function plainName(name: string): string {
  if (!/^[\w-][\w.-]{0,120}$/.test(name)) throw new StoreError('bad-name', name, 'bad-name');
  return name;
}
