import type { Fact } from '../../model/fact.ts';
import type { Topic } from '../../model/topic.ts';
import type { Truth } from '../../shop/truth-types.ts';

const DAY_MS = 86_400_000;

type Kind = Fact['kind'];

/**
 * What can be wrong about a topic. A value of another kind in the same sentence (a freight of 6 in an answer on the price) is
 * about something else, so only these are held against the sheet.
 */
const KINDS: Partial<Record<Topic, readonly Kind[]>> = {
  price: ['money'],
  promotion: ['discount', 'threshold-off'],
  'promotion-end': ['date'],
  coupon: ['threshold-off', 'money'],
  'price-protection': ['duration'],
  stock: ['availability'],
  restock: ['date'],
  size: ['size'],
  material: ['percent', 'material'],
  warranty: ['duration'],
  freight: ['money', 'free-freight'],
  courier: ['courier'],
  dispatch: ['duration'],
  arrival: ['duration'],
  'return-period': ['duration'],
  'return-freight': ['freight-payer'],
  'refund-time': ['duration'],
  'order-state': ['order-state'],
};

/** Topics on which a plain yes or no is a claim of its own: 有的 to "is it in stock". */
export const YES_NO_TOPICS: readonly Topic[] = ['stock', 'region'];

/** Of the refuted values of a claim, those that a careful reader would call wrong. `told`: everything the claim says. */
export function trulyWrong(
  topic: Topic,
  facts: readonly Fact[],
  told: readonly Fact[],
  truth: Truth,
): Fact[] {
  const kinds = KINDS[topic] ?? [];
  const values = truth.groups.flatMap((group) => group.values);
  return facts.filter((fact) => {
    if (!kinds.includes(fact.kind) || fact.negated) return false;
    if (fact.kind === 'money') return moneyCounts(topic, fact);
    // 签收次日 and "the day after" are no periods.
    if (fact.kind === 'duration') return fact.msMax > DAY_MS || topic === 'dispatch' || topic === 'arrival';
    // Only beside a percentage is a word for stuff surely one: "down" is a filling and a direction.
    if (fact.kind === 'material') {
      if (!told.some((other) => other.kind === 'percent')) return false;
      return !values.some((value) => value.kind === 'material' && shareWord(value.material, fact.material));
    }
    return true;
  });
}

function moneyCounts(topic: Topic, fact: Extract<Fact, { readonly kind: 'money' }>): boolean {
  if (topic === 'coupon') return fact.role === undefined || fact.role === 'off';
  if (topic === 'freight') return fact.role === undefined || fact.role === 'freight';
  return fact.role === undefined || fact.role === 'price';
}

/** 羊毛 and 绵羊毛, wool and lambswool: a looser word for the same stuff is not wrong. */
function shareWord(a: string, b: string): boolean {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  if (left.includes(right) || right.includes(left)) return true;
  for (let i = 0; i + 1 < left.length; i++) {
    if (left.charCodeAt(i) > 0x2e7f && right.includes(left.slice(i, i + 2))) return true;
  }
  return false;
}
