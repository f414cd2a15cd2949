import { z } from 'zod';
import { AGENT_ACTIONS, type AgentActionName } from '../../model/action.ts';
import type { Dialect } from './dialect.ts';

/** What a model is told about the actions it may take. */
const DESCRIPTIONS: Readonly<Record<AgentActionName, string>> = {
  'change-price': 'Change the price of an unpaid order or of a product for this buyer',
  'issue-coupon': 'Give the buyer a coupon',
  'add-gift': 'Add a gift to an order or a product for this buyer',
  'waive-freight': 'Send an order free of freight',
  'note-order': 'Write a note on an order',
  'change-address': 'Change the address of an order that has not shipped',
  'remind-payment': 'Remind the buyer to pay',
  intercept: 'Recall a parcel on its way',
  'reply-review': 'Answer a review in public',
  'invite-favourite': 'Ask the buyer to follow the shop',
  'set-status': 'Set your own status',
  'accept-return': 'Accept a return',
  refund: 'Refund an amount of an order',
  exchange: 'Exchange an item of an order for another variant',
  reship: 'Send an order again',
  'send-tracking': 'Send the buyer the tracking number of an order',
  transfer: 'Hand the conversation over to a colleague',
  'report-buyer': 'Report the buyer to the platform',
  'file-claim': 'Claim damages from the courier',
  contact: 'Note that the buyer is to be contacted',
  feedback: 'Pass on what the shop should know',
  close: 'Close the conversation',
};

/** Actions as functions that a model can call. */
export function toolsFor(names: readonly string[], dialect: Dialect): object[] {
  return names.map((name) => {
    const known = name as AgentActionName;
    const { $schema: _, ...parameters } = z.toJSONSchema(AGENT_ACTIONS[known], { io: 'input' });
    return dialect.tool(name, DESCRIPTIONS[known], parameters);
  });
}
