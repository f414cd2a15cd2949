import { suggest } from './nearest.ts';
import type { Problem, ProblemCode } from './problem.ts';
import { type ProblemFacts, problemAt } from './validate.ts';
import type { Path, YamlSource } from './yaml.ts';

/** Gathers what is wrong between the fields of one file, so that all of it is told at once. */
export interface Gatherer {
  readonly problems: Problem[];
  add(path: Path, code: ProblemCode, message: string, facts?: ProblemFacts): void;
  /** The id must be one of the known ones; `what` names them: `a product of this shop`. */
  known(path: Path, id: string, what: string, known: readonly string[]): boolean;
  /** No two entries of a list may have the same `key`. */
  unique<T>(path: Path, entries: readonly T[], keyOf: (entry: T) => string, field: string): void;
  /** Must be so, else a contradiction is reported. */
  hold(path: Path, holds: boolean, message: string, facts?: ProblemFacts): void;
}

export function gather(source: YamlSource): Gatherer {
  const problems: Problem[] = [];
  const add: Gatherer['add'] = (path, code, message, facts) => {
    problems.push(problemAt(source, path, code, message, facts));
  };
  return {
    problems,
    add,
    known(path, id, what, known) {
      if (known.includes(id)) return true;
      add(path, 'no-such-id', `must be ${what}`, { found: id, hint: suggest(id, known) });
      return false;
    },
    unique(path, entries, keyOf, field) {
      const first = new Map<string, number>();
      for (const [index, entry] of entries.entries()) {
        const key = keyOf(entry);
        const before = first.get(key);
        if (before === undefined) first.set(key, index);
        else
          add([...path, index, field], 'duplicate', `must be unique: entry ${before + 1} has the same`, {
            found: key,
          });
      }
    },
    hold(path, holds, message, facts) {
      if (!holds) add(path, 'contradiction', message, facts);
    },
  };
}
