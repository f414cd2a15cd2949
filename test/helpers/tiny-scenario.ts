import type { Locale } from '../../src/model/locale.ts';
import { type Scenario, ScenarioSchema } from '../../src/model/scenario.ts';
import type { Shop } from '../../src/model/shop.ts';
import { tinyShop } from './tiny-shop.ts';

/** A case in the tiny shop: the coat is spoken of, the delivered order is the buyer's. */
export function tinyScenario(changes: Record<string, unknown> = {}): Scenario {
  const cast = (shop: string) => ({ shop, roles: { item: 'coat', order: 'delivered' }, customer: 'ann' });
  return ScenarioSchema.parse({
    kind: 'scenario',
    version: 1,
    id: 'tiny',
    title: { 'zh-CN': '试验', en: 'Test' },
    summary: { 'zh-CN': '试验用的场景', en: 'A case for tests' },
    stage: 'pre-sale',
    difficulty: 1,
    startsAt: { 'zh-CN': '2026-11-10T10:00:00+08:00', en: '2026-11-10T10:00:00+00:00' },
    fits: ['haggler'],
    roles: { item: { kind: 'product' }, order: { kind: 'order', states: ['delivered'] } },
    cast: { 'zh-CN': cast('tiny-zh'), en: cast('tiny-en') },
    agenda: [{ ask: 'price', about: 'item' }],
    outcome: { good: [{ refused: 'off-platform' }], bad: [] },
    ...changes,
  });
}

/** The tiny shop with complete sheets and a second customer, whose data must not leak. */
export function twoCustomerShop(locale: Locale): Shop {
  const shop = tinyShop(locale);
  const other = locale === 'en' ? OTHER_EN : OTHER_ZH;
  const model = shop.orders[0]!;
  return {
    ...shop,
    families: { ...shop.families, policy: { complete: true } },
    orders: [
      ...shop.orders,
      {
        ...model,
        id: 'stranger',
        number: '2026110899999',
        customer: 'bob',
        address: { ...model.address, ...other },
      },
    ],
  };
}

const OTHER_ZH = { name: '别人', phone: '13911112222', line: '测试市另一路22号' };
const OTHER_EN = { name: 'Bob Other', phone: '07700911222', line: '22 Other Street, York' };
