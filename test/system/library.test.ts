import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ProblemsError } from '../../src/load/problem.ts';
import { openLibrary } from '../../src/system/library.ts';
import { ROOT } from '../helpers/build-once.ts';

const place = mkdtempSync(join(tmpdir(), 'peilian-library-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
const write = (file: string, text: string) => {
  mkdirSync(join(place, file, '..'), { recursive: true });
  writeFileSync(join(place, file), text);
};
write('work/personas/tiny-persona.yaml', 'mine');
write('work/personas/own.yaml', 'own');
write('work/scenarios/cases/deep/deeper/too-deep.yaml', 'x');
write('work/secret.txt', 'secret');
const library = openLibrary({
  workingFolder: join(place, 'work'),
  shipped: join(ROOT, 'test/fixtures/data'),
});

const complaint = (ask: () => unknown): string => {
  try {
    ask();
  } catch (error) {
    expect(error).toBeInstanceOf(ProblemsError);
    return (error as Error).message;
  }
  return 'none';
};

describe('the library', () => {
  test('finds data in the working folder first, then in what ships', () => {
    expect(library.file('persona', 'tiny-persona')).toEqual({
      file: 'personas/tiny-persona.yaml',
      text: 'mine',
    });
    expect(library.file('rubric', 'tiny-rubric').text).toContain('kind: rubric');
    expect(library.ids('persona')).toEqual(['own', 'tiny-persona']);
  });

  test('finds scenarios in the folder of their stage, and shops as folders with all their sheets', () => {
    expect(library.ids('scenario')).toEqual(['tiny-case']);
    expect(Object.keys(library.shop('tiny-shop').sheets)).toEqual([
      'shop',
      'products',
      'prices',
      'logistics',
      'policies',
      'orders',
      'customers',
    ]);
  });

  test('takes a path as well, named as it was given', () => {
    expect(library.file('persona', './personas/own.yaml')).toEqual({
      file: 'personas/own.yaml',
      text: 'own',
    });
  });

  test('answers an unknown id with the nearest known one', () => {
    expect(complaint(() => library.file('persona', 'tiny-person'))).toBe(
      'tiny-person  is no known persona\n  hint: did you mean tiny-persona?',
    );
    expect(complaint(() => library.file('persona', 'zzz'))).toContain('hint: known: own, tiny-persona');
  });

  test('never leaves its folders by an id', () => {
    for (const id of ['..', '.', '', 'secret.txt', 'tiny-persona\0', '%2e%2e', '__proto__', 'constructor'])
      expect(complaint(() => library.file('persona', id))).toContain('is no known persona');
  });

  test('says which path is not there, and what cannot be read', () => {
    expect(complaint(() => library.file('persona', 'personas/none.yaml'))).toContain(
      'personas/none.yaml  is not there; looked for it in ',
    );
    expect(complaint(() => library.file('persona', './personas'))).toContain(
      'cannot be read: it is a folder',
    );
    if (process.getuid?.() === 0) return; // Root reads everything.
    chmodSync(join(place, 'work/personas/own.yaml'), 0);
    expect(complaint(() => library.file('persona', 'own'))).toContain('cannot be read: permission denied');
  });
});
