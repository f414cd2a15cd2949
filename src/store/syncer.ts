import type { AppendFile } from './append-file.ts';

/** Syncs under way at once: more would starve other work of the same threads. */
const AT_ONCE_MAX = 2;

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Syncs files, and lets everything that waits for the same file share one sync, so that fast runs are not slowed by the disk. */
export class Syncer {
  readonly #waiting = new Map<AppendFile, Waiting[]>();
  #underWay = 0;

  /** Resolves when all that the file was given before this call is safe. */
  sync(file: AppendFile): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(file);
      if (waiting === undefined) this.#waiting.set(file, [{ resolve, reject }]);
      else waiting.push({ resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    if (this.#underWay >= AT_ONCE_MAX) return;
    const [first] = this.#waiting;
    if (first === undefined) return;
    const [file, waiting] = first;
    this.#waiting.delete(file);
    this.#underWay++;
    const done = (tell: (each: Waiting) => void): void => {
      this.#underWay--;
      waiting.forEach(tell);
      this.#next();
    };
    try {
      file.flush();
      file.sync().then(
        () => done((each) => each.resolve()),
        (error: unknown) => done((each) => each.reject(error)),
      );
    } catch (error) {
      done((each) => each.reject(error));
    }
  }
}
