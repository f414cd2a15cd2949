import { z } from 'zod';

/** How much a difference means: `severe` turns a build red, `notable` wants a look, `info` is told. */
export const DRIFT_LEVELS = ['info', 'notable', 'severe'] as const;
export type DriftLevel = (typeof DRIFT_LEVELS)[number];

/** What differs, the gravest first: reports name them in this order. */
export const DRIFT_KINDS = [
  'price', // an amount of money was told otherwise
  'fact', // any other value, or a yes that became a no
  'action', // what the agent did: done, not done, or done otherwise
  'ending',
  'finding', // a critical finding that the recording does not have
  'verdict',
  'silence', // an answer that does not come any more, or comes now
  'fact-gone', // a value that was told, and is not any more
  'fact-added',
  'act', // what a message does: refuses, concedes, promises …
  'timing',
  'score',
  'round', // a round that only one of the two has
  'text',
] as const;
export type DriftKind = (typeof DRIFT_KINDS)[number];

const ItemSchema = z.strictObject({
  kind: z.enum(DRIFT_KINDS),
  level: z.enum(DRIFT_LEVELS),
  /** Which pair of rounds it is about, from 0; `null`: the whole conversation. */
  round: z.int().nullable(),
  /** What it is about where the kind does not say: a topic, an act, a rule, a dimension. */
  about: z.string().nullable(),
  /** In words or values of the conversation; `null`: not there. */
  recorded: z.string().nullable(),
  today: z.string().nullable(),
  /** Indices of the events that prove it, in either transcript. */
  events: z.strictObject({ recorded: z.array(z.int()), today: z.array(z.int()) }),
});
export type DriftItem = z.output<typeof ItemSchema>;

const SideSchema = z.strictObject({
  buyer: z.array(z.string()),
  agent: z.array(z.string()),
  /** The agent's deeds, as `name key=value`. */
  actions: z.array(z.string()),
  /** From the buyer's first line to the agent's first; `null`: one of them is not there. */
  waitMs: z.number().nullable(),
});
export type DriftSide = z.output<typeof SideSchema>;

/** How a conversation of today differs from the kept one, round by round. */
export const DriftSchema = z.strictObject({
  mode: z.enum(['replay', 'rerun']),
  /** Of the gravest item; `null`: nothing differs. */
  level: z.enum(DRIFT_LEVELS).nullable(),
  /** The gravest first. */
  items: z.array(ItemSchema),
  /** Every round of either, paired; at least one of the two is there. */
  rounds: z.array(z.strictObject({ recorded: SideSchema.nullable(), today: SideSchema.nullable() })),
});
export type Drift = z.output<typeof DriftSchema>;
