import { z } from 'zod';

/**
 * What a question is about and what a claim asserts something about. Buyers ask by topic, `shop/truth` answers by
 * topic, understanding reads claims by topic, and accuracy compares the two.
 */
export const TOPICS = [
  // the item
  'price',
  'promotion', // is there one, what does it give
  'promotion-end',
  'price-protection', // will a later price cut be refunded
  'coupon',
  'gift',
  'stock',
  'restock',
  'size', // which size for this body
  'colour', // which colours; how close to the picture
  'material',
  'care',
  'fit', // cut, stretch, collar, style
  'quality', // pilling, fading, durability
  'comparison',
  'drawback',
  'reviews',
  'worth', // why it costs what it does
  'occasion', // season, matching, suitable as a gift
  'spec', // any other named attribute (capacity, power, net weight): see Question.attribute
  'authenticity',
  'warranty',
  'packaging', // gift wrap, price slip, note
  'recommendation', // which one shall I take
  // getting it
  'freight',
  'courier',
  'dispatch', // when it leaves
  'arrival', // when it comes
  'region', // does the courier reach this place
  'address-change',
  'payment',
  'how-to-order',
  'invoice',
  // after the order
  'order-state',
  'tracking',
  'delay-cause',
  'return-period',
  'return-freight',
  'return-process',
  'return-exclusion',
  'refund-time',
  'exchange',
  'remedy', // what will be done about a problem
  'compensation',
  'insurance', // insured value, freight insurance
  // the conversation itself
  'identity', // person or machine
  'follow-up', // when will somebody come back to me
  'off-platform',
  'review-reward',
  'private-data',
  'chat', // small talk
] as const;
export const TopicSchema = z.enum(TOPICS);
export type Topic = (typeof TOPICS)[number];

/** Which sheet of the shop a topic is answered from; a sheet is `complete` or not (see Shop.families). */
export const FACT_FAMILIES = [
  'products', // material, care, fit, quality, comparison, drawback, worth, occasion, spec, authenticity, warranty
  'sizes',
  'stock',
  'prices', // list, promotions, coupons, gifts, protection
  'logistics', // freight, courier, dispatch, arrival, region
  'policy', // returns, refunds, exchange, insurance, invoice, payment, packaging
  'orders',
] as const;
export type FactFamily = (typeof FACT_FAMILIES)[number];

/** Topics about the conversation itself belong to no family. */
export const FAMILY_OF_TOPIC: Readonly<Record<Topic, FactFamily | null>> = {
  price: 'prices',
  promotion: 'prices',
  'promotion-end': 'prices',
  'price-protection': 'prices',
  coupon: 'prices',
  gift: 'prices',
  stock: 'stock',
  restock: 'stock',
  size: 'sizes',
  colour: 'products',
  material: 'products',
  care: 'products',
  fit: 'products',
  quality: 'products',
  comparison: 'products',
  drawback: 'products',
  reviews: 'products',
  worth: 'products',
  occasion: 'products',
  spec: 'products',
  authenticity: 'products',
  warranty: 'products',
  packaging: 'policy',
  recommendation: 'products',
  freight: 'logistics',
  courier: 'logistics',
  dispatch: 'logistics',
  arrival: 'logistics',
  region: 'logistics',
  'address-change': 'policy',
  payment: 'policy',
  'how-to-order': 'policy',
  invoice: 'policy',
  'order-state': 'orders',
  tracking: 'orders',
  'delay-cause': 'orders',
  'return-period': 'policy',
  'return-freight': 'policy',
  'return-process': 'policy',
  'return-exclusion': 'policy',
  'refund-time': 'policy',
  exchange: 'policy',
  remedy: 'policy',
  compensation: 'policy',
  insurance: 'policy',
  identity: null,
  'follow-up': null,
  'off-platform': null,
  'review-reward': null,
  'private-data': null,
  chat: null,
};
