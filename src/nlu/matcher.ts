import type { Clause } from './clauses.ts';
import type { Hit } from './hit.ts';
import { MORE, WHOLE } from './rule-table.ts';
import { MODALITY_BIT, type Rule, type RuleSet } from './rules.ts';

/** Which categories a stretch of hits has, and how to try rules on it. Reused from clause to clause. */
export class Matcher {
  private readonly present: Int32Array;
  /** The sets that have rules for anything here. */
  private open = 0;
  private stamp = 0;
  private round = 0;
  private hits: readonly Hit[] = [];
  private from = 0;
  private to = 0;

  constructor(private readonly sets: Int32Array) {
    this.present = new Int32Array(sets.length);
  }

  enter(hits: readonly Hit[], from: number, to: number): void {
    const { present, sets } = this;
    const stamp = this.stamp + 1;
    let open = 0;
    this.stamp = stamp;
    this.hits = hits;
    this.from = from;
    this.to = to;
    for (let k = from; k < to; k += 1) {
      const { cats } = hits[k]!;
      for (let c = 0; c < cats.length; c += 1) {
        present[cats[c]!] = stamp;
        open |= sets[cats[c]!]!;
      }
    }
    this.open = open;
  }

  /** Further categories of the stretch that was entered. */
  mark(cats: readonly number[]): void {
    for (let c = 0; c < cats.length; c += 1) this.present[cats[c]!] = this.stamp;
  }

  has(category: number): boolean {
    return this.present[category] === this.stamp;
  }

  /** The earliest rule of the set that matches, or −1. */
  first(set: RuleSet, clause: Clause | null, wholeMessage: boolean, cjk: boolean): number {
    const { sets, bit, tried } = set;
    if ((this.open & bit) === 0) return -1;
    const { starts, candidates } = set.table;
    this.round += 1;
    const { round } = this;
    let best = -1;
    for (let k = this.from; k < this.to; k += 1) {
      const { cats } = this.hits[k]!;
      for (let c = 0; c < cats.length; c += 1) {
        if ((sets[cats[c]!]! & bit) === 0) continue;
        const end = starts[cats[c]! + 1]!;
        for (let r = starts[cats[c]!]!; r < end; r += 1) {
          const index = candidates[r]!;
          if (best >= 0 && index >= best) break;
          if (tried[index] === round) continue;
          tried[index] = round;
          if (this.matches(set, index, 1, clause, wholeMessage, cjk)) best = index;
        }
      }
    }
    return best;
  }

  /** All rules of the set that match, in their order in the file. */
  all(set: RuleSet, clause: Clause | null, wholeMessage: boolean, cjk: boolean, into: number[]): void {
    into.length = 0;
    const { sets, bit, tried } = set;
    if ((this.open & bit) === 0) return;
    const { starts, candidates } = set.table;
    this.round += 1;
    const { round } = this;
    for (let k = this.from; k < this.to; k += 1) {
      const { cats } = this.hits[k]!;
      for (let c = 0; c < cats.length; c += 1) {
        if ((sets[cats[c]!]! & bit) === 0) continue;
        const end = starts[cats[c]! + 1]!;
        for (let r = starts[cats[c]!]!; r < end; r += 1) {
          const index = candidates[r]!;
          if (tried[index] === round) continue;
          tried[index] = round;
          if (this.matches(set, index, 1, clause, wholeMessage, cjk)) into.push(index);
        }
      }
    }
  }

  /** All rules of a small set, whatever hit their categories come from. */
  each(set: RuleSet, clause: Clause, cjk: boolean, into: number[]): void {
    into.length = 0;
    for (let index = 0; index < set.rules.length; index += 1)
      if (this.matches(set, index, 0, clause, false, cjk)) into.push(index);
  }

  /** `found`: how many needs, the last ones of the table, are known to be met. */
  private matches(
    { rules, table }: RuleSet,
    index: number,
    found: number,
    clause: Clause | null,
    wholeMessage: boolean,
    cjk: boolean,
  ): boolean {
    const { code } = table;
    let at = table.at[index]!;
    const flags = code[at]!;
    if (clause !== null && (flags & MODALITY_BIT[clause.modality]) === 0) return false;
    if ((flags & WHOLE) !== 0 && !wholeMessage) return false;
    const { present, stamp } = this;
    const needs = code[at + 1]!;
    at += 2;
    for (let n = 0; n < needs; n += 1) {
      const end = at + 1 + code[at]!;
      if (n < needs - found) {
        let i = at + 1;
        while (i < end && present[code[i]!] !== stamp) i += 1;
        if (i === end) return false;
      }
      at = end;
    }
    const end = at + 1 + code[at]!;
    for (let i = at + 1; i < end; i += 1) if (present[code[i]!] === stamp) return false;
    if ((flags & MORE) === 0) return true;
    const rule = rules[index]!;
    return (
      (rule.only === null || this.holdsOnly(rule.only, clause, cjk)) && (!rule.seq || this.inOrder(rule))
    );
  }

  private holdsOnly(only: ReadonlySet<number>, clause: Clause | null, cjk: boolean): boolean {
    if (clause !== null && clause.unknown > (cjk ? 1 : 3)) return false;
    for (let k = this.from; k < this.to; k += 1) {
      const { cats, number } = this.hits[k]!;
      if (cats.length === 0) {
        if (number !== null) return false;
        continue;
      }
      let allowed = false;
      for (let c = 0; c < cats.length && !allowed; c += 1) allowed = only.has(cats[c]!);
      if (!allowed) return false;
    }
    return true;
  }

  /** The needs in their order, neighbours at most `within` characters apart. */
  private inOrder(rule: Rule): boolean {
    for (let start = this.from; start < this.to; start += 1) {
      if (!shares(this.hits[start]!.cats, rule.need[0]!)) continue;
      let at = start;
      let need = 1;
      for (let k = start; need < rule.need.length && k < this.to; k += 1) {
        if (k > at && this.hits[k]!.start - this.hits[at]!.end > rule.within) break;
        // One long word may carry two of the needs.
        if (k > at && shares(this.hits[k]!.cats, rule.need[need]!)) {
          at = k;
          need += 1;
        }
      }
      if (need === rule.need.length) return true;
    }
    return false;
  }
}

function shares(cats: readonly number[], list: readonly number[]): boolean {
  for (let c = 0; c < cats.length; c += 1) if (list.includes(cats[c]!)) return true;
  return false;
}
