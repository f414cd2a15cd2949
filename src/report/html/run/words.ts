import { forPage } from '../for-page.ts';
import type { WordIndex } from './page-data.ts';

/** A list of words that grows as they are asked for; each is made inert once. */
export interface WordList {
  at(word: string): WordIndex;
  readonly all: readonly string[];
}

export function createWordList(): WordList {
  const all: string[] = [];
  const places = new Map<string, number>();
  return {
    at(word) {
      let place = places.get(word);
      if (place === undefined) {
        place = all.push(forPage(word)) - 1;
        places.set(word, place);
      }
      return place;
    },
    all,
  };
}

/** A text of the interface; `otherwise` where a transcript from elsewhere names something that has none. */
export function sayOr(text: () => string, otherwise: string): string {
  try {
    return text();
  } catch {
    return otherwise;
  }
}
