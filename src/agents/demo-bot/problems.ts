import { type Problem, REASON_OF_PROBLEM, type Remedy } from '../../model/question.ts';
import { returnTerms } from '../../shop/returns.ts';
import { truth } from '../../shop/truth.ts';
import { sayPayer } from '../../shop/wording.ts';
import { findOrder, nowMs, type WorldOrder } from '../../shop/world.ts';
import { compensate, promiseBroken, refundMissing } from './amends.ts';
import type { Heard } from './listen.ts';
import { isUpset } from './moods.ts';
import { logisticsTrouble } from './parcel-troubles.ts';
import { carryOut, offerable } from './remedies.ts';
import { changesMind, takeUp } from './reported.ts';
import { type Moment, type Part, part, type Reply } from './state.ts';
import { orderInQuestion, orderOfTrouble } from './which-order.ts';
import { choiceHeard, insists, remedyTouched, type Wish, wishHeard } from './wishes.ts';
import { withoutProblem } from './wishes-alone.ts';

const ON_THE_WAY: readonly Problem[] = [
  'late-dispatch',
  'late-parcel',
  'stuck-parcel',
  'lost-parcel',
  'confiscated',
];

/** Takes up what the buyer reports or asks for, one step further each time: sorry, facts, evidence, options, deed. */
export function seeToProblem(moment: Moment, heard: Heard): Reply {
  const { state } = moment;
  const reported = takeUp(moment, heard);
  const wished: Wish | undefined =
    wishHeard(moment, heard) ?? (state.trouble === undefined ? undefined : remedyTouched(heard));
  const wish = wished === 'cancel' ? 'refund' : wished;
  if (wish !== undefined) state.wish = wish;
  // An order named now is the one meant, whatever was taken for it before.
  if (heard.gives.has('order-number') && state.trouble !== undefined && state.order !== undefined)
    state.trouble = { ...state.trouble, order: state.order };
  const order = findOrder(state.world, orderOfTrouble(moment) ?? '');
  const sorry = apologise(moment, heard, reported);
  if (order === undefined) return withSorry(sorry, askOrder(moment));
  if (state.trouble === undefined && changesMind(moment, heard, order))
    state.trouble = { problem: 'changed-mind', order: order.id, stage: 'reported', options: [] };
  if (state.trouble === undefined) return withSorry(sorry, withoutProblem(moment, heard, order, wished));
  if (state.trouble.order === undefined) state.trouble = { ...state.trouble, order: order.id };
  order.problem = state.trouble.problem;
  const { problem } = state.trouble;
  if (problem === 'refund-missing') return withSorry(sorry, refundMissing(moment));
  if (state.trouble.stage === 'done') return again(moment, heard, sorry, wish);
  if (ON_THE_WAY.includes(problem))
    return withSorry(sorry, logisticsTrouble(moment, wish, choiceHeard(moment, heard)));
  if (problem === 'promise-broken') return withSorry(sorry, promiseBroken(moment));
  return withSorry(sorry, goodsTrouble(moment, problem, order, wish, heard));
}

/** Asks which order it is; a second time the newest that fits is taken instead, and without any a person takes over. */
function askOrder(moment: Moment): Reply {
  const { state } = moment;
  if (!state.scratch.has('order-asked') || !state.scratch.has('order-asked-again')) {
    state.scratch.set(state.scratch.has('order-asked') ? 'order-asked-again' : 'order-asked', true);
    state.asked.add('order-number');
    return { parts: [part('ask.order')], actions: [] };
  }
  return {
    parts: [part('problem.handover')],
    actions: [
      { name: 'transfer', args: { to: 'after-sale', reason: state.trouble?.problem ?? 'order not found' } },
    ],
  };
}

