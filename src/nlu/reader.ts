import type { ActName, Modality, Side, Span } from '../model/act.ts';
import type { Fact } from '../model/fact.ts';
import type { Act, Reading } from '../model/reading.ts';
import type { Topic } from '../model/topic.ts';
import { type ClaimClause, claimsOf } from './claims.ts';
import { factsOfClause, spanOf } from './clause-facts.ts';
import { type Clause, type ClauseCues, cutClauses, findClauseCues } from './clauses.ts';
import { composeAgent, composeBuyer } from './compose.ts';
import { decide } from './decide.ts';
import { type Cues, findCues } from './facts/cues.ts';
import { readFacts } from './facts/read.ts';
import { type ClauseNote, eachFeature, type FeatureSink, type Message } from './features.ts';
import type { Hit } from './hit.ts';
import { compileLexicon, type Lexicon } from './lexicon.ts';
import { Matcher } from './matcher.ts';
import { ReadingMemory } from './memory.ts';
import { compileModel, type Learnt, type PackedModel } from './model.ts';
import { type Normalised, normalise } from './normalise.ts';
import type { LocalePack } from './pack.ts';
import type { Reader } from './reader-types.ts';
import { compileRules, type Rule } from './rules.ts';
import { markBeside, scan } from './scan.ts';
import type { Understood } from './understood.ts';
import { compileVocabulary, type Vocabulary } from './vocabulary.ts';
import type { Words } from './words.ts';

/**
 * A reader for one locale in one shop. Compiling a pack takes some milliseconds and is kept for the pack's lifetime. Of texts met
 * lately the reader gives the very reading it gave before; `forgetful`: it reads each anew, for measuring.
 */
export function createReader(pack: LocalePack, vocabulary: Vocabulary, forgetful = false): Reader {
  const base = compiled.get(pack) ?? compile(pack);
  compiled.set(pack, base);
  const overlay = compileVocabulary(vocabulary, base.lexicon.categories);
  if (forgetful)
    return {
      read: (text, side, hint) =>
        readingOf(text, understand(base, overlay, text, side, null), hint?.asked?.[0]),
    };
  const memory = new ReadingMemory();
  return {
    read(text, side, hint) {
      const known =
        memory.find(text, side) ?? memory.keep(text, side, understand(base, overlay, text, side, null));
      const asked = hint?.asked?.[0];
      let reading = known.readings.get(asked);
      if (reading === undefined)
        known.readings.set(asked, (reading = readingOf(text, known.understood, asked)));
      return reading;
    },
  };
}

/** A bare yes is a claim about the newest open question: the one thing that a reading takes from outside its text. */
function readingOf(
  text: string,
  { acts, ruled, facts, claiming, unread }: Understood,
  asked?: Topic,
): Reading {
  const claims = claimsOf(claiming, asked);
  return ruled.length === 0
    ? { text, acts, facts, claims, unread }
    : { text, acts, ruled, facts, claims, unread };
}

/** Calls with every feature that the model may look at in a message, and tells the categories' names: what a trainer needs. */
export function createProbe(
  pack: LocalePack,
  vocabulary: Vocabulary,
): { readonly categories: readonly string[]; probe(text: string, side: Side, sink: FeatureSink): void } {
  const base = compile(pack);
  const overlay = compileVocabulary(vocabulary, base.lexicon.categories);
  return {
    categories: base.lexicon.categories.names,
    probe: (text, side, sink) => void understand(base, overlay, text, side, sink),
  };
}

const compiled = new WeakMap<LocalePack, Base>();

interface Base {
  readonly cjk: boolean;
  readonly lexicon: Lexicon;
  readonly cues: Cues;
  readonly clauseCues: ClauseCues;
  readonly rules: ReturnType<typeof compileRules>;
  readonly matcher: Matcher;
  readonly neg: number;
  readonly yes: number;
  readonly hedge: number;
  readonly said: number;
  readonly content: number;
  readonly request: number;
  /** Words of coming back with news. */
  readonly tells: number;
  /** Compiled when the first message needs it. */
  readonly learnt: (() => Readonly<Record<Side, Learnt>>) | null;
}

function compile(pack: LocalePack): Base {
  const lexicon = compileLexicon(pack);
  const { categories } = lexicon;
  const cues = findCues(categories);
  const clauseCues = findClauseCues(categories, pack.lexicon.fillers);
  for (const name of ['f.url', 'f.phone', 'f.order', 'f.tracking', 'yes', 'hedge']) categories.id(name);
  const rules = compileRules(pack, categories, clauseCues.fillers);
  const id = (name: string): number => categories.id(name);
  return {
    cjk: pack.lexicon.locale === 'zh-CN',
    lexicon,
    cues,
    clauseCues,
    rules,
    neg: id('neg'),
    yes: id('yes'),
    hedge: id('hedge'),
    said: id('said'),
    content: id('content'),
    request: id('d.request'),
    tells: id('promise.tell'),
    learnt: pack.model === undefined ? null : once(pack.model, categories),
    matcher: new Matcher(rules.sets),
  };
}

