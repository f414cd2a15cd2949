import { describe, expect, it } from 'vitest';
import { factEquals } from '../../src/dialogue/fact-equals.ts';
import type { FactValue } from '../../src/model/fact.ts';
import { LOCALES } from '../../src/model/locale.ts';
import type { Question } from '../../src/model/question.ts';
import { TOPICS } from '../../src/model/topic.ts';
import { applyAgentAction } from '../../src/shop/agent-actions.ts';
import { truth } from '../../src/shop/truth.ts';
import type { Truth } from '../../src/shop/truth-types.ts';
import { applyWorldEvent } from '../../src/shop/world-events.ts';
import { tinyWorld } from '../helpers/tiny-shop.ts';

const DAY = 86_400_000;
const agreesWithTruth = (fact: FactValue, known: Truth) =>
  known.groups.some((group) => group.values.some((value) => factEquals(fact, value)));
const TALK = ['identity', 'follow-up', 'chat'];
const ask = (locale: 'zh-CN' | 'en', question: Question, cast = {}) =>
  truth(tinyWorld(locale, cast), question, 0);
const agrees = (locale: 'zh-CN' | 'en', question: Question, fact: FactValue) =>
  agreesWithTruth(fact, ask(locale, question));

describe('truth', () => {
  it.each(LOCALES)('has an answer on every topic about goods, way and rules in %s', (locale) => {
    for (const topic of TOPICS) {
      const answer = ask(locale, {
        topic,
        product: 'coat',
        order: topic === 'delay-cause' ? 'stuck' : 'delivered',
        heightCm: 160,
        weightKg: 55,
      });
      if (topic === 'authenticity' || topic === 'occasion' || TALK.includes(topic)) continue;
      expect(answer.known, topic).toBe(true);
      expect(
        answer.groups.length > 0 || answer.statement !== undefined || answer.polarity !== undefined,
        topic,
      ).toBe(true);
      for (const [slot, text] of Object.entries(answer.slots))
        expect(text, `${topic} ${slot}`).not.toMatch(/undefined|NaN|\{/);
    }
  });

  it('marks a topic complete as its sheet is, and the talk itself as no sheet’s', () => {
    expect(ask('en', { topic: 'price', product: 'coat' })).toMatchObject({
      complete: true,
      family: 'prices',
    });
    expect(ask('en', { topic: 'invoice' })).toMatchObject({ complete: false, family: 'policy' });
    expect(ask('en', { topic: 'chat' })).toMatchObject({ complete: false, family: null, known: false });
  });

  it('knows the price of the moment, with what an agent agreed to', () => {
    const world = tinyWorld('en');
    expect(truth(world, { topic: 'price', product: 'coat' }, 0).slots).toMatchObject({
      price: '£180',
      list: '£200',
      best: '£170',
    });
    applyAgentAction(world, { name: 'change-price', args: { product: 'coat', price: 158 } }, 0);
    expect(
      agreesWithTruth({ kind: 'money', minor: 15800 }, truth(world, { topic: 'price', product: 'coat' }, 0)),
    ).toBe(true);
    expect(
      agreesWithTruth({ kind: 'money', minor: 21000 }, truth(world, { topic: 'price', product: 'coat' }, 0)),
    ).toBe(false);
  });

  it('tells a promotion only while it runs', () => {
    const world = tinyWorld('zh-CN');
    expect(truth(world, { topic: 'promotion', product: 'coat' }, 0)).toMatchObject({
      polarity: 'yes',
      slots: { promotion: '秋季九折（9折）', until: '后天' },
    });
    expect(truth(world, { topic: 'promotion', product: 'coat' }, 4 * DAY).polarity).toBe('no');
    applyWorldEvent(world, 'promotion-ended', { promotion: 'autumn' }, 1000);
    expect(truth(world, { topic: 'promotion', product: 'coat' }, 2000).polarity).toBe('no');
  });

  it('counts the stock of the very variant', () => {
    expect(ask('en', { topic: 'stock', product: 'coat', colour: 'red', size: 'M' })).toMatchObject({
      polarity: 'yes',
      slots: { stock: '1' },
    });
    expect(ask('en', { topic: 'stock', product: 'coat', colour: 'red', size: 'L' })).toMatchObject({
      polarity: 'no',
      slots: { restock: 'Friday 20 November', inStock: 'navy' },
    });
    expect(ask('en', { topic: 'stock', product: 'coat', colour: 'green' }).polarity).toBe('no');
  });

  it('says when a parcel leaves and comes by the calendar', () => {
    expect(agrees('zh-CN', { topic: 'dispatch' }, { kind: 'date', dayOffset: 0 })).toBe(true);
    expect(agrees('zh-CN', { topic: 'dispatch' }, { kind: 'duration', msMin: 0, msMax: 2 * DAY })).toBe(true);
    expect(agrees('zh-CN', { topic: 'dispatch' }, { kind: 'duration', msMin: 0, msMax: 3_600_000 })).toBe(
      false,
    );
    expect(agrees('zh-CN', { topic: 'dispatch' }, { kind: 'date', dayOffset: 7 })).toBe(false);
    expect(
      agrees(
        'zh-CN',
        { topic: 'arrival', region: 'near' },
        { kind: 'duration', msMin: 2 * DAY, msMax: 3 * DAY },
      ),
    ).toBe(true);
    expect(
      agrees('zh-CN', { topic: 'arrival', region: 'near' }, { kind: 'duration', msMin: DAY, msMax: DAY }),
    ).toBe(false);
    expect(agrees('zh-CN', { topic: 'arrival', region: 'near' }, { kind: 'date', month: 11, day: 13 })).toBe(
      true,
    );
  });

  it('finds a region by any of its names and says when none is reached', () => {
    expect(ask('zh-CN', { topic: 'region', region: '浙江杭州' })).toMatchObject({
      known: true,
      polarity: 'yes',
    });
    expect(ask('zh-CN', { topic: 'region', region: '海外' })).toMatchObject({ known: true, polarity: 'no' });
    expect(ask('zh-CN', { topic: 'region', region: '火星' })).toMatchObject({ known: false, polarity: 'no' });
  });

  it('puts freight on the side that the reason asks for', () => {
    const seller: FactValue = { kind: 'freight-payer', payer: 'seller' };
    expect(agrees('en', { topic: 'return-freight', problem: 'quality' }, seller)).toBe(true);
    expect(agrees('en', { topic: 'return-freight', problem: 'changed-mind' }, seller)).toBe(false);
    expect(
      agrees('en', { topic: 'return-freight', problem: 'broken' }, { kind: 'freight-payer', payer: 'buyer' }),
    ).toBe(false);
  });

  it('knows how long goods may come back, and for which they may not', () => {
    expect(
      agrees('zh-CN', { topic: 'return-period' }, { kind: 'duration', msMin: 7 * DAY, msMax: 7 * DAY }),
    ).toBe(true);
    expect(
      agrees('zh-CN', { topic: 'return-period' }, { kind: 'duration', msMin: 10 * DAY, msMax: 10 * DAY }),
    ).toBe(false);
    expect(ask('zh-CN', { topic: 'return-exclusion', product: 'tee' }).slots.returnable).toBe('no');
    expect(ask('zh-CN', { topic: 'return-exclusion', product: 'coat' }).slots.returnable).toBe('yes');
  });

  it('tells the cause of a delay and the new day', () => {
    expect(ask('zh-CN', { topic: 'delay-cause', order: 'stuck' })).toMatchObject({
      statement: { keys: ['爆仓'] },
      slots: { eta: '11月13日' },
    });
    expect(ask('zh-CN', { topic: 'delay-cause', order: 'delivered' }).known).toBe(false);
  });
});
