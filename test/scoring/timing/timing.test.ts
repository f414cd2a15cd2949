import { describe, expect, it } from 'vitest';
import { RubricSchema } from '../../../src/model/rubric.ts';
import { buildConversation } from '../../../src/scoring/build-conversation.ts';
import { REGISTRY } from '../../../src/scoring/registry.ts';
import { shippedRubric, shippedRules } from '../../helpers/rule-packs.ts';
import { transcriptOf } from '../../helpers/transcript.ts';
import { stubReader } from '../stub-reader.ts';

const house = shippedRubric();

function measure(id: string, lines: string, counts: Partial<typeof house.counts> = {}) {
  const rubric = { ...house, counts: { ...house.counts, ...counts } };
  const conversation = buildConversation({
    transcript: transcriptOf(lines),
    rubric,
    rules: shippedRules,
    scenario: null,
    shop: null,
    market: null,
    reader: stubReader,
  });
  return REGISTRY.measures.get(id)!(conversation, {});
}

describe('the published vectors', () => {
  const a = `
    buyer: <ask> 在吗
    buyer +305s: <ask> 有货吗
    agent +170s: 有货`;

  it('gives 0 of 1 rounds in three minutes where the second message came late but the first waited 475 s', () => {
    expect(measure('reply-rate-180s-round', a).value).toBe(0);
    expect(measure('longest-wait', a).value).toBe(475_000);
  });

  it('gives 1 of 2 when the next question is answered in 30 s', () => {
    expect(measure('reply-rate-180s-round', `${a}\nbuyer +20s: <ask> 多少钱\nagent +30s: 239`).value).toBe(
      0.5,
    );
  });

  it('gives 0 of 1 for ten questions that nobody ever answered', () => {
    const ten = Array.from({ length: 10 }, () => 'buyer +18s: <ask> 在吗').join('\n');
    expect(measure('reply-rate-180s-round', `${ten}\nend +600s drifted`)).toMatchObject({ value: 0 });
    expect(measure('unanswered-at-close', `${ten}\nend +600s drifted`).value).toBe(10);
  });

  it('tells the units apart: nine fast rounds and a slow one', () => {
    const rounds = `${Array.from({ length: 9 }, () => 'buyer: <ask> 问\nagent +5s: 答').join('\n')}\nbuyer: <ask> 问\nagent +400s: 答`;
    expect(measure('reply-rate-180s-message', rounds).value).toBeCloseTo(0.9);
    expect(measure('reply-rate-180s-round', rounds).value).toBeCloseTo(0.9);
    expect(measure('reply-rate-180s-session', rounds).value).toBe(1);
    expect(measure('reply-rate-180s-customer-day', rounds).value).toBe(0);
  });
});

describe('the first response', () => {
  it('counts from the first buyer message, not from the greeting that went before', () => {
    expect(
      measure('first-response', 'agent: <greet> 您好\nbuyer +60s: <ask> 有货吗\nagent +7s: 有').value,
    ).toBe(7_000);
  });

  it('is not stopped by an automatic greeting, unless the rubric says so', () => {
    const lines = 'buyer: <ask> 在吗\nagent +1s auto: <greet> 您好\nagent +30s: 在的';
    expect(measure('first-response', lines).value).toBe(31_000);
    expect(measure('first-response', lines, { autoReplies: true }).value).toBe(1_000);
  });

  it('is the cap where nothing ever came', () => {
    expect(measure('first-response', 'buyer: <ask> 在吗\nend +90s drifted', { waitCap: 600_000 }).value).toBe(
      600_000,
    );
  });

  it('does not apply to a conversation in which the buyer asked nothing', () => {
    expect(measure('first-response', 'agent: <greet> 您好').value).toBeNull();
  });
});

describe('the silence gap', () => {
  it('starts again with a hold, and the answer time does not', () => {
    const lines = 'buyer: <ask> 查下快递\nagent +6s: <hold> 稍等\nagent +15s: 到杭州了';
    expect(measure('silence-gap', lines).value).toBe(15_000);
    expect(measure('average-answer', lines).value).toBe(21_000);
    expect(measure('average-response', lines).value).toBe(6_000);
  });

  it('ends with the answer: what the buyer does later is no silence', () => {
    expect(
      measure(
        'silence-gap',
        'buyer: <ask> 多少钱\nagent +5s: 239\nbuyer +300s: <thank> 谢谢\nend +5s settled',
      ).value,
    ).toBe(5_000);
  });
});

describe('what is owed no answer', () => {
  it('is a goodbye at the end', () => {
    expect(
      measure(
        'unanswered-at-close',
        'buyer: <ask> 多少钱\nagent: 239\nbuyer: <thank,farewell> 谢谢\nend +90s settled',
      ).value,
    ).toBe(0);
  });

  it('is a message that the session itself cut off', () => {
    expect(
      measure(
        'unanswered-at-close',
        'buyer: <ask> 多少钱\nagent: 239\nbuyer: <ask> 几天到\nend +90s turn-limit',
      ).value,
    ).toBe(0);
    expect(
      measure('unanswered-at-close', 'buyer: <ask> 多少钱\nagent: 239\nbuyer: <ask> 几天到\nend +1s left')
        .value,
    ).toBe(0);
  });
});

describe('hours of the day', () => {
  const late =
    'at 2026-11-11T22:59:00+08:00\nbuyer: <ask> 在吗\nagent +120s: 在\nbuyer +30s: <ask> 有货吗\nagent +400s: 有';
  const hours = { open: '08:00', close: '23:00' };

  it('leave out rounds that begin after closing', () => {
    expect(measure('longest-wait', late, { hours }).value).toBe(120_000);
  });

  it('can go by the start of the session instead', () => {
    expect(measure('longest-wait', late, { hours, hoursBy: 'session' }).value).toBe(400_000);
  });
});

it('is a rubric that the schema accepts', () => {
  expect(RubricSchema.safeParse({ ...house, counts: { ...house.counts, waitCap: '10m' } }).success).toBe(
    true,
  );
});
