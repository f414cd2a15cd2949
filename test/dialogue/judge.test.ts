import { describe, expect, it } from 'vitest';
import { judge, statementTold } from '../../src/dialogue/judge.ts';
import type { Claim, Fact } from '../../src/model/fact.ts';
import type { Reading } from '../../src/model/reading.ts';
import type { Topic } from '../../src/model/topic.ts';
import type { Truth } from '../../src/shop/truth-types.ts';

const span = [0, 1] as const;
const claim = (topic: Topic, facts: readonly Fact[] = [], polarity?: 'yes' | 'no'): Claim => ({
  topic,
  facts,
  span,
  ...(polarity ? { polarity } : {}),
});
const reading = (claims: readonly Claim[], acts: readonly string[] = ['inform'], text = ''): Reading => ({
  text,
  acts: acts.map((act) => ({ act: act as never, span, modality: 'plain', why: 'test', certain: true })),
  facts: claims.flatMap((one) => one.facts),
  claims,
  unread: [],
});
const truth = (parts: Partial<Truth>): Truth => ({
  topic: 'price',
  family: 'prices',
  complete: true,
  known: true,
  groups: [],
  slots: {},
  ...parts,
});
const money = (minor: number): Fact => ({ kind: 'money', minor, role: 'price', span });

describe('judging an answer', () => {
  const price = truth({
    groups: [{ name: 'price', required: true, values: [{ kind: 'money', minor: 23_900, role: 'price' }] }],
  });

  it('calls the true value right and another of its kind wrong', () => {
    expect(
      judge({ topic: 'price' }, () => price, reading([claim('price', [money(23_900)])]), true).answered,
    ).toBe('right');
    expect(
      judge({ topic: 'price' }, () => price, reading([claim('price', [money(19_900)])]), true).answered,
    ).toBe('wrong');
  });

  it('calls an answer on another topic beside the question, and a hold no answer', () => {
    expect(
      judge(
        { topic: 'price' },
        () => price,
        reading([claim('courier', [{ kind: 'courier', courier: 'yunque', span }])]),
        true,
      ).answered,
    ).toBe('beside');
    expect(judge({ topic: 'price' }, () => price, reading([], ['hold', 'greet']), true).answered).toBe(
      'none',
    );
  });

  it('takes a bare yes for an answer only where yes can be one', () => {
    expect(judge({ topic: 'size' }, null, reading([], ['consent']), true).answered).toBe('none');
    expect(judge({ topic: 'stock' }, null, reading([], ['affirm']), true).answered).toBe('unsupported');
  });

  it('compares yes and no where no value is told', () => {
    const stock = truth({ topic: 'stock', family: 'stock', polarity: 'no' });
    expect(judge({ topic: 'stock' }, () => stock, reading([claim('stock', [], 'no')]), true).answered).toBe(
      'right',
    );
    expect(judge({ topic: 'stock' }, () => stock, reading([claim('stock', [], 'yes')]), true).answered).toBe(
      'wrong',
    );
  });

  it('asks for every required group and says which is missing', () => {
    const terms = truth({
      topic: 'return-period',
      family: 'policy',
      groups: [
        { name: 'period', required: true, values: [{ kind: 'duration', msMin: 7, msMax: 7 }] },
        { name: 'payer', required: true, values: [{ kind: 'freight-payer', payer: 'buyer' }] },
      ],
    });
    const half = judge(
      { topic: 'return-period' },
      () => terms,
      reading([claim('return-period', [{ kind: 'duration', msMin: 7, msMax: 7, span }])]),
      true,
    );
    expect([half.answered, half.missing]).toEqual(['partly', ['payer']]);
  });
});

describe('statements', () => {
  const care = { text: '冷水手洗，阴干。', keys: ['手洗', 'cold&hand'], denies: ['机洗', 'waterproof'] };
  it('are told by one of their keys, and a key with & needs both words', () => {
    expect(statementTold(care, '亲，这款建议手洗哦')).toBe('told');
    expect(statementTold(care, 'cold water please')).toBe(null);
    expect(statementTold(care, 'Hand wash in cold water')).toBe('told');
  });
  it('are denied by the opposite only where it is asserted', () => {
    expect(statementTold(care, '可以机洗的')).toBe('denied');
    expect(statementTold(care, '不能机洗，要手洗')).toBe('told');
    expect(statementTold(care, "It isn't waterproof, I'm afraid")).toBe(null);
    expect(statementTold(care, "It's waterproof")).toBe('denied');
  });
});
