import { TRANSCRIPT_FORMAT } from '../model/event.ts';
import type { TranscriptProblem } from './problem.ts';

const NAME = 'peilian-transcript/';
export const NEWEST = Number(TRANSCRIPT_FORMAT.slice(NAME.length));

/** What is wrong with the format that a header names; `null` where it is one we read, or where there is no header to ask. */
export function formatProblem(header: unknown): Pick<TranscriptProblem, 'code' | 'format'> | null {
  if (!isHeader(header)) return null;
  const format = typeof header.format === 'string' ? header.format.slice(0, 60) : '';
  const version = versionOf(header);
  if (version !== null && version <= NEWEST && version in UPGRADES) return null;
  return { code: version !== null && version > NEWEST ? 'newer-format' : 'unknown-format', format };
}

/** The version that a header names; `null` for what is no header, or names none. */
export function versionOf(header: unknown): number | null {
  if (!isHeader(header) || typeof header.format !== 'string' || !header.format.startsWith(NAME)) return null;
  const digits = header.format.slice(NAME.length);
  return /^\d{1,4}$/.test(digits) ? Number(digits) : null;
}

/** An event of an older version as today's readers expect it: the line itself, and its hash, stay what they are. */
export function upgradeEvent(event: unknown, version: number): unknown {
  let upgraded = event;
  for (let from = version; from < NEWEST; from += 1)
    if (isRecord(upgraded)) upgraded = UPGRADES[from]?.(upgraded) ?? upgraded;
  return upgraded;
}

type Fields = Readonly<Record<string, unknown>>;

/** From each version to the next. They stay for good: a kept transcript is read however old it is. */
const UPGRADES: Readonly<Record<number, (event: Fields) => Fields>> = {
  /** Before the first release: `by` for `from`, nothing about how a message or an answer's time came about, and no packs. */
  0: (event) => {
    if (event.type === 'header')
      return {
        clock: 'virtual',
        latency: 'declared',
        packs: { id: String(event.locale), hash: '' },
        cast: {},
        ...event,
        format: TRANSCRIPT_FORMAT,
      };
    if (event.type !== 'message' || 'from' in event) return event;
    const { by, ...rest } = event;
    return { via: by === 'buyer' ? 'simulated' : 'bot', ...rest, from: by };
  },
  [NEWEST]: (event) => event,
};

function isHeader(value: unknown): value is Fields {
  return isRecord(value) && value.type === 'header';
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
