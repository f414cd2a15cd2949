import type { ActName, Span } from '../model/act.ts';
import type { Act } from '../model/reading.ts';
import type { Topic } from '../model/topic.ts';
import { isPerformed, type Message } from './features.ts';
import type { Learnt } from './model.ts';

/**
 * Acts that can fail somebody: rules alone say them and the model neither adds nor takes them away. A bare refusal it may take away.
 */
const RULES_ALONE: ReadonlySet<ActName> = new Set<ActName>(['refuse']);
/** Courtesies that an agent owes: who leaves one out is not pardoned by what sounds like it, so the model adds none. */
const COURTESIES: ReadonlySet<ActName> = new Set<ActName>([
  'greet',
  'offer-help',
  'thank',
  'farewell',
  'apologise',
  'apologise-strongly',
]);
/** What is said of a message of which nothing else is. */
const NOTHING: ReadonlySet<ActName> = new Set<ActName>(['unknown', 'interjection-only']);
/** Score from which the likeliest act is said where nothing else is; the threshold of an act is 0. */
const BEST_LEAST = -1.5;
const TOPIC_LEAST = -1.5;
const TOPIC_LEAD = 1.2;

/**
 * Decides in place, for every act that the model knows, whether the message performs it; what rules found is the strongest sign. An act
 * that rules made keeps what they know of it; one that the model adds is never certain. Gives back those of the rules' acts that
 * are gone.
 */
export function decide(acts: Act[], message: Message, span: Span, learnt: Learnt): readonly Act[] {
  const best = learnt.score(message);
  const { side } = message;
  const ruled = acts.slice();
  for (let i = acts.length - 1; i >= 0; i -= 1) {
    const one = acts[i]!;
    const index = learnt.classOf.get(one.act);
    if (index === undefined || best[index]! > 0 || !isPerformed(one) || learnt.ruled.has(one.act)) continue;
    // What is asked for stays asked for, whichever way of asking it is.
    if (one.detail === undefined || !ASKING.includes(one.act)) acts.splice(i, 1);
    else acts[i] = { ...one, act: likeliestOf(ASKING, best, learnt) ?? one.act };
  }
  let likeliest: ActName | null = null;
  let most = 0;
  for (let i = 0; i < learnt.acts.length; i += 1) {
    const { index, name } = learnt.acts[i]!;
    const score = best[index]!;
    if (score <= 0 && likeliest !== null && score <= most) continue;
    if (RULES_ALONE.has(name) || learnt.ruled.has(name) || (side === 'agent' && COURTESIES.has(name)))
      continue;
    if (likeliest === null || score > most) {
      likeliest = name;
      most = score;
    }
    if (score > 0) add(acts, name, span);
  }
  if (acts.length === 0 && likeliest !== null && most > BEST_LEAST) add(acts, likeliest, span);
  // Where the model finds nothing, what rules found stays.
  for (let i = 0; i < ruled.length; i += 1) if (!overlapsAny(acts, ruled[i]!)) acts.push(ruled[i]!);
  keepPromise(acts, ruled);
  if (side === 'agent') {
    settleRefusals(acts, message);
    // "One moment, I'll check for you" hands nobody over.
    if (has(acts, 'hold', true)) dropUncertainHandOver(acts);
  }
  if (acts.length > 1) drop(acts, NOTHING);
  if (acts.length === 0) add(acts, 'unknown', span);
  if (side === 'buyer') addTopics(acts, best, learnt);
  let gone: Act[] | null = null;
  for (let i = 0; i < ruled.length; i += 1)
    if (!has(acts, ruled[i]!.act, true)) (gone ??= []).push(ruled[i]!);
  return gone ?? NO_ACTS;
}

const NO_ACTS: readonly Act[] = [];

function overlapsAny(acts: readonly Act[], { span }: Act): boolean {
  for (let i = 0; i < acts.length; i += 1) {
    const other = acts[i]!.span;
    if (other[0] < span[1] && span[0] < other[1]) return true;
  }
  return false;
}

