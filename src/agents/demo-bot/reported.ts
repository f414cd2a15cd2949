import type { ActName } from '../../model/act.ts';
import type { Problem } from '../../model/question.ts';
import type { WorldOrder } from '../../shop/world.ts';
import { hasCue } from './cues.ts';
import type { Heard } from './listen.ts';
import type { Moment } from './state.ts';
import { concernOf, fitsOrder, GOODS_HERE, ownOrders } from './which-order.ts';
import { problemsHeard } from './wishes.ts';

/** The problem a message brings up, and whether it takes the place of the one in hand. */
export function takeUp(moment: Moment, heard: Heard): Problem | undefined {
  const { state } = moment;
  const reported = reportedIn(moment, heard);
  const old = state.trouble;
  if (reported === undefined || reported === old?.problem) return reported;
  if (old !== undefined && !replaces(moment, old.problem, reported)) return undefined;
  state.trouble = { problem: reported, order: undefined, stage: 'reported', options: [] };
  return reported;
}

/** Of several readings, the one that the buyer's orders bear out: nothing unsent is damaged. */
export function reportedIn(moment: Moment, heard: Heard): Problem | undefined {
  const all = problemsHeard(heard);
  const { cues, locale } = moment.setup;
  const says = (name: string) => hasCue(cues, locale, `problem.${name}`, heard.reading.text);
  // What buyers own up to counts for more than the damage they describe.
  if (all.every((one) => ['broken', 'quality', 'misuse'].includes(one)) && says('misuse')) return 'misuse';
  // Who has shown a fault and says "I don't want it in the house" has not changed its mind.
  const freshly = all.length > 0 || moment.state.trouble === undefined;
  if (
    freshly &&
    all.every((one) => ['wrong-item', 'changed-mind'].includes(one)) &&
    says('changed-mind') &&
    ownsGoods(moment)
  )
    return 'changed-mind';
  if (all.every((one) => one === 'wrong-item') && all.length > 0 && says('wrong-size')) return 'wrong-size';
  if (all.length === 0) return named(moment, heard);
  const fit = all.filter((problem) => fitsOrder(moment, problem));
  return fit.find((problem) => concernOf(problem) !== 'goods') ?? fit[0] ?? all[0];
}

/** With goods of ours and no trouble known, a fault that the reader missed is tried by its words; a question is none. */
function named(moment: Moment, heard: Heard): Problem | undefined {
  const { state, setup } = moment;
  if (state.trouble !== undefined || heard.asks.length > 0 || !ownsGoods(moment)) return undefined;
  if (
    ![
      'report-problem',
      'inform',
      'ask',
      'unknown',
      'reject',
      'complain',
      'give-detail',
      'deny',
      'request-remedy',
    ].some((act) => heard.acts.has(act as ActName))
  )
    return undefined;
  return NAMED.find((problem) => hasCue(setup.cues, setup.locale, `problem.${problem}`, heard.reading.text));
}

const NAMED: readonly Problem[] = [
  'misuse',
  'changed-mind',
  'wrong-size',
  'wrong-item',
  'not-as-described',
  'missing-item',
  'broken',
  'quality',
];

/** Misuse owned up to stays misuse, and what is settled is not reopened by an angry word; another kind of trouble is new. */
function replaces(moment: Moment, old: Problem, reported: Problem): boolean {
  const { stage, refusedBecause } = moment.state.trouble!;
  if (concernOf(old) !== concernOf(reported)) return fitsOrder(moment, reported) || !fitsOrder(moment, old);
  if (refusedBecause !== undefined || old === 'misuse') return reported === 'misuse';
  // What speaks against the buyer's own claim is a correction as long as nothing has been done.
  const owned = reported === 'wrong-size' || reported === 'changed-mind' || reported === 'misuse';
  return stage === 'reported' || stage === 'evidence-asked' || (owned && stage === 'options-given');
}

/** Who wants to send it back and names no fault, even when asked, has changed their mind: the policy needs no reason for that. */
export function changesMind(moment: Moment, heard: Heard, order: WorldOrder): boolean {
  const { state, setup } = moment;
  const back = state.wish === 'return' || state.wish === 'refund' || state.wish === 'exchange';
  if (!back || state.evidence || state.answered.has('price-protection') || !GOODS_HERE.includes(order.state))
    return false;
  return (
    state.scratch.has('reason-asked') ||
    hasCue(setup.cues, setup.locale, 'problem.changed-mind', heard.reading.text)
  );
}

function ownsGoods(moment: Moment): boolean {
  return ownOrders(moment).some((order) => GOODS_HERE.includes(order.state));
}
