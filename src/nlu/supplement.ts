import type { ActName, Side, Span } from '../model/act.ts';
import type { Act } from '../model/reading.ts';
import type { Topic } from '../model/topic.ts';
import type { Learnt } from './model.ts';
import type { Normalised } from './normalise.ts';

/** What rules give when they have understood little: the model may say more. */
const LITTLE: ReadonlySet<ActName> = new Set<ActName>([
  'inform',
  'ask',
  'ask-clarification',
  'unknown',
  'acknowledge',
  'affirm',
  'deny',
  'greet',
  'thank',
  'apologise',
  'interjection-only',
  'give-detail',
]);
/** What a narrower act of the whole message replaces. */
const REPLACED: ReadonlySet<ActName> = new Set<ActName>(['inform', 'unknown', 'interjection-only']);
/** Log-odds from which a class counts: an act, a topic where rules have none, and against the topic of a rule. */
const ACT_LEAST = 0;
const BEST_LEAST: Readonly<Record<Side, number>> = { agent: -0.6, buyer: -1 };
const ACT_SURE = 1;
const TOPIC_LEAST = -1.5;
const TOPIC_LEAD = 1.2;

/**
 * Adds to an agent's or buyer's acts, in place, what the model reads in a message of which rules made little, and the topic
 * of a question that they do not know. What it adds is never certain.
 */
export function supplement(acts: Act[], side: Side, text: Normalised, span: Span, model: () => Learnt): void {
  const little = acts.every(({ act }) => LITTLE.has(act));
  const asks = side === 'buyer' && acts.some(({ act }) => act === 'ask');
  if (!little && !asks) return;
  const learnt = model();
  const scores = learnt.score(text.codes, text.length);
  if (little) addActs(acts, side, span, scores, learnt);
  if (side === 'buyer') addTopics(acts, scores, learnt);
}

function addActs(acts: Act[], side: Side, span: Span, scores: Float64Array, learnt: Learnt): void {
  let best = -1;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const [index] of learnt.acts[side]) {
    if (scores[index]! > bestScore) {
      best = index;
      bestScore = scores[index]!;
    }
  }
  const asked = acts.some(({ act }) => act === 'ask' || act === 'ask-clarification');
  const added: Act[] = [];
  for (const [index, act] of learnt.acts[side]) {
    const least = LITTLE.has(act) ? ACT_SURE : index === best ? BEST_LEAST[side] : ACT_LEAST;
    if (scores[index]! < least || acts.some((one) => one.act === act)) continue;
    if (LITTLE.has(act) && asked && act !== 'ask') continue;
    added.push({
      act,
      span,
      modality: act.startsWith('ask') ? 'question' : 'plain',
      why: 'model',
      certain: false,
    });
  }
  const narrow = added.some(({ act }) => !LITTLE.has(act) || act === 'ask');
  if (narrow) for (let i = acts.length - 1; i >= 0; i -= 1) if (REPLACED.has(acts[i]!.act)) acts.splice(i, 1);
  if (side === 'buyer' && narrow) {
    const ask = learnt.acts.buyer.find(([, act]) => act === 'ask');
    if (ask !== undefined && scores[ask[0]]! < -ACT_SURE && added.some(({ act }) => !LITTLE.has(act)))
      for (let i = acts.length - 1; i >= 0; i -= 1) if (acts[i]!.act === 'ask') acts.splice(i, 1);
  }
  acts.push(...added);
}

function addTopics(acts: Act[], scores: Float64Array, learnt: Learnt): void {
  let best: Topic | undefined;
  let bestScore = TOPIC_LEAST;
  for (const [index, topic] of learnt.topics) {
    if (scores[index]! > bestScore) {
      best = topic;
      bestScore = scores[index]!;
    }
  }
  if (best === undefined) return;
  const asks = acts.flatMap((act, i) => (act.act === 'ask' ? [i] : []));
  if (asks.some((i) => acts[i]!.topic === best)) return;
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
  const head = learnt.topics.find(([, name]) => name === topic);
  return head === undefined ? 0 : scores[head[0]]!;
}
