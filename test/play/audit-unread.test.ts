import { describe, expect, test } from 'vitest';
import type { Transcript } from '../../src/model/event.ts';
import { createUnreadTally } from '../../src/play/audit-unread.ts';
import { heardReader } from '../helpers/heard-reader.ts';

const reader = {
  ...heardReader({}),
  read: (text: string) => ({
    text,
    acts: text.includes('blurp')
      ? [
          {
            act: 'unknown' as const,
            span: [0, text.length] as const,
            modality: 'plain' as const,
            why: '',
            certain: true,
          },
        ]
      : [
          {
            act: 'greet' as const,
            span: [0, text.length] as const,
            modality: 'plain' as const,
            why: '',
            certain: true,
          },
        ],
    facts: [],
    claims: [],
    unread: text.includes('wibble') ? [[text.indexOf('wibble'), text.length] as const] : [],
  }),
};

const chat = (id: string, lines: readonly (readonly ['buyer' | 'agent', string])[]): Transcript =>
  ({
    id,
    events: lines.map(([from, text], index) => ({
      type: 'message',
      conversation: id,
      index,
      t: 0,
      from,
      text,
      via: 'bot',
    })),
  }) as unknown as Transcript;

describe('what was not read', () => {
  test('is listed by clause, most frequent first, with the first place', () => {
    const tally = createUnreadTally();
    tally.note(
      chat('a', [
        ['buyer', 'wibble'],
        ['agent', 'Hello, wibble now'],
        ['agent', 'blurp'],
      ]),
      reader,
    );
    tally.note(
      chat('b', [
        ['agent', 'So: Wibble now'],
        ['agent', 'wibble now'],
      ]),
      reader,
    );
    expect(tally.list()).toEqual([
      { text: 'wibble now', times: 2, conversation: 'a', event: 1 },
      { text: 'blurp', times: 1, conversation: 'a', event: 2 },
    ]);
    expect(tally.counts).toEqual({ messages: 4, unread: 3 });
  });

  test('is nothing where every message was read', () => {
    const tally = createUnreadTally();
    tally.note(
      chat('a', [
        ['agent', 'Hello'],
        ['agent', '  '],
      ]),
      reader,
    );
    expect(tally.list()).toEqual([]);
    expect(tally.counts).toEqual({ messages: 1, unread: 0 });
  });
});
