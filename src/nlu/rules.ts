import type { ActName, Modality, Side } from '../model/act.ts';
import type { Topic } from '../model/topic.ts';
import type { Clause } from './clauses.ts';
import type { Hit } from './hit.ts';
import type { Categories } from './lexicon.ts';
import type { LocalePack, RuleSpec } from './pack.ts';

/** Acts that state something: in a question or a condition they commit nobody. */
const ASSERTIONS: ReadonlySet<ActName> = new Set<ActName>([
  'inform',
  'quote',
  'concede-price',
  'concede-freight',
  'concede-gift',
  'concede-coupon',
  'refuse',
  'refuse-with-reason',
  'refuse-with-alternative',
  'promise',
  'consent',
  'own',
  'place-order',
  'report-paid',
  'accept',
  'affirm',
  'deny',
  'acknowledge',
  'disclose-limit',
  'reject',
]);

/** One rule, ready to be tried. */
export interface Rule {
  readonly act: ActName;
  readonly need: readonly (readonly number[])[];
  readonly bar: readonly number[];
  readonly only: ReadonlySet<number> | null;
  readonly seq: boolean;
  readonly within: number;
  readonly modalities: number;
  readonly asserts: boolean;
  readonly whole: boolean;
  readonly topic: Topic | undefined;
  readonly detail: string | undefined;
  readonly why: string;
}

/** Rules with an index from categories to those that need them, so that only rules with a chance are tried. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  /** Of each category, which sets have rules that need it: a bit for each set of the locale. */
  readonly sets: Int32Array;
  /** This set's own bit. */
  readonly bit: number;
  readonly byCategory: readonly (readonly number[] | undefined)[];
  readonly tried: Int32Array;
}

export interface SideRuleSets {
  readonly any: RuleSet;
  readonly one: RuleSet;
  readonly rest: RuleSet;
  readonly message: RuleSet;
}

export interface CompiledRules extends Readonly<Record<Side, SideRuleSets>> {
  /** As in each set. */
  readonly sets: Int32Array;
  readonly topics: RuleSet;
  readonly details: RuleSet;
  readonly given: RuleSet;
  readonly remedies: RuleSet;
}

export const MODALITY_BIT: Readonly<Record<Modality, number>> = {
  plain: 1,
  question: 2,
  conditional: 4,
  quoted: 8,
};

export function compileRules(
  pack: LocalePack,
  categories: Categories,
  fillers: ReadonlySet<number>,
): CompiledRules {
  const index = new RuleIndex(categories);
  const compile = (specs: readonly RuleSpec[], layer: string): RuleSet =>
    index.add(specs.map((spec, at) => compileRule(spec, `${layer}.${at + 1}`, categories, fillers)));
  const side = (name: Side): SideRuleSets => {
    const own = pack.acts[name];
    const { shared } = pack.acts;
    const all = [...shared.any, ...own.any];
    return {
      any: compile(
        all.filter((spec) => !spec.message),
        `${name}.any`,
      ),
      one: compile([...shared.one, ...own.one], `${name}.one`),
      rest: compile([...own.rest, ...shared.rest], `${name}.rest`),
      message: compile(
        all.filter((spec) => spec.message),
        `${name}.message`,
      ),
    };
  };
  const naming = (
    specs: readonly {
      act?: ActName;
      topic?: Topic;
      detail?: string | undefined;
      if: string[];
      not: string[];
    }[],
    layer: string,
  ): RuleSet =>
    index.add(
      specs.map((spec, at): Rule => {
        const asked = {
          act: spec.act ?? 'inform',
          if: spec.if,
          not: spec.not,
          topic: spec.topic,
          detail: spec.detail,
        };
        return {
          ...compileRule({ ...NAMING, ...asked }, `${layer}.${at + 1}`, categories, fillers),
          modalities: 15,
        };
      }),
    );
  return {
    sets: index.sets,
    agent: side('agent'),
    buyer: side('buyer'),
    topics: naming(pack.acts.topics, 'topic'),
    details: naming(pack.acts.details, 'detail'),
    given: naming(pack.acts.given, 'given'),
    remedies: naming(pack.acts.remedies, 'remedy'),
  };
}

const NAMING = { seq: false, within: 0, message: false, whole: false } as const;

