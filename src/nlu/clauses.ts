import type { Modality, Side } from '../model/act.ts';
import { type Hit, wordOf } from './hit.ts';
import type { Categories } from './lexicon.ts';
import { EMOJI, type Normalised } from './normalise.ts';

/** A stretch that is read by itself. Offsets are normalised; `from` and `to` bound its hits. */
export interface Clause {
  start: number;
  end: number;
  from: number;
  to: number;
  /** Ended by a mark that ends a sentence. */
  hard: boolean;
  asked: boolean;
  quoted: boolean;
  modality: Modality;
  /** Characters that no word covers; blanks and signs do not count. */
  unknown: number;
}

export interface ClauseCues {
  readonly end: number;
  readonly split: number;
  readonly splitAfter: number;
  readonly question: number;
  readonly questionEnd: number;
  readonly questionStart: number;
  readonly tag: number;
  readonly condition: number;
  readonly said: number;
  readonly notAtEnd: number;
  readonly fillers: ReadonlySet<number>;
  readonly facts: ReadonlySet<number>;
  /** What a colon belongs to: 地址：…, 请核对：… */
  readonly labels: ReadonlySet<number>;
  /** What may stand before a question's first word. */
  readonly openers: ReadonlySet<number>;
}

export function findClauseCues(categories: Categories, fillers: readonly string[]): ClauseCues {
  const id = (name: string): number => categories.id(name);
  const filled = new Set<number>();
  categories.names.forEach((name, cat) => {
    if (fillers.includes(name) || name.startsWith('n.') || name.startsWith('allow')) filled.add(cat);
  });
  for (const name of fillers) filled.add(id(name));
  return {
    end: id('particle'),
    split: id('split'),
    splitAfter: id('split-after'),
    question: id('q'),
    questionEnd: id('q.end'),
    questionStart: id('q.start'),
    tag: id('tag'),
    condition: id('cond'),
    said: id('said'),
    notAtEnd: id('not-at-end'),
    fillers: filled,
    openers: new Set(['greet', 'ack', 'apology', 'thanks', 'affirm', 'deny', 'interjection'].map(id)),
    labels: new Set(['confirm', 'details', 'n.order', 'budget'].map(id)),
    facts: new Set(
      [
        'f.colour',
        'f.size',
        'f.product',
        'f.region',
        'f.quantity',
        'f.measure',
        'f.order',
        'f.date',
        'f.material',
      ].map(id),
    ),
  };
}

/**
 * Cuts at punctuation, emoji, blanks between Han characters, sentence particles (哦 呢 啦 …: run-together text has no
 * other seams) and connectives. A piece that holds nothing but values (黑色, L码, 有货吗) joins the piece that follows.
 */
