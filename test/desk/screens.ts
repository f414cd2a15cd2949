import { fc } from '@fast-check/vitest';
import type { DeskFrame } from '../../src/desk/views/DeskScreen.tsx';
import type { Key } from '../../src/ui/keys.ts';

/** The rows of a frame without panes, as text. */
export function frameRows({ top, bottom }: DeskFrame): string[] {
  return [...top, ...bottom].map((line) => line.map(({ text }) => text).join(''));
}

const NAMED = [
  'enter',
  'newline',
  'tab',
  'escape',
  'backspace',
  'delete',
  'left',
  'right',
  'up',
  'down',
  'home',
  'end',
  'page-up',
  'page-down',
  'f1',
  'f2',
] as const;

/** Any key that a keyboard has, with text as people, input methods and cats write it. */
export const anyKey: fc.Arbitrary<Key> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NAMED).map((name): Key => ({ name })) },
  {
    weight: 3,
    arbitrary: fc
      .oneof(
        fc.constantFrom('q', ' ', '0', '3', '5', 'y', 'n', 'e', 's', 'b', '１', ' 5 4'),
        fc.string(),
        fc.string({ unit: 'grapheme' }),
      )
      .map((text): Key => ({ name: 'text', text })),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((text): Key => ({ name: 'paste', text })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('a', 'c', 'd', 'e', 's', 'u', 'w', 'z')
      .map((letter): Key => ({ name: 'ctrl', letter })),
  },
);
