import type { Act } from '../model/reading.ts';

const OFFERS: ReadonlySet<string> = new Set([
  'counter-offer',
  'concede-price',
  'concede-freight',
  'concede-gift',
  'concede-coupon',
  'give-options',
  'recommend',
]);
/** Acts that leave a statement beside them no act of its own. */
const DEEDS: ReadonlySet<string> = new Set<Act['act']>([
  'offer-help',
  'ask-need',
  'ask-clarification',
  'ask-evidence',
  'recommend',
  'disclose-limit',
  'quote',
  'counter-offer',
  'concede-price',
  'concede-freight',
  'concede-gift',
  'concede-coupon',
  'refuse',
  'refuse-with-reason',
  'refuse-with-alternative',
  'empathise',
  'own',
  'hold',
  'promise',
  'give-options',
  'confirm-details',
  'instruct',
  'praise',
  'invite-review',
  'invite-favourite',
  'buy-review',
  'off-platform',
  'ask-private',
  'retort',
  'accuse',
  'pass-the-buck',
  'ignorance',
  'press',
  'command',
  'abuse',
  'disparage-rival',
  'over-promise',
  'absolute-term',
  'hand-over',
  'small-talk',
]);
/** Beside an offer of help, "which one do you fancy" is part of it. */
const PART_OF_HELP: ReadonlySet<string> = new Set(['ask-clarification']);

/**
 * Joins what belongs together in an agent's message, in place. A refusal with its reason (a clause that the rules mark
 * with detail `reason`, or a statement right beside it) and with what is offered instead becomes one act or both of
 * `refuse-with-reason` and `refuse-with-alternative`; certainty replaces the promise it exaggerates; a bought review
 * replaces the invitation.
 */
export function composeAgent(acts: Act[]): void {
  if (acts.length === 1 && !acts[0]!.act.startsWith('refuse')) return;
  if (acts.length > 1) drop(acts, (act) => act.act === 'interjection-only');
  joinRefusals(acts);
  if (has(acts, 'counter-offer'))
    drop(
      acts,
      (act) => act.act === 'ask-clarification' || act.act === 'quote' || act.act === 'concede-price',
    );
  // 不清楚 with the promise to find out is no ignorance.
  if (has(acts, 'hold') || has(acts, 'promise')) drop(acts, (act) => act.act === 'ignorance');
  if (has(acts, 'own')) drop(acts, (act) => act.act === 'inform');
  if (has(acts, 'over-promise')) drop(acts, (act) => act.act === 'promise');
  if (has(acts, 'buy-review'))
    drop(
      acts,
      (act) => act.act === 'invite-review' || act.act === 'concede-gift' || act.act === 'concede-coupon',
    );
  if (has(acts, 'offer-help')) drop(acts, (act) => PART_OF_HELP.has(act.act));
  if (has(acts, 'confirm-details')) drop(acts, (act) => act.act === 'ask-clarification');
  if (has(acts, 'hand-over')) drop(acts, (act) => act.act === 'promise');
  // What stands beside a deed explains it, unless it says something about a matter of its own.
  if (acts.some((act) => act.modality === 'plain' && DEEDS.has(act.act)))
    drop(acts, (act) => act.act === 'inform' && act.topic === undefined);
  if (has(acts, 'bot-menu'))
    drop(
      acts,
      (act) =>
        act.act === 'inform' ||
        act.act === 'hand-over' ||
        act.act === 'ask-clarification' ||
        act.act === 'instruct',
    );
}

function joinRefusals(acts: Act[]): void {
  const refusal = acts.findIndex(
    (act) => (act.act === 'refuse' || act.act === 'refuse-with-reason') && act.modality === 'plain',
  );
  if (refusal < 0) return;
  let reasoned = acts.some((act) => act.act === 'refuse-with-reason');
  const bare = acts[refusal]!;
  if (!reasoned) {
    const beside = [acts[refusal - 1], acts[refusal + 1]].find(
      (act) => act?.act === 'inform' && act.modality === 'plain',
    );
    if (beside !== undefined) {
      reasoned = true;
      acts.splice(acts.indexOf(beside), 1);
    }
  } else
    drop(
      acts,
      (act) =>
        act.act === 'inform' &&
        Math.abs(acts.indexOf(act) - acts.findIndex((one) => one.act.startsWith('refuse'))) === 1,
    );
  const offer = acts.find((act) => OFFERS.has(act.act) && act.modality !== 'quoted');
  if (!reasoned && offer === undefined) return;
  const at = acts.findIndex((act) => act.act === 'refuse' || act.act === 'refuse-with-reason');
  drop(
    acts,
    (act) =>
      act.act === 'refuse' || act.act === 'refuse-with-reason' || act.act === 'refuse-with-alternative',
  );
  const joined: Act[] = [];
  if (reasoned) joined.push({ ...bare, act: 'refuse-with-reason' });
  if (offer !== undefined)
    joined.push({ ...bare, act: 'refuse-with-alternative', why: `${bare.why}; ${offer.why}` });
  acts.splice(at, 0, ...joined);
}

function has(acts: readonly Act[], name: Act['act']): boolean {
  return acts.some((act) => act.act === name && act.modality !== 'quoted');
}

function drop(acts: Act[], unwanted: (act: Act) => boolean): void {
  for (let i = acts.length - 1; i >= 0; i -= 1) if (unwanted(acts[i]!)) acts.splice(i, 1);
}

/** What a buyer's message leaves over once its deed is known; in place. */
export function composeBuyer(acts: Act[]): void {
  if (acts.length > 1) drop(acts, (act) => act.act === 'interjection-only');
  for (const [deed, leftovers] of BUYER_LEFTOVERS)
    if (has(acts, deed)) drop(acts, (act) => leftovers.includes(act.act));
  // What stands beside a deed explains it.
  if (acts.some((act) => !LITTLE.has(act.act))) drop(acts, (act) => act.act === 'inform');
}

const LITTLE: ReadonlySet<string> = new Set<Act['act']>([
  'inform',
  'greet',
  'thank',
  'farewell',
  'apologise',
  'affirm',
  'deny',
  'acknowledge',
  'small-talk',
]);
const BUYER_LEFTOVERS: readonly (readonly [Act['act'], readonly Act['act'][]])[] = [
  ['accept', ['acknowledge', 'affirm', 'inform']],
  ['reject', ['deny', 'inform']],
  ['report-problem', ['inform']],
  ['complain-wait', ['inform', 'ask']],
  ['complain-repeat', ['inform', 'ask']],
  ['state-need', ['inform']],
  ['hesitate', ['inform']],
  ['request-remedy', ['inform', 'affirm']],
  ['demand-compensation', ['inform', 'ask']],
  ['not-understood', ['ask', 'place-order']],
  ['offer-fake-review', ['ask', 'inform', 'give-detail', 'haggle', 'praise-shop']],
  ['ask-off-platform', ['ask', 'inform', 'haggle']],
  ['ask-private-data', ['ask', 'inform', 'give-detail']],
  ['small-talk', ['inform', 'ask']],
];
