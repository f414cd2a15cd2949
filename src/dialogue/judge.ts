import type { Claim, Fact } from '../model/fact.ts';
import type { Question } from '../model/question.ts';
import type { Reading } from '../model/reading.ts';
import type { Statement } from '../model/statement.ts';
import type { Topic } from '../model/topic.ts';
import type { Truth } from '../shop/truth-types.ts';
import { addresses } from './addresses.ts';
import { factEquals } from './fact-equals.ts';

/**
 * How a message stands to a question. `beside`: it speaks of something else. `unsupported`: it answers, and the shop's sheets can
 * neither confirm nor refute it. `none`: it does not try (a greeting, a hold, a question back).
 */
export type Answered = 'right' | 'wrong' | 'partly' | 'unsupported' | 'beside' | 'none';

export interface Judgement {
  readonly answered: Answered;
  readonly claims: readonly Claim[];
  /** Values told that the truth refutes. */
  readonly wrongFacts: readonly Fact[];
  /** Names of required groups that were not told. */
  readonly missing: readonly string[];
}

const NONE: Judgement = { answered: 'none', claims: [], wrongFacts: [], missing: [] };

/** Acts that say something in answer; everything else (greeting, hold, question back) leaves a question open. */
const TELLING = new Set([
  'inform',
  'affirm',
  'deny',
  'quote',
  'counter-offer',
  'recommend',
  'disclose-limit',
  'concede-price',
  'concede-freight',
  'concede-gift',
  'concede-coupon',
  'refuse',
  'refuse-with-reason',
  'refuse-with-alternative',
  'consent',
  'instruct',
  'give-options',
  'confirm-details',
  'own',
  'ignorance',
  'over-promise',
  'absolute-term',
  'promise',
]);

/** Questions that a bare 可以 / yes answers; to all others it is no answer. */
const YES_NO_TOPICS = new Set<Topic>([
  'stock',
  'restock',
  'region',
  'promotion',
  'coupon',
  'gift',
  'quality',
  'authenticity',
  'warranty',
  'invoice',
  'packaging',
  'address-change',
  'exchange',
  'return-period',
  'return-process',
  'return-exclusion',
  'price-protection',
  'insurance',
  'identity',
  'spec',
  'occasion',
  'fit',
  'compensation',
  'chat',
  'off-platform',
  'review-reward',
  'private-data',
]);
const BARE_YES = new Set(['affirm', 'deny', 'consent', 'own', 'promise', 'confirm-details']);

/**
 * Holds one agent message against one question. `truthOf: null` (no shop) judges only whether it was addressed: then the answer is
 * `unsupported`. It is asked only where the message says something at all. `alone`: no other question is open, so that a topicless
 * statement is taken as the answer. `weigh: false`: whether it was addressed is enough, right or wrong.
 */
export function judge(
  question: Question,
  truthOf: (() => Truth) | null,
  reading: Reading,
  alone: boolean,
  weigh = true,
): Judgement {
  if (!tellsAnything(reading)) return NONE;
  const claims = claimsOn(question, reading.claims, truthOf);
  // Whoever only notices that its question was spoken to needs no truth where a claim says so already.
  if (!weigh && claims.some((claim) => !isBareYes(claim)))
    return { ...NONE, answered: 'unsupported', claims };
  const truth = truthOf?.() ?? null;
  const told = statementTold(truth?.statement ?? null, reading.text);
  if (claims.length === 0 && told === null && truth !== null && tellsValue(truth, reading))
    return { ...NONE, answered: 'right' };
  if (claims.length === 0 && told === null) {
    const yesWillDo = YES_NO_TOPICS.has(question.topic);
    const telling = reading.acts.filter(
      (act) => act.modality === 'plain' && TELLING.has(act.act) && (yesWillDo || !BARE_YES.has(act.act)),
    );
    if (telling.length === 0) return NONE;
    if (telling.some((act) => act.topic !== undefined && addresses(act.topic, question.topic)))
      return { ...NONE, answered: 'unsupported' };
    const elsewhere = reading.claims.length > 0 || telling.every((act) => act.topic !== undefined);
    if (elsewhere || !alone) return { ...NONE, answered: elsewhere ? 'beside' : 'none' };
    return { ...NONE, answered: 'unsupported' };
  }
  // A bare yes that the reader ties to the open question still tells nothing where a value was asked for.
  if (told === null && !YES_NO_TOPICS.has(question.topic) && claims.every(isBareYes)) return NONE;
  if (truth === null) return { answered: 'unsupported', claims, wrongFacts: [], missing: [] };
  return hold(truth, claims, told, question);
}

function tellsAnything({ claims, acts }: Reading): boolean {
  if (claims.length > 0) return true;
  for (const { act } of acts) if (act === 'unknown' || TELLING.has(act)) return true;
  return false;
}

const NO_CLAIMS: readonly Claim[] = [];

