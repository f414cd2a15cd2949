import type { Locale } from '../../model/locale.ts';
import type { Product } from '../../model/product.ts';
import type { OutcomeCondition, Scenario } from '../../model/scenario.ts';
import type { Topic } from '../../model/topic.ts';

type ProductNeed = Extract<Scenario['roles'][string], { kind: 'product' }>['needs'][number];
type Told = Extract<OutcomeCondition, { told: string }>['told'];

/** What may be asked before buying, what the item must have for it, and what good service adds unasked. */
export interface PreSaleQuestion {
  readonly topic: Topic;
  readonly needs: readonly ProductNeed[];
  readonly told?: Told;
  readonly label: Readonly<Record<Locale, string>>;
  /** Further than the needs can say. */
  readonly fits?: (product: Product) => boolean;
}

export const PRE_SALE_QUESTIONS: readonly PreSaleQuestion[] = [
  { topic: 'stock', needs: ['stock'], label: { 'zh-CN': '库存', en: 'stock' } },
  {
    topic: 'size',
    needs: ['sizes', 'stock'],
    label: { 'zh-CN': '尺码', en: 'the size' },
    fits: ({ sizes }) => sizes.some(({ heightCm, weightKg }) => heightCm && weightKg),
  },
  { topic: 'colour', needs: ['colours'], label: { 'zh-CN': '颜色', en: 'colours' } },
  {
    topic: 'material',
    needs: [],
    label: { 'zh-CN': '材质', en: 'what it is made of' },
    fits: ({ material }) => material.length > 0,
  },
  { topic: 'care', needs: ['care'], told: 'care', label: { 'zh-CN': '打理', en: 'care' } },
  { topic: 'drawback', needs: ['drawback'], told: 'drawback', label: { 'zh-CN': '缺点', en: 'drawbacks' } },
  { topic: 'reviews', needs: ['reviews'], label: { 'zh-CN': '评价', en: 'reviews' } },
  { topic: 'warranty', needs: ['warranty'], label: { 'zh-CN': '保修', en: 'the warranty' } },
  { topic: 'promotion', needs: ['promotion'], told: 'promotion', label: { 'zh-CN': '活动', en: 'offers' } },
  { topic: 'freight', needs: [], label: { 'zh-CN': '运费', en: 'delivery cost' } },
  { topic: 'dispatch', needs: [], told: 'dispatch', label: { 'zh-CN': '发货', en: 'dispatch' } },
  { topic: 'arrival', needs: [], told: 'arrival', label: { 'zh-CN': '到货时间', en: 'the day it comes' } },
  { topic: 'return-period', needs: [], label: { 'zh-CN': '退货期限', en: 'returns' } },
];
