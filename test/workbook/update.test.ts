import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { applyChanges, changesBetween, showChange } from '../../src/workbook/update.ts';

const before = {
  products: [
    { id: 'mug', name: 'Mug', price: { list: 12, floor: 12 } },
    { id: 'jug', name: 'Jug', price: { list: 30, floor: 28 } },
  ],
};

describe('another import', () => {
  test('changes what the file changed, and nothing else', () => {
    const text =
      '# kept\nproducts:\n  - id: mug # the good one\n    name: Mug\n    price: { list: 12, floor: 12 }\n  - { id: jug, name: Jug, price: { list: 30, floor: 28 } }\n';
    const after = structuredClone(before);
    after.products[0]!.price.list = 13;
    const { text: updated, taken, kept } = applyChanges(text, changesBetween(before, after));
    expect(taken.map(({ path }) => showChange(path))).toEqual(['products › mug › price › list']);
    expect(kept).toEqual([]);
    expect(updated).toContain('# kept');
    expect(updated).toContain('# the good one');
    expect(parse(updated)).toEqual(after);
  });

  test('keeps what was edited by hand, and says what the file would have had', () => {
    const edited = structuredClone(before);
    edited.products[0]!.price.floor = 10;
    const after = structuredClone(before);
    after.products[0]!.price.floor = 11;
    after.products[1]!.price.list = 32;
    const { text, kept } = applyChanges(stringify(edited), changesBetween(before, after));
    expect(parse(text).products[0].price.floor).toBe(10);
    expect(parse(text).products[1].price.list).toBe(32);
    expect(kept).toMatchObject([{ edited: 10, after: 11 }]);
  });

  test('adds and removes entries of a list by their ids', () => {
    const after = {
      products: [before.products[1]!, { id: 'bowl', name: 'Bowl', price: { list: 9, floor: 9 } }],
    };
    const { text } = applyChanges(stringify(before), changesBetween(before, after));
    expect(parse(text).products.map(({ id }: { id: string }) => id)).toEqual(['jug', 'bowl']);
  });

  test('of the same file changes nothing, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const holder = { value: JSON.parse(JSON.stringify(value)) };
        expect(changesBetween(holder, structuredClone(holder))).toEqual([]);
      }),
    );
  });

  test('always ends at what the file says where nobody edited', () => {
    const entry = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      price: fc.integer(),
      note: fc.option(fc.string()),
    });
    const list = fc.uniqueArray(entry, { selector: ({ id }) => id }).map((products) => ({ products }));
    const byId = ({ products }: { products: { id: string }[] }) =>
      [...products].sort((a, b) => (a.id < b.id ? -1 : 1));
    fc.assert(
      fc.property(list, list, (first, second) => {
        const { text, kept } = applyChanges(stringify(first), changesBetween(first, second));
        expect(kept).toEqual([]);
        expect(byId(parse(text))).toEqual(byId(second));
      }),
    );
  });
});
