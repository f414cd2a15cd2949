import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { createPhrasebook } from '../../src/phrasing/phrasebook.ts';
import { countVariants, fillTemplate, parseTemplate, TemplateError } from '../../src/phrasing/template.ts';
import { createRandom } from '../../src/random/stream.ts';

const draws = (turn = 0) => createRandom(1).stream('test', turn);

describe('templates', () => {
  it('fill slots and choose one of each set of alternatives', () => {
    const template = parseTemplate('[在吗|你好|] {item}[还有货吗|有没有货[呀|]]');
    expect(template.slots).toEqual(['item']);
    expect(countVariants(template)).toBe(9);
    const made = new Set(
      Array.from({ length: 200 }, (_, turn) => fillTemplate(template, { item: '衬衫' }, draws(turn))),
    );
    expect(made.size).toBe(9);
    expect(made).toContain('在吗 衬衫有没有货呀');
  });

  it.each([
    ['still [open', 7],
    ['closes] nothing', 7],
    ['a {bad slot}', 3],
    ['a {never closed', 3],
  ])('say where %j is wrong', (source, column) => {
    expect(() => parseTemplate(source)).toThrow(TemplateError);
    try {
      parseTemplate(source);
    } catch (error) {
      expect((error as TemplateError).column).toBe(column);
    }
  });

  property.prop([fc.string()])('never fail in any other way, whatever is written', (source) => {
    try {
      fillTemplate(parseTemplate(source), {}, draws());
    } catch (error) {
      expect(error).toBeInstanceOf(TemplateError);
    }
  });
});

describe('a phrasebook', () => {
  const book = createPhrasebook(
    { greet: ['在吗', '你好呀', '老板在不'], 'ask.price': ['{item}多少钱'] },
    { greet: ['您好'], 'ask.price': ['多少钱', '{rival}比你便宜'], ask: ['请问一下'] },
  );

  it('keeps to the persona once it has wordings enough of its own', () => {
    const said = new Set(
      Array.from({ length: 50 }, (_, turn) => book.say('greet', {}, draws(turn), new Set()).messages[0]),
    );
    expect([...said].sort()).toEqual(['你好呀', '在吗', '老板在不']);
  });

  it('passes over wordings whose slots are unknown, and those used before while fresh ones are left', () => {
    expect(book.say('ask.price', {}, draws(), new Set()).messages).toEqual(['多少钱']);
    const first = book.say('ask.price', { item: '衬衫' }, draws(), new Set());
    expect(book.say('ask.price', { item: '衬衫' }, draws(), new Set([first.key])).key).not.toBe(first.key);
  });

  it('falls back from the particular to the general', () => {
    expect(book.say('ask.spec.power', {}, draws(), new Set()).messages).toEqual(['请问一下']);
  });

  it('parts a burst into its messages', () => {
    expect(
      createPhrasebook({ greet: ['在吗 // 有个问题,'] }, {}).say('greet', {}, draws(), new Set()).messages,
    ).toEqual(['在吗', '有个问题']);
  });
});
