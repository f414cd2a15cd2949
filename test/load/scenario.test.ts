import { describe, expect, test } from 'vitest';
import { checkCast } from '../../src/load/cast.ts';
import { renderProblem } from '../../src/load/problem.ts';
import { loadScenario, loadScenarioSource } from '../../src/load/scenario.ts';
import { fixture, mustLoad, problemsOf, shopWith } from './fixture.ts';

const FILE = 'scenarios/cases/pre-sale/tiny-case.yaml';

describe('a scenario', () => {
  test('has its defaults filled in', () => {
    const scenario = mustLoad(loadScenario(fixture(FILE)));
    expect(scenario.agenda?.[0]).toEqual({ ask: 'size', about: 'item', must: true });
    expect(scenario.bounds).toEqual({ messages: 60, duration: 1_800_000 });
  });

  const AGENDA = '  - { ask: size, about: item }\n';
  const BAD: readonly (readonly [what: string, find: string, replacement: string, sentence: string])[] = [
    [
      'a slip in a verb',
      'ask: size',
      'aks: size',
      'agenda[0].aks must be one verb with what belongs to it: ask, need, haggle',
    ],
    ['a slip in a verb, with the right one named', 'ask: size', 'aks: size', 'hint: did you mean ask?'],
    ['a topic that is not known', 'ask: size', 'ask: sise', 'agenda[0].ask must be one of 51 known values'],
    [
      'a field of another verb',
      'haggle: item',
      'haggle: item, about: item',
      'agenda[1].about is not a known field',
    ],
    [
      'a slip in a field of a verb',
      'ask: size, about',
      'ask: size, abuot',
      'agenda[0].abuot is not a known field',
    ],
    ['a plain word for a matter', AGENDA, '  - ask\n', 'agenda[0] must be one verb with what belongs to it'],
    [
      'a role that is not there',
      'ask: size, about: item',
      'ask: size, about: itme',
      'agenda[0].about must be a role of this scenario; found itme',
    ],
    [
      'an order where a product is meant',
      'haggle: item',
      'haggle: parcel',
      'agenda[1].haggle must be a role of kind product; found parcel, which is of kind order',
    ],
    [
      'a product where an order is meant',
      'about: parcel',
      'about: item',
      'agenda[2].about must be a role of kind order; found item, which is of kind product',
    ],
    [
      'a role kind that is none',
      'kind: order, states',
      'kind: odrer, states',
      'roles.parcel.kind must be one of product, order; found odrer',
    ],
    [
      'a role that nothing plays',
      'en: { shop: tiny-shop, roles: { item: scarf, parcel: late }',
      'en: { shop: tiny-shop, roles: { item: scarf }',
      'cast.en.roles must say what plays parcel in this shop',
    ],
    [
      'a role too many in the cast',
      'en: { shop: tiny-shop, roles: { item',
      'en: { shop: tiny-shop, roles: { thing: mug, item',
      'cast.en.roles.thing must be a role of this scenario; found thing',
    ],
    [
      'a condition that is none',
      'answered: size',
      'answred: size',
      'outcome.good[0].answred must be one verb with what belongs to it: action, ordered, state',
    ],
    [
      'a condition on a role that is not there',
      'ordered: item',
      'ordered: thing',
      'outcome.good[1].ordered must be a role of this scenario; found thing',
    ],
    [
      'an event on a matter that is not there',
      '{ on: 1',
      '{ on: 9',
      'events[0].on must be the number of a matter, 1 to 3; found 9',
    ],
    [
      'an event at no time',
      '{ on: 1, ',
      '{ ',
      'events[0] must have either after (a time) or on (the number of a matter)',
    ],
    [
      'a persona that it fits and forbids',
      'forbids: []',
      'forbids: [tiny-persona]',
      'forbids[0] must not stand under fits as well; found tiny-persona',
    ],
    [
      'itself to follow',
      'forbids: []',
      'forbids: []\nfollows: tiny-case',
      'follows must be another scenario; found tiny-case',
    ],
    [
      'an agenda and a script',
      'events:',
      'script:\n  - { wait: 5s }\nevents:',
      'must have either an agenda or a script',
    ],
    [
      'a step of a script in an agenda',
      AGENDA,
      '  - { expect: [greet], within: 30s }\n',
      'agenda[0].expect belongs to a script; an agenda says what the buyer wants',
    ],
    [
      'a day for an instant',
      'en: "2026-11-10T20:00:00+00:00" }',
      'en: "2026-11-10" }',
      'startsAt.en must be a date and time with an offset, such as 2026-11-11T20:15:00+08:00; found 2026-11-10',
    ],
    [
      'neither a text nor an intent to say',
      AGENDA,
      '  - { say: 5 }\n',
      'agenda[0].say must be a text, or a mapping (key: value); found 5',
    ],
  ];
  test.each(BAD)('is refused with %s', (_what, find, replacement, sentence) => {
    const problems = problemsOf(loadScenario(fixture(FILE, find, replacement)));
    expect(problems.map(renderProblem).join('\n')).toContain(sentence);
  });

  test('is refused with a step that skips beyond its script, or waits for no expectation', () => {
    const script =
      'script:\n  - { say: greet }\n  - { when: met, steps: 5 }\n  - { leave: left }\nevents: []\n';
    const text = fixture(FILE).text.replace(/agenda:[\s\S]*?(?=outcome:)/, script);
    const sentences = problemsOf(loadScenario({ file: FILE, text }))
      .map(renderProblem)
      .join('\n');
    expect(sentences).toContain('script[1].when must come after an expect');
    expect(sentences).toContain('script[1].steps must not reach beyond the script: 1 steps follow; found 5');
  });
});

