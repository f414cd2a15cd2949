import type { SaidAct } from '../model/event.ts';
import type { Question } from '../model/question.ts';
import type { Detail, Reading } from '../model/reading.ts';
import type { Truth } from '../shop/truth-types.ts';
import { type Contradiction, contradictionsOf, type ToldClaim } from './contradictions.ts';
import { type Answered, type Judgement, judge } from './judge.ts';
import { afterAction, afterReading, type Commitment, overdue } from './promises.ts';
import { bareText, similarity } from './similarity.ts';

/** One thing the buyer asked. */
export interface AskedQuestion {
  readonly question: Question;
  /** Index of the buyer message and its time; `times` counts repeats of the same question. */
  readonly event: number;
  readonly at: number;
  readonly times: number;
  /** `open` until a message addresses it; then what that message made of it. A better answer later replaces a worse one. */
  readonly status: Exclude<Answered, 'none'> | 'open';
  readonly heldBy?: number;
  readonly answeredBy?: number;
  readonly answeredAt?: number;
  readonly judgement?: Judgement;
}

/** An agent message that says nearly the same as an earlier one. */
export interface Repeat {
  readonly event: number;
  readonly earlier: number;
  readonly likeness: number;
}

/** What a conversation owes. Plain data; every function gives back a new one. */
export interface Ledger {
  readonly questions: readonly AskedQuestion[];
  readonly promises: readonly Commitment[];
  readonly contradictions: readonly Contradiction[];
  readonly repeats: readonly Repeat[];
  /** Details the buyer has given, with the message that gave them (−1: in the earlier log). */
  readonly given: Readonly<Partial<Record<Detail, number>>>;
  readonly asksAgain: readonly {
    readonly event: number;
    readonly detail: Detail;
    readonly givenAt: number;
  }[];
  readonly claims: readonly ToldClaim[];
  readonly scripts: readonly { readonly event: number; readonly bare: string }[];
}

export interface LedgerOptions {
  /** What the shop knows at a time; `null` without a shop. */
  readonly truthOf: ((question: Question, at: number) => Truth) | null;
  /** How long a bare hold (请稍等) may last. */
  readonly holdMs: number;
  /** Whether a later, better answer replaces a worse one; a buyer is content with the first that speaks to its question. */
  readonly corrections: boolean;
}

/** What one agent message did to the ledger. */
export interface AgentNotes {
  readonly answered: readonly AskedQuestion[];
  /** Questions that were open and that this message, though it says something, does not speak to. */
  readonly beside: readonly AskedQuestion[];
  readonly contradictions: readonly Contradiction[];
  readonly repeat: Repeat | null;
  readonly askedAgain: readonly Detail[];
  readonly promised: readonly Commitment[];
  readonly kept: readonly Commitment[];
  /** Nothing in it was understood: no fault, and no answer either. */
  readonly unread: boolean;
}

/** How many earlier agent messages a new one is compared with. */
const SCRIPTS_KEPT = 40;
const REPEAT_LIKENESS = 0.9;
const REPEAT_LENGTH_MIN = 8;
const ORDER: Readonly<Record<AskedQuestion['status'], number>> = {
  open: 0,
  beside: 1,
  unsupported: 3,
  wrong: 2,
  partly: 4,
  right: 5,
};

export function emptyLedger(given: readonly Detail[] = []): Ledger {
  return {
    questions: [],
    promises: [],
    contradictions: [],
    repeats: [],
    given: Object.fromEntries(given.map((detail) => [detail, -1])),
    asksAgain: [],
    claims: [],
    scripts: [],
  };
}

/** After a buyer message: its questions are open, its details given. */
export function afterBuyer(ledger: Ledger, event: number, at: number, said: readonly SaidAct[]): Ledger {
  let { questions, given } = ledger;
  for (const act of said) {
    if (act.act === 'ask' && act.question) questions = asked(questions, act.question, event, at);
    if (act.act === 'give-detail' && act.detail && given[act.detail] === undefined)
      given = { ...given, [act.detail]: event };
  }
  return questions === ledger.questions && given === ledger.given
    ? ledger
    : withChanged(ledger, questions, given);
}

