import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor, REDACTED } from '../../src/transcript/redact.ts';

describe('createRedactor', () => {
  it('takes a secret out of every string of a value, keys included', () => {
    const { value } = createRedactor(['tok-123']);
    expect(value({ text: 'Bearer tok-123!', args: { 'tok-123': 1, list: ['a', 'tok-123'] } })).toEqual({
      text: `Bearer ${REDACTED}!`,
      args: { [REDACTED]: 1, list: ['a', REDACTED] },
    });
  });

  it('finds it in an address, in JSON and in basic authorisation', () => {
    const { text } = createRedactor(['a b"c/ü']);
    for (const form of [
      'a b"c/ü',
      'a%20b%22c%2F%C3%BC',
      'a b\\"c/ü',
      btoa(String.fromCharCode(...new TextEncoder().encode('a b"c/ü'))),
    ]) {
      expect(text(`x=${form};`)).toBe(`x=${REDACTED};`);
    }
  });

  it('leaves no part of a longer secret behind', () => {
    expect(createRedactor(['abc', 'abcdef']).text('abcdef abc')).toBe(`${REDACTED} ${REDACTED}`);
  });

  it('gives back the very value where there is nothing to hide, and ignores empty secrets', () => {
    const event = { text: 'hello' };
    expect(createRedactor(['']).value(event)).toBe(event);
    expect(createRedactor(['secret']).value(event)).toBe(event);
  });

  it('never lets a secret through', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'grapheme' }),
        fc.array(fc.string({ unit: 'grapheme' })),
        (secret, around) => {
          fc.pre(!REDACTED.includes(secret));
          const { text } = createRedactor([secret]);
          // Two pieces of a text may only meet in a secret across the mark that was put in.
          expect(text(around.join(secret)).split(REDACTED).join('\u0000')).not.toContain(secret);
        },
      ),
    );
  });
});
