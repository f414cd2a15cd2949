import type { Market } from '../model/market.ts';
import type { Inbound } from '../model/ports.ts';
import type { Shop } from '../model/shop.ts';
import type { Reader } from '../nlu/reader-types.ts';
import { createWorld, type World, type WorldCast } from '../shop/world.ts';
import type { AgentPack } from './pack.ts';

/** What an audit agent knows that no bot is told: the whole shop and who plays what. One case, one setup. */
export interface AuditSetup {
  readonly shop: Shop;
  readonly market: Market;
  readonly cast: WorldCast;
  readonly pack: AgentPack;
  /** For values that a buyer says without naming them in its acts: sizes, colours, numbers of orders. */
  readonly reader: Reader;
}

/** The agent's own copy of the case's world, begun at the first inbound that tells the time. */
export function worldAt(setup: AuditSetup, inbound: Inbound): World {
  const now = inbound.type === 'end' ? '2026-01-01T00:00:00+00:00' : inbound.context.now;
  return createWorld(setup.shop, setup.market, now, setup.cast);
}
