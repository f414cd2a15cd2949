import { type Judgement, judge } from '../dialogue/judge.ts';
import {
  type AgentNotes,
  type AskedQuestion,
  afterAgent,
  afterAgentAction,
  afterBuyer,
  atTime,
  emptyLedger,
  type Ledger,
} from '../dialogue/ledger.ts';
import type { ActionResult } from '../model/action.ts';
import type { SaidAct } from '../model/event.ts';
import type { Claim } from '../model/fact.ts';
import type { Question } from '../model/question.ts';
import { DETAILS, type Detail, type Reading } from '../model/reading.ts';
import { FAMILY_OF_TOPIC, type Topic } from '../model/topic.ts';
import type { Reader } from '../nlu/reader-types.ts';
import { TruthMemo } from '../shop/truth-memo.ts';
import type { Truth } from '../shop/truth-types.ts';
import { createWorld, type World } from '../shop/world.ts';
import { replayEvent } from '../shop/world-events.ts';
import type { Conversation, Moment } from './conversation.ts';
import { talkedAbout } from './talked-about.ts';

/** What an agent claimed, held against the shop: asked for or volunteered. */
export interface HeldClaim {
  readonly moment: Moment;
  readonly question: Question;
  readonly truth: Truth;
  readonly judgement: Judgement;
  /** The buyer had asked for it. */
  readonly asked: AskedQuestion | null;
}

/** The conversation's debts and claims, followed through once from the first event to the last. */
export interface Owed {
  readonly ledger: Ledger;
  /** The world as the last event left it; `null` without a shop. */
  readonly world: World | null;
  /** What is true in that world; `null` without a shop. */
  readonly truths: TruthMemo | null;
  readonly notes: ReadonlyMap<Moment, AgentNotes>;
  readonly claims: readonly HeldClaim[];
  /** What each action comes to in the replayed world, which also knows what the buyer said is wrong with an order. */
  readonly results: ReadonlyMap<Moment, ActionResult>;
}

/** How long a bare 请稍等 may last before it counts as forgotten (QC vendor's default is 15 min for shops, 2 min in exams). */
export const HOLD_MS = 120_000;

const known = new WeakMap<Conversation, Owed>();

/** Computed at the first call for a conversation and kept. */
export function owedOf(conversation: Conversation): Owed {
  let owed = known.get(conversation);
  if (!owed) {
    owed = followThrough(conversation);
    known.set(conversation, owed);
  }
  return owed;
}

function followThrough(conversation: Conversation): Owed {
  const world = openWorld(conversation);
  const truths = world ? new TruthMemo(world) : null;
  const truthOf = truths ? (question: Question, at: number) => truths.of(question, at) : null;
  const options = { truthOf, holdMs: HOLD_MS, corrections: true };
  const about = talkedAbout(conversation);
  let ledger = emptyLedger(detailsInLog(conversation.header.priorLog ?? [], conversation.reader));
  const notes = new Map<Moment, AgentNotes>();
  const results = new Map<Moment, ActionResult>();
  const claims: HeldClaim[] = [];
  for (const moment of conversation.moments) {
    ledger = atTime(ledger, moment.at);
    about.note(moment);
    if (world) replayEvent(world, moment.source);
    if (world && moment.kind === 'action') results.set(moment, world.deeds.at(-1)!.result);
    if (moment.kind === 'action' && moment.by === 'agent')
      ledger = afterAgentAction(ledger, moment.event, moment.at, actionName(moment));
    if (moment.kind !== 'message') continue;
    if (moment.by === 'buyer')
      ledger = afterBuyer(ledger, moment.event, moment.at, saidBy(moment, about.question));
    else if (moment.by === 'agent' && moment.reading) {
      const after = afterAgent(ledger, options, moment.event, moment.at, moment.reading);
      if (truthOf && moment.reading.claims.length > 0)
        claims.push(...holdClaims(moment, ledger, about.question, truthOf));
      ledger = after.ledger;
      notes.set(moment, after.notes);
    }
  }
  ledger = atTime(ledger, conversation.endedAt);
  return { ledger, world, truths, notes, claims, results };
}

function openWorld({ shop, market, header, scenario, locale }: Conversation): World | null {
  if (!shop || !market) return null;
  const cast = scenario?.cast[locale];
  return createWorld(shop, market, header.startsAt, {
    roles: Object.keys(header.cast).length > 0 ? header.cast : (cast?.roles ?? {}),
    requesterIsPurchaser: cast?.requesterIsPurchaser ?? true,
    ...customerOf(header.customer ?? cast?.customer),
  });
}

const customerOf = (customer: string | undefined) => (customer === undefined ? {} : { customer });

const actionName = ({ source }: Moment) => (source.type === 'action' && source.result.ok ? source.name : '');

