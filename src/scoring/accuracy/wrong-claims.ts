import { factEquals } from '../../dialogue/fact-equals.ts';
import { judge } from '../../dialogue/judge.ts';
import type { Fact } from '../../model/fact.ts';
import type { Locale } from '../../model/locale.ts';
import type { Question } from '../../model/question.ts';
import type { Topic } from '../../model/topic.ts';
import { truth } from '../../shop/truth.ts';
import type { Truth } from '../../shop/truth-types.ts';
import type { Conversation, Moment } from '../conversation.ts';
import type { Hit, RuleParams } from '../measures.ts';
import { type HeldClaim, type Owed, owedOf } from '../owed.ts';
import { bodyIn } from '../talked-about.ts';
import { excerpt } from '../wording/excerpt.ts';
import { factText } from '../wording/facts.ts';
import { topicName } from '../wording/names.ts';
import { isBesideThePoint } from './beside-the-point.ts';
import { trulyWrong, YES_NO_TOPICS } from './comparable.ts';
import { deniedAnswers } from './denied-answers.ts';
import { foreignPeriod, namesReason } from './foreign-period.ts';
import { isHonestAmount } from './negotiated.ts';

/** A wrong claim that the agent itself put right later weighs this much. */
const CORRECTED_SHARE = 0.4;
/** Unasked, only these are held against the agent: elsewhere a sentence is too easily about something else. */
const VOLUNTEERED: readonly Topic[] = [
  'price',
  'stock',
  'material',
  'size',
  'return-period',
  'return-freight',
];

/**
 * Claims on `topics` that the shop's sheets, the order or the calendar refute: only where the sheet says everything on it, and
 * only values of a kind that belongs to the topic. Whatever else the amount may honestly be, it is taken to be.
 */