function once(file: PackedModel, categories: Lexicon['categories']): () => Readonly<Record<Side, Learnt>> {
  let made: Readonly<Record<Side, Learnt>> | null = null;
  return () => (made ??= compileModel(file, categories));
}

const fired: number[] = [];

function understand(
  base: Base,
  overlay: Words | null,
  original: string,
  side: Side,
  probe: FeatureSink | null,
): Understood {
  const { cues, clauseCues, cjk, matcher, rules } = base;
  const text = normalise(original);
  const hits = readFacts(scan(text, original, base.lexicon, overlay, cues, cjk), text, cues, cjk, side);
  const clauses = cutClauses(text, hits, side, clauseCues, cjk);
  const sets = rules[side];
  const acts: Act[] = [];
  const facts: Fact[] = [];
  const unread: Span[] = [];
  const claiming: ClaimClause[] = [];
  const substantial = countSubstantial(clauses, hits, clauseCues);
  let broughtNews = false;
  const notes: ClauseNote[] | null = base.learnt === null && probe === null ? null : [];

  for (const clause of clauses) {
    const factsFrom = facts.length;
    const span = clauseSpan(text, clause);
    matcher.enter(hits, clause.from, clause.to);
    factsOfClause(
      clause,
      hits,
      text,
      side,
      cues,
      matcher.has(cues.pay) ||
        matcher.has(cues.paySeller) ||
        matcher.has(cues.payBuyer) ||
        matcher.has(cues.payCourier),
      facts,
    );
    if (clause.quoted) {
      notes?.push(noteOf(clause, NO_ACTS, NO_FACTS));
      continue;
    }
    const wholeMessage = substantial <= 1;
    const before = acts.length;
    const topicIndex = matcher.first(rules.topics, clause, wholeMessage, cjk);
    const topic = topicIndex < 0 ? undefined : withAttribute(rules.topics.rules[topicIndex]!, hits, clause);

    matcher.all(sets.any, clause, wholeMessage, cjk, fired);
    for (let i = 0; i < fired.length; i += 1) add(acts, sets.any.rules[fired[i]!]!, clause, span, topic);
    let deed = false;
    for (let i = before; i < acts.length; i += 1) deed ||= !MANNERS.has(acts[i]!.act);
    const one = matcher.first(sets.one, clause, wholeMessage, cjk);
    // A threat in the form of a question is no question besides.
    if (one >= 0 && !(deed && LEFTOVERS.has(sets.one.rules[one]!.act)))
      add(acts, sets.one.rules[one]!, clause, span, topic);
    if (acts.length === before) {
      const rest = matcher.first(sets.rest, clause, wholeMessage, cjk);
      if (rest >= 0) add(acts, sets.rest.rules[rest]!, clause, span, topic);
      else if (isSubstantial(clause, hits, clauseCues)) unread.push(span);
    }
    if (side === 'buyer') nameRemedy(base, acts, before, clause);
    addDetails(base, text, side, acts, before, clause, span, topic);
    // An act that a neighbour began was lengthened in place.
    const ownFrom =
      before > 0 && acts.length > 0 && acts[before - 1]?.span[1] === span[1] ? before - 1 : before;
    const own = factsFrom === facts.length ? NO_FACTS : facts.slice(factsFrom);
    notes?.push(noteOf(clause, ownFrom === acts.length ? NO_ACTS : acts.slice(ownFrom), own));
    // When somebody will come back (24小时内给您回复, "I'll write, within a day") says nothing of when the goods do.
    const bringsNews = side === 'agent' && matcher.has(base.tells) && acts.slice(ownFrom).some(isPromise);
    if (clause.modality === 'plain') {
      const polarity = matcher.has(base.neg) ? 'no' : matcher.has(base.yes) ? 'yes' : null;
      if (own.length > 0 || polarity !== null || topic !== undefined) {
        const hedged = matcher.has(base.hedge);
        const goesOn = topic === undefined && broughtNews && own.length > 0 && own.every(isTime);
        const when = bringsNews || goesOn ? own.filter(isTime) : NO_FACTS;
        if (when.length > 0) claiming.push({ topic: 'follow-up', facts: when, polarity: null, hedged, span });
        const facts = when.length > 0 ? own.filter((fact) => !isTime(fact)) : own;
        if (when.length === 0 || topic !== undefined || facts.length > 0)
          claiming.push({ topic: topic?.topic, facts, polarity, hedged, span });
      }
    }
    broughtNews = bringsNews;
  }

  const spoken = withoutQuotes(hits, clauses, cjk);
  if (sets.message.rules.length > 0 && spoken.length > 1) {
    matcher.enter(spoken, 0, spoken.length);
    matcher.all(sets.message, null, true, cjk, fired);
    for (let i = 0; i < fired.length; i += 1) {
      const rule = sets.message.rules[fired[i]!]!;
      acts.push(act(rule, 'plain', spanOf(text, spoken[0]!.start, spoken.at(-1)!.end), undefined));
    }
  }
  if (side === 'agent') composeAgent(acts);
  else composeBuyer(acts);
  if (acts.length === 0) {
    // Nothing but signs (。。。, ?, an emoji) is a grunt, not a riddle.
    const signs = hits.length === 0 && clauses.every((clause) => clause.unknown === 0);
    acts.push({
      act: signs ? 'interjection-only' : 'unknown',
      span: [0, original.length],
      modality: 'plain',
      why: signs ? SIGNS_ONLY : 'nothing understood',
      certain: true,
    });
    if (!signs && unread.length === 0) unread.push([0, original.length]);
  }
  let ruled: readonly Act[] = [];
  if (notes !== null) {
    const message: Message = { text, hits, notes, acts, side };
    if (probe !== null) eachFeature(message, base.lexicon.categories, cjk ? 'zh-CN' : 'en', probe);
    else if (base.learnt !== null && !(unread.length === 0 && acts.every(isComplete)))
      ruled = decide(acts, message, [0, original.length], base.learnt()[side]);
  }
  return { acts, ruled, facts, claiming, unread };
}

