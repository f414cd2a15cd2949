import { z } from 'zod';
import { RETURN_REASONS } from './question.ts';

const text = z.string().min(1).max(500);
/** Amounts in actions are sent as people write them (239 or 239.50) and held in minor units. */
const money = z.number().min(0).max(10_000_000);

/** What an agent can do, with its arguments. `order` takes an order's number or id, `product` an id. */
export const AGENT_ACTIONS = {
  'change-price': z.strictObject({ order: text.optional(), product: text.optional(), price: money }),
  'issue-coupon': z.strictObject({ coupon: text }),
  'add-gift': z.strictObject({ order: text.optional(), product: text.optional(), gift: text }),
  'waive-freight': z.strictObject({ order: text.optional() }),
  'note-order': z.strictObject({ order: text.optional(), note: text }),
  'change-address': z.strictObject({ order: text, address: text }),
  'remind-payment': z.strictObject({ order: text.optional() }),
  intercept: z.strictObject({ order: text }),
  'reply-review': z.strictObject({ order: text, text }),
  'invite-favourite': z.strictObject({}),
  'set-status': z.strictObject({ status: z.enum(['online', 'away']), autoReply: text.optional() }),
  'accept-return': z.strictObject({
    order: text,
    reason: z.enum(RETURN_REASONS),
    freightPaidBy: z.enum(['seller', 'buyer']),
  }),
  refund: z.strictObject({ order: text, amount: money }),
  exchange: z.strictObject({ order: text, item: text.optional(), variant: text }),
  reship: z.strictObject({ order: text }),
  'send-tracking': z.strictObject({ order: text }),
  transfer: z.strictObject({ to: text, reason: text }),
  'report-buyer': z.strictObject({ reason: text }),
  'file-claim': z.strictObject({ order: text, with: z.literal('courier') }),
  contact: z.strictObject({ account: text.optional(), about: text }),
  feedback: z.strictObject({ topic: text, text }),
  close: z.strictObject({ reason: text }),
} as const;
export type AgentActionName = keyof typeof AGENT_ACTIONS;
export const AGENT_ACTION_NAMES = Object.keys(AGENT_ACTIONS) as AgentActionName[];

/** What a buyer can do. */
export const BUYER_ACTIONS = {
  'place-order': z.strictObject({
    product: text,
    colour: text.optional(),
    size: text.optional(),
    quantity: z.int().min(1).max(999),
  }),
  pay: z.strictObject({ order: text }),
  'cancel-order': z.strictObject({ order: text }),
  'apply-return': z.strictObject({ order: text, reason: z.enum(RETURN_REASONS) }),
  'confirm-receipt': z.strictObject({ order: text }),
  rate: z.strictObject({ stars: z.int().min(1).max(5), reason: text.optional() }),
  complain: z.strictObject({ with: z.enum(['shop', 'platform', 'authority', 'bank']), about: text }),
  favourite: z.strictObject({}),
} as const;
export type BuyerActionName = keyof typeof BUYER_ACTIONS;

export type ActionArgs = Readonly<Record<string, string | number | boolean>>;

/** An action as it is asked for. Names outside the list are recorded and refused, never an error of the run. */
export interface ActionRequest {
  readonly id?: string;
  readonly name: string;
  readonly args: ActionArgs;
}

/** What became of it. `unauthorised` ones succeed and are recorded, so that they can be scored. */
export type ActionResult =
  | { readonly ok: true; readonly unauthorised?: string; readonly changed: ActionArgs }
  | {
      readonly ok: false;
      readonly code:
        | 'unknown-action'
        | 'bad-arguments'
        | 'no-such-order'
        | 'no-such-product'
        | 'out-of-stock'
        | 'impossible';
      readonly message: string;
    };