/** The claims that can answer the question. */
function claimsOn(
  question: Question,
  claims: readonly Claim[],
  truthOf: (() => Truth) | null,
): readonly Claim[] {
  let found: Claim[] | null = null;
  for (const told of claims) {
    const claim = asAnswer(told, question, truthOf);
    if (!addresses(claim.topic, question.topic)) continue;
    if (found === null) found = [claim];
    else found.push(claim);
  }
  return found ?? NO_CLAIMS;
}

/**
 * "We pay the postage" to who pays for the return, "you pay £75" to what it costs, "£89 by Friday" to when, "it's £29, £7 below the
 * usual price" to whether there is an offer: a value is about what was asked.
 */
function asAnswer(claim: Claim, { topic }: Question, truthOf: (() => Truth) | null): Claim {
  const answers =
    (topic === 'freight' &&
      SUMS.includes(claim.topic) &&
      has(claim, 'money') &&
      isToldBy(claim, truthOf?.())) ||
    (topic === 'return-freight' && claim.topic === 'freight' && has(claim, 'freight-payer')) ||
    (topic === 'price' && claim.topic === 'payment' && has(claim, 'money')) ||
    (topic === 'promotion' &&
      claim.topic === 'price' &&
      has(claim, 'money') &&
      isToldBy(claim, truthOf?.())) ||
    (topic === 'colour' && claim.topic === 'stock' && has(claim, 'colour')) ||
    (topic === 'refund-time' && claim.topic === 'price' && has(claim, 'date'));
  return answers ? { ...claim, topic } : claim;
}

function has({ facts }: Claim, kind: Fact['kind']): boolean {
  for (const fact of facts) if (fact.kind === kind) return true;
  return false;
}

/**
 * "Two to four days, £3.95": a bare value of which the reader could not tell the topic answers where it is the very value asked
 * for. Values that a claim already holds belong to that claim.
 */
function tellsValue({ groups }: Truth, { facts, claims }: Reading): boolean {
  if (!facts.some((fact) => BARE_VALUES.includes(fact.kind)) || !groups.some((group) => group.required))
    return false;
  const required = groups.filter((group) => group.required);
  if (required.length === 0 || !facts.some((fact) => BARE_VALUES.includes(fact.kind))) return false;
  const taken = new Set(
    claims.flatMap((claim) =>
      claim.facts
        .filter(
          (fact) =>
            fact.kind !== 'duration' || !(TIMELESS.includes(claim.topic) || listsTimes(claim.topic, claims)),
        )
        .map((fact) => fact.span[0]),
    ),
  );
  const free = facts.filter((fact) => BARE_VALUES.includes(fact.kind) && !taken.has(fact.span[0]));
  return (
    free.length > 0 &&
    required.every((group) => group.values.some((value) => free.some((fact) => factEquals(fact, value))))
  );
}
/** "14 days, the postage is yours, the money within 14 days": of several periods read for one topic each may answer its own question. */
function listsTimes(topic: Topic, claims: readonly Claim[]): boolean {
  const told = claims.filter((claim) => claim.topic === topic).flatMap((claim) => claim.facts);
  return told.filter((fact) => fact.kind === 'duration').length > 1;
}

/** Topics that are never answered by a period: one in the same breath answers something else. */
const TIMELESS: readonly Topic[] = [
  'freight',
  'price',
  'stock',
  'coupon',
  'gift',
  'material',
  'size',
  'colour',
  'region',
];
const BARE_VALUES: readonly Fact['kind'][] = ['duration', 'date', 'percent', 'money'];

/** Topics that a sum without a word of its own is read as. */
const SUMS: readonly Topic[] = ['price', 'arrival', 'dispatch', 'region'];

/** "It's £3.95" to what delivery costs: the very sum of the sheet. */
function isToldBy(claim: Claim, truth: Truth | undefined): boolean {
  const values = truth?.groups.flatMap((group) => group.values) ?? [];
  return claim.facts.some((fact) => fact.kind === 'money' && values.some((value) => factEquals(fact, value)));
}

function isBareYes(claim: Claim): boolean {
  return claim.polarity !== undefined && claim.facts.length === 0;
}

function hold(
  truth: Truth,
  claims: readonly Claim[],
  told: 'told' | 'denied' | null,
  question: Question,
): Judgement {
  const { groups } = truth;
  const facts: Fact[] = [];
  const wrongFacts: Fact[] = [];
  let polarity: Claim['polarity'];
  for (const claim of claims) {
    if (claim.topic !== question.topic) continue;
    polarity ??= claim.polarity;
    for (const fact of claim.facts) {
      if (fact.modality !== undefined) continue;
      facts.push(fact);
      if (refuted(fact, truth)) wrongFacts.push(fact);
    }
  }
  const missing: string[] = [];
  let matched = 0;
  let required = 0;
  for (const group of groups) {
    if (group.required) required += 1;
    if (isTold(group, facts)) matched += 1;
    else if (group.required) missing.push(group.name);
  }
  const base = { claims, wrongFacts, missing };
  if (wrongFacts.length > 0 || told === 'denied') return { ...base, answered: 'wrong' };
  // Whoever gives every value is right, also where a condition in the same breath sounds like a no ("the seals may not").
  if (required > 0 && missing.length === 0) return { ...base, answered: 'right' };
  if (polarity !== undefined && truth.polarity !== undefined && polarity !== truth.polarity)
    return { ...base, answered: 'wrong' };
  const saysYesOrNo = polarity !== undefined && truth.polarity === polarity;
  if (told === 'told') return { ...base, missing: [], answered: 'right' };
  if (saysYesOrNo && required === 0) return { ...base, answered: 'right' };
  if (required === 0 && matched > 0) return { ...base, answered: 'right' };
  if (matched > 0 || saysYesOrNo) return { ...base, answered: 'partly' };
  return { ...base, answered: 'unsupported' };
}