/** Longer than this, in characters, somebody else is quoted; a shorter stretch is a word set off: leave us "five stars". */
const SET_OFF = { cjk: 8, other: 20 };

/** What the message says itself: who quotes a review that names a price offers no money for it. */
function withoutQuotes(hits: Hit[], clauses: readonly Clause[], cjk: boolean): Hit[] {
  let quoted = 0;
  for (const clause of clauses) if (clause.quoted) quoted += clause.end - clause.start;
  if (quoted <= (cjk ? SET_OFF.cjk : SET_OFF.other)) return hits;
  return clauses.flatMap((clause) => (clause.quoted ? [] : hits.slice(clause.from, clause.to)));
}

/** Where rules read a message to its end and found nothing but these, there is nothing to decide. */
function isComplete({ act }: Act): boolean {
  return act === 'greet' || act === 'thank' || act === 'interjection-only';
}

const isPromise = ({ act }: Act): boolean => act === 'promise' || act === 'hold';
const isTime = ({ kind }: Fact): boolean => kind === 'duration' || kind === 'date';

function noteOf(clause: Clause, acts: readonly Act[], facts: readonly Fact[]): ClauseNote {
  const { start, from, to, modality, quoted, unknown } = clause;
  return { start, from, to, modality, quoted, unknown, acts, facts };
}

const SIGNS_ONLY = 'signs only';

/** Acts of courtesy, beside which a clause may still do something else. */
const MANNERS: ReadonlySet<ActName> = new Set<ActName>([
  'greet',
  'thank',
  'apologise',
  'apologise-strongly',
  'farewell',
  'praise',
  'small-talk',
]);
/** What a clause is when it is nothing narrower. */
const LEFTOVERS: ReadonlySet<ActName> = new Set<ActName>([
  'ask',
  'ask-clarification',
  'give-detail',
  'inform',
  'acknowledge',
  'affirm',
  'deny',
  'consent',
]);

/** What a request in passing (麻烦您告诉我身高) may have been taken for. */
const GIVES_WAY: ReadonlySet<ActName> = new Set<ActName>([
  ...LEFTOVERS,
  'ask-need',
  'ask-evidence',
  'instruct',
  'give-options',
  'promise',
]);

