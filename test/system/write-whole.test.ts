import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeWhole } from '../../src/system/write-whole.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

describe('a file that is written whole', () => {
  test('replaces what was there, and nothing lies beside it', () => {
    const path = join(temporaryFolder(), 'known.yaml');
    writeWhole(path, 'one');
    writeWhole(path, new TextEncoder().encode('two'));
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(existsSync(`${path}.new`)).toBe(false);
  });

  test.skipIf(!existsSync('/dev/full'))(
    'stays as it was where there is no room, and the error names it',
    () => {
      const path = join(temporaryFolder(), 'known.yaml');
      writeFileSync(path, 'what was accepted before');
      symlinkSync('/dev/full', `${path}.new`);
      expect(() => writeWhole(path, 'more')).toThrow(expect.objectContaining({ code: 'ENOSPC', path }));
      expect(readFileSync(path, 'utf8')).toBe('what was accepted before');
      expect(existsSync(`${path}.new`)).toBe(false);
    },
  );

  test.skipIf(process.platform === 'win32')('behind a link is replaced there, and the link stays', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'shared.yaml'), 'one');
    symlinkSync('shared.yaml', join(folder, 'known.yaml'));
    writeWhole(join(folder, 'known.yaml'), 'two');
    expect(readFileSync(join(folder, 'shared.yaml'), 'utf8')).toBe('two');
    expect(lstatSync(join(folder, 'known.yaml')).isSymbolicLink()).toBe(true);
    symlinkSync('not-yet.yaml', join(folder, 'new.yaml'));
    writeWhole(join(folder, 'new.yaml'), 'three');
    expect(readFileSync(join(folder, 'not-yet.yaml'), 'utf8')).toBe('three');
  });

  test('that is a folder is an error with its path', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'known.yaml'));
    expect(() => writeWhole(join(folder, 'known.yaml'), 'x')).toThrow(
      expect.objectContaining({ code: 'EISDIR', path: join(folder, 'known.yaml') }),
    );
  });
});
