import { z } from 'zod';

const anything = z.record(z.string(), z.unknown());

/** `packs/starters/<market>.yaml`: the sheets of a shop that an export of goods does not hold. Each is checked with the shop. */
export const StarterSchema = z.strictObject({
  kind: z.literal('starter'),
  version: z.literal(1),
  market: z.string(),
  shop: anything,
  prices: anything,
  logistics: anything,
  policies: anything,
});
export type Starter = z.output<typeof StarterSchema>;
