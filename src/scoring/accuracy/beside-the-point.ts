import type { Fact } from '../../model/fact.ts';
import { type Question, REASON_OF_PROBLEM } from '../../model/question.ts';
import type { Topic } from '../../model/topic.ts';
import type { Moment } from '../conversation.ts';
import { namesReason } from './foreign-period.ts';

/** Whether a value, though the claim it stands in is on the topic, tells something else. */
export function isBesideThePoint(fact: Fact, question: Question, moment: Moment): boolean {
  switch (fact.kind) {
    case 'duration':
      return isDelay(fact, moment.text) || isOfAnotherAct(fact, question.topic, moment);
    case 'size':
      return isMeasured(fact, moment);
    case 'freight-payer':
      return isOfAnotherReason(fact, question, moment.text);
    default:
      return false;
  }
}

/** 晚一天到厦门, "two days late": by how much it is behind, not how long it takes. 最晚一天 is a limit. */
function isDelay({ span: [start, end] }: Fact, text: string): boolean {
  return (
    /(?:(?<!最)[晚迟]|(?:推迟|延迟|延误|耽误)了?)$/u.test(text.slice(0, start)) ||
    /^ (?:late|behind|longer|more)\b/iu.test(text.slice(end))
  );
}

/** Steps, and the time in which somebody will come back, name periods of their own; an act that is only guessed excuses nothing. */
function isOfAnotherAct(fact: Fact, topic: Topic, { acts }: Moment): boolean {
  return acts.some(
    ({ act, certain, span, topic: about }) =>
      // Who reads an order back says when it comes, in a sentence of its own.
      act === 'confirm-details' ||
      (certain &&
        (BESIDE.includes(act) || (act === 'promise' && about !== topic)) &&
        (span === undefined || (span[0] < fact.span[1] && fact.span[0] < span[1]))),
  );
}
const BESIDE: readonly string[] = ['instruct', 'give-options', 'hold'];

/** 裤长M码95厘米: how long a size is, which recommends it to nobody. */
function isMeasured({ span }: Fact, { reading }: Moment): boolean {
  return (reading?.facts ?? []).some(
    (other) =>
      other.kind === 'measure' && other.span[0] >= span[1] && other.span[0] - span[1] <= MEASURED_WITHIN,
  );
}
/** Characters between a size and what it measures: "size M: 95 cm". */
const MEASURED_WITHIN = 3;

/** 质量问题的运费由店铺承担, told to somebody who has changed its mind, is the rule for others. */
function isOfAnotherReason({ span }: Fact, { problem }: Question, text: string): boolean {
  if (problem === undefined || REASON_OF_PROBLEM[problem] !== 'change-of-mind') return false;
  return namesReason(sentenceAt(text, span[0]));
}

function sentenceAt(text: string, at: number): string {
  const start = Math.max(...[...SENTENCE_ENDS].map((sign) => text.lastIndexOf(sign, at)));
  const ends = [...SENTENCE_ENDS].map((sign) => text.indexOf(sign, at)).filter((end) => end >= 0);
  return text.slice(start + 1, Math.min(...ends, text.length));
}
const SENTENCE_ENDS = '。！？；;!?.\n';
