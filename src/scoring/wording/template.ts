import type { Conversation } from '../conversation.ts';

export type Slots = Readonly<Record<string, string>>;

const SLOT = /\{([a-zA-Z]+)\}/g;

/** Fills `{slots}`; one that nobody filled is left out. */
export function fillTemplate(template: string, slots: Slots): string {
  return template.replace(SLOT, (_whole, name: string) => slots[name] ?? '');
}

/** The first template whose every slot is filled, filled; `undefined` when none is. */
export function pickSuggestion(
  templates: readonly string[],
  slots: Slots,
  conversation: Conversation,
): string | undefined {
  const all: Slots = { ...conversationSlots(conversation), ...slots };
  const template = templates.find((one) => [...one.matchAll(SLOT)].every(([, name]) => all[name!]));
  return template === undefined ? undefined : fillTemplate(template, all);
}

/** What any suggestion may name: the shop and the agent's name. */
function conversationSlots({ shop, locale }: Conversation): Slots {
  return {
    shop: shop?.name ?? (locale === 'en' ? 'our shop' : '本店'),
    ...(shop ? { agentName: shop.agentName } : {}),
  };
}
