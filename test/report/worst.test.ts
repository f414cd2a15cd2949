import { describe, expect, test } from 'vitest';
import { keepCase } from '../../src/report/build.ts';
import { createQuotedTranscripts, QUOTED_MAX, worstConversations } from '../../src/report/worst.ts';
import { report, reported } from './fixture.ts';

const total = (value: number) => ({
  score: { total: value, timing: value, politeness: value, accuracy: value, outcome: value },
});

describe('transcripts that a report quotes', () => {
  test('are those of the worst conversations, whatever order they come in', () => {
    const all = [70, 20, 90, 10, 50, 30, 80].map((value) =>
      reported(`s${value}/haggler/en/1`, { verdict: 'fail', ...total(value) }),
    );
    const worst = worstConversations(report(all)).slice(0, QUOTED_MAX);
    for (const order of [all, [...all].reverse()]) {
      const quoted = createQuotedTranscripts();
      for (const each of order) quoted.offer(keepCase(each).conversation, each.transcript);
      for (const each of all)
        expect(quoted.of(each.id) === each.transcript).toBe(worst.some(({ id }) => id === each.id));
    }
  });

  test('are never those of a conversation that passed', () => {
    const good = reported('size/haggler/en/1', { verdict: 'pass', ...total(1) });
    const quoted = createQuotedTranscripts();
    quoted.offer(keepCase(good).conversation, good.transcript);
    expect(quoted.of(good.id)).toBeUndefined();
  });
});