function apologise(moment: Moment, heard: Heard, reported: Problem | undefined): Part[] {
  const { state } = moment;
  const blameless =
    state.trouble !== undefined && ['changed-mind', 'misuse', 'wrong-size'].includes(state.trouble.problem);
  if (reported === undefined && !isUpset(heard)) return [];
  if (state.apologised >= 3) return [];
  state.apologised += 1;
  if (blameless && !isUpset(heard)) return [part(`problem.sorry.${state.trouble!.problem}`)];
  if (blameless) return [part('problem.understand')];
  if (state.apologised > 1) return isUpset(heard) ? [part('calm')] : [];
  return [part(reported === undefined ? 'calm' : `problem.sorry.${reported}`)];
}

function goodsTrouble(
  moment: Moment,
  problem: Problem,
  order: WorldOrder,
  wish: Remedy | undefined,
  heard: Heard,
): Reply {
  const { state, setup } = moment;
  const reason = REASON_OF_PROBLEM[problem]!;
  const policy = setup.shop.policies.returns.reasons[reason];
  const terms = returnTerms(state.world, order, reason, nowMs(state.world, moment.at));
  const answer = truth(state.world, { topic: 'remedy', order: order.id, problem }, moment.at);
  const slots = {
    ...answer.slots,
    payer: sayPayer(policy.freight, setup.locale),
    order: order.number,
    days: answer.slots.days ?? '',
    text: policy.text.text,
  };
  const options = offerable(moment, order, policy.remedies);
  if (terms.obstacle === 'not-delivered') return withoutProblem(moment, heard, order, wish);
  const obstacle = options.length === 0 ? 'not-taken-back' : terms.obstacle;
  if (obstacle !== undefined) return refuse(moment, order, obstacle, slots);
  const needsPhoto = policy.evidence !== 'none' && !state.evidence && !state.told.has('photo');
  if (needsPhoto && state.asked.has('photo') && heard.gives.size > 0 && !state.scratch.has('photo-awaited')) {
    state.scratch.set('photo-awaited', true);
    return { parts: [part('ask.photo.still', slots)], actions: [] };
  }
  if (needsPhoto && !state.asked.has('photo')) {
    state.asked.add('photo');
    state.trouble = { ...state.trouble!, stage: 'evidence-asked' };
    return { parts: [part('ask.photo', slots)], actions: [] };
  }
  const remedy = chooseRemedy(moment, heard, options, wish ?? state.wish);
  if (remedy !== undefined) return carryOut(moment, order, remedy, reason, slots);
  const offered = state.trouble!.stage === 'options-given';
  state.trouble = { ...state.trouble!, stage: 'options-given', options };
  const intent = `problem.option${options.length > 1 ? 's' : ''}${offered ? '.again' : ''}`;
  return {
    parts: [
      part(
        intent,
        { ...slots, options: sayOptions(moment, options), option: sayOptions(moment, options.slice(0, 1)) },
        { topic: 'remedy' },
      ),
    ],
    actions: [],
  };
}

/** The way the buyer means: named, the nearest to what was named, numbered, or the one proposed and agreed to. */
function chooseRemedy(
  moment: Moment,
  heard: Heard,
  options: readonly Remedy[],
  wish: Remedy | undefined,
): Remedy | undefined {
  const { trouble } = moment.state;
  if (wish !== undefined) {
    const near: Readonly<Partial<Record<Remedy, readonly Remedy[]>>> = {
      refund: ['return'],
      return: ['refund'],
      exchange: ['reship'],
      reship: ['exchange'],
      compensate: ['part-refund'],
    };
    const found = [wish, ...(near[wish] ?? [])].find((remedy) => options.includes(remedy));
    if (found !== undefined) return wish === 'return' && found === 'refund' ? 'return' : found;
  }
  if (trouble?.stage !== 'options-given') return undefined;
  const at = choiceHeard(moment, heard);
  if (at !== undefined) return trouble.options[at] ?? trouble.options[0];
  const agrees =
    heard.acts.has('accept') ||
    heard.acts.has('consent') ||
    heard.acts.has('affirm') ||
    insists(moment, heard);
  return agrees ? (trouble.options[0] ?? options[0]) : undefined;
}

