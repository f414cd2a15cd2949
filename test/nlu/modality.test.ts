import { describe, expect, it } from 'vitest';
import { actsOf, read } from './read.ts';

describe('how words are meant', () => {
  it('tells 不能便宜, 能不能便宜 and 您说"太贵" apart', () => {
    expect(actsOf('zh-CN', 'agent', '不能便宜了')).toEqual(['refuse']);
    expect(actsOf('zh-CN', 'buyer', '能不能便宜点')).toEqual(['haggle']);
    expect(actsOf('zh-CN', 'agent', '您说"太贵"')).not.toContain('haggle');
  });

  it('takes a solicitation that is refused for a refusal', () => {
    expect(actsOf('zh-CN', 'agent', '无法加微信')).toEqual(['refuse']);
  });

  it('reads run-together text without punctuation', () => {
    expect(actsOf('zh-CN', 'agent', '亲请核对一下收货地址哦')).toEqual(['confirm-details']);
    expect(actsOf('zh-CN', 'agent', '您好在的有什么可以帮您的亲')).toEqual(
      expect.arrayContaining(['greet', 'offer-help']),
    );
  });

  it('reads traditional characters, full width and long repeats alike', () => {
    expect(actsOf('zh-CN', 'buyer', '這款還有貨嗎')).toEqual(['ask']);
    expect(actsOf('en', 'buyer', 'ＨＥＬＬＯＯＯＯ')).toEqual(['greet']);
  });

  it('names the topic of a question', () => {
    expect(read('zh-CN', 'buyer', '退货运费谁出').acts[0]!.topic).toBe('return-freight');
    expect(read('en', 'buyer', 'does it ship today?').acts[0]!.topic).toBe('dispatch');
  });

  it('understands nothing in noise, and says where', () => {
    const reading = read('en', 'buyer', 'blorf zib');
    expect(reading.acts.map(({ act }) => act)).toEqual(['unknown']);
    expect(reading.unread).toEqual([[0, 9]]);
  });
});

describe('claims', () => {
  it('carries facts, and the answer to what was asked', () => {
    const reading = read('zh-CN', 'agent', '48小时内发货');
    expect(reading.claims[0]).toMatchObject({ topic: 'dispatch', facts: [{ kind: 'duration' }] });
  });
});