function isTold({ values }: Truth['groups'][number], facts: readonly Fact[]): boolean {
  for (const fact of facts) {
    if (fact.negated) continue;
    for (const value of values) if (factEquals(fact, value)) return true;
  }
  return false;
}

/** A value is refuted when the truth holds values of its kind and none agrees. Denials are judged the other way round. */
function refuted(fact: Fact, { groups }: Truth): boolean {
  let rivals = false;
  for (const { values } of groups) {
    for (const value of values) {
      if (!comparable(fact, value)) continue;
      if (factEquals(fact, value)) return fact.negated === true;
      rivals = true;
    }
  }
  return rivals && !fact.negated;
}

function comparable(fact: Fact, value: Truth['groups'][number]['values'][number]): boolean {
  if (fact.kind !== value.kind) return false;
  if (fact.kind === 'money' && value.kind === 'money')
    return fact.role === undefined || value.role === undefined || fact.role === value.role;
  if (fact.kind === 'measure' && value.kind === 'measure')
    return (
      fact.unit.toLowerCase() === value.unit.toLowerCase() &&
      (fact.what === undefined || value.what === undefined || fact.what === value.what)
    );
  if (fact.kind === 'attribute' && value.kind === 'attribute') return fact.attribute === value.attribute;
  if (fact.kind === 'freight-payer' && value.kind === 'freight-payer')
    return (
      fact.leg === undefined ||
      value.leg === undefined ||
      fact.leg === value.leg ||
      fact.leg === 'both' ||
      value.leg === 'both'
    );
  if (fact.kind === 'date' && value.kind === 'date')
    return (
      (fact.dayOffset !== undefined && value.dayOffset !== undefined) ||
      (fact.day !== undefined && value.day !== undefined) ||
      (fact.weekday !== undefined && value.weekday !== undefined)
    );
  return true;
}

/** Whether a text tells (or denies) a statement: any of its keys, where `a&b` needs both. */
export function statementTold(statement: Statement | null, text: string): 'told' | 'denied' | null {
  if (statement === null) return null;
  const { keys, denies } = keysOf(statement);
  if (keys.length === 0 && denies.length === 0) return null;
  const bare = bareOf(text);
  for (const key of denies) if (isDenied(bare, key)) return 'denied';
  for (const key of keys) if (holds(bare, key)) return 'told';
  return null;
}

type Key = readonly string[];
interface Keys {
  readonly keys: readonly Key[];
  readonly denies: readonly Key[];
}

const known = new WeakMap<Statement, Keys>();

/** The keys of a statement in parts, made once for it. */
function keysOf(statement: Statement): Keys {
  let keys = known.get(statement);
  if (keys === undefined) {
    keys = { keys: statement.keys.map(parts), denies: statement.denies.map(denial) };
    known.set(statement, keys);
  }
  return keys;
}

function parts(key: string): Key {
  return key.split('&').map((part) => part.trim().toLowerCase());
}

function denial(key: string): Key {
  return key.includes('&') ? parts(key) : [key.toLowerCase()];
}

/** Texts held against several statements, and met again in other conversations. */
const TEXTS_MAX = 512;
const bareTexts = new Map<string, string>();

function bareOf(text: string): string {
  let bare = bareTexts.get(text);
  if (bare === undefined) {
    bare = text.normalize('NFKC').toLowerCase();
    if (bareTexts.size >= TEXTS_MAX) bareTexts.clear();
    if (text.length <= TEXT_MAX) bareTexts.set(text, bare);
  }
  return bare;
}
const TEXT_MAX = 600;

/** A denial counts where it is asserted: 不是纯棉 and "not waterproof" do not assert 纯棉 and "waterproof". */
function isDenied(text: string, key: Key): boolean {
  if (key.length > 1) return holds(text, key);
  for (let at = text.indexOf(key[0]!); at >= 0; at = text.indexOf(key[0]!, at + 1)) {
    if (!NEGATED_BEFORE.test(text.slice(Math.max(0, at - 14), at))) return true;
  }
  return false;
}
const NEGATED_BEFORE =
  /(不是|没有|不会|并非|不能|不要|无法|[无勿非没]|\b(?:not|isn't|aren't|won't|no|never|without)(?: \w+)?) ?$/;

function holds(text: string, key: Key): boolean {
  for (const part of key) if (!text.includes(part)) return false;
  return true;
}
