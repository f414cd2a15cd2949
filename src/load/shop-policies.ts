import type { Market } from '../model/market.ts';
import type { Shop } from '../model/shop.ts';
import type { Problem } from './problem.ts';
import { gather } from './references.ts';
import { show } from './shop-goods.ts';
import type { YamlSource } from './yaml.ts';

/** `policies.yaml`: better than the market's law is allowed, worse is not. Without a market nothing can be compared. */
export function checkPolicies(shop: Shop, source: YamlSource, market: Market | undefined): Problem[] {
  const found = gather(source);
  const { returns } = shop.policies;
  found.unique(['returns', 'exclusions'], returns.exclusions, ({ kind }) => kind, 'kind');
  const law = market?.law.noReasonReturn;
  if (law === undefined || law === null) return found.problems;

  const undercut = (path: (string | number)[], holds: boolean, least: string, value: string) =>
    found.hold(['returns', ...path], holds, `must not be worse than the law of ${market!.id}: ${least}`, {
      found: value,
    });

  undercut(['days'], returns.days >= law.days, `at least ${law.days} days`, String(returns.days));
  // Counting from the day of receipt ends a day sooner than counting from the day after it.
  undercut(
    ['counts'],
    law.counts === 'receipt' || returns.counts === 'day-after-receipt' || returns.days > law.days,
    'counted from the day after receipt',
    returns.counts,
  );
  undercut(
    ['refundDays'],
    returns.refundDays <= law.refundWithinDays,
    `the money is back within ${law.refundWithinDays} days`,
    String(returns.refundDays),
  );
  undercut(['restockingFee'], returns.restockingFee === 0, 'no fee may be kept', show(returns.restockingFee));
  const mind = returns.reasons['change-of-mind'];
  undercut(
    ['reasons', 'change-of-mind', 'freight'],
    law.returnFreight === 'buyer' || mind.freight === 'seller',
    'the seller pays the way back',
    mind.freight,
  );
  undercut(
    ['reasons', 'change-of-mind', 'withinDays'],
    mind.withinDays >= law.days,
    `at least ${law.days} days`,
    String(mind.withinDays),
  );
  undercut(
    ['reasons', 'change-of-mind', 'remedies'],
    mind.remedies.includes('return') || mind.remedies.includes('refund'),
    'the goods may be returned for a refund',
    mind.remedies.join(', ') || 'an empty list',
  );
  const excluded = [...law.exclusions, ...law.confirmedExclusions];
  for (const [index, { kind, confirmed }] of returns.exclusions.entries()) {
    const at = ['returns', 'exclusions', index];
    if (
      !found.known([...at, 'kind'], kind, `a kind that the law of ${market!.id} allows to exclude`, excluded)
    )
      continue;
    found.hold(
      [...at, 'confirmed'],
      law.exclusions.includes(kind) || confirmed,
      'must be true: the law excludes this kind only where the buyer confirmed it when buying',
      { found: String(confirmed) },
    );
  }
  return found.problems;
}