export function cutClauses(
  text: Normalised,
  hits: readonly Hit[],
  side: Side,
  cues: ClauseCues,
  cjk: boolean,
): Clause[] {
  const { codes, length } = text;
  const clauses: Clause[] = [];
  let start = 0;
  let from = 0;
  let unknown = 0;
  let quoted = false;
  const quoteEnds = pairedQuotes(text);
  let k = 0;

  const close = (end: number, to: number, hard: boolean, asked: boolean): void => {
    if (to > from || unknown > 0 || asked) {
      const clause: Clause = { start, end, from, to, hard, asked, quoted, modality: 'plain', unknown };
      const last = clauses.at(-1);
      if (last !== undefined && !last.hard && !last.quoted && !quoted && onlyValues(hits, last, cues)) {
        last.end = end;
        last.to = to;
        last.hard = hard;
        last.asked = asked;
        last.unknown += unknown;
      } else clauses.push(clause);
    } else if (clauses.length > 0 && (hard || asked)) {
      const last = clauses.at(-1)!;
      last.hard = true;
      last.asked ||= asked;
    }
    start = end;
    from = to;
    unknown = 0;
  };

  let i = 0;
  while (i < length) {
    const hit = hits[k];
    if (hit !== undefined && hit.start === i) {
      if (k > from && hit.cats.includes(cues.split)) close(i, k, false, false);
      k += 1;
      i = hit.end;
      // Facts inside the word are hits of their own.
      while (k < hits.length && hits[k]!.start < i) {
        i = Math.max(i, hits[k]!.end);
        k += 1;
      }
      const next = hits[k];
      const runsOn = i < length && codes[i]! >= 0x4e00;
      const seam =
        hit.cats.includes(cues.end) &&
        wordOf(hit) !== OF &&
        runsOn &&
        !(next !== undefined && next.start === i && next.cats.includes(cues.end));
      if (seam || (hit.cats.includes(cues.splitAfter) && k > from + 1)) close(i, k, false, false);
      continue;
    }
    const code = codes[i]!;
    i += 1;
    if (code === 32) {
      if (cjk && (codes[i - 2] ?? 0) >= 0x3007 && (codes[i] ?? 0) >= 0x3007 && codes[i] !== EMOJI)
        close(i, k, false, false);
    } else if (code === 63) close(i, k, true, true);
    else if (code === 46 || code === 33 || code === 59 || code === 10 || code === 126 || code === EMOJI)
      close(i, k, true, false);
    else if (code === 58 && labelled(hits, from, k, cues)) continue;
    else if (
      code === 44 ||
      code === HAN_COMMA ||
      code === 58 ||
      code === 40 ||
      code === 41 ||
      code === 91 ||
      code === 93
    )
      close(i, k, false, false);
    else if (code === 34 && quoteEnds !== null && quoteEnds.has(i - 1)) {
      close(i - 1, k, false, false);
      start = i;
      quoted = !quoted;
    } else if (isContent(code)) unknown += 1;
  }
  close(length, hits.length, false, false);
  for (let c = 0; c < clauses.length; c += 1)
    clauses[c]!.modality = modalityOf(hits, clauses[c]!, c === clauses.length - 1, codes, side, cues);
  return clauses;
}

/** ， */
const HAN_COMMA = 0xff0c;

function labelled(hits: readonly Hit[], from: number, to: number, cues: ClauseCues): boolean {
  for (let k = from; k < to; k += 1) if (hits[k]!.cats.some((cat) => cues.labels.has(cat))) return true;
  return false;
}

function isContent(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 48 && code <= 57) ||
    (code >= 0xdf && code !== EMOJI && !(code >= 0x2000 && code < 0x3007) && code !== HAN_COMMA)
  );
}

/** Offsets of double quotes that pair up within 80 characters; null when there are none. */
function pairedQuotes(text: Normalised): ReadonlySet<number> | null {
  const { codes, length } = text;
  let open = -1;
  let paired: Set<number> | null = null;
  for (let i = 0; i < length; i += 1) {
    if (codes[i] !== 34) continue;
    if (open >= 0 && i - open <= 80) {
      paired ??= new Set();
      paired.add(open).add(i);
      open = -1;
    } else open = i;
  }
  return paired;
}

function onlyValues(hits: readonly Hit[], clause: Clause, cues: ClauseCues): boolean {
  if (clause.unknown > 1 || clause.asked || clause.to - clause.from > 12) return false;
  let values = 0;
  for (let k = clause.from; k < clause.to; k += 1) {
    const { cats } = hits[k]!;
    if (cats.some((cat) => cues.facts.has(cat))) values += 1;
    else if (!cats.some((cat) => cues.fillers.has(cat))) return false;
  }
  return values > 0;
}

