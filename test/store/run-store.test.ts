import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readInput } from '../../src/store/inputs.ts';
import {
  findConversation,
  finishedConversations,
  readRun,
  type StoredTranscript,
} from '../../src/store/read-run.ts';
import { readRunInfo } from '../../src/store/run-info.ts';
import { createRunStore, type RunStore } from '../../src/store/run-store.ts';
import { StoreError, sayStoreError } from '../../src/store/store-error.ts';
import { REDACTED } from '../../src/transcript/redact.ts';
import { smallConversation } from '../helpers/small-conversation.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

describe('a run folder', () => {
  it('gives back every conversation, with its reference', async () => {
    const dir = temporaryFolder();
    const store = createRunStore(dir, { info: { id: 'r1', startedAt: 'today' } });
    const refs = ['a', 'b/zh-CN/1', '订单 #3'].map((id) => write(store, id));
    await store.close();
    const read = await all(dir);
    expect(read.map((each) => each.ref)).toEqual(refs);
    expect(read.map((each) => each.transcript.events)).toEqual(
      ['a', 'b/zh-CN/1', '订单 #3'].map((id) => smallConversation(id)),
    );
    for (const ref of refs) expect((await findConversation(dir, ref))?.ref).toBe(ref);
    expect(await findConversation(dir, 'w0-000.jsonl#nobody')).toBeNull();
    expect(readRunInfo(dir)).toEqual({ format: 'peilian-run/1', id: 'r1', startedAt: 'today' });
  });

  it('needs as many files as conversations are open at once, however many there are', async () => {
    const dir = temporaryFolder();
    const store = createRunStore(dir, { info: { id: 'r1' } });
    for (let round = 0; round < 50; round++) {
      const open = [0, 1, 2].map((at) => ({
        writer: store.begin(`${round}-${at}`),
        events: smallConversation(`${round}-${at}`),
      }));
      for (let index = 0; index < 4; index++)
        for (const { writer, events } of open) writer.append(events[index]!);
      for (const { writer } of open) void writer.end();
    }
    await store.close();
    expect(readdirSync(dir).filter((name) => name.endsWith('.jsonl'))).toEqual([
      'w0-000.jsonl',
      'w0-001.jsonl',
      'w0-002.jsonl',
      'w0.index.jsonl',
    ]);
    const read = await all(dir);
    expect(read).toHaveLength(150);
    expect(read.every((each) => each.complete && each.intact)).toBe(true);
  });

  it('has written an event before the next tick', async () => {
    const dir = temporaryFolder();
    const store = createRunStore(dir);
    const writer = store.begin('a');
    writer.append(smallConversation('a')[0]!);
    await new Promise((resolve) => setImmediate(resolve));
    expect(readFileSync(join(dir, 'w0-000.jsonl'), 'utf8')).toMatch(/\n$/);
    await store.close();
  });

  it('has an event on the disk at once in practice and exams', async () => {
    const dir = temporaryFolder();
    const store = createRunStore(dir, { syncEach: 'event' });
    store.begin('a').append(smallConversation('a')[0]!);
    expect(readFileSync(join(dir, 'w0-000.jsonl'), 'utf8')).toMatch(/\n$/);
    await store.close();
  });

  it('is found without its index', async () => {
    const dir = temporaryFolder();
    const store = createRunStore(dir);
    const ref = write(store, 'a');
    await store.close();
    writeFileSync(join(dir, 'w0.index.jsonl'), 'torn');
    expect((await findConversation(dir, ref))?.complete).toBe(true);
  });

  it('refuses a folder that holds a run, unless it is resumed', async () => {
    const dir = temporaryFolder();
    await createRunStore(dir, { info: { id: 'r1' } }).close();
    expect(() => createRunStore(dir, { info: { id: 'r2' } })).toThrow(
      expect.objectContaining({ code: 'exists', message: expect.stringContaining('--resume') }),
    );
    await createRunStore(dir, { info: { id: 'r1' }, resume: true }).close();
  });

  it('resumed, leaves out what was interrupted and then played to its end', async () => {
    const dir = temporaryFolder();
    const first = createRunStore(dir, { info: { id: 'r1' } });
    write(first, 'a');
    for (const event of smallConversation('b', ['hello'], { ending: false })) first.begin('b').append(event);
    for (const event of smallConversation('c', ['hello'], { ending: false })) first.begin('c').append(event);
    await first.close();
    expect(await finishedConversations(dir)).toEqual(new Set(['a']));
    const second = createRunStore(dir, { info: { id: 'r1' }, resume: true, worker: 'w7' });
    write(second, 'b');
    await second.close();
    const read = await all(dir);
    expect(read.map((each) => [each.transcript.id, each.complete]).sort()).toEqual([
      ['a', true],
      ['b', true],
      ['c', false],
    ]);
  });

  it('keeps inputs by the hash of their content, once', async () => {
    const dir = temporaryFolder();
    const store = createRunStore(dir);
    const ref = store.keepInput('haggler', 'kind: persona\n');
    expect(store.keepInput('again', 'kind: persona\n').hash).toBe(ref.hash);
    expect(readdirSync(join(dir, 'inputs'))).toEqual([ref.hash]);
    expect(readInput(dir, ref.hash)).toBe('kind: persona\n');
    expect(() => readInput(dir, '../run.json')).toThrow(StoreError);
    await store.close();
  });

  it('lets no secret reach a file', async () => {
    const dir = temporaryFolder();
    const store = createRunStore(dir, {
      info: { id: 'r1', bot: 'http://h/?key=tok-99' },
      secrets: ['tok-99'],
    });
    store.keepInput('bot', 'authorization: tok-99');
    const writer = store.begin('a');
    for (const event of smallConversation('a', ['tok-99', 'you said tok-99'])) writer.append(event);
    await writer.end();
    store.updateInfo({ error: 'tok-99 was refused' });
    await store.close();
    const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    for (const file of files)
      expect(readFileSync(join(file.parentPath, file.name), 'utf8')).not.toContain('tok-99');
    const [read] = await all(dir);
    expect(read).toMatchObject({ intact: true });
    expect(read!.transcript.events[2]).toMatchObject({ text: `you said ${REDACTED}` });
  });

  it.each(['../x.jsonl#a', '/etc/passwd#a', 'no-mark'])(
    'finds nothing outside the folder: %s',
    async (ref) => {
      await expect(findConversation(temporaryFolder(), ref)).rejects.toMatchObject({ code: 'bad-name' });
    },
  );
});