/** The policy says no: the reason once, kindly; what is still possible is part of the wording. */
function refuse(
  moment: Moment,
  order: WorldOrder,
  obstacle: string,
  slots: Readonly<Record<string, string>>,
): Reply {
  const { state, setup } = moment;
  const why =
    obstacle === 'excluded'
      ? truth(state.world, { topic: 'return-exclusion', order: order.id }, moment.at).slots.exclusion
      : obstacle === 'too-late'
        ? setup.words.say('why.too-late', slots, moment.draws, new Set()).messages.join(' ')
        : slots.text;
  state.trouble = { ...state.trouble!, stage: 'done', refusedBecause: why ?? slots.text ?? '' };
  const care = truth(state.world, { topic: 'care', product: order.items[0]!.product }, moment.at);
  // Who broke it unawares is helped on at once: how it is used is part of the no.
  const advice =
    obstacle === 'not-taken-back' && care.known ? [part('advice.care', care.slots, { topic: 'care' })] : [];
  return {
    parts: [part(`problem.refuse.${obstacle}`, { ...slots, why: why ?? '' }, { topic: 'remedy' }), ...advice],
    actions: [],
  };
}

function sayOptions(moment: Moment, options: readonly Remedy[]): string {
  const said = options
    .slice(0, 3)
    .map((remedy) =>
      moment.setup.words.say(`remedy.${remedy}`, {}, moment.draws, new Set()).messages.join(' '),
    );
  const or = moment.setup.locale === 'zh-CN' ? '，或者' : ', or ';
  return said.join(or);
}

/** A matter that is settled is not opened again: what was agreed is said once more, in other words; a new wish is weighed. */
function again(moment: Moment, heard: Heard, sorry: Part[], wish: Remedy | undefined): Reply {
  const why = moment.state.trouble?.refusedBecause;
  if (wish === 'compensate') return withSorry(sorry, compensate(moment));
  if (heard.acts.has('threaten-review') || heard.acts.has('threaten-escalate'))
    return { parts: [...sorry, part('problem.firm')], actions: [] };
  if (why !== undefined) return { parts: [...sorry, part('problem.refuse.again', { why })], actions: [] };
  return { parts: [...sorry, part('problem.recap')], actions: [] };
}

/** Whether a buyer in trouble goes on with it: gives what was asked for, agrees, chooses, or presses. */
export function goesOn(moment: Moment, heard: Heard): boolean {
  const { trouble, wish, order, scratch } = moment.state;
  if (trouble === undefined)
    return (
      wish !== undefined &&
      (insists(moment, heard) || (heard.gives.has('order-number') && scratch.has('order-asked')))
    );
  const answers =
    (heard.gives.has('order-number') && (trouble.order === undefined || trouble.order !== order)) ||
    (heard.gives.has('order-number') && trouble.stage === 'evidence-asked') ||
    heard.gives.has('photo') ||
    heard.gives.has('problem') ||
    heard.gives.has('remedy');
  if (trouble.stage === 'done') return insists(moment, heard) || remedyTouched(heard) !== undefined;
  return (
    answers ||
    insists(moment, heard) ||
    remedyTouched(heard) !== undefined ||
    (trouble.stage === 'options-given' &&
      (choiceHeard(moment, heard) !== undefined ||
        (['accept', 'affirm', 'consent'] as const).some((act) => heard.acts.has(act))))
  );
}

export function withSorry(sorry: Part[], reply: Reply): Reply {
  return { parts: [...sorry, ...reply.parts], actions: reply.actions };
}

/** Trouble taken over from an earlier log is taken up before a word is said: a person who read it does not wait to be told. */
export function takeOver(moment: Moment, heard: Heard): Reply {
  return orderInQuestion(moment) === undefined ? { parts: [], actions: [] } : seeToProblem(moment, heard);
}
