import { describe, expect, it } from 'vitest';
import { createReader } from '../../src/nlu/reader.ts';
import { vocabularyOf } from '../../src/nlu/vocabulary.ts';
import { loadLocalePack } from '../../src/system/packs.ts';

const pack = loadLocalePack('zh-CN');

describe('a shop’s own words', () => {
  const reader = createReader(pack, {
    words: [
      { word: '不行不倒翁杯', fact: { kind: 'product', product: 'tumbler' } },
      { word: '雾蓝', fact: { kind: 'colour', colour: 'mist' } },
      { word: '杯口宽', attribute: 'rim-width', category: 't.spec' },
      { word: '最好小铺', category: 'allow' },
    ],
  });

  it('are read by their ids', () => {
    const facts = reader
      .read('不行不倒翁杯雾蓝有货吗', 'buyer')
      .facts.map(({ span, modality, ...value }) => value);
    expect(facts).toContainEqual({ kind: 'product', product: 'tumbler' });
    expect(facts).toContainEqual({ kind: 'colour', colour: 'mist' });
  });

  it('hide what the lexicon would see in a name', () => {
    const acts = reader.read('这里是最好小铺', 'agent').acts.map(({ act }) => act);
    expect(acts).not.toContain('absolute-term');
    expect(reader.read('这是不行不倒翁杯', 'agent').acts.map(({ act }) => act)).not.toContain('refuse');
  });

  it('name the attribute that is asked for', () => {
    expect(reader.read('杯口宽多少', 'buyer').acts[0]).toMatchObject({
      act: 'ask',
      topic: 'spec',
      detail: 'rim-width',
    });
  });

  it('are none without a shop', () => {
    expect(vocabularyOf(null, 'en').words).toEqual([]);
  });
});
