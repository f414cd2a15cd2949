import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { createBook, type RecordSink } from '../../src/commands/run/book.ts';
import type { CaseRecord } from '../../src/model/case-record.ts';
import { keepCase } from '../../src/report/build.ts';
import { QUOTED_MAX } from '../../src/report/worst.ts';
import { reported } from '../report/fixture.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function sinkOf(): RecordSink & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    append: (record) => void lines.push(JSON.stringify(record)),
    *records() {
      for (const line of lines) yield JSON.parse(line) as CaseRecord;
    },
  };
}

function recordOf(
  each: ReturnType<typeof reported>,
  order: number,
  more: Partial<CaseRecord> = {},
): CaseRecord {
  const { conversation, exchanges, agentLatencyMs } = keepCase(each);
  return { order, conversation, exchanges, agentLatencyMs, answered: true, ...more };
}

describe('the book of a run', () => {
  test.each([200, 2_000])('holds on to three transcripts of %i conversations', async (count) => {
    const book = createBook(sinkOf());
    const transcripts: WeakRef<object>[] = [];
    const ids: string[] = [];
    for (let i = 0; i < count; i += 1) {
      const each = reported(`size/haggler/en/${i}`, { verdict: 'fail' });
      transcripts.push(new WeakRef(each.transcript));
      ids.push(each.id);
      book.add(recordOf(each, i), each.transcript);
    }
    // A weak reference holds its target until the running task ends.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    const alive = transcripts.filter((each) => each.deref() !== undefined).length;
    expect(alive).toBeLessThanOrEqual(QUOTED_MAX + 2);
    expect(book.overview().all.count).toBe(count);
    expect([...book.conversations]).toHaveLength(count);
    expect(ids.filter((id) => book.transcriptOf(id) !== undefined)).toHaveLength(QUOTED_MAX);
  });

  test('knows whether the bot answered at all, and the first trouble', () => {
    const book = createBook(sinkOf());
    const each = reported('a/p/en/1');
    book.add(recordOf(each, 0, { answered: false, trouble: 'refused' }), each.transcript);
    expect([book.answered, book.trouble]).toEqual([false, 'refused']);
    book.add(recordOf(each, 1), each.transcript);
    expect([book.answered, book.trouble]).toEqual([true, 'refused']);
  });
});
