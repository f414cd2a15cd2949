/** What must be the same in runs that are put together. */
export interface MergeHead {
  readonly seeds: readonly number[];
  readonly bot: string;
  readonly rubric: string;
  readonly latency: string;
  readonly shop: string | null;
  readonly faults: readonly string[];
  /** SHA-256 over the ids of the whole plan. */
  readonly plan: string;
  /** Cases of the whole plan. */
  readonly planned: number;
}

export interface MergeProblem {
  readonly field: keyof MergeHead;
  readonly first: string;
  readonly other: string;
}

const FIELDS = ['seeds', 'bot', 'rubric', 'latency', 'shop', 'faults', 'plan', 'planned'] as const;

/** Where two runs are no parts of one; nothing when they are. */
export function mergeProblems(first: MergeHead, other: MergeHead): MergeProblem[] {
  return FIELDS.flatMap((field) => {
    const [a, b] = [JSON.stringify(first[field]), JSON.stringify(other[field])];
    return a === b ? [] : [{ field, first: a, other: b }];
  });
}

/** Where a record lies: which run, and at which of its records. */
export interface RecordPlace {
  readonly run: number;
  readonly record: number;
  readonly order: number;
}

/**
 * The records of several runs in the order of the plan, each case once: of a case that several played, the record of the
 * run that comes first by name counts, so that the order in which runs are named changes nothing. `names`: of the runs.
 */
export function mergeOrder(places: readonly RecordPlace[], names: readonly string[]): RecordPlace[] {
  const byOrder = new Map<number, RecordPlace>();
  for (const place of places) {
    const known = byOrder.get(place.order);
    if (known === undefined || names[place.run]! < names[known.run]!) byOrder.set(place.order, place);
  }
  return [...byOrder.values()].sort((a, b) => a.order - b.order);
}
