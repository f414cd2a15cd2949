import type { ActName, Modality, Side } from '../model/act.ts';
import type { Topic } from '../model/topic.ts';
import type { Categories } from './lexicon.ts';
import type { LocalePack, RuleSpec } from './pack.ts';
import { type RuleTable, tabulate } from './rule-table.ts';

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
  readonly table: RuleTable;
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
    const bit = 1 << this.count++;
    const table = tabulate(rules, this.categories.names.length);
    for (let cat = 0; cat + 1 < table.starts.length; cat += 1)
      if (table.starts[cat + 1]! > table.starts[cat]!) this.sets[cat]! |= bit;
    return { rules, sets: this.sets, bit, table, tried: new Int32Array(rules.length) };
  }
}
