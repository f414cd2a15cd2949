import { type ActName, MISDEEDS, type Side } from '../../src/model/act.ts';
import type { Locale } from '../../src/model/locale.ts';
import { foldOf, linesOf, wordingsOf } from './nlu-lines.ts';

/** A line to learn from. */
export interface TrainingLine {
  readonly side: Side;
  readonly text: string;
  /** Acts, and `t:` with the topics of questions. */
  readonly yes: ReadonlySet<string>;
  /** Classes that the label says nothing about. */
  readonly open: ReadonlySet<string>;
  readonly weight: number;
  /** Who wrote it: lines of one hand are left out together. */
  readonly hand: string;
  /** Rules were tuned on it, so that they look better there than they are. */
  readonly tuned: boolean;
}

/** The development files by the end of their name, and whether rules were tuned on them. */
const FILES: readonly (readonly [suffix: string, tuned: boolean])[] = [
  ['', true],
  ['-2', true],
  ['-3', false],
  ['-4', false],
  ['-5', false],
  ['-6', false],
];

/** Acts that rules alone say: they can fail somebody. The model may take away a bare refusal, and knows it for that. */
const RULES_ALONE: ReadonlySet<ActName> = new Set<ActName>([...MISDEEDS, 'swear']);

/** What a wording may do besides what its intent names. */
const OPEN_BUYER: readonly ActName[] = [
  'greet',
  'thank',
  'inform',
  'small-talk',
  'farewell',
  'affirm',
  'acknowledge',
  'complain',
];
const OPEN_AGENT: readonly ActName[] = [
  ...OPEN_BUYER,
  'apologise',
  'apologise-strongly',
  'empathise',
  'promise',
  'offer-help',
  'own',
  'consent',
  'hold',
  'instruct',
  'deny',
  'unknown',
];

export function trainingLines(locale: Locale): readonly TrainingLine[] {
  const lines: TrainingLine[] = [];
  for (const [suffix, tuned] of FILES) {
    const file = linesOf('dev', `${locale}${suffix}`);
    for (const line of file) {
      const topics = line.side === 'buyer' ? (line.topics ?? []) : [];
      lines.push({
        side: line.side,
        text: line.text,
        yes: new Set([...line.acts, ...topics.map((topic) => `t:${topic}`)]),
        open: new Set(),
        weight: 1,
        hand: `${suffix}/${line.hand ?? foldOf(line.text)}`,
        tuned,
      });
    }
  }
  for (const wording of wordingsOf(locale)) {
    const open = wording.side === 'buyer' ? OPEN_BUYER : OPEN_AGENT;
    lines.push({
      side: wording.side,
      text: wording.text,
      yes: new Set([wording.acts[0]!, ...(wording.topic === undefined ? [] : [`t:${wording.topic}`])]),
      open: new Set([...open, ...wording.acts.slice(1)]),
      weight: 0.5,
      hand: `wordings/${wording.file}`,
      tuned: true,
    });
  }
  return lines;
}

/** What a side's model learns to tell: acts that can fail nobody, and topics of questions. Sorted. */
export function classesOf(side: Side, lines: readonly TrainingLine[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const line of lines)
    if (line.side === side) for (const name of line.yes) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .filter(([name, count]) => count >= 5 && !RULES_ALONE.has(name as ActName))
    .map(([name]) => name)
    .sort();
}
