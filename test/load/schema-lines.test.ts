import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { SCHEMA_NAMES } from '../../src/load/json-schemas.ts';
import { ROOT } from '../helpers/build-once.ts';

const files = ['personas', 'scenarios'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(ROOT, folder, name)),
);

test('every shipped file begins with the line by which editors complete and check it', () => {
  const wrong = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const kind = /^kind: (\S+)/m.exec(text)![1]!;
    const [, found] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? [];
    const place =
      found === undefined ? '' : relative(ROOT, resolve(dirname(file), found)).replaceAll('\\', '/');
    const known = (SCHEMA_NAMES as readonly string[]).includes(kind);
    return known && place === `dist/schemas/${kind}.schema.json` ? [] : [relative(ROOT, file)];
  });
  expect(wrong).toEqual([]);
  expect(files.length).toBeGreaterThan(100);
});
