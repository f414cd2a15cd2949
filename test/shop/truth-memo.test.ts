import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../src/model/locale.ts';
import { TOPICS } from '../../src/model/topic.ts';
import { applyAgentAction } from '../../src/shop/agent-actions.ts';
import { truth } from '../../src/shop/truth.ts';
import { TruthMemo } from '../../src/shop/truth-memo.ts';
import { applyWorldEvent } from '../../src/shop/world-events.ts';
import { tinyWorld } from '../helpers/tiny-shop.ts';

describe('what is true, remembered', () => {
  it.each(LOCALES)(
    'is what truth says, asked once or again, also of another conversation, in %s',
    (locale) => {
      for (let round = 0; round < 2; round += 1) {
        const world = tinyWorld(locale);
        const memo = new TruthMemo(world);
        for (const topic of TOPICS) {
          const question = { topic, product: 'coat', order: 'delivered', heightCm: 160, weightKg: 55 };
          expect(memo.of(question, 0), topic).toEqual(truth(tinyWorld(locale), question, 0));
          expect(memo.of({ ...question }, 1_000), topic).toEqual(memo.of(question, 0));
        }
      }
    },
  );

  it('changes with what is done and what happens, and for that conversation alone', () => {
    const [world, other] = [tinyWorld('en'), tinyWorld('en')];
    const [memo, others] = [new TruthMemo(world), new TruthMemo(other)];
    const question = { topic: 'order-state', order: 'stuck' } as const;
    const before = memo.of(question, 0);
    expect(others.of(question, 0)).toEqual(before);
    applyWorldEvent(world, 'delivered', { order: 'stuck' }, 10);
    expect(memo.of(question, 10)).toEqual(truth(world, question, 10));
    expect(memo.of(question, 10)).not.toEqual(before);
    expect(others.of(question, 10)).toEqual(before);
    applyAgentAction(other, { name: 'refund', args: { order: 'stuck', amount: 5 } }, 20);
    expect(others.of(question, 20)).toEqual(truth(other, question, 20));
  });

  it('changes when the clock passes into the next five minutes', () => {
    const world = tinyWorld('zh-CN');
    const memo = new TruthMemo(world);
    for (let at = 0; at < 86_400_000; at += 1_800_000)
      expect(memo.of({ topic: 'dispatch', product: 'coat' }, at)).toEqual(
        truth(world, { topic: 'dispatch', product: 'coat' }, at),
      );
  });
});
