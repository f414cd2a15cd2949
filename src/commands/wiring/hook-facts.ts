import type { HookFacts } from '../../connectors/hooks/port.ts';
import { parseCaseId } from '../../play/case-id.ts';
import type { CaseInputs } from '../../play/inputs.ts';
import { worldOf } from '../../play/play.ts';
import { customerOf, ordersOf } from '../../shop/world.ts';
import type { Data } from '../data.ts';
import { caseInputs } from './case-inputs.ts';
import type { Languages } from './languages.ts';

/** What a hook is told of the case behind a session: who the customer is and which orders there are, with amounts as people write them. */
export function hookFacts(sessionId: string, data: Data, languages: Languages): HookFacts {
  // A second attempt is a session of its own: `run:case~2`.
  const id = sessionId.slice(sessionId.indexOf(':') + 1).replace(/~\d+$/, '');
  const key = parseCaseId(id);
  if (key === null) return { sessionId };
  const named = {
    sessionId,
    case: id,
    scenario: key.scenario,
    persona: key.persona,
    locale: key.locale,
  };
  // A kept conversation is replayed though its case is gone; nobody knows its orders any more.
  const there = (kind: 'scenario' | 'persona', name: string) => data.library.ids(kind).includes(name);
  if (!there('scenario', key.scenario) || !there('persona', key.persona)) return named;
  const inputs = caseInputs(key, data, languages, false);
  const world = worldOf(inputs);
  return {
    ...named,
    shop: inputs.shop.id,
    customer: customerOf(world),
    orders: ordersIn(inputs, world),
  };
}

/** The customer's own orders, and those that the case is about, whoever placed them. */
function ordersIn({ scenario, shop, key }: CaseInputs, world: ReturnType<typeof worldOf>): unknown[] {
  const cast = scenario.cast[key.locale].roles;
  const about = Object.keys(scenario.roles)
    .filter((role) => scenario.roles[role]?.kind === 'order')
    .map((role) => cast[role]);
  const own = new Set(ordersOf(world).map((order) => order.id));
  return shop.orders
    .filter((order) => own.has(order.id) || about.includes(order.id))
    .map((order) => inAmounts(order));
}

const MONEY = new Set(['price', 'freight', 'amount']);

/** Minor units as amounts with two decimals. */
function inAmounts(value: unknown, name = ''): unknown {
  if (typeof value === 'number') return MONEY.has(name) ? value / 100 : value;
  if (Array.isArray(value)) return value.map((each) => inAmounts(each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inAmounts(each, key)]));
}
