/** What comes first at equal times: what arrives from outside, then what happens in the world, then our own timers, then bounds. */
export const KIND_ARRIVAL = 0;
export const KIND_WORLD = 1;
export const KIND_DEED = 2;
export const KIND_BOUND = 3;

export interface Entry<T> {
  readonly due: number;
  readonly kind: number;
  readonly sequence: number;
  readonly item: T;
}

/** The session's one queue, ordered by (due, kind, sequence). A binary heap: push and pop in O(log n). */
export class Queue<T> {
  readonly #heap: Entry<T>[] = [];
  #sequence = 0;

  get size(): number {
    return this.#heap.length;
  }

  push(due: number, kind: number, item: T): void {
    const entry = { due, kind, sequence: this.#sequence++, item };
    const heap = this.#heap;
    let at = heap.length;
    heap.push(entry);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(entry, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = entry;
  }

  peek(): Entry<T> | undefined {
    return this.#heap[0];
  }

  pop(): Entry<T> | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (last === undefined || top === undefined || heap.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
      if (!before(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return top;
  }
}

function before<T>(a: Entry<T>, b: Entry<T>): boolean {
  if (a.due !== b.due) return a.due < b.due;
  if (a.kind !== b.kind) return a.kind < b.kind;
  return a.sequence < b.sequence;
}
