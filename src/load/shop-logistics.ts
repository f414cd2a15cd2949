import type { Shop } from '../model/shop.ts';
import type { Problem } from './problem.ts';
import { gather } from './references.ts';
import type { YamlSource } from './yaml.ts';

/** `logistics.yaml`: couriers and regions that exist and can be told apart, days in order. */
export function checkLogistics(shop: Shop, source: YamlSource): Problem[] {
  const found = gather(source);
  const { couriers, regions, freeFreightExcept } = shop.logistics;
  const courierIds = couriers.map(({ id }) => id);
  const regionIds = regions.map(({ id }) => id);
  found.unique(['couriers'], couriers, ({ id }) => id, 'id');
  found.unique(['regions'], regions, ({ id }) => id, 'id');
  found.unique(['regions'], regions, ({ name }) => name, 'name');
  found.hold(
    ['couriers'],
    couriers.some(({ standard }) => standard),
    'must have a standard courier',
    { hint: 'write standard: true for the one that is used unasked', part: 'key' },
  );
  for (const [index, courier] of couriers.entries()) {
    const at = ['couriers', index, 'trackingPattern'];
    if (!isPattern(courier.trackingPattern))
      found.add(at, 'wrong-format', 'must be a regular expression', { found: courier.trackingPattern });
  }
  const named = new Map<string, number>();
  for (const [index, region] of regions.entries()) {
    found.hold(['regions', index, 'days'], region.days[0] <= region.days[1], 'must be [least, most]', {
      found: `[${region.days.join(', ')}]`,
    });
    for (const [place, id] of region.couriers.entries())
      found.known(['regions', index, 'couriers', place], id, 'a courier of this shop', courierIds);
    for (const [place, alias] of region.aliases.entries()) {
      const other = named.get(alias);
      if (other !== undefined && other !== index)
        found.add(
          ['regions', index, 'aliases', place],
          'duplicate',
          `must name one region only: ${regions[other]!.id} has it as well`,
          { found: alias },
        );
      named.set(alias, index);
    }
  }
  for (const [index, id] of freeFreightExcept.entries())
    found.known(['freeFreightExcept', index], id, 'a region of this shop', regionIds);
  return found.problems;
}

export function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}
