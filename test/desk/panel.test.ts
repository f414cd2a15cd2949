import { describe, expect, test } from 'vitest';
import { panelLines, panelSource } from '../../src/desk/panel/panel.ts';
import { spokenRows } from '../../src/desk/spoken/spoken-desk.ts';
import { worldOf } from '../../src/play/play.ts';
import { readUi } from '../../src/system/ui-texts.ts';
import { shipped } from '../helpers/play-helpers.ts';

const say = await readUi('en');
const all = shipped();
const key = all
  .cases({ locales: ['en'] })
  .find(
    ({ scenario }) =>
      all.inputs({ scenario, persona: 'direct-brisk', locale: 'en', repeat: 1 }).shop.prices.promotions
        .length > 2,
  )!;

describe('the side panel', () => {
  const world = worldOf(all.inputs(key));
  const source = (product?: string) => panelSource({ world, locale: 'en', product, at: 0, say });
  const rows = (product: string | undefined, tab: 'offers' | 'product', query: string) =>
    spokenRows(panelLines(source(product), tab, query, 400)).join('\n');

  test('tells offers that run now before those that do not', () => {
    const text = rows(undefined, 'offers', '');
    const promotions = text.slice(text.indexOf('Promotions'), text.indexOf('Coupons'));
    expect(promotions).toContain('not now');
    expect(promotions).toContain('until');
    expect(promotions.lastIndexOf('· until')).toBeLessThan(promotions.indexOf('not now'));
  });

  test('opens the tab that a search names, and searches through all of them else', () => {
    expect(rows(undefined, 'product', 'offers')).toBe(rows(undefined, 'offers', ''));
    const [promotion] = world.shop.prices.promotions;
    expect(rows(undefined, 'product', promotion!.name)).toContain(promotion!.name);
  });

  test('calls colours that are coming back by their names', () => {
    const product = world.shop.products.find(({ restock }) =>
      restock.some(({ colour }) => colour !== undefined),
    )!;
    const [coming] = product.restock.filter(({ colour }) => colour !== undefined);
    const { name } = product.colours.find(({ id }) => id === coming!.colour)!;
    const text = rows(product.id, 'product', '');
    const at = text.toLowerCase().indexOf(say('panel.restock').toLowerCase());
    expect(text.slice(at, at + 80)).toContain(name);
  });
});
