import { MISDEEDS } from '../model/act.ts';
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
  ...MISDEEDS,
  'hand-over',
  'small-talk',
]);

/**
 * Joins what belongs together in an agent's message, in place. A refusal with its reason (a clause that the rules mark
 * with detail `reason`, or a statement right beside it) and with what is offered instead becomes one act or both of
 * `refuse-with-reason` and `refuse-with-alternative`; certainty replaces the promise it exaggerates; a bought review
 * replaces the invitation.
 */
export function composeAgent(acts: Act[]): void {
  if (acts.length === 1 && !acts[0]!.act.startsWith('refuse')) return;
  if (acts.length > 1) drop(acts, INTERJECTIONS);
  joinRefusals(acts);
  for (let i = 0; i < AGENT_LEFTOVERS.length; i += 1) {
    const { deeds, leftovers } = AGENT_LEFTOVERS[i]!;
    if (hasAny(acts, deeds)) drop(acts, leftovers);
  }
  dropExplanations(acts);
  if (hasAny(acts, MENU.deeds)) drop(acts, MENU.leftovers);
}

interface Leftovers {
  readonly deeds: ReadonlySet<string>;
  /** What is left over beside any of the deeds. */
  readonly leftovers: ReadonlySet<string>;
}

function leftoversOf(deeds: readonly Act['act'][], leftovers: readonly Act['act'][]): Leftovers {
  return { deeds: new Set(deeds), leftovers: new Set(leftovers) };
}

const INTERJECTIONS: ReadonlySet<string> = new Set<Act['act']>(['interjection-only']);
const AGENT_LEFTOVERS: readonly Leftovers[] = [
  leftoversOf(['counter-offer'], ['ask-clarification', 'quote', 'concede-price']),
  // 不清楚 with the promise to find out is no ignorance.
  leftoversOf(['hold', 'promise'], ['ignorance']),
  leftoversOf(['own'], ['inform']),
  leftoversOf(['over-promise'], ['promise']),
  leftoversOf(['buy-review'], ['invite-review', 'concede-gift', 'concede-coupon']),
  // Beside an offer of help, "which one do you fancy" is part of it.
  leftoversOf(['offer-help'], ['ask-clarification']),
  leftoversOf(['confirm-details'], ['ask-clarification']),
  leftoversOf(['hand-over'], ['promise']),
];
const MENU = leftoversOf(['bot-menu'], ['inform', 'hand-over', 'ask-clarification', 'instruct']);

/** What stands beside a deed explains it, unless it says something about a matter of its own. */
function dropExplanations(acts: Act[]): void {
  let deed = false;
  for (let i = 0; i < acts.length && !deed; i += 1)
    deed = acts[i]!.modality === 'plain' && DEEDS.has(acts[i]!.act);
  if (!deed) return;
  for (let i = acts.length - 1; i >= 0; i -= 1)
    if (acts[i]!.act === 'inform' && acts[i]!.topic === undefined) acts.splice(i, 1);
}

function joinRefusals(acts: Act[]): void {
  let refusal = 0;
  while (refusal < acts.length && !isRefusal(acts[refusal]!)) refusal += 1;
  if (refusal === acts.length) return;
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
    dropWhere(
      acts,
      (act) =>
        act.act === 'inform' &&
        Math.abs(acts.indexOf(act) - acts.findIndex((one) => one.act.startsWith('refuse'))) === 1,
    );
  const offer = acts.find((act) => OFFERS.has(act.act) && act.modality !== 'quoted');
  if (!reasoned && offer === undefined) return;
  const at = acts.findIndex((act) => act.act === 'refuse' || act.act === 'refuse-with-reason');
  drop(acts, REFUSALS);
  const joined: Act[] = [];
  if (reasoned) joined.push({ ...bare, act: 'refuse-with-reason' });
  if (offer !== undefined)
    joined.push({ ...bare, act: 'refuse-with-alternative', why: `${bare.why}; ${offer.why}` });
  acts.splice(at, 0, ...joined);
}

const REFUSALS: ReadonlySet<string> = new Set<Act['act']>([
  'refuse',
  'refuse-with-reason',
  'refuse-with-alternative',
]);

function isRefusal({ act, modality }: Act): boolean {
  return (act === 'refuse' || act === 'refuse-with-reason') && modality === 'plain';
}

function hasAny(acts: readonly Act[], names: ReadonlySet<string>): boolean {
  for (let i = 0; i < acts.length; i += 1)
    if (names.has(acts[i]!.act) && acts[i]!.modality !== 'quoted') return true;
  return false;
}

function drop(acts: Act[], unwanted: ReadonlySet<string>): void {
  for (let i = acts.length - 1; i >= 0; i -= 1) if (unwanted.has(acts[i]!.act)) acts.splice(i, 1);
}

function dropWhere(acts: Act[], unwanted: (act: Act) => boolean): void {
  for (let i = acts.length - 1; i >= 0; i -= 1) if (unwanted(acts[i]!)) acts.splice(i, 1);
}

/** What a buyer's message leaves over once its deed is known; in place. */
export function composeBuyer(acts: Act[]): void {
  if (acts.length < 2) return;
  drop(acts, INTERJECTIONS);
  for (let i = 0; i < BUYER_LEFTOVERS.length; i += 1) {
    const { deeds, leftovers } = BUYER_LEFTOVERS[i]!;
    if (hasAny(acts, deeds)) drop(acts, leftovers);
  }
  // What stands beside a deed explains it.
  for (let i = 0; i < acts.length; i += 1)
    if (!LITTLE.has(acts[i]!.act)) {
      drop(acts, STATEMENTS);
      return;
    }
}

const STATEMENTS: ReadonlySet<string> = new Set<Act['act']>(['inform']);
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
const BUYER_LEFTOVERS: readonly Leftovers[] = [
  leftoversOf(['accept'], ['acknowledge', 'affirm', 'inform']),
  leftoversOf(['reject'], ['deny', 'inform']),
  leftoversOf(['report-problem'], ['inform']),
  leftoversOf(['complain-wait'], ['inform', 'ask']),
  leftoversOf(['complain-repeat'], ['inform', 'ask']),
  leftoversOf(['state-need'], ['inform']),
  leftoversOf(['hesitate'], ['inform']),
  leftoversOf(['request-remedy'], ['inform', 'affirm']),
  leftoversOf(['demand-compensation'], ['inform', 'ask']),
  leftoversOf(['not-understood'], ['ask', 'place-order']),
  leftoversOf(['offer-fake-review'], ['ask', 'inform', 'give-detail', 'haggle', 'praise-shop']),
  leftoversOf(['ask-off-platform'], ['ask', 'inform', 'haggle']),
  leftoversOf(['ask-private-data'], ['ask', 'inform', 'give-detail']),
  leftoversOf(['small-talk'], ['inform', 'ask']),
];
