/**
 * Hands on what came in during one turn of the event loop, one after the other once all of it has been read. Reading answers and
 * being a buyer are much code each: by turns they drive each other out of the processor's caches, which costs more than either.
 */
export class Together<T> {
  readonly #handOn: (item: T) => void;
  #items: T[] = [];

  constructor(handOn: (item: T) => void) {
    this.#handOn = handOn;
  }

  add(item: T): void {
    if (this.#items.push(item) === 1) setImmediate(handOn<T>, this);
  }

  handOn(): void {
    const items = this.#items;
    this.#items = [];
    for (const item of items) this.#handOn(item);
  }
}

function handOn<T>(together: Together<T>): void {
  together.handOn();
}
