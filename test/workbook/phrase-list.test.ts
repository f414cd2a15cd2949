import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phrasesOfTable, phrasesOfText } from '../../src/workbook/phrase-list.ts';

describe('a list of ready answers', () => {
  test('takes names and texts by their headings, wherever they stand', () => {
    const rows = [
      ['序号', '内容', '名称'],
      ['1', '您好，欢迎光临', '问候'],
      ['2', '', '空的'],
      ['3', '当天发货', '问候'],
    ];
    expect(phrasesOfTable({ rows })).toEqual({
      phrases: [
        { key: '问候', text: '您好，欢迎光临' },
        { key: '问候 2', text: '当天发货' },
      ],
      unread: [{ line: 3, why: 'no-text' }],
    });
  });

  test('reads lines with a name where every line has one, else whole lines', () => {
    expect(phrasesOfText('名称,内容\n发货,当天发\n退货：七天内').phrases).toEqual([
      { key: '发货', text: '当天发' },
      { key: '退货', text: '七天内' },
    ]);
    expect(phrasesOfText('Hello, welcome in\nYour parcel is on its way').phrases).toEqual([
      { key: 'Hello welcome in', text: 'Hello, welcome in' },
      { key: 'Your parcel is', text: 'Your parcel is on its way' },
    ]);
  });

  test('loses no text of a table and lets none act on a terminal', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 20 }), (pairs) => {
        const rows = [['name', 'text'], ...pairs];
        const { phrases, unread } = phrasesOfTable({ rows });
        for (const { key, text } of phrases) {
          expect(key.length > 0 && text.length > 0 && text.length <= 500).toBe(true);
          expect(/[\u0000-\u001f\u007f-\u009f\u202e]/.test(key + text)).toBe(false);
        }
        for (const { line } of unread) expect(line).toBeGreaterThan(1);
      }),
      { examples: [[[['', ',']]], [[['', '。！']]]] },
    );
  });
});