function compileRule(
  spec: RuleSpec,
  why: string,
  categories: Categories,
  fillers: ReadonlySet<number>,
): Rule {
  const asserts = ASSERTIONS.has(spec.act);
  const modalities =
    spec.in === undefined
      ? asserts
        ? 1 | 4
        : 1 | 2 | 4
      : spec.in.reduce((bits, name) => bits | MODALITY_BIT[name], 0);
  return {
    act: spec.act,
    need: spec.if.map((item) => resolve(item, categories)),
    bar: spec.not.flatMap((item) => resolve(item, categories)),
    only:
      spec.only === undefined
        ? null
        : new Set(
            [...spec.only, ...spec.if].flatMap((item) => resolve(item, categories)).concat([...fillers]),
          ),
    seq: spec.seq,
    within: spec.within,
    modalities,
    asserts,
    whole: spec.whole,
    topic: spec.topic,
    detail: spec.detail,
    why: `${why}:${spec.if.join(spec.seq ? ' → ' : ' + ')}`,
  };
}

function resolve(item: string, categories: Categories): number[] {
  return item.split('|').flatMap((name) => {
    if (!name.endsWith('.*')) return [categories.id(name)];
    const head = name.slice(0, -1);
    return categories.names.flatMap((other, id) => (other.startsWith(head) ? [id] : []));
  });
}

/** Categories that a shop's vocabulary may add; no rule needs them. */
const ADDED_MAX = 64;

class RuleIndex {
  readonly sets: Int32Array;
  private count = 0;

  constructor(private readonly categories: Categories) {
    this.sets = new Int32Array(categories.names.length + ADDED_MAX);
  }

  add(rules: readonly Rule[]): RuleSet {
    const byCategory: number[][] = [];
    const bit = 1 << this.count++;
    rules.forEach((rule, index) => {
      const rarest = rule.need.reduce((a, b) => (b.length < a.length ? b : a));
      for (const cat of rarest) {
        (byCategory[cat] ??= []).push(index);
        this.sets[cat]! |= bit;
      }
    });
    byCategory.length = Math.max(byCategory.length, this.categories.names.length);
    return { rules, sets: this.sets, bit, byCategory, tried: new Int32Array(rules.length) };
  }
}

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
    const { sets, bit } = set;
    if ((this.open & bit) === 0) return -1;
    this.round += 1;
    let best = -1;
    for (let k = this.from; k < this.to; k += 1) {
      const { cats } = this.hits[k]!;
      for (let c = 0; c < cats.length; c += 1) {
        if ((sets[cats[c]!]! & bit) === 0) continue;
        const candidates = set.byCategory[cats[c]!]!;
        for (let r = 0; r < candidates.length; r += 1) {
          const index = candidates[r]!;
          if (best >= 0 && index >= best) break;
          if (set.tried[index] === this.round) continue;
          set.tried[index] = this.round;
          if (this.matches(set.rules[index]!, clause, wholeMessage, cjk)) best = index;
        }
      }
    }
    return best;
  }

  /** All rules of the set that match, in their order in the file. */
  all(set: RuleSet, clause: Clause | null, wholeMessage: boolean, cjk: boolean, into: number[]): void {
    into.length = 0;
    const { sets, bit } = set;
    if ((this.open & bit) === 0) return;
    this.round += 1;
    for (let k = this.from; k < this.to; k += 1) {
      const { cats } = this.hits[k]!;
      for (let c = 0; c < cats.length; c += 1) {
        if ((sets[cats[c]!]! & bit) === 0) continue;
        const candidates = set.byCategory[cats[c]!]!;
        for (let r = 0; r < candidates.length; r += 1) {
          const index = candidates[r]!;
          if (set.tried[index] === this.round) continue;
          set.tried[index] = this.round;
          if (this.matches(set.rules[index]!, clause, wholeMessage, cjk)) into.push(index);
        }
      }
    }
  }

  /** All rules of a small set, whatever hit their categories come from. */
  each(set: RuleSet, clause: Clause, cjk: boolean, into: number[]): void {
    into.length = 0;
    for (let index = 0; index < set.rules.length; index += 1)
      if (this.matches(set.rules[index]!, clause, false, cjk)) into.push(index);
  }

  private matches(rule: Rule, clause: Clause | null, wholeMessage: boolean, cjk: boolean): boolean {
    if (clause !== null && (rule.modalities & MODALITY_BIT[clause.modality]) === 0) return false;
    if (rule.whole && !wholeMessage) return false;
    for (let n = 0; n < rule.need.length; n += 1) if (!this.hasAny(rule.need[n]!)) return false;
    if (rule.bar.length > 0 && this.hasAny(rule.bar)) return false;
    if (rule.only !== null && !this.holdsOnly(rule.only, clause, cjk)) return false;
    return !rule.seq || this.inOrder(rule);
  }

  private hasAny(list: readonly number[]): boolean {
    for (let i = 0; i < list.length; i += 1) if (this.present[list[i]!] === this.stamp) return true;
    return false;
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
