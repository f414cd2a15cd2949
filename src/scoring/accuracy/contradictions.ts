import type { Fact } from '../../model/fact.ts';
import type { Topic } from '../../model/topic.ts';
import type { Conversation, Moment } from '../conversation.ts';
import type { Hit } from '../measures.ts';
import { owedOf } from '../owed.ts';
import { excerptFrom } from '../wording/excerpt.ts';
import { topicName } from '../wording/names.ts';
import { namesReason } from './foreign-period.ts';
import { isPriceOf } from './negotiated.ts';

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
  const own = ownTopics(conversation);
  const pairs = [
    ...owedOf(conversation).ledger.contradictions.filter(
      ({ event, earlier, topic }) => own(byEvent.get(event), topic) && own(byEvent.get(earlier), topic),
    ),
    ...raisedPrices(conversation),
  ];
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
    if (topic === 'dispatch' && (countsFromDispatch(now) || countsFromDispatch(before))) return [];
    seen.add(key);
    return [
      {
        events: [earlier, event],
        slots: {
          topic: topicName(topic, conversation.locale),
          text: saidOn(now, topic),
          earlier: saidOn(before, topic),
        },
      },
    ];
  });
}

/** The words in which a message speaks of a topic. */
function saidOn({ text, reading }: Moment, topic: Topic): string {
  const claim = (reading?.claims ?? []).find((one) => one.topic === topic && one.facts.length > 0);
  return excerptFrom(text, claim?.span[0] ?? 0);
}

/**
 * Whether a message itself speaks of a topic, by its own words or as the answer right after the question. What a reader lends a
 * bare phrase from a question asked long before is a guess that contradicts nobody.
 */
function ownTopics({
  reader,
  moments,
}: Conversation): (message: Moment | undefined, topic: Topic) => boolean {
  return (message, topic) => {
    if (message === undefined) return false;
    if (reader.read(message.text, 'agent').claims.some((claim) => claim.topic === topic)) return true;
    for (let i = message.position - 1; i >= 0; i -= 1) {
      const { kind, by, acts } = moments[i]!;
      if (kind !== 'message' || by === 'system') continue;
      return by === 'buyer' && acts.some((act) => act.topic === topic);
    }
    return false;
  };
}

/** 抱歉刚才说错了 / sorry, I got that wrong: an apology or ownership in the message that changes the story. */
function isCorrection({ acts, text }: Moment, topic: Topic): boolean {
  const has = (fits: (act: string) => boolean) => acts.some((one) => fits(one.act));
  // "Sorry, we only sell here. It costs £202" regrets the refusal, not the price.
  if (topic === 'price' && has((act) => act.startsWith('refuse'))) return false;
  // "I'm so sorry, our notes don't cover that. Let me check": neither does who has to look something up.
  if (has((act) => act === 'hold' || act === 'promise') && !CORRECTING.test(text)) return false;
  return has((act) => act === 'apologise' || act === 'apologise-strongly' || act === 'own');
}
const CORRECTING =
  /[说报讲看查记写搞弄]错|更正|纠正|有误|口误|应该是|其实是|实际是|\b(?:wrong|mistake|mistaken|correct(?:ion)?|misread|mistyped|mixed up|meant|should have said|actually)\b/iu;

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

/** 发货后2个工作日内发到邮箱, "three days after it ships": what begins with dispatch is not the time to it. */
function countsFromDispatch({ reading, text }: Moment): boolean {
  return (reading?.facts ?? []).some(
    ({ kind, span: [start, end] }) =>
      kind === 'duration' &&
      (/(?:发货|发出|寄出|出库)[后之]后?$/u.test(text.slice(0, start)) ||
        /^ (?:after|of|from) (?:it|we|they|dispatch|shipping|sending)\b/iu.test(text.slice(end))),
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
  shop,
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
    // "£12 below the usual price", a repair from £15: no price of the thing itself.
    if (!isPriceOf(price.minor, product, shop)) continue;
    const known = quoted.get(product);
    if (known && price.minor > known.minor)
      raised.push({ event: message.event, earlier: known.event, topic: 'price' });
    else quoted.set(product, { minor: price.minor, event: message.event });
  }
  return raised;
}
