import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { createResults } from '../../src/commands/run/results.ts';
import { QUOTED_MAX } from '../../src/report/worst.ts';
import { reported } from '../report/fixture.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('the results of a run', () => {
  test.each([200, 2_000])('hold on to three transcripts of %i conversations', async (count) => {
    const results = createResults();
    const transcripts: WeakRef<object>[] = [];
    const ids: string[] = [];
    for (let i = 0; i < count; i += 1) {
      const each = reported(`size/haggler/en/${i}`, { verdict: 'fail' });
      transcripts.push(new WeakRef(each.transcript));
      ids.push(each.id);
      results.add(each);
    }
    // A weak reference holds its target until the running task ends.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    const alive = transcripts.filter((each) => each.deref() !== undefined).length;
    expect(alive).toBeLessThanOrEqual(QUOTED_MAX + 2);
    expect(results.inOrder(ids)).toHaveLength(count);
    expect(ids.filter((id) => results.transcriptOf(id) !== undefined)).toHaveLength(QUOTED_MAX);
  });

  test('come in the order of the plan, without those that were not played', () => {
    const results = createResults();
    for (const id of ['b/p/en/1', 'a/p/en/1']) results.add(reported(id));
    const played = results.inOrder(['a/p/en/1', 'missing/p/en/1', 'b/p/en/1']);
    expect(played.map(({ conversation }) => conversation.id)).toEqual(['a/p/en/1', 'b/p/en/1']);
  });

  test('say whether the bot answered, and the first trouble of each conversation', () => {
    const results = createResults();
    results.add(reported('a/p/en/1', {}, [['buyer', 'hello?']]));
    results.add(
      reported('b/p/en/1', {}, [
        ['buyer', 'hello?'],
        ['agent', 'hello'],
      ]),
    );
    const [silent, spoke] = results.inOrder(['a/p/en/1', 'b/p/en/1']);
    expect([silent?.answered, spoke?.answered]).toEqual([false, true]);
    expect(silent?.trouble).toBeUndefined();
  });
});