/** What is granted by a promise ("I'll make sure a coupon is added") is owed until it is done. */
function keepPromise(acts: Act[], ruled: readonly Act[]): void {
  for (let i = 0; i < ruled.length; i += 1) {
    const promised = ruled[i]!;
    if (promised.act !== 'promise') continue;
    if (!acts.includes(promised) && acts.some(({ act }) => act.startsWith('concede-'))) acts.push(promised);
    return;
  }
}

function has(acts: readonly Act[], name: ActName, certain: boolean): boolean {
  for (let i = 0; i < acts.length; i += 1)
    if (acts[i]!.act === name && (!certain || acts[i]!.certain)) return true;
  return false;
}

function dropUncertainHandOver(acts: Act[]): void {
  for (let i = acts.length - 1; i >= 0; i -= 1)
    if (acts[i]!.act === 'hand-over' && !acts[i]!.certain) acts.splice(i, 1);
}

/** One clause that rules found bare holds neither reason nor alternative; a no with either is no bare one. */
function settleRefusals(acts: Act[], { notes }: Message): void {
  const bare =
    notes.length === 1 ? notes[0]!.acts.find((one) => one.act === 'refuse' && isPerformed(one)) : undefined;
  if (bare !== undefined && (has(acts, 'refuse', false) || refusesWith(acts))) {
    drop(acts, REFUSALS);
    acts.push(bare);
  } else if (refusesWith(acts)) drop(acts, RULES_ALONE);
  if (has(acts, 'bot-menu', false)) drop(acts, OPTIONS);
}

const REFUSALS: ReadonlySet<ActName> = new Set<ActName>([
  'refuse',
  'refuse-with-reason',
  'refuse-with-alternative',
]);
const OPTIONS: ReadonlySet<ActName> = new Set<ActName>(['give-options']);

function refusesWith(acts: readonly Act[]): boolean {
  return has(acts, 'refuse-with-reason', false) || has(acts, 'refuse-with-alternative', false);
}

const ASKING: readonly ActName[] = ['ask-need', 'ask-clarification', 'ask-evidence'];

/** The likeliest of the acts, when the message performs it. */
function likeliestOf(
  names: readonly ActName[],
  best: Float64Array,
  { classOf }: Learnt,
): ActName | undefined {
  let found: ActName | undefined;
  let most = 0;
  for (const name of names) {
    const index = classOf.get(name);
    if (index === undefined || best[index]! <= most) continue;
    found = name;
    most = best[index]!;
  }
  return found;
}

function add(acts: Act[], act: ActName, span: Span): void {
  for (let i = 0; i < acts.length; i += 1) if (acts[i]!.act === act && isPerformed(acts[i]!)) return;
  acts.push({
    act,
    span,
    modality: act.startsWith('ask') ? 'question' : 'plain',
    why: 'model',
    certain: false,
  });
}

function drop(acts: Act[], unwanted: ReadonlySet<ActName>): void {
  for (let i = acts.length - 1; i >= 0; i -= 1) if (unwanted.has(acts[i]!.act)) acts.splice(i, 1);
}

/** The likeliest topic, where no question has one or rules found a far unlikelier one. */
function addTopics(acts: Act[], scores: Float64Array, learnt: Learnt): void {
  if (!has(acts, 'ask', false)) return;
  const asks = acts.flatMap((act, i) => (act.act === 'ask' ? [i] : []));
  let best: Topic | undefined;
  let bestScore = TOPIC_LEAST;
  for (let i = 0; i < learnt.topics.length; i += 1) {
    const { index, name } = learnt.topics[i]!;
    if (scores[index]! > bestScore) {
      best = name;
      bestScore = scores[index]!;
    }
  }
  if (best === undefined || asks.some((i) => acts[i]!.topic === best)) return;
  for (const i of asks) {
    const { topic } = acts[i]!;
    if (
      topic === undefined ||
      (asks.length === 1 && bestScore - scoreOf(topic, scores, learnt) >= TOPIC_LEAD && bestScore > -0.4)
    ) {
      const { detail, ...rest } = acts[i]!;
      acts[i] = { ...rest, topic: best, certain: false };
      return;
    }
  }
}

function scoreOf(topic: Topic, scores: Float64Array, learnt: Learnt): number {
  const index = learnt.classOf.get(`t:${topic}`);
  return index === undefined ? 0 : scores[index]!;
}