/** One act for each detail that is asked or given in the clause, in place of the ask or gift without. */
function addDetails(
  base: Base,
  text: Normalised,
  side: Side,
  acts: Act[],
  from: number,
  clause: Clause,
  span: Span,
  topic: Rule | undefined,
): void {
  const { matcher, rules, cjk } = base;
  let own = -1;
  let other = false;
  for (let i = from; i < acts.length; i += 1) {
    const { act: name } = acts[i]!;
    if (DETAILED.has(name)) own = i;
    else if (!MANNERS.has(name) && !GIVES_WAY.has(name)) other = true;
  }
  const given = side === 'buyer';
  if (given ? own < 0 : other) return;
  markBeside(text, clause, base.lexicon, matcher);
  if (own < 0 && (clause.modality === 'conditional' || !matcher.has(base.request))) return;
  const set = given ? rules.given : rules.details;
  matcher.each(set, clause, cjk, fired);
  if (fired.length === 0) return;
  const ruled = own < 0 ? null : acts[own]!;
  for (let i = acts.length - 1; i >= from; i -= 1)
    if (given ? acts[i]!.act === 'give-detail' : GIVES_WAY.has(acts[i]!.act)) acts.splice(i, 1);
  for (const index of fired) {
    const rule = set.rules[index]!;
    const made = act(rule, given ? 'plain' : clause.modality, span, topic);
    acts.push(
      ruled !== null && fired.length === 1 && ruled.act !== 'ask-clarification'
        ? { ...made, act: ruled.act, why: ruled.why }
        : made,
    );
  }
}

function nameRemedy({ matcher, rules, cjk }: Base, acts: Act[], from: number, clause: Clause): void {
  for (let i = from; i < acts.length; i += 1) {
    const one = acts[i]!;
    if (one.act !== 'request-remedy') continue;
    const index = matcher.first(rules.remedies, clause, false, cjk);
    const detail = index < 0 ? undefined : rules.remedies.rules[index]!.detail;
    if (detail !== undefined) acts[i] = { ...one, detail };
  }
}

const DETAILED: ReadonlySet<ActName> = new Set<ActName>([
  'ask-need',
  'ask-clarification',
  'ask-evidence',
  'give-detail',
]);

const NO_ACTS: readonly Act[] = [];
const NO_FACTS: readonly Fact[] = [];

function clauseSpan(text: Normalised, clause: Clause): Span {
  let { start, end } = clause;
  while (start < end && text.codes[start] === 32) start += 1;
  while (end > start && text.codes[end - 1] === 32) end -= 1;
  return spanOf(text, start, end);
}

function add(acts: Act[], rule: Rule, clause: Clause, span: Span, topic: Rule | undefined): void {
  const last = acts.at(-1);
  // The same act on the same matter in neighbouring clauses is one act.
  if (
    last !== undefined &&
    last.act === rule.act &&
    !DETAILED.has(rule.act) &&
    last.topic === (rule.topic ?? topic?.topic) &&
    last.modality === modalityOf(rule, clause)
  ) {
    acts[acts.length - 1] = { ...last, span: [last.span[0], span[1]] };
    return;
  }
  acts.push(act(rule, modalityOf(rule, clause), span, topic));
}

function modalityOf(rule: Rule, clause: Clause): Modality {
  return rule.asserts || rule.act === 'ask' || rule.act === 'ask-need' || rule.act === 'ask-clarification'
    ? clause.modality
    : 'plain';
}

function act(rule: Rule, modality: Modality, span: Span, topic: Rule | undefined): Act {
  const about = rule.topic ?? topic?.topic;
  const detail = rule.detail ?? (rule.topic === undefined ? topic?.detail : undefined);
  const made: { -readonly [K in keyof Act]: Act[K] } = {
    act: rule.act,
    span,
    modality,
    why: rule.why,
    certain: true,
  };
  if (about !== undefined) made.topic = about;
  if (detail !== undefined) made.detail = detail;
  return made;
}

/** A question about a specification says which one, where the shop has a word for it. */
function withAttribute(topic: Rule, hits: readonly Hit[], clause: Clause): Rule {
  if (topic.topic !== 'spec') return topic;
  for (let k = clause.from; k < clause.to; k += 1) {
    const { meaning } = hits[k]!;
    if (meaning?.kind === 'attribute') return { ...topic, detail: meaning.attribute };
  }
  return topic;
}

function countSubstantial(clauses: readonly Clause[], hits: readonly Hit[], cues: ClauseCues): number {
  let count = 0;
  for (const clause of clauses) if (isSubstantial(clause, hits, cues)) count += 1;
  return count;
}

/** Holds anything but fillers. */
function isSubstantial(clause: Clause, hits: readonly Hit[], cues: ClauseCues): boolean {
  if (clause.unknown > 0 || clause.asked) return true;
  for (let k = clause.from; k < clause.to; k += 1) {
    const { cats, number } = hits[k]!;
    if (number !== null && cats.length === 0) return true;
    let filler = false;
    for (let c = 0; c < cats.length && !filler; c += 1) filler = cues.fillers.has(cats[c]!);
    if (!filler) return true;
  }
  return false;
}
