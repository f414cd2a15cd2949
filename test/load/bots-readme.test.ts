import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BOT_FIELDS, protocolFields } from '../helpers/bot-fields.ts';
import { ROOT } from '../helpers/build-once.ts';

const text = readFileSync(join(ROOT, 'scenarios/bots/README.md'), 'utf8');

/** The rows under a heading, each as its cells. */
function rowsUnder(heading: string): string[][] {
  const section = text.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .slice(2, -2)
        .split(/ \| | \|(?= )/)
        .map((cell) => cell.trim()),
    );
}

describe('scenarios/bots/README.md', () => {
  test.each([
    ['Fields of every file', 'common'],
    ['Fields of a request', 'request'],
    ['Fields of a reply', 'reply'],
  ] as const)('lists the %s, and no other', (heading, kind) => {
    const listed = rowsUnder(heading).map(([path, needed, takes]) => ({
      path: path!.replaceAll('`', ''),
      needed: needed === 'needed',
      takes,
    }));
    expect(listed).toEqual(BOT_FIELDS[kind]);
  });

  test('lists what single protocols have, which ones, and no other', () => {
    const listed = rowsUnder('Fields by protocol').map(([path, protocols, needed, takes]) => ({
      path: path!.replaceAll('`', ''),
      needed: needed === 'needed',
      takes,
      protocols: protocols!.split(', '),
    }));
    expect(listed).toEqual(protocolFields());
  });

  test('says what each field is, in both languages', () => {
    const rows = text.split('\n').filter((line) => /^\| `/.test(line));
    for (const row of rows) {
      const cells = row.slice(2, -2).split(/ \| | \|(?= )/);
      expect(cells.at(-2), row).toMatch(/[a-z]/);
      expect(cells.at(-1), row).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test('points to an example of every protocol, and to no file that is not there', () => {
    const files = readdirSync(join(ROOT, 'scenarios/bots')).filter((name) => name.endsWith('.yaml'));
    for (const file of files) expect(text, file).toContain(`](${file})`);
    for (const [, linked] of text.matchAll(/\]\(([\w-]+\.yaml)\)/g)) expect(files).toContain(linked);
  });
});
