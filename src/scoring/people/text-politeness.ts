import type { PeopleFile } from '../../model/people.ts';
import { type Counts, categoryCounter, weighted } from './categories.ts';

/** Occurrences beyond these say nothing more. */
const COUNT_MAX = 3;

/** How polite a text reads by itself, on the raters' scale of 0 (rude) to 4 (very polite). */
export function readPoliteness(text: string, file: PeopleFile): number {
  return Math.min(4, Math.max(0, weighted(politenessFeatures(file)(text), file.weights.politeness ?? {})));
}

/** Two dozen named features of one text. */
export function politenessFeatures(file: PeopleFile): (text: string) => Counts {
  const count = categoryCounter(file);
  return (text) => {
    const counts = count(text);
    return {
      ...Object.fromEntries(
        Object.entries(counts).map(([name, value]) => [name, Math.min(COUNT_MAX, value)]),
      ),
      length: Math.log1p(Math.min(text.length, 300)),
      'ends-in-question': /[?？]\s*$/u.test(text) ? 1 : 0,
      'opens-kindly':
        (counts.greets! > 0 || counts.thanks! > 0 || counts.sorry! > 0) && OPENS.test(text) ? 1 : 0,
    };
  };
}

const OPENS = /^\s*(?:你好|您好|请|請|谢|謝|感谢|感謝|抱歉|不好意思|对不起|對不起|麻烦|麻煩)/u;
