import type { Locale } from '../../model/locale.ts';
import type { Arrival } from '../../model/ports.ts';
import { ANSWER_LIMITS } from './limits.ts';
import type { ChannelProblem, Expected, Found } from './problem.ts';
import { cutText } from './text.ts';
import { problemArrival } from './wording.ts';

export type Choice = { readonly id: string; readonly text: string };
type MessageArrival = Extract<Arrival, { type: 'message' }>;
type ActionArrival = Extract<Arrival, { type: 'action' }>;

/** Collects what one answer holds, and what is wrong with it. */
export class AnswerReading {
  readonly #locale: Locale;
  readonly #messages: MessageArrival[] = [];
  readonly #actions: ActionArrival['action'][] = [];
  readonly #actionDelays: (number | undefined)[] = [];
  readonly #errors: Arrival[] = [];

  constructor(locale: Locale) {
    this.#locale = locale;
  }

  message(raw: string, delayMs?: number | null, choices?: readonly Choice[]): void {
    const text = cutText(raw, ANSWER_LIMITS.textCharsMax);
    if (choices === undefined && !/[^\s\u200b\ufeff]/u.test(text)) return;
    const message: { -readonly [Key in keyof MessageArrival]: MessageArrival[Key] } = {
      type: 'message',
      text,
    };
    if (raw.length > ANSWER_LIMITS.textCharsMax) message.cut = true;
    if (typeof delayMs === 'number') message.delayMs = wholeMs(delayMs);
    if (choices !== undefined) message.choices = choices;
    this.#messages.push(message);
  }

  action(action: ActionArrival['action'], delayMs: number | null | undefined): void {
    this.#actions.push(action);
    this.#actionDelays.push(delayMs ?? undefined);
  }

  /** How many of `found` entries are read. */
  bounded(place: string, found: number, max: number): number {
    if (found <= max) return found;
    this.problem({ code: 'too-many-messages', place, found, max });
    return max;
  }

  wrong(place: string, value: unknown, expected: Expected): void {
    this.problem({ code: 'wrong-shape', place, found: describe(value), expected });
  }

  problem(problem: ChannelProblem): void {
    if (this.#errors.length < ANSWER_LIMITS.problemsMax)
      this.#errors.push(problemArrival(this.#locale, problem));
  }

  arrivals(): Arrival[] {
    if (this.#actions.length === 0 && this.#errors.length === 0) return this.#messages;
    const out: Arrival[] = [];
    // Deed and word come together: a price is changed when the message that says so arrives, not while it is being typed.
    const first =
      this.#messages.length === 0
        ? undefined
        : Math.min(...this.#messages.map((message) => message.delayMs ?? 0));
    this.#actions.forEach((action, at) => {
      const delayMs = this.#actionDelays[at] ?? (first === 0 ? undefined : first);
      out.push(
        delayMs === undefined
          ? { type: 'action', action }
          : { type: 'action', action, delayMs: wholeMs(delayMs) },
      );
    });
    out.push(...this.#messages, ...this.#errors);
    return out;
  }
}

/** Minus zero, which JSON cannot write, becomes zero. */
const wholeMs = (delayMs: number): number => Math.round(delayMs) + 0;

function describe(value: unknown): Found {
  if (value === undefined) return { is: 'nothing' };
  if (value === null) return { is: 'null' };
  if (Array.isArray(value)) return { is: 'list' };
  switch (typeof value) {
    case 'string':
      return { is: 'text' };
    case 'number':
      return { is: 'number', value: value + 0 };
    case 'boolean':
      return { is: 'boolean' };
    case 'object':
      return { is: 'object' };
    default:
      return { is: 'other' };
  }
}
