import type { Conversation } from '../conversation.ts';

export type Slots = Readonly<Record<string, string>>;

/** Fills `{slots}`; one that nobody filled is left out. */
export function fillTemplate(template: string, slots: Slots): string {
  const { texts, names } = partsOf(template);
  let filled = texts[0]!;
  for (let i = 0; i < names.length; i += 1) filled += (slots[names[i]!] ?? '') + texts[i + 1]!;
  return filled;
}

/** The first template whose every slot is filled, filled; `undefined` when none is. */
export function pickSuggestion(
  templates: readonly string[],
  slots: Slots,
  conversation: Conversation,
): string | undefined {
  for (const template of templates) {
    const { texts, names } = partsOf(template);
    let filled: string | undefined = texts[0]!;
    for (let i = 0; i < names.length && filled !== undefined; i += 1) {
      const value = slots[names[i]!] ?? conversationSlot(names[i]!, conversation);
      filled = value ? filled + value + texts[i + 1]! : undefined;
    }
    if (filled !== undefined) return filled;
  }
  return undefined;
}

/** What any suggestion may name: the shop and the agent's name. */
function conversationSlot(name: string, { shop, locale }: Conversation): string | undefined {
  if (name === 'shop') return shop?.name ?? (locale === 'en' ? 'our shop' : '本店');
  return name === 'agentName' ? shop?.agentName : undefined;
}

interface Parts {
  /** One more than names: what stands before, between and behind them. */
  readonly texts: readonly string[];
  readonly names: readonly string[];
}

/** Templates come from rule packs and from this code: as many as those hold, and some more in tests. */
const KEPT_MAX = 4_096;
const known = new Map<string, Parts>();

function partsOf(template: string): Parts {
  let parts = known.get(template);
  if (parts === undefined) {
    const pieces = template.split(/\{([a-zA-Z]+)\}/);
    parts = {
      texts: pieces.filter((_, i) => i % 2 === 0),
      names: pieces.filter((_, i) => i % 2 === 1),
    };
    if (known.size >= KEPT_MAX) known.clear();
    known.set(template, parts);
  }
  return parts;
}
