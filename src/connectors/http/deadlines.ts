/** Something that must be over by a time. */
export interface Bounded {
  timedOut(): void;
}

export interface Deadline {
  readonly at: number;
  readonly of: Bounded;
  before: Deadline | null;
  after: Deadline | null;
}

/**
 * The time limits of all exchanges of one port, which all have the same length: who began first is due first. One timer serves
 * them all and is set anew only when it has rung, since nearly every exchange is over long before its time.
 */
export class Deadlines {
  readonly #limitMs: number;
  #first: Deadline | null = null;
  #last: Deadline | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  /** Calls `timedOut` once the limit has passed from `now` (of `performance.now()`) on; gives back what `end` takes. */
  begin(of: Bounded, now: number): Deadline {
    const deadline: Deadline = { at: now + this.#limitMs, of, before: this.#last, after: null };
    if (this.#last === null) this.#first = deadline;
    else this.#last.after = deadline;
    this.#last = deadline;
    if (this.#timer === null) this.#ringIn(this.#limitMs);
    // A limit that still runs keeps the process alive; one of nobody must not.
    else if (this.#first === deadline) this.#timer.ref();
    return deadline;
  }

  end(deadline: Deadline): void {
    const { before, after } = deadline;
    if (before === null && this.#first !== deadline) return;
    if (before === null) this.#first = after;
    else before.after = after;
    if (after === null) this.#last = before;
    else after.before = before;
    deadline.before = null;
    deadline.after = null;
    if (this.#first === null) this.#timer?.unref();
  }

  #ringIn(ms: number): void {
    this.#timer = setTimeout(ring, ms, this);
  }

  /** The timer rang: whoever's time is over hears so. */
  ring(): void {
    this.#timer = null;
    const now = performance.now();
    while (this.#first !== null && this.#first.at <= now) {
      const due = this.#first;
      this.end(due);
      due.of.timedOut();
    }
    if (this.#first !== null && this.#timer === null) this.#ringIn(Math.ceil(this.#first.at - now));
  }
}

function ring(deadlines: Deadlines): void {
  deadlines.ring();
}