describe('a store that cannot write', () => {
  it.skipIf(process.platform !== 'linux')(
    'says so when the disk is full, and goes on saying so (needs /dev/full)',
    async () => {
      const dir = temporaryFolder();
      symlinkSync('/dev/full', join(dir, 'w0.index.jsonl'));
      const store = createRunStore(dir, { info: { id: 'r1' } });
      const writer = store.begin('a');
      for (const event of smallConversation('a')) writer.append(event);
      await writer.end();
      await new Promise((resolve) => setImmediate(resolve));
      expect(store.failure).toMatchObject({ code: 'disk-full' });
      expect(() => write(store, 'b')).toThrow(/the disk is full at .*; free some space/);
      await expect(store.close()).rejects.toMatchObject({ code: 'disk-full' });
    },
  );

  it('says which folder cannot be made', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => createRunStore(join(file, 'run'))).toThrow(StoreError);
  });

  it('names read-only disks, missing rights and missing folders, with what to do, in both languages', async () => {
    for (const code of [
      'disk-full',
      'read-only',
      'no-permission',
      'exists',
      'not-found',
      'not-a-folder',
      'too-many-files',
      'failed',
      'bad-name',
    ] as const) {
      const error = { code, path: '/x/run', reason: 'EIO' };
      expect(sayStoreError('en', error)).toContain('/x/run');
      expect(sayStoreError('zh-CN', error)).toMatch(/\/x\/run.*\p{Script=Han}|\p{Script=Han}.*\/x\/run/u);
    }
    await expect(all(join(temporaryFolder(), 'nowhere'))).rejects.toMatchObject({ code: 'not-found' });
  });
});

function write(store: RunStore, id: string): string {
  const writer = store.begin(id);
  for (const event of smallConversation(id)) writer.append(event);
  void writer.end();
  return writer.ref;
}

async function all(dir: string): Promise<StoredTranscript[]> {
  const read: StoredTranscript[] = [];
  for await (const stored of readRun(dir)) read.push(stored);
  return read;
}
