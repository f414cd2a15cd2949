import type { Problem, Remedy } from '../../model/question.ts';
import { PROBLEMS, REMEDIES } from '../../model/question.ts';
import type { Act, Reading } from '../../model/reading.ts';
import type { Knows } from '../../model/scenario.ts';
import type { Topic } from '../../model/topic.ts';
import type { Reader } from '../../nlu/reader-types.ts';
import { noTemper, type Temper } from './temper.ts';
import {
  type Arrange,
  arrangesIn,
  BUDGET,
  type ChatTopic,
  type Need,
  needIn,
  PAYS_LATER,
  type Tell,
  type Tempt,
  talkIn,
  tellsIn,
  temptsIn,
} from './wishes.ts';

export interface ChatLine {
  readonly from: 'buyer' | 'agent';
  readonly text: string;
  /** Something was shown. */
  readonly picture?: boolean;
}

/** What a real buyer wanted, knew and was like, as far as the reader can tell. All lists in the order of the chat. */
export interface ChatRead {
  readonly topics: readonly { readonly topic: Topic; readonly attribute?: string }[];
  readonly problem: Problem | null;
  /** What is wrong, in the buyer's own words; `null` where none was told. */
  readonly problemWords: string | null;
  readonly remedies: readonly Remedy[];
  readonly arranges: readonly Arrange[];
  readonly tempts: readonly Tempt[];
  readonly threatens: 'review' | 'platform' | null;
  readonly haggles: boolean;
  readonly orders: boolean;
  /** Places the order and does not pay it at once. */
  readonly paysLater: boolean;
  /** What advice is wanted for; `null`: none is. */
  readonly need: Need | null;
  /** Talk for the sake of talking. */
  readonly talks: readonly ChatTopic[];
  /** Told unasked. */
  readonly tells: readonly Tell[];
  readonly showsEvidence: boolean;
  /** The product most spoken of, by its id in the reader's shop. */
  readonly product: string | null;
  readonly knows: Pick<
    Knows,
    | 'colour'
    | 'size'
    | 'heightCm'
    | 'weightKg'
    | 'region'
    | 'quantity'
    | 'budget'
    | 'occasion'
    | 'needBy'
    | 'note'
  >;
  readonly temper: Temper;
  /** The buyer's messages of which nothing was understood. */
  readonly unread: readonly string[];
}

const LINES_MAX = 2_000;

/** Reads the buyer's side of a chat. `reader` is bound to the shop that the chat is about. */
export function readChat(lines: readonly ChatLine[], reader: Reader): ChatRead {
  const topics = new Map<string, { readonly topic: Topic; readonly attribute?: string }>();
  const problems = new Map<Problem, string>();
  const remedies = new Set<Remedy>();
  const arranges = new Set<Arrange>();
  const tempts = new Set<Tempt>();
  const products = new Map<string, number>();
  const knows: { -readonly [K in keyof ChatRead['knows']]: ChatRead['knows'][K] } = {};
  const temper = noTemper();
  const unread: string[] = [];
  let threatens: ChatRead['threatens'] = null;
  let haggles = false;
  let orders = false;
  let paysLater = false;
  let need: Need | null = null;
  let asked = false;
  const talks = new Set<ChatTopic>();
  const tells = new Set<Tell>();
  let showsEvidence = false;
  /** Something is wrong, and no word says which kind of wrong. */
  let unnamed: string | null = null;
  for (const { from, text, picture } of lines.slice(0, LINES_MAX)) {
    if (from !== 'buyer') {
      asked = /[?？]|请问|吗|呢/.test(text);
      continue;
    }
    if (picture) {
      showsEvidence = true;
      continue;
    }
    const reading = reader.read(text, 'buyer');
    temper.messages += 1;
    temper.letters += text.length;
    const arranged = arrangesIn(reading, text);
    // An address or a name in something to be arranged is the buyer's own.
    const tempted = arranged.length > 0 ? [] : temptsIn(reading, text);
    for (const tempt of tempted) tempts.add(tempt);
    for (const arrange of arranged) arranges.add(arrange);
    if (arranged.includes('note')) knows.note ??= plainText(noteIn(text));
    need ??= needIn(reading, text);
    const talk = talkIn(reading, text);
    if (talk !== null) talks.add(talk);
    for (const tell of tellsIn(reading, asked, text)) {
      tells.add(tell);
      if (tell === 'occasion') knows.occasion ??= plainText(text);
      if (tell === 'needBy') knows.needBy ??= plainText(text);
    }
    asked = false;
    for (const act of reading.acts) {
      countTemper(act, temper);
      if (act.act === 'haggle') haggles = true;
      if (act.act === 'place-order' || act.act === 'report-paid') orders = true;
      if ((act.act === 'place-order' || act.topic === 'payment') && PAYS_LATER.test(text)) paysLater = true;
      if (act.act === 'give-detail' && act.detail === 'photo') showsEvidence = true;
      if (act.act === 'demand-compensation') remedies.add('compensate');
      if (act.act === 'report-problem') {
        const kind = PROBLEMS.find((each) => each === act.detail);
        if (kind === undefined) unnamed ??= text;
        else if (!problems.has(kind)) problems.set(kind, text);
      }
      if (act.act === 'request-remedy') {
        const remedy = REMEDIES.find((each) => each === act.detail);
        // Cancelling an order gives the money back; it is the cancelling that was asked for.
        if (remedy !== undefined && !arranged.includes('cancel') && remedy !== 'intercept')
          remedies.add(remedy);
      }
      if (act.act === 'ask' && act.topic !== undefined && !NOT_ASKED.has(act.topic) && tempted.length === 0) {
        // An attribute is named by a fact or by the act itself; without either nobody could answer.
        const attribute = act.topic === 'spec' ? (act.detail ?? attributeIn(reading)) : undefined;
        if (act.topic !== 'spec' || attribute !== undefined)
          topics.set(`${act.topic} ${attribute ?? ''}`, {
            topic: act.topic,
            ...(attribute === undefined ? {} : { attribute }),
          });
      }
    }
    // One sentence often threatens with two things; the model names one of them, the rules both.
    for (const { act } of [...reading.acts, ...(reading.ruled ?? [])]) {
      if (act === 'threaten-review') threatens = 'review';
      else if (act === 'threaten-escalate') threatens ??= 'platform';
    }
    keepFacts(reading, knows, products, text);
    if (knows.heightCm === undefined) keepBareHeight(text, knows);
    if (reading.acts.every(({ act }) => act === 'unknown')) unread.push(text);
  }
  // Goods that are somehow not right are of bad quality until somebody says otherwise.
  if (problems.size === 0 && unnamed !== null && arranges.size === 0) problems.set('quality', unnamed);
  const [problem = null] = problems.keys();
  const [product = null] = [...products].sort((a, b) => b[1] - a[1])[0] ?? [];
  return {
    topics: [...topics.values()],
    problem,
    problemWords: problem === null ? null : ownWords(problems.get(problem)!, reader),
    remedies: [...remedies],
    arranges: [...arranges],
    tempts: [...tempts],
    threatens,
    haggles,
    orders: orders || paysLater,
    paysLater,
    need,
    talks: [...talks],
    tells: [...tells],
    showsEvidence,
    product,
    knows,
    temper,
    unread,
  };
}

