import type { ActName } from '../../src/model/act.ts';
import type { Reader } from '../../src/nlu/reader-types.ts';

/** Reads `<greet,hold> text`: the acts stand in front. Without them the text says nothing but `inform`. */
export const stubReader: Reader = {
  read(text) {
    const names = /^<([a-z,-]+)>/.exec(text)?.[1]?.split(',') ?? ['inform'];
    return {
      text,
      acts: names.map((act) => ({
        act: act as ActName,
        span: [0, text.length] as const,
        modality: 'plain' as const,
        why: 'stub',
        certain: true,
      })),
      facts: [],
      claims: [],
      unread: [],
    };
  },
};