/** Field by field: a spread would give these ledgers another hidden class than those of `afterAgent`. */
function withChanged(
  { promises, contradictions, repeats, asksAgain, claims, scripts }: Ledger,
  questions: Ledger['questions'],
  given: Ledger['given'],
): Ledger {
  return { questions, promises, contradictions, repeats, given, asksAgain, claims, scripts };
}

function asked(
  questions: readonly AskedQuestion[],
  question: Question,
  event: number,
  at: number,
): readonly AskedQuestion[] {
  const index = questions.findIndex(
    (known) => known.question === question || sameQuestion(known.question, question),
  );
  if (index < 0) return [...questions, { question, event, at, times: 1, status: 'open' }];
  // Asked again: still the same debt, with the first asking's age.
  return questions.map((known, i) => (i === index ? { ...known, times: known.times + 1 } : known));
}

export function sameQuestion(a: Question, b: Question): boolean {
  return (
    a.topic === b.topic &&
    a.product === b.product &&
    a.other === b.other &&
    a.order === b.order &&
    a.attribute === b.attribute &&
    a.colour === b.colour &&
    a.size === b.size &&
    a.problem === b.problem &&
    a.region === b.region
  );
}

/** After an agent message. */
export function afterAgent(
  ledger: Ledger,
  options: LedgerOptions,
  event: number,
  at: number,
  reading: Reading,
): { readonly ledger: Ledger; readonly notes: AgentNotes } {
  const { questions, answered, beside } = questionsAfter(ledger.questions, options, event, at, reading);
  const { contradictions, claims } = contradictionsOf(ledger.claims, reading, event);
  const { promises, promised, kept } = afterReading(ledger.promises, reading, event, at, options.holdMs);
  const bare = bareText(withoutGreeting(reading));
  const repeat = repeatOf(ledger.scripts, bare, event);
  const asks = detailsAsked(reading);
  const askedAgain =
    asks.length === 0 ? NO_DETAILS : asks.filter((detail) => ledger.given[detail] !== undefined);
  const unread =
    reading.acts.length > 0 ? reading.acts.every((act) => act.act === 'unknown') : reading.facts.length === 0;
  return {
    ledger: {
      questions,
      promises,
      contradictions: noted(ledger.contradictions, contradictions),
      repeats: repeat === null ? ledger.repeats : noted(ledger.repeats, [repeat]),
      given: ledger.given,
      asksAgain:
        askedAgain.length === 0
          ? ledger.asksAgain
          : noted(
              ledger.asksAgain,
              askedAgain.map((detail) => ({ event, detail, givenAt: ledger.given[detail]! })),
            ),
      claims,
      scripts:
        bare.length < REPEAT_LENGTH_MIN
          ? ledger.scripts
          : [...ledger.scripts.slice(-SCRIPTS_KEPT), { event, bare }],
    },
    notes: {
      answered,
      beside: answered.length > 0 ? [] : beside,
      contradictions,
      repeat,
      askedAgain,
      promised,
      kept,
      unread,
    },
  };
}

const NO_QUESTIONS: readonly AskedQuestion[] = [];

