import type { Topic } from '../model/topic.ts';

/** Claims on these topics answer the question as well as one on its own topic. */
const ALSO_ANSWERED_BY: Partial<Record<Topic, readonly Topic[]>> = {
  price: ['promotion', 'coupon'],
  promotion: ['coupon', 'price', 'gift', 'promotion-end'],
  coupon: ['promotion'],
  'promotion-end': ['promotion'],
  'price-protection': ['promotion-end'],
  stock: ['restock'],
  restock: ['stock'],
  size: ['fit'],
  fit: ['size', 'material'],
  material: ['quality', 'spec'],
  quality: ['care', 'material', 'drawback', 'reviews'],
  care: ['quality'],
  comparison: ['recommendation', 'material', 'drawback', 'worth'],
  drawback: ['quality', 'reviews'],
  reviews: ['quality', 'drawback'],
  worth: ['material', 'comparison', 'quality'],
  occasion: ['recommendation', 'material', 'fit'],
  spec: ['material', 'fit', 'quality', 'warranty', 'care'],
  recommendation: ['size', 'colour', 'comparison', 'occasion'],
  freight: ['promotion'],
  courier: ['region', 'tracking'],
  dispatch: ['order-state', 'arrival'],
  arrival: ['dispatch', 'tracking', 'order-state'],
  region: ['arrival', 'courier'],
  payment: ['how-to-order'],
  'how-to-order': ['payment'],
  'order-state': ['tracking', 'dispatch', 'delay-cause', 'arrival', 'refund-time'],
  tracking: ['order-state', 'courier', 'delay-cause', 'arrival'],
  'delay-cause': ['order-state', 'tracking'],
  'return-period': ['return-process', 'return-exclusion'],
  'return-process': ['return-period', 'exchange', 'remedy'],
  'return-freight': ['insurance'],
  'return-exclusion': ['return-period'],
  'refund-time': ['order-state'],
  exchange: ['return-process', 'remedy', 'return-freight'],
  remedy: [
    'exchange',
    'return-process',
    'compensation',
    'refund-time',
    'return-freight',
    'order-state',
    'tracking',
    'delay-cause',
  ],
  compensation: ['remedy', 'coupon', 'gift'],
  packaging: ['gift'],
};

/** Whether a claim on `told` can answer a question on `asked`. */
export function addresses(told: Topic, asked: Topic): boolean {
  return told === asked || (ALSO_ANSWERED_BY[asked]?.includes(told) ?? false);
}
