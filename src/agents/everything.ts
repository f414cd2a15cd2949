import type { AgentPort } from '../model/ports.ts';
import { TOPICS } from '../model/topic.ts';
import { truth } from '../shop/truth.ts';
import type { World } from '../shop/world.ts';
import { createAuditPort, saying } from './audit-port.ts';
import { type AuditSetup, worldAt } from './audit-setup.ts';

/** Longest message; the dump is cut into several. */
const MESSAGE_CHARS = 900;

/** Tells everything the shop knows at every turn: right somewhere, and no answer to anybody. */
export function createEverythingAgent(setup: AuditSetup): AgentPort {
  return createAuditPort('everything', () => {
    let world: World | undefined;
    return (inbound) => {
      world ??= worldAt(setup, inbound);
      if (inbound.type !== 'message') return [];
      return dump(world, inbound.at).map((text, index) => saying(text, 2_000 + index * 400));
    };
  });
}

function dump(world: World, at: number): readonly string[] {
  const roles = Object.values(world.cast.roles);
  const product =
    roles.find((id) => world.shop.products.some((one) => one.id === id)) ?? world.shop.products[0]!.id;
  const order = roles.find((id) => world.shop.orders.some((one) => one.id === id));
  const texts = TOPICS.flatMap((topic) => {
    const known = truth(world, { topic, product, ...(order === undefined ? {} : { order }) }, at);
    const { product: name, shop: _shop, agent: _agent, ...slots } = known.slots;
    const facts = Object.values(slots).filter((text) => text !== '' && text !== 'yes' && text !== 'no');
    return facts.length === 0 ? [] : [`${name} ${facts.join(', ')}`.trim()];
  });
  const messages: string[] = [];
  for (const text of texts) {
    const last = messages.at(-1);
    if (last === undefined || last.length + text.length > MESSAGE_CHARS) messages.push(text);
    else messages[messages.length - 1] = `${last} / ${text}`;
  }
  return messages.slice(0, 8);
}
