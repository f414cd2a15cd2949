import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { createKeyReader, type Key } from '../../src/ui/keys.ts';

const read = (...chunks: string[]): Key[] => {
  const reader = createKeyReader();
  return [...chunks.flatMap((chunk) => reader.feed(chunk)), ...reader.flush()];
};

describe('what a terminal sends', () => {
  test('many keys in one chunk are many keys', () => {
    expect(read('您好\r\x7fa\x1b[A\t')).toEqual([
      { name: 'text', text: '您好' },
      { name: 'enter' },
      { name: 'backspace' },
      { name: 'text', text: 'a' },
      { name: 'up' },
      { name: 'tab' },
    ]);
  });

  test.for([
    ['\x1b[1;5D', { name: 'left', ctrl: true }],
    ['\x1b[1;3C', { name: 'right', alt: true }],
    ['\x1bb', { name: 'alt', letter: 'b' }],
    ['\x1b1', { name: 'alt', letter: '1' }],
    ['\x1b[Z', { name: 'tab', shift: true }],
    ['\x1bOP', { name: 'f1' }],
    ['\x1b[11~', { name: 'f1' }],
    ['\x1b[3~', { name: 'delete' }],
    ['\x1b[5~', { name: 'page-up' }],
    ['\x1bOH', { name: 'home' }],
    ['\x1b\r', { name: 'newline' }],
    ['\n', { name: 'newline' }],
    ['\x1b[13;2u', { name: 'newline' }],
    ['\x1b\x7f', { name: 'backspace', alt: true }],
    ['\b', { name: 'backspace' }],
    ['\x17', { name: 'ctrl', letter: 'w' }],
    ['\x1b', { name: 'escape' }],
  ] as const)('%j', ([sent, key]) => {
    expect(read(sent)).toEqual([key]);
  });

  test('what stands between the marks of a paste is text, whatever it holds', () => {
    expect(read('\x1b[200~a\r\x1b[31mb\x1b[201~c')).toEqual([
      { name: 'paste', text: 'a\r\x1b[31mb' },
      { name: 'text', text: 'c' },
    ]);
  });

  test('a sequence that means nothing to us is no text', () => {
    expect(read('\x1b[?1;2c\x1b[<0;1;1Mx').at(-1)).toMatchObject({ name: 'text' });
    expect(read('\x1b[99~')).toEqual([]);
  });

  property.prop([
    fc.array(
      fc.oneof(
        fc.constantFrom(
          '\x1b[A',
          '\x1b[1;5D',
          '\r',
          '\x7f',
          '\x1bb',
          '\x1b[200~一\r二\x1b[201~',
          '\x03',
          '您好',
          'x',
        ),
        fc.string({ unit: 'grapheme', maxLength: 4 }).filter((text) => !/[\x00-\x1f\x7f]/.test(text)),
      ),
    ),
    fc.array(fc.nat(6)),
  ])('however it is cut into chunks, it is the same keys', (parts, cuts) => {
    const whole = parts.join('');
    const chunks: string[] = [];
    let at = 0;
    for (const size of cuts) {
      if (at >= whole.length) break;
      chunks.push(whole.slice(at, at + size + 1));
      at += size + 1;
    }
    chunks.push(whole.slice(at));
    const joined = (keys: Key[]) =>
      keys.reduce<Key[]>((all, key) => {
        const last = all.at(-1);
        if (key.name === 'text' && last?.name === 'text')
          return [...all.slice(0, -1), { name: 'text', text: last.text + key.text }];
        return [...all, key];
      }, []);
    expect(joined(read(...chunks))).toEqual(joined(read(whole)));
  });
});
