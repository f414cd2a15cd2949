import type { Act } from '../model/reading.ts';

const OFFERS: ReadonlySet<string> = new Set([
  'counter-offer',
  'concede-price',
  'concede-freight',
  'concede-gift',
  'concede-coupon',
  'give-options',
  'recommend',
  'refuse-with-alternative',
]);

/**
 * A refusal and what stands beside it in the same message make one act: the reason (marked by the rules as
 * `refuse-with-reason` with detail `reason`), or something offered instead. Works in place.
 */
export function composeRefusals(acts: Act[]): void {
  const bare = acts.findIndex((act) => act.act === 'refuse' && act.modality === 'plain');
  const reason = acts.findIndex((act) => act.act === 'refuse-with-reason');
  if (bare < 0) return;
  const offer = acts.findIndex((act) => OFFERS.has(act.act) && act.modality !== 'quoted');
  if (reason >= 0) {
    acts.splice(bare, 1);
    return;
  }
  if (offer >= 0) {
    const refusal = acts[bare]!;
    if (acts.some((act) => act.act === 'refuse-with-alternative')) acts.splice(bare, 1);
    else
      acts[bare] = { ...refusal, act: 'refuse-with-alternative', why: `${refusal.why}; ${acts[offer]!.why}` };
  }
}
