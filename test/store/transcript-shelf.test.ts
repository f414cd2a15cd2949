import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRunStore } from '../../src/store/run-store.ts';
import { createTranscriptShelf } from '../../src/store/transcript-shelf.ts';
import { readTranscripts } from '../../src/transcript/read.ts';
import { ROOT } from '../helpers/build-once.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const GOLDEN = join(ROOT, 'transcripts/golden');
const NAMES = ['haggle-floor.haggler.en', 'size-advice.hesitant.en', 'late-parcel.complainer-late.en'];
const texts = NAMES.map((name) => readFileSync(join(GOLDEN, `${name}.jsonl`), 'utf8'));
const said = texts.map((text) => readTranscripts(text).conversations[0]!.transcript);

describe('a shelf of transcripts', () => {
  test('finds conversations of one file in any order, and none that is not there', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'all.jsonl'), texts.join(''));
    const shelf = createTranscriptShelf((path) => join(folder, path));
    for (const at of [0, 1, 2, 0, 2, 1, 1])
      expect(await shelf.at(`all.jsonl#${said[at]!.id}`)).toEqual(said[at]);
    expect(await shelf.at('all.jsonl#nobody')).toBeNull();
    await shelf.close();
  });

  test('finds them by the index of a run, whatever stands between', async () => {
    const folder = temporaryFolder();
    const store = createRunStore(folder, { info: { id: 'r', startedAt: '2026-11-10T20:00:00Z' } });
    for (const { id, events } of said) {
      const stored = store.begin(id);
      for (const event of events) stored.append(event);
      await stored.end();
    }
    await store.close();
    const shelf = createTranscriptShelf((path) => join(folder, path));
    for (const one of [...said].reverse())
      expect((await shelf.at(`w0-000.jsonl#${one.id}`))?.events.length).toBe(one.events.length);
    await shelf.close();
  });

  test('refuses a file that is not there', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a'));
    copyFileSync(join(GOLDEN, `${NAMES[0]}.jsonl`), join(folder, 'a', 'x.jsonl'));
    const shelf = createTranscriptShelf((path) => join(folder, path));
    await expect(shelf.at('a/y.jsonl#x')).rejects.toThrow('y.jsonl');
    await shelf.close();
  });
});