export function wrongClaims(conversation: Conversation, { topics }: RuleParams): Hit[] {
  const wanted = topics as readonly Topic[];
  const owed = owedOf(conversation);
  const seen = new Set<string>();
  const byValue: Hit[] = [];
  for (const claim of owed.claims) {
    if (!wanted.includes(claim.question.topic)) continue;
    const wrong = wrongOf(claim, owed, conversation);
    if (!wrong) continue;
    const found = wrong.facts.length > 0 ? valuesText(wrong.facts, conversation) : quoted(claim.moment.text);
    // The same wrong value in three messages is one mistake made once.
    const key = `${claim.question.topic} ${claim.question.product ?? ''} ${found}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const later = owed.claims.find((other) => corrects(other, claim));
    const expected = expectedText(claim, wrong.facts, conversation);
    const events = [claim.asked?.event, claim.moment.event, later?.moment.event].filter(
      (event) => event !== undefined,
    );
    byValue.push({
      events: [...new Set(events)].sort((a, b) => a - b),
      found,
      expected,
      slots: {
        text: excerpt(claim.moment.text),
        topic: topicName(claim.question.topic, conversation.locale),
        found,
        expected,
        ...(claim.truth.statement ? { answer: claim.truth.statement.text } : {}),
      },
      ...(later ? { share: CORRECTED_SHARE } : {}),
    });
  }
  return [...byValue, ...byWords(conversation, wanted, byValue)];
}

/** Denials of the sheet, where no wrong value in the same message says it already. */
function byWords(conversation: Conversation, topics: readonly Topic[], byValue: readonly Hit[]): Hit[] {
  const denied = deniedAnswers(conversation, topics);
  if (denied.length === 0) return [];
  const named = new Set(byValue.flatMap((hit) => hit.events));
  return denied
    .filter(({ moment }) => !named.has(moment.event))
    .map(({ asked, moment, sheet }) => {
      const [found, expected] = [quoted(moment.text), sheet];
      const topic = topicName(asked.question.topic, conversation.locale);
      return {
        events: [asked.event, moment.event],
        found,
        expected,
        slots: { text: found, topic, found, expected, answer: sheet },
      };
    });
}

/** The values that make a claim wrong; an empty list for a wrong yes or no; `null` where nothing is. */
export function wrongOf(
  claim: HeldClaim,
  owed: Owed,
  conversation: Conversation,
): { readonly facts: readonly Fact[] } | null {
  const { judgement, truth, question, moment, asked } = claim;
  const foreign = foreignPeriod(claim);
  if (foreign) return { facts: [foreign] };
  if (judgement.answered !== 'wrong' || !truth.known || !truth.complete) return null;
  if (!asked && !VOLUNTEERED.includes(question.topic)) return null;
  // "For a fault we pay": the payer of a reason that the agent names, where the buyer named none.
  if (question.topic === 'return-freight' && question.problem === undefined && namesReason(moment.text))
    return null;
  if (speaksOfSeveral(moment) || (!asked && couldBeAnother(moment, conversation))) return null;
  let facts = trulyWrong(
    question.topic,
    judgement.wrongFacts,
    judgement.claims.flatMap((one) => one.facts),
    truth,
  ).filter(
    (fact) =>
      !truth.statement?.text.includes(moment.text.slice(...fact.span)) &&
      !isBesideThePoint(fact, question, moment),
  );
  if (question.topic === 'price' && owed.world) {
    facts = facts.filter(
      (fact) =>
        fact.kind === 'money' &&
        !isRefused(fact, moment) &&
        !isBareNumber(fact, moment, conversation) &&
        !isHonestAmount(fact.minor, question.product, moment, conversation, owed.world!),
    );
  }
  // Of several periods in one message, one is the right one: which belongs to what is a guess, unless both are said to be this.
  if (ONE_OF_SEVERAL.includes(question.topic) && tellsRequired(moment, truth) && !tellsTwice(claim))
    facts = facts.filter((fact) => fact.kind !== 'duration');
  // A coupon named when promotions were asked for is a coupon.
  if (question.topic === 'promotion')
    facts = facts.filter((fact) => !isCoupon(fact, conversation) && !isReckoning(fact, moment, conversation));
  // The filling is not the cloth: what the goods' own sheet says of another part of them is true.
  if (question.topic === 'material')
    facts = facts.filter((fact) => !isOnSheet(moment.text.slice(...fact.span), question, conversation));
  // A price after the coupon is no coupon: only one sum, and a small one, is surely what the coupon gives.
  if (question.topic === 'coupon')
    facts = facts.filter((fact) => fact.kind !== 'money' || isCouponSum(fact.minor, claim, conversation));
  if (judgement.claims.some((one) => one.hedged)) facts = facts.filter((fact) => isFarOff(fact, truth));
  if (facts.length === 0 && !isWrongYesOrNo(claim)) return null;
  return isRightInGeneral(claim, owed, conversation) ? null : { facts };
}

function isCoupon(fact: Fact, { shop }: Conversation): boolean {
  return (
    fact.kind === 'threshold-off' &&
    (shop?.prices.coupons ?? []).some(
      ({ threshold, off }) => threshold === fact.thresholdMinor && off === fact.offMinor,
    )
  );
}

/** 299减30再减15，254元 takes from a price of ours what it says; only 满299减30 names a condition. */
function isReckoning(fact: Fact, { text }: Moment, { shop }: Conversation): boolean {
  if (fact.kind !== 'threshold-off' || /[满每]\s*$/u.test(text.slice(0, fact.span[0]))) return false;
  if (/^[满每]/u.test(text.slice(...fact.span))) return false;
  return (shop?.products ?? []).some(({ price }) => price.list === fact.thresholdMinor);
}

function isOnSheet(text: string, { product }: Question, { shop }: Conversation): boolean {
  const sheet = shop?.products.find((one) => one.id === product);
  if (sheet === undefined) return false;
  let own = ownWords.get(sheet);
  if (own === undefined) {
    // What the sheet says of other goods (what it is compared with, what it goes with) is not said of these.
    const { comparesWith: _other, goesWith: _match, reviews: _reviews, ...said } = sheet;
    ownWords.set(sheet, (own = JSON.stringify(said)));
  }
  return own.includes(text);
}

/** Sheets as text, written once each. */
const ownWords = new WeakMap<object, string>();

function isCouponSum(minor: number, { moment, question, asked }: HeldClaim, { shop }: Conversation): boolean {
  const list = shop?.products.find((one) => one.id === question.product)?.price.list ?? 0;
  const sums = moment.facts.filter(
    (fact) => (fact.kind === 'money' && fact.role !== 'threshold') || fact.kind === 'threshold-off',
  );
  return asked !== null && sums.length === 1 && minor < list / 2;
}

/** "We can't go down to £90": what stands inside a refusal is the buyer's price, not the shop's. */
function isRefused({ span: [start, end] }: Fact, { acts }: Moment): boolean {
  return acts.some(
    (act) => act.act.startsWith('refuse') && act.span && start >= act.span[0] && end <= act.span[1],
  );
}

/** "Machine at 40", "88 Weavers Hill": without a currency it is a price only to somebody who has just asked for one. */
function isBareNumber({ span }: Fact, moment: Moment, { moments }: Conversation): boolean {
  if (/[£$€¥￥元块]|pound|quid|fiver|tenner/iu.test(moment.text.slice(...span))) return false;
  for (let i = moment.position - 1; i >= 0; i -= 1) {
    const { by, kind, acts } = moments[i]!;
    if (by !== 'buyer' || kind !== 'message') continue;
    return !acts.some((act) => act.topic === 'price' || act.act === 'haggle');
  }
  return true;
}

/** Where the case is about several things, an unasked sentence without a name may speak of any of them. */
function couldBeAnother({ facts }: Moment, { scenario }: Conversation): boolean {
  const products = Object.values(scenario?.roles ?? {}).filter((role) => role.kind === 'product');
  return products.length > 1 && !facts.some((fact) => fact.kind === 'product');
}

/** A message on two products compares, one that names both payers tells both cases: which value belongs to which is a guess. */
function speaksOfSeveral({ facts }: Moment): boolean {
  const several = (values: readonly string[]) => new Set(values).size > 1;
  return (
    several(facts.flatMap((fact) => (fact.kind === 'product' ? [fact.product] : []))) ||
    several(facts.flatMap((fact) => (fact.kind === 'freight-payer' ? [fact.payer] : [])))
  );
}

/**
 * Whether the claim is true of what the agent could know was asked: without a size, colour or weight that the buyer has in mind
 * but never wrote, and of parcels in general where the order's own case differs.
 */
export function isRightInGeneral(
  { question, moment, judgement }: HeldClaim,
  { world }: Owed,
  conversation: Conversation,
): boolean {
  if (!world || !GENERAL_TOPICS.includes(question.topic)) return false;
  const said = conversation.buyerMessages.filter((message) => message.position < moment.position);
  const wrote = (word: string | undefined) =>
    word !== undefined && said.some((message) => message.text.toLowerCase().includes(word.toLowerCase()));
  const colour = conversation.shop?.products
    .flatMap((product) => product.colours)
    .find((one) => one.id === question.colour);
  const { size, colour: colourId, order, heightCm, weightKg, ...rest } = question;
  const body = question.topic === 'size' ? bodyTold(said, conversation) : null;
  const general: Question = {
    ...rest,
    ...(heightCm !== undefined && body?.height !== false ? { heightCm } : {}),
    ...(weightKg !== undefined && body?.weight !== false ? { weightKg } : {}),
    ...(size !== undefined && wrote(size) ? { size } : {}),
    ...(colourId !== undefined && [colourId, colour?.name, ...(colour?.aliases ?? [])].some(wrote)
      ? { colour: colourId }
      : {}),
    ...(order !== undefined && question.topic === 'stock' ? { order } : {}),
  };
  if (JSON.stringify(general) === JSON.stringify(question)) return false;
  const known = truth(world, general, moment.at);
  return (
    judge(general, () => known, { ...moment.reading!, claims: judgement.claims }, true).answered !== 'wrong'
  );
}
const GENERAL_TOPICS: readonly Topic[] = ['stock', 'arrival', 'dispatch', 'freight', 'size'];

/** Which measures of its body the buyer has written: nobody can go by those it kept to itself. */
function bodyTold(
  said: readonly Moment[],
  { reader }: Conversation,
): { readonly height: boolean; readonly weight: boolean } {
  const { heightCm, weightKg } = bodyIn(said.flatMap(({ text }) => reader.read(text, 'buyer').facts));
  return { height: heightCm !== undefined, weight: weightKg !== undefined };
}

const ONE_OF_SEVERAL: readonly Topic[] = ['return-period', 'refund-time', 'warranty', 'price-protection'];

function tellsRequired({ facts }: Moment, { groups }: Truth): boolean {
  const required = groups.filter((group) => group.required).flatMap((group) => group.values);
  return facts.some((fact) => fact.kind === 'duration' && required.some((value) => factEquals(fact, value)));
}

/** "Within 5 days. You can send it back within 14 days": two sentences of the same words, and no reason between which to choose. */
function tellsTwice({ moment: { acts, reading, text }, question: { topic }, judgement }: HeldClaim): boolean {
  if (namesReason(text)) return false;
  const told = (reading?.claims ?? []).filter(
    (claim) => claim.topic === topic && claim.facts.some((fact) => fact.kind === 'duration'),
  );
  return (
    told.length === 2 &&
    told.some((claim) => judgement.claims.some((one) => one.span[0] === claim.span[0])) &&
    acts.some(
      (act) =>
        act.certain &&
        act.act === 'inform' &&
        act.topic === topic &&
        told.every(({ span }) => act.span !== undefined && act.span[0] <= span[0] && span[1] <= act.span[1]),
    )
  );
}

/** A guess at a time is wrong only where even its start lies beyond twice the true end. */
function isFarOff(fact: Fact, { groups }: Truth): boolean {
  if (fact.kind !== 'duration') return false;
  const durations = groups.flatMap((group) => group.values).filter((value) => value.kind === 'duration');
  return durations.length > 0 && durations.every((value) => fact.msMin > 2 * value.msMax);
}

/** 有的 where there is none: the buyer asked for just this, and the words say yes or no. */
function isWrongYesOrNo({ judgement, truth, question, asked, moment }: HeldClaim): boolean {
  if (!asked || !YES_NO_TOPICS.includes(question.topic) || truth.polarity === undefined) return false;
  const says = judgement.claims.find((claim) => claim.polarity !== undefined)?.polarity;
  if (says === undefined || says === truth.polarity) return false;
  if (moment.acts.some((act) => NOT_AN_ANSWER.includes(act.act))) return false;
  return moment.acts.some(
    (act) => ['affirm', 'deny', 'inform'].includes(act.act) && act.modality === 'plain' && act.certain,
  );
}
/** 没有理解 is no 没有. */
const NOT_AN_ANSWER: readonly string[] = [
  'apologise',
  'apologise-strongly',
  'ask-clarification',
  'ask-evidence',
  'hold',
];

function corrects(other: HeldClaim, claim: HeldClaim): boolean {
  return (
    other.moment.position > claim.moment.position &&
    other.judgement.answered === 'right' &&
    other.question.topic === claim.question.topic &&
    other.question.product === claim.question.product &&
    other.question.order === claim.question.order
  );
}

function valuesText(facts: readonly Fact[], { locale, shop, market }: Conversation): string {
  const texts = [...new Set(facts.map((fact) => factText(fact, locale, shop, market)))];
  // "100% polyester" names the stuff already.
  const told = texts.filter((text) => !texts.some((other) => other !== text && other.includes(text)));
  return told.join(locale === 'en' ? ', ' : '、');
}

/** An answer's own words as part of a sentence. */
const quoted = (text: string): string => `“${excerpt(text).replace(/[。.！!]$/u, '')}”`;

/** The true value of the kind that was got wrong, else the sheet's own sentence. */
function expectedText(
  { truth, question }: HeldClaim,
  wrong: readonly Fact[],
  { locale, shop, market }: Conversation,
): string {
  const kinds = new Set(wrong.map((fact) => fact.kind));
  const required = truth.groups.filter((group) => group.required).flatMap((group) => group.values);
  const all = truth.groups.flatMap((group) => group.values);
  const values =
    [required, all]
      .map((some) => some.filter((value) => kinds.has(value.kind)))
      .find((some) => some.length > 0) ?? [];
  const texts = [...new Set(values.map((value) => factText(value, locale, shop, market)))].slice(0, 3);
  if (texts.length > 0) return texts.join(locale === 'en' ? ' or ' : '或');
  return (
    truth.statement?.text ??
    (truth.polarity === undefined ? '' : yesOrNo(question.topic, locale)[truth.polarity])
  );
}

const yesOrNo = (topic: Topic, locale: Locale) => (topic === 'stock' ? IN_STOCK : YES_NO)[locale];
const YES_NO = { 'zh-CN': { yes: '有', no: '没有' }, en: { yes: 'yes', no: 'no' } } as const;
const IN_STOCK = {
  'zh-CN': { yes: '有货', no: '没有货' },
  en: { yes: 'in stock', no: 'out of stock' },
} as const;
