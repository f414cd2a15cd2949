import type { Locale } from '../model/locale.ts';
import type { Market } from '../model/market.ts';
import type { Rule } from '../model/rule.ts';
import type { Shop } from '../model/shop.ts';
import type { Topic } from '../model/topic.ts';
import { truth } from '../shop/truth.ts';
import { createWorld } from '../shop/world.ts';

export interface Card {
  /** `rule/no-greeting`, `shop/yunzhi/care/linen-shirt`: the same card for as long as its matter is there. */
  readonly id: string;
  /** What it is asked about; the words are the caller's. */
  readonly ask:
    | { readonly kind: 'rule'; readonly said: string }
    | { readonly kind: 'fact'; readonly topic: Topic; readonly item: string | null };
  readonly answer: string;
  readonly why: string;
  readonly source: string;
}

/** A card for every rule that shows a sentence gone wrong: what was wrong with it, and how it is said better. */
export function ruleCards(rules: readonly Rule[], locale: Locale): readonly Card[] {
  return rules.flatMap((rule): Card[] => {
    const example = rule.examples[locale];
    if (example === undefined || rule.strength || (rule.locales && !rule.locales.includes(locale))) return [];
    const said = talkOf(example.fail);
    const better = talkOf(example.pass);
    if (said === '' || better === '') return [];
    return [
      {
        id: `rule/${rule.id}`,
        ask: { kind: 'rule', said },
        answer: `${rule.title[locale]}\n${better}`,
        why: rule.why[locale],
        source: rule.source[locale],
      },
    ];
  });
}

/** What was said and how long it took to say it; examples also tell of casts and deeds. */
function talkOf(example: string): string {
  const names = /[\u4e00-\u9fff]/.test(example)
    ? { buyer: '买家', agent: '客服' }
    : { buyer: 'Buyer', agent: 'Agent' };
  return example
    .split('\n')
    .flatMap((line) => {
      const [, who, how = '', text] =
        /^\s*(buyer|agent)((?:\s[^:：[]*?|\s*\[[^\]]*\])*)\s*[:：]\s*(.+)$/.exec(line) ?? [];
      if (who === undefined || text === undefined) return [];
      const [wait] = /\+[\d.]+(?:ms|s|m|h)/.exec(how) ?? [];
      return [`${names[who as 'buyer' | 'agent']}${wait === undefined ? '' : ` (${wait})`}: ${text.trim()}`];
    })
    .join('\n');
}

export const ITEM_TOPICS = ['care', 'drawback', 'worth', 'occasion', 'authenticity', 'warranty'] as const;
export const SHOP_TOPICS = [
  'return-process',
  'return-exclusion',
  'refund-time',
  'exchange',
  'insurance',
  'price-protection',
  'payment',
  'invoice',
  'packaging',
  'compensation',
  'how-to-order',
  'off-platform',
  'review-reward',
] as const;

/** A card for every fact of the shop that is told in words: of its items, and of its policies. */
export function shopCards(shop: Shop, market: Market, startsAt: string): readonly Card[] {
  const cards: Card[] = [];
  const add = (topic: Topic, product?: { readonly id: string; readonly name: string }) => {
    const world = createWorld(shop, market, startsAt, {
      roles: product === undefined ? {} : { item: product.id },
      requesterIsPurchaser: true,
    });
    const { known, statement } = truth(world, { topic, ...(product ? { product: product.id } : {}) }, 0);
    if (!known || statement === undefined || statement.text === '') return;
    cards.push({
      id: `shop/${shop.id}/${topic}${product === undefined ? '' : `/${product.id}`}`,
      ask: { kind: 'fact', topic, item: product?.name ?? null },
      answer: statement.text,
      why: '',
      source: shop.name,
    });
  };
  for (const topic of SHOP_TOPICS) add(topic);
  for (const product of shop.products) for (const topic of ITEM_TOPICS) add(topic, product);
  return cards;
}