function modalityOf(
  hits: readonly Hit[],
  clause: Clause,
  isLast: boolean,
  codes: Uint16Array,
  side: Side,
  cues: ClauseCues,
): Modality {
  if (clause.quoted) return 'quoted';
  let question = clause.asked;
  let tag = false;
  let strong = false;
  let condition = false;
  let last = -1;
  let opening = true;
  let read = clause.start;
  for (let k = clause.from; k < clause.to; k += 1) {
    const { cats, start, end } = hits[k]!;
    // The rest is cotton: a word that nothing is known of has begun a statement.
    if (opening && !nothingBehind(codes, read, start)) opening = false;
    read = Math.max(read, end);
    for (let c = 0; c < cats.length; c += 1) {
      const cat = cats[c]!;
      if (cat === cues.question || (cat === cues.questionStart && opening)) strong = true;
      else if (cat === cues.tag) tag = true;
      else if (cat === cues.condition) condition = true;
      else if (cat === cues.said && k - clause.from <= 1) return 'quoted';
    }
    if (!cats.includes(cues.end)) last = k;
    if (opening && !cats.some((cat) => cues.fillers.has(cat) || cues.openers.has(cat))) opening = false;
  }
  for (let k = clause.to - 1; k >= clause.from; k -= 1) {
    const { cats } = hits[k]!;
    if (cats.includes(cues.questionEnd)) {
      question = true;
      break;
    }
    if (!cats.includes(cues.end)) break;
  }
  if (asksAtEnd(codes, clause) || asksInside(codes, clause, side)) question = true;
  // 有现货没, 能发不: the word that denies asks when it comes last.
  if (
    last > clause.from &&
    hits[last]!.cats.includes(cues.notAtEnd) &&
    nothingBehind(codes, hits[last]!.end, clause.end)
  )
    strong = true;
  // 如果不合适可以退: the last clause of an agent's sentence holds what follows from the condition.
  const open = condition && !(side === 'agent' && (clause.hard || isLast));
  if (tag && side === 'agent' && !strong) return open ? 'conditional' : 'plain';
  if (question || strong || tag) return 'question';
  return open ? 'conditional' : 'plain';
}

/** 吗, 么 or 嘛 is the last character, or only a form of address follows. */
function asksAtEnd(codes: Uint16Array, clause: Clause): boolean {
  let at = clause.end - 1;
  while (at > clause.start && (!isContent(codes[at]!) || codes[at] === ADDRESS)) at -= 1;
  const code = codes[at]!;
  return (
    at > clause.start && (code === 0x5417 || code === 0x561b || (code === 0x4e48 && codes[at - 1] !== 0x4ec0))
  );
}

/** 厚不厚, 发没发; on the buyer's side also 多久, 几天, 哪条, 啥 inside longer words. 好几天, 没什么 ask nothing. */
function asksInside(codes: Uint16Array, clause: Clause, side: Side): boolean {
  for (let i = clause.start; i < clause.end - 1; i += 1) {
    const code = codes[i]!;
    if (code < 0x4e00) continue;
    const next = codes[i + 1]!;
    if ((next === 0x4e0d || next === 0x6ca1) && i + 2 < clause.end && codes[i + 2] === code) return true;
    if (side === 'agent' || ASKING_HEADS[code & 255] === 0) continue;
    const tails = ASKING.get(code);
    if (tails === undefined || (i > clause.start && UNASKED.has(codes[i - 1]!))) continue;
    if (tails.includes(String.fromCharCode(next))) return true;
  }
  return false;
}

const ASKING: ReadonlyMap<number, string> = new Map(
  Object.entries({
    多: '少久大长重',
    几: '天点号日块时月年',
    哪: '个款里儿种家天条件些位边',
    什: '么',
    为: '啥',
    怎: '么样',
    咋: '办么样卖回',
  }).map(([head, tails]) => [head.charCodeAt(0), tails] as const),
);
/** By the low byte: most characters need no closer look. */
const ASKING_HEADS = new Uint8Array(256);
for (const head of ASKING.keys()) ASKING_HEADS[head & 255] = 1;
const UNASKED: ReadonlySet<number> = new Set([...'好没这那前过有不十无'].map((sign) => sign.charCodeAt(0)));

/** 的 inside a run of words joins them (新的地址); at its end it is a particle. */
const OF = '的';
/** 亲 */
const ADDRESS = 0x4eb2;

function nothingBehind(codes: Uint16Array, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) if (isContent(codes[i]!)) return false;
  return true;
}
