import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { CommandIo } from '../../src/commands/io.ts';
import { choose, openAsker, readChoices } from '../../src/commands/new/asker.ts';

const CHOICES = [
  { key: 'answer', label: 'answer every question' },
  { key: 'remedy', label: 'put it right' },
  { key: 'refuse', label: 'refuse' },
] as const;

function talk(lines: string) {
  const input = new PassThrough();
  input.end(lines);
  const told: string[] = [];
  const io = {
    input,
    err: (text: string) => told.push(text),
    ui: (key: string) => key,
  } as unknown as CommandIo;
  return { io, told, asker: openAsker(io) };
}

describe('choosing', () => {
  test('takes numbers, keys and labels, and what is proposed for an empty line', async () => {
    const { io, told, asker } = talk('9\n1、3\n\nput it right\n');
    expect(await choose('?', CHOICES, ['remedy'], true, asker, io)).toEqual(['answer', 'refuse']);
    expect(told.join('')).toContain('new.not-a-choice');
    expect(await choose('?', CHOICES, ['remedy'], true, asker, io)).toEqual(['remedy']);
    expect(await choose('?', CHOICES, ['answer'], false, asker, io)).toEqual(['remedy']);
    expect(await choose('?', CHOICES, ['answer'], false, asker, io)).toEqual(['answer']);
  });

  test('tells what it does not know', () => {
    expect(readChoices('answer, nonsense', CHOICES)).toEqual({ keys: ['answer'], unknown: 'nonsense' });
    expect(readChoices('2', CHOICES)).toEqual({ keys: ['remedy'], unknown: null });
  });
});