/** The questions as one agent message leaves them, and those of them that it spoke to or passed over. */
function questionsAfter(
  before: Ledger['questions'],
  { truthOf, corrections }: LedgerOptions,
  event: number,
  at: number,
  reading: Reading,
): {
  readonly questions: Ledger['questions'];
  readonly answered: readonly AskedQuestion[];
  readonly beside: readonly AskedQuestion[];
} {
  let open = 0;
  for (const { status } of before) if (status === 'open' || status === 'beside') open += 1;
  if (open === 0 && !corrections) return { questions: before, answered: NO_QUESTIONS, beside: NO_QUESTIONS };
  const held = reading.acts.some((act) => act.act === 'hold' && act.modality === 'plain');
  const answered: AskedQuestion[] = [];
  const beside: AskedQuestion[] = [];
  let changed: AskedQuestion[] | null = null;
  for (let i = 0; i < before.length; i += 1) {
    const known = before[i]!;
    const { status } = known;
    if (status === 'right' || !(corrections || status === 'open' || status === 'beside')) continue;
    const truth = truthOf === null ? null : () => truthOf(known.question, at);
    const judgement = judge(known.question, truth, reading, open <= 1, corrections);
    const next = restated(known, judgement, event, at, held);
    if (next === known) continue;
    changed ??= [...before];
    changed[i] = next;
    if (judgement.answered === 'beside') beside.push(next);
    else if (judgement.answered !== 'none') answered.push(next);
  }
  return { questions: changed ?? before, answered, beside };
}

/** A conversation with more faults of one kind has shown enough; a hundred thousand messages must not copy ever longer lists. */
const NOTED_MAX = 1_000;

function noted<T>(list: readonly T[], more: readonly T[]): readonly T[] {
  return more.length === 0 || list.length >= NOTED_MAX ? list : [...list, ...more];
}

function restated(
  known: AskedQuestion,
  judgement: Judgement,
  event: number,
  at: number,
  held: boolean,
): AskedQuestion {
  if (judgement.answered === 'none')
    return held && known.status === 'open' && known.heldBy === undefined
      ? { ...known, heldBy: event }
      : known;
  if (ORDER[judgement.answered] <= ORDER[known.status]) return known;
  if (judgement.answered === 'beside') return { ...known, status: 'beside' };
  const { question, event: askedBy, at: askedAt, times, heldBy } = known;
  const status = judgement.answered;
  return heldBy === undefined
    ? { question, event: askedBy, at: askedAt, times, status, answeredBy: event, answeredAt: at, judgement }
    : { ...known, status, answeredBy: event, answeredAt: at, judgement };
}

/** Longest greeting (in characters) that is left out when scripts are compared: 亲您好, "Hello there!". */
const GREETING_MAX = 14;

/** The same line with a hello in front of it is the same line. */
function withoutGreeting({ text, acts }: Reading): string {
  const first = acts[0];
  return first?.act === 'greet' && first.span[0] === 0 && first.span[1] <= GREETING_MAX
    ? text.slice(first.span[1])
    : text;
}

function repeatOf(scripts: Ledger['scripts'], bare: string, event: number): Repeat | null {
  if (bare.length < REPEAT_LENGTH_MIN) return null;
  for (const script of scripts) {
    const likeness = similarity(script.bare, bare, REPEAT_LIKENESS);
    if (likeness >= REPEAT_LIKENESS) return { event, earlier: script.event, likeness };
  }
  return null;
}

/** What the agent asks the buyer for. */
export function detailsAsked(reading: Reading): readonly Detail[] {
  let asked: Detail[] | null = null;
  for (const { act, detail } of reading.acts) {
    if (detail === undefined || (act !== 'ask-need' && act !== 'ask-clarification' && act !== 'ask-evidence'))
      continue;
    if (asked === null) asked = [detail as Detail];
    else asked.push(detail as Detail);
  }
  return asked ?? NO_DETAILS;
}
const NO_DETAILS: readonly Detail[] = [];

/** After an agent's action: promises of that deed are kept. */
export function afterAgentAction(ledger: Ledger, event: number, at: number, name: string): Ledger {
  const promises = afterAction(ledger.promises, name, event, at);
  return promises === ledger.promises ? ledger : { ...ledger, promises };
}

/** At a time: promises whose deadline has passed are broken. */
export function atTime(ledger: Ledger, at: number): Ledger {
  const promises = overdue(ledger.promises, at);
  return promises === ledger.promises ? ledger : { ...ledger, promises };
}
