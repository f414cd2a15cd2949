import type { Side } from '../../src/model/act.ts';
import type { Fact } from '../../src/model/fact.ts';
import type { Act, Reading } from '../../src/model/reading.ts';
import type { Reader } from '../../src/nlu/reader-types.ts';

type Meaning = { readonly acts?: readonly Partial<Act>[]; readonly facts?: readonly object[] };

/** A reader that knows just the lines it is told, so that a test of the bot is no test of understanding. */
export function heardReader(
  lines: Readonly<Record<string, Meaning>>,
  asAgent: Readonly<Record<string, Meaning>> = {},
): Reader {
  return {
    read(text: string, side: Side): Reading {
      const meaning = (side === 'buyer' ? lines : asAgent)[text];
      const span = [0, text.length] as const;
      const acts = (meaning?.acts ?? (side === 'buyer' ? [{ act: 'unknown' as const }] : [])).map(
        (act) => ({ act: 'inform', span, modality: 'plain', why: 'test', certain: true, ...act }) as Act,
      );
      return {
        text,
        acts,
        facts: (meaning?.facts ?? []).map((fact) => ({ span, ...fact }) as Fact),
        claims: [],
        unread: [],
      };
    },
  };
}
