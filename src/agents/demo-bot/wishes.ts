import type { ActName } from '../../model/act.ts';
import { PROBLEMS, type Problem, REMEDIES, type Remedy } from '../../model/question.ts';
import type { Act } from '../../model/reading.ts';
import type { Topic } from '../../model/topic.ts';
import { hasCue } from './cues.ts';
import type { Heard } from './listen.ts';
import type { Moment } from './state.ts';

/** What a buyer wants done about an order. `cancel`: the whole order undone, however far it has got. */
export type Wish = Remedy | 'cancel';

/** Named wishes in the order they are tried: the narrower word first (补发 before 发, part of the money before the money). */
const CUED: readonly Wish[] = [
  'part-refund',
  'claim',
  'reship',
  'exchange',
  'cancel',
  'intercept',
  'return',
  'refund',
  'compensate',
  'track',
];
/** A question on one of these may be a wish put politely: 能换一个吗, can you ask the courier? */
const POLITE: ReadonlySet<Topic> = new Set<Topic>([
  'exchange',
  'return-process',
  'courier',
  'remedy',
  'compensation',
  'order-state',
  'arrival',
  'tracking',
  'refund-time',
]);
const ABOUT_REMEDIES: Readonly<Partial<Record<Topic, Remedy>>> = {
  exchange: 'exchange',
  'return-process': 'return',
  'refund-time': 'refund',
  compensation: 'compensate',
  tracking: 'track',
  'order-state': 'track',
};

/** The remedy a buyer asks for: by the act's own detail, by the words that name it, else by what the request is about. */
export function wishHeard(moment: Moment, heard: Heard): Wish | undefined {
  const { acts } = heard.reading;
  const requests = acts.filter(
    (act) => (act.act === 'request-remedy' && !isQuestion(act)) || act.act === 'demand-compensation',
  );
  for (const act of [...requests, ...acts.filter((one) => one.act === 'give-detail')]) {
    const named = REMEDIES.find((remedy) => remedy === act.detail);
    if (named !== undefined) return named;
  }
  const cued = cuedWish(moment, heard);
  if (requests.length > 0) {
    if (cued !== undefined) return cued;
    if (requests.some((act) => act.act === 'demand-compensation')) return 'compensate';
    return requests.map((act) => (act.topic ? ABOUT_REMEDIES[act.topic] : undefined)).find(Boolean);
  }
  if (heard.asks.length > 0 && !asksLeave(moment, heard)) return undefined;
  if (['swear', 'complain', 'nudge', 'thank', 'leave'].some((act) => heard.acts.has(act as ActName)))
    return undefined;
  // Without a request in so many words only a buyer with an order, or one in trouble, can mean it.
  const { state } = moment;
  return state.trouble !== undefined || state.asked.has('problem') || state.orders.length > 0
    ? cued
    : undefined;
}

/** Read as a request, yet about something that is told, not done: 退货要我出运费吗. */
export function isQuestion(act: Act): boolean {
  return act.topic !== undefined && TOLD.has(act.topic);
}

const TOLD: ReadonlySet<Topic> = new Set<Topic>([
  'return-freight',
  'return-period',
  'return-exclusion',
  'warranty',
  'care',
  'dispatch',
  'arrival',
  'insurance',
  'price',
  'stock',
]);

/** Whether the only questions are of the kind 能…吗 / could you …? on something that can be done. */
function asksLeave(moment: Moment, heard: Heard): boolean {
  return (
    heard.asks.every((ask) => POLITE.has(ask.topic)) &&
    hasCue(moment.setup.cues, moment.setup.locale, 'leave', heard.reading.text)
  );
}

function cuedWish(moment: Moment, heard: Heard): Wish | undefined {
  const { cues, locale } = moment.setup;
  if (hasCue(cues, locale, 'no-wish', heard.reading.text)) return undefined;
  return CUED.find((wish) => hasCue(cues, locale, `wish.${wish}`, heard.reading.text));
}

/** In the middle of a trouble, a bare word for a remedy (换货吧) is a choice. */
export function remedyTouched(heard: Heard): Remedy | undefined {
  for (const act of heard.reading.acts) {
    if (act.act === 'ask' || act.act === 'haggle' || act.topic === undefined || act.modality === 'question')
      continue;
    if (act.topic === 'exchange') return 'exchange';
    if (act.topic === 'return-process') return 'return';
    if (act.topic === 'refund-time') return 'refund';
  }
  return undefined;
}

/** Which of the ways just offered: 第一种 / the second one. */
export function choiceHeard(moment: Moment, heard: Heard): number | undefined {
  const { cues, locale } = moment.setup;
  if (heard.acts.has('small-talk')) return undefined;
  const at = ['choose.first', 'choose.second', 'choose.third'].findIndex((name) =>
    hasCue(cues, locale, name, heard.reading.text),
  );
  return at < 0 ? undefined : at;
}

/** Words that only press for what was asked before: no question of its own, nothing new told. */
export function insists(moment: Moment, heard: Heard): boolean {
  const { cues, locale } = moment.setup;
  if (heard.asks.length > 0 || heard.picture || heard.acts.has('state-need')) return false;
  return (
    hasCue(cues, locale, 'insist', heard.reading.text) ||
    heard.reading.acts.some((act) => act.act === 'request-remedy' && !isQuestion(act))
  );
}

/** Every problem a message reports; a worry (要是有色差…?) and a question of policy (质量问题退货运费谁出) report none. */
export function problemsHeard(heard: Heard): readonly Problem[] {
  const asksPolicy = heard.reading.acts.some(
    (act) => (act.act === 'ask' || act.act === 'haggle') && act.topic !== undefined && POLICY.has(act.topic),
  );
  return heard.reading.acts.flatMap((act) => {
    if (act.act !== 'report-problem' || act.modality === 'conditional' || act.modality === 'quoted')
      return [];
    if (asksPolicy && act.topic !== undefined && POLICY.has(act.topic)) return [];
    return PROBLEMS.find((problem) => problem === act.detail) ?? [];
  });
}

const POLICY: ReadonlySet<Topic> = new Set<Topic>([
  'return-process',
  'return-freight',
  'return-period',
  'return-exclusion',
  'freight',
  'exchange',
  'insurance',
  'warranty',
]);