/** The sentences that tell what is wrong: without the answer they began with and the reproach at the end. */
function ownWords(text: string, reader: Reader): string {
  const sentences = text.match(/[^。！？!?；;\n]+[。！？!?；;\n]*/g) ?? [text];
  const telling = sentences.map((sentence) =>
    reader.read(sentence, 'buyer').acts.some(({ act }) => act === 'report-problem'),
  );
  const [first, last] = [telling.indexOf(true), telling.lastIndexOf(true)];
  return first < 0
    ? text
    : sentences
        .slice(first, last + 1)
        .join('')
        .trim()
        .replace(/[。；;]$/, '');
}

/** Matters that other wants stand for, or that nobody can be held to. */
const NOT_ASKED: ReadonlySet<Topic> = new Set<Topic>([
  'chat',
  'off-platform',
  'review-reward',
  'private-data',
  'address-change',
]);

function countTemper({ act }: Act, temper: ReturnType<typeof noTemper>): void {
  if (act === 'complain' || act === 'complain-wait' || act === 'complain-repeat') temper.complaints += 1;
  if (act === 'swear') temper.oaths += 1;
  if (act === 'hesitate') temper.doubts += 1;
  if (act === 'haggle') temper.bargains += 1;
  if (act === 'thank' || act === 'small-talk' || act === 'praise-shop') temper.kindness += 1;
}

/** What stands after “备注一下，” or “a note: ”. */
const NOTE = /(?:备注|注明|留言)(?:一下|上)?[，,:：\s]+(.{2,})$|\bnote\b[^:]{0,30}:\s*(.{2,})$/s;
function noteIn(text: string): string {
  const [, zh, en] = NOTE.exec(text) ?? [];
  return zh ?? en ?? text;
}

const TEXT_MAX = 80;

/** In the buyer's own words, on one line. */
function plainText(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, TEXT_MAX);
}

function attributeIn({ facts }: Reading): string | undefined {
  for (const fact of facts) if (fact.kind === 'attribute') return fact.attribute;
  return undefined;
}

function keepFacts(
  { facts, acts }: Reading,
  knows: { -readonly [K in keyof ChatRead['knows']]: ChatRead['knows'][K] },
  products: Map<string, number>,
  text: string,
): void {
  for (const fact of facts) {
    if (fact.negated) continue;
    if (fact.kind === 'colour') knows.colour ??= fact.colour;
    else if (fact.kind === 'size') knows.size ??= fact.size;
    else if (fact.kind === 'region') knows.region ??= fact.region;
    else if (fact.kind === 'product') products.set(fact.product, (products.get(fact.product) ?? 0) + 1);
    else if (fact.kind === 'quantity' && fact.count >= 1 && fact.count <= 99 && Number.isInteger(fact.count))
      knows.quantity ??= fact.count;
    else if (fact.kind === 'measure' && fact.unit === 'cm' && fact.value >= 40 && fact.value <= 230) {
      if (fact.what === 'height') knows.heightCm ??= fact.value;
    } else if (fact.kind === 'measure' && fact.unit === 'kg' && fact.value >= 2 && fact.value <= 250) {
      if (fact.what === undefined || fact.what === 'weight') knows.weightKg ??= fact.value;
    } else if (fact.kind === 'money' && (BUDGET.test(text) || acts.some(({ detail }) => detail === 'budget')))
      knows.budget ??= fact.minor;
  }
}

/** 我165，120斤: a height that names no unit stands before a weight. */
function keepBareHeight(
  text: string,
  knows: { -readonly [K in keyof ChatRead['knows']]: ChatRead['knows'][K] },
): void {
  const bare = /(?<![\d.])(1[3-9]\d)(?![\d.])\s*(?:cm|厘米)?[\s,，、/]*\d{2,3}\s*(?:斤|公斤|kg)/i.exec(
    text,
  )?.[1];
  if (bare !== undefined) knows.heightCm = Number(bare);
}