/** A simulated buyer's own acts; for logs and people, what was read, bound to what is being talked about. */
function saidBy(
  moment: Moment,
  bind: (topic: Question['topic'], moment: Moment) => Question,
): readonly SaidAct[] {
  if (moment.source.type === 'message' && moment.source.said) return moment.source.said;
  return moment.acts
    .filter((act) => act.modality !== 'quoted')
    .map((act) => ({
      act: act.act,
      intent: act.act,
      ...(act.topic ? { question: bind(act.topic, moment) } : {}),
      ...(isDetail(act.detail) ? { detail: act.detail } : {}),
    }));
}

const isDetail = (detail: string | undefined): detail is Detail =>
  (DETAILS as readonly (string | undefined)[]).includes(detail);

function detailsInLog(log: NonNullable<Conversation['header']['priorLog']>, reader: Reader): Detail[] {
  return log
    .filter((line) => line.from === 'buyer')
    .flatMap((line) => {
      const { acts, facts } = reader.read(line.text, 'buyer');
      return [
        ...acts.flatMap((act) => (act.act === 'give-detail' && isDetail(act.detail) ? [act.detail] : [])),
        ...(facts.some((fact) => fact.kind === 'order-number') ? (['order-number'] as const) : []),
      ];
    });
}

/** Every claim of a message, under the buyer's open question on its topic where there is one. */
function holdClaims(
  moment: Moment,
  ledger: Ledger,
  bind: (topic: Question['topic'], moment: Moment) => Question,
  truthOf: (question: Question, at: number) => Truth,
): readonly HeldClaim[] {
  const reading = moment.reading!;
  let held: HeldClaim[] | null = null;
  for (const told of reading.claims) {
    const topic = topicOf(told, ledger);
    if (FAMILY_OF_TOPIC[topic] === null || (told.hedged && !GUESSED.includes(topic))) continue;
    const claim = topic === told.topic ? told : { ...told, topic };
    const named = claim.facts.find((fact) => fact.kind === 'product');
    const about = ledger.questions.findLast((one) => one.question.topic === topic) ?? null;
    // A claim that names another product than was asked about answers something else.
    const isOther =
      named?.kind === 'product' &&
      about?.question.product !== undefined &&
      about.question.product !== named.product;
    const asked = isOther ? null : (about ?? askedBesides(topic, ledger));
    const question = (asked === about ? asked?.question : undefined) ?? bind(claim.topic, moment);
    const known = truthOf(question, moment.at);
    (held ??= []).push({
      moment,
      question,
      truth: known,
      judgement: judgedAlone(question, known, told, claim, reading),
      asked,
    });
  }
  return held ?? NO_CLAIMS;
}

/** Who asks after an offer is told of coupons: that is asked for as well. */
function askedBesides(topic: Topic, { questions }: Ledger): AskedQuestion | null {
  return topic === 'coupon'
    ? (questions.findLast((one) => one.question.topic === 'promotion') ?? null)
    : null;
}

const NO_CLAIMS: readonly HeldClaim[] = [];
const judged = new WeakMap<Truth, WeakMap<Claim, Judgement>>();

/** What a claim comes to by itself; the same of the same message under the same truth. */
function judgedAlone(
  question: Question,
  known: Truth,
  told: Claim,
  claim: Claim,
  reading: Reading,
): Judgement {
  let ofTruth = judged.get(known);
  if (ofTruth === undefined) judged.set(known, (ofTruth = new WeakMap()));
  let judgement = ofTruth.get(told);
  if (judgement === undefined) {
    judgement = judge(question, () => known, { ...reading, claims: [claim] }, true);
    ofTruth.set(told, judgement);
  }
  return judgement;
}

function isPriceAlone({ facts }: Claim): boolean {
  return (
    facts.some((fact) => fact.kind === 'money' && fact.role === 'price') &&
    !facts.some((fact) => ['threshold-off', 'discount', 'percent', 'bundle', 'quantity'].includes(fact.kind))
  );
}

/** 预计5天, "in about seven days": times are always told as guesses, and may be off by some, not by half (see `wrongOf`). */
const GUESSED: readonly Topic[] = ['dispatch', 'arrival', 'refund-time'];

/** 已发货 in an answer on dispatch is about the order; who pays, asked about a return, is about the return. */
function topicOf(claim: Claim, ledger: Ledger): Topic {
  const { facts, topic } = claim;
  const has = (kind: string) => facts.some((fact) => fact.kind === kind);
  if (facts.length > 0 && has('order-state')) return 'order-state';
  if (topic !== 'price' && topic !== 'freight' && topic !== 'promotion') return topic;
  const asks = (wanted: Topic) => ledger.questions.at(-1)?.question.topic === wanted;
  if (topic === 'price' && has('quantity') && asks('coupon')) return 'coupon';
  // 活动价289元 to 多少钱 is the price.
  if (topic === 'promotion') return asks('price') && isPriceAlone(claim) ? 'price' : topic;
  // Once that was answered, who pays in another answer (a fault's freight, under insurance) is another case.
  const aboutReturn = ledger.questions.some(
    (one) => one.question.topic === 'return-freight' && one.status !== 'right',
  );
  return claim.topic === 'freight' && has('freight-payer') && (aboutReturn || asks('return-freight'))
    ? 'return-freight'
    : claim.topic;
}
