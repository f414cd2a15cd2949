import type { Detail } from '../model/reading.ts';
import type { BuyerCase } from './case.ts';
import type { Line } from './compose.ts';

/** What has to be known to give a detail: a slot of the wordings. */
const SLOT_OF_DETAIL: Readonly<Record<Detail, string | null>> = {
  'order-number': 'order',
  size: 'size',
  body: 'height',
  colour: 'colour',
  region: 'region',
  address: 'address',
  photo: 'evidence',
  quantity: 'quantity',
  problem: 'problem',
  occasion: 'occasion',
  recipient: 'recipient',
  budget: 'budget',
  'need-by': 'need-by',
  phone: 'phone',
  product: 'item',
  remedy: null,
};

/** Whether this buyer can give the detail when asked. */
export function knowsDetail(buyer: BuyerCase, detail: Detail): boolean {
  const slot = SLOT_OF_DETAIL[detail];
  return slot !== null && (buyer.slots[slot] ?? '') !== '';
}

/** The line that gives a detail, or that says it is not known. */
export function giveDetail(buyer: BuyerCase, detail: Detail): Line {
  if (!knowsDetail(buyer, detail)) return { intent: 'give.unknown' };
  const evidence = buyer.slots['evidence'];
  return {
    intent: `give.${detail}`,
    detail,
    ...(detail === 'photo' && evidence ? { picture: evidence } : {}),
  };
}
