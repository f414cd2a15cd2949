import { z } from 'zod';

/** How a conversation can end: a closed list. */
export const ENDINGS = [
  'settled', // the buyer's goal is reached
  'closed', // well closed without it
  'left', // the buyer left with a word
  'drifted', // the buyer left silently
  'walked-out', // angry: complaint filed or threat carried out
  'transferred',
  'agent-closed',
  'agent-silent', // nothing at all came from the agent
  'agent-error', // the channel broke, or sent nothing that could be read
  'time-limit',
  'turn-limit',
  'interrupted', // Ctrl-C, kill, power: unknown, never a verdict
] as const;
export const EndingSchema = z.enum(ENDINGS);
export type Ending = (typeof ENDINGS)[number];

/** Endings that fail whatever the scores say. */
export const FAILING_ENDINGS: readonly Ending[] = ['agent-silent', 'agent-error'];
