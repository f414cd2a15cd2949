import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adviseSize } from '../../src/shop/size.ts';
import { tinyShop } from '../helpers/tiny-shop.ts';

const coat = tinyShop('en').products[0]!;

describe('size advice', () => {
  it('names the row that holds height and weight', () => {
    expect(adviseSize(coat, { heightCm: 155, weightKg: 45 })).toEqual({
      size: 'S',
      fits: ['S'],
      outside: false,
    });
  });

  it('accepts both sizes between two rows and advises the larger', () => {
    expect(adviseSize(coat, { heightCm: 166, weightKg: 59 })).toEqual({
      size: 'L',
      fits: ['M', 'L'],
      outside: false,
    });
  });

  it('lets weight decide where no row holds both', () => {
    expect(adviseSize(coat, { heightCm: 155, weightKg: 65 })).toMatchObject({ size: 'L', outside: false });
  });

  it('takes the nearest row outside the table and says so', () => {
    expect(adviseSize(coat, { heightCm: 190, weightKg: 95 })).toEqual({
      size: 'L',
      fits: ['L'],
      outside: true,
    });
  });

  it('says nothing without a body or a table', () => {
    expect(adviseSize(coat, {})).toEqual({ fits: [], outside: false });
    expect(adviseSize({ ...coat, sizes: [] }, { heightCm: 160, weightKg: 50 })).toEqual({
      fits: [],
      outside: false,
    });
  });

  it('never advises a smaller size to a heavier person of the same height', () => {
    const order = ['S', 'M', 'L'];
    fc.assert(
      fc.property(
        fc.integer({ min: 150, max: 175 }),
        fc.integer({ min: 40, max: 69 }),
        (heightCm, weightKg) => {
          const lighter = adviseSize(coat, { heightCm, weightKg }).size!;
          const heavier = adviseSize(coat, { heightCm, weightKg: weightKg + 1 }).size!;
          expect(order.indexOf(heavier)).toBeGreaterThanOrEqual(order.indexOf(lighter));
        },
      ),
    );
  });
});