describe('a cast', () => {
  const cast = (find?: string, replacement?: string, shop = mustLoad(shopWith())) => {
    const { value, source } = mustLoad(loadScenarioSource(fixture(FILE, find, replacement)));
    return checkCast(value, source, 'en', shop).map(renderProblem).join('\n');
  };

  test('fits when the shop has what the roles need', () => {
    expect(cast()).toBe('');
  });

  const EN = 'en: { shop: tiny-shop, roles: { item: scarf, parcel: late }, customer: ann }';
  const BAD: readonly (readonly [what: string, find: string, replacement: string, sentence: string])[] = [
    [
      'a product that is not sold',
      EN,
      EN.replace('scarf', 'scraf'),
      'cast.en.roles.item must be a product of tiny-shop; found scraf',
    ],
    [
      'a product without what the role needs',
      EN,
      EN.replace('scarf', 'mug'),
      'cast.en.roles.item must be a product with sizes; found mug, which has not',
    ],
    [
      'a product of another category',
      'kind: product,',
      'kind: product, category: hats,',
      'must be a product of category hats; found scarf, of category scarves',
    ],
    [
      'no promotion at that time',
      'needs: [sizes, colours]',
      'needs: [promotion]',
      'must be a product with a promotion when the scenario starts',
    ],
    [
      'an order that is not there',
      EN,
      EN.replace('late', 'lost'),
      'cast.en.roles.parcel must be an order of tiny-shop; found lost',
    ],
    [
      'an order in another state',
      EN,
      EN.replace('late', 'fresh'),
      'must be an order that is in-transit; found fresh, which is unpaid',
    ],
    [
      'an order without what the role needs',
      'needs: [tracking]',
      'needs: [trouble]',
      'must be an order with a trouble on its way; found late, which has not',
    ],
    [
      'an order from the future',
      'en: "2026-11-10T20:00:00+00:00"',
      'en: "2026-11-01T20:00:00+00:00"',
      'must be an order placed before the scenario starts',
    ],
    [
      'a customer who is not there',
      EN,
      EN.replace('ann', 'bob'),
      'cast.en.customer must be a customer of tiny-shop; found bob',
    ],
    [
      'a region that the shop does not know',
      'en: { region: north }',
      'en: { region: mars }',
      'knows.en.region must be a region of tiny-shop; found mars',
    ],
  ];
  test.each(BAD)('is refused with %s', (_what, find, replacement, sentence) => {
    expect(cast(find, replacement)).toContain(sentence);
  });

  test('is refused with a shop of another language', () => {
    const { value, source } = mustLoad(loadScenarioSource(fixture(FILE)));
    expect(checkCast(value, source, 'zh-CN', mustLoad(shopWith())).map(renderProblem).join('\n')).toContain(
      'cast.zh-CN.shop must be a shop whose language is zh-CN; found tiny-shop, whose language is en',
    );
  });

  test('is refused with somebody else’s order, unless the scenario says so', () => {
    const shop = { ...mustLoad(shopWith()), customers: [] };
    const stranger = { ...shop, orders: shop.orders.map((order) => ({ ...order, customer: 'cat' })) };
    expect(cast(undefined, undefined, stranger)).toContain(
      'must be an order of ann, or say requesterIsPurchaser: false; found late, of cat',
    );
    expect(
      cast(EN, EN.replace('customer: ann', 'customer: ann, requesterIsPurchaser: false'), stranger),
    ).not.toContain('must be an order of ann');
  });
});
