import type { Fact } from '../../model/fact.ts';
import type { Topic } from '../../model/topic.ts';
import type { Conversation, Moment } from '../conversation.ts';
import type { Hit } from '../measures.ts';
import { owedOf } from '../owed.ts';
import { excerpt } from '../wording/excerpt.ts';
import { topicName } from '../wording/names.ts';
import { namesReason } from './foreign-period.ts';

/** Topics on which an agent has one thing to say, whatever the reason, the route or the mood. */
const ONE_ANSWER: readonly Topic[] = [
  'stock',
  'material',
  'freight',
  'dispatch',
  'return-period',
  'warranty',
  'promotion-end',
];

/** Places where the agent said the opposite of what it had said. A correction in so many words is none. */
export function contradictions(conversation: Conversation): Hit[] {
  const byEvent = new Map(conversation.agentMessages.map((message) => [message.event, message]));
  const seen = new Set<string>();
  const pairs = [...owedOf(conversation).ledger.contradictions, ...raisedPrices(conversation)];
  return pairs.flatMap(({ event, earlier, topic }): Hit[] => {
    const [now, before] = [byEvent.get(event), byEvent.get(earlier)];
    const key = `${topic} ${earlier}`;
    if (
      !now ||
      !before ||
      now === before ||
      seen.has(key) ||
      isCorrection(now, topic) ||
      explains(now, topic) ||
      explains(before, topic)
    )
      return [];
    // Seven days for a change of mind and thirty for a fault are two rules.
    if (topic === 'return-period' && (namesReason(now.text) || namesReason(before.text))) return [];
    if (topic !== 'price' && (!ONE_ANSWER.includes(topic) || !clashes(topic, before, now))) return [];
    seen.add(key);
    return [
      {
        events: [earlier, event],
        slots: {
          topic: topicName(topic, conversation.locale),
          text: excerpt(now.text),
          earlier: excerpt(before.text),
        },
      },
    ];
  });
}

/** 抱歉刚才说错了 / sorry, I got that wrong: an apology or ownership in the message that changes the story. */
function isCorrection({ acts }: Moment, topic: Topic): boolean {
  // "Sorry, we only sell here. It costs £202" regrets the refusal, not the price.
  if (topic === 'price' && acts.some((act) => act.act.startsWith('refuse'))) return false;
  return acts.some((act) => act.act === 'apologise' || act.act === 'apologise-strongly' || act.act === 'own');
}

/** Steps and options name several times and sums, each for its own case. Those of another sentence (拍下就行) are no excuse. */
function explains({ acts, reading }: Moment, topic: Topic): boolean {
  const claims = (reading?.claims ?? []).filter((claim) => claim.topic === topic);
  return acts.some(
    ({ act, certain, span }) =>
      // Who reads an order back names the days of the way as well.
      act === 'confirm-details' ||
      (certain &&
        (act === 'instruct' || act === 'ask-clarification' || act === 'give-options') &&
        (span === undefined ||
          claims.length === 0 ||
          claims.some((claim) => claim.span[0] < span[1] && span[0] < claim.span[1]))),
  );
}

/** Who pays depends on the reason, so on freight only the sum can clash. Yes and no clash anywhere. */
function clashes(topic: Topic, before: Moment, now: Moment): boolean {
  const kinds = (moment: Moment) => new Set(claimFacts(moment, topic).map((fact) => fact.kind));
  if (topic !== 'freight') return true;
  const [a, b] = [kinds(before), kinds(now)];
  return (
    ['money', 'free-freight'].some((kind) => a.has(kind as Fact['kind'])) &&
    ['money', 'free-freight'].some((kind) => b.has(kind as Fact['kind']))
  );
}

const claimFacts = ({ reading }: Moment, topic: Topic): Fact[] =>
  (reading?.claims ?? [])
    .filter((claim) => claim.topic === topic && !claim.hedged)
    .flatMap((claim) => claim.facts);

/** What an order comes to, what several pieces do, what a coupon leaves, or where free carriage begins: no price of one piece. */
const isSum = ({ facts, reading }: Moment): boolean =>
  facts.some(
    (fact) =>
      fact.kind === 'order-number' ||
      fact.kind === 'tracking-number' ||
      (fact.kind === 'quantity' && fact.count > 1),
  ) || (reading?.claims ?? []).some(({ topic }) => topic === 'freight' || topic === 'coupon');

/** A price quoted higher than before for the same thing, though no promotion ended in between. */
function raisedPrices({
  agentMessages,
  moments,
  scenario,
  header,
}: Conversation): { event: number; earlier: number; topic: Topic }[] {
  if (moments.some(({ source }) => source.type === 'world' && source.name === 'promotion-ended')) return [];
  const items = Object.keys(scenario?.roles ?? {}).filter(
    (role) => scenario!.roles[role]!.kind === 'product',
  );
  const only = items.length === 1 ? scenario!.cast[header.locale].roles[items[0]!] : undefined;
  const quoted = new Map<string, { minor: number; event: number }>();
  const raised: { event: number; earlier: number; topic: Topic }[] = [];
  for (const message of agentMessages) {
    if (!message.facts.some((fact) => fact.kind === 'money')) continue;
    const products = new Set(
      message.facts.flatMap((fact) => (fact.kind === 'product' ? [fact.product] : [])),
    );
    const prices = claimFacts(message, 'price').filter(
      (fact) => fact.kind === 'money' && !fact.negated && (fact.role ?? 'price') === 'price',
    );
    const price = prices[0];
    if (isSum(message)) continue;
    if (prices.length !== 1 || price?.kind !== 'money' || products.size > 1) continue;
    // Where the case is about one thing, a price without a name is its price.
    const product = [...products][0] ?? only;
    if (product === undefined) continue;
    const known = quoted.get(product);
    if (known && price.minor > known.minor)
      raised.push({ event: message.event, earlier: known.event, topic: 'price' });
    else quoted.set(product, { minor: price.minor, event: message.event });
  }
  return raised;
}
