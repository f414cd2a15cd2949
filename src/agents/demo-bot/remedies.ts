import type { ActionRequest } from '../../model/action.ts';
import type { Product } from '../../model/product.ts';
import type { Remedy, ReturnReason } from '../../model/question.ts';
import { applyAgentAction } from '../../shop/agent-actions.ts';
import { findColour, findSize, piecesLeft, readVariant, variantOf } from '../../shop/stock.ts';
import { truth } from '../../shop/truth.ts';
import { sayMoney } from '../../shop/wording.ts';
import { findProduct, type WorldOrder } from '../../shop/world.ts';
import { type Moment, part, type Reply } from './state.ts';

const DELIVERED: readonly string[] = ['delivered', 'received', 'return-requested', 'returning'];

/** The policy's remedies that can be done for this order now, preferred first; none where the policy has none. */
export function offerable(moment: Moment, order: WorldOrder, remedies: readonly Remedy[]): readonly Remedy[] {
  const item = order.items[0]!;
  const product = findProduct(moment.setup.shop, item.product);
  const again =
    product !== undefined &&
    piecesLeft(product, variantOf(product, item), moment.state.world) >= item.quantity;
  const other = product !== undefined && piecesLeft(product, {}, moment.state.world) >= item.quantity;
  const customerSees = remedies.filter(
    (remedy) => remedy !== 'claim' && remedy !== 'explain' && remedy !== 'track',
  );
  const possible = customerSees.filter((remedy) =>
    remedy === 'reship' ? again : remedy === 'exchange' ? other : true,
  );
  // Sold out altogether is no reason to offer nothing; a policy that gives nothing back is.
  return possible.length > 0 || customerSees.length === 0 ? possible : ['refund'];
}

/** Does it, says what was done and what comes next. What the back office refuses is said with another way out. */
export function carryOut(
  moment: Moment,
  order: WorldOrder,
  remedy: Remedy,
  reason: ReturnReason,
  slots: Readonly<Record<string, string>>,
): Reply {
  const { state, setup } = moment;
  const policy = setup.shop.policies.returns.reasons[reason];
  const say = (minor: number) => sayMoney(minor, setup.market);
  const refund = truth(state.world, { topic: 'refund-time', order: order.id }, moment.at).slots;
  const process = truth(state.world, { topic: 'return-process' }, moment.at).slots;
  const all = { ...slots, ...process, ...refund, order: order.number, payer: slots.payer ?? '' };
  switch (remedy) {
    case 'exchange': {
      const item = order.items[0]!;
      const product = findProduct(setup.shop, item.product)!;
      const colour =
        state.known.colour === undefined ? undefined : findColour(product, state.known.colour)?.id;
      const size = state.known.size === undefined ? undefined : findSize(product, state.known.size)?.id;
      const wanted = { ...(colour ? { colour } : {}), ...(size ? { size } : {}) };
      // Our mistake is put right as it was ordered; a change of mind needs to know what for.
      const asOrdered = reason !== 'change-of-mind';
      if (
        !asOrdered &&
        Object.keys(wanted).length === 0 &&
        product.sizes.length + product.colours.length > 0
      ) {
        state.asked.add('size');
        return { parts: [part('ask.variant', all)], actions: [] };
      }
      const variant = { ...variantOf(product, item), ...(asOrdered ? {} : wanted) };
      const text = [variant.colour, variant.size].filter(Boolean).join('/') || product.id;
      const named = sayVariant(product, variant);
      const stock = piecesLeft(product, readVariant(product, text), state.world);
      if (stock < item.quantity)
        return { parts: [part('problem.exchange-out', { ...all, variant: named })], actions: [] };
      return did(
        moment,
        [
          returning(order, reason, policy.freight),
          { name: 'exchange', args: { order: order.number, item: product.id, variant: text } },
        ],
        part('did.exchange', { ...all, variant: named }, { topic: 'exchange' }),
      );
    }
    case 'reship':
      return did(
        moment,
        [{ name: 'reship', args: { order: order.number } }, ...claim(order, policy.claimAgainst)],
        part('did.reship', all, { topic: 'remedy' }),
      );
    case 'return':
      return did(
        moment,
        [returning(order, reason, policy.freight)],
        part('did.return', all, { topic: 'return-process' }),
      );
    case 'part-refund': {
      const amount =
        slots.amountMinor === undefined
          ? Math.min(setup.shop.authority.goodwillMax, Math.floor(order.goodsMinor * 0.2))
          : Number(slots.amountMinor);
      return did(
        moment,
        [{ name: 'refund', args: { order: order.number, amount: amount / 100 } }],
        part(
          slots.amountMinor === undefined ? 'did.part-refund' : 'did.difference',
          { ...all, amount: say(amount) },
          { topic: 'compensation' },
        ),
      );
    }
    case 'refund': {
      const left = order.goodsMinor + (reason === 'change-of-mind' ? 0 : order.freight) - order.refundedMinor;
      if (left <= 0) return { parts: [part('problem.recap')], actions: [] };
      const comesBack = DELIVERED.includes(order.state) && reason !== 'transit-damage';
      if (comesBack)
        return did(
          moment,
          [returning(order, reason, policy.freight)],
          part('did.return', all, { topic: 'return-process' }),
        );
      return did(
        moment,
        [
          { name: 'refund', args: { order: order.number, amount: left / 100 } },
          ...claim(order, policy.claimAgainst),
        ],
        part('did.refund', { ...all, amount: say(left) }, { topic: 'refund-time' }),
      );
    }
    case 'intercept':
      return did(moment, [{ name: 'intercept', args: { order: order.number } }], part('did.intercept', all));
    case 'compensate':
      return { parts: [part('compensate.refuse')], actions: [] };
    default:
      return {
        parts: [part('parcel.follow-up')],
        actions: [{ name: 'contact', args: { about: order.number } }],
      };
  }
}

function did(moment: Moment, actions: readonly ActionRequest[], said: Reply['parts'][number]): Reply {
  const refused = actions
    .map((action) => applyAgentAction(moment.state.world, action, moment.at))
    .find((result) => !result.ok);
  if (refused !== undefined && !refused.ok)
    return {
      parts: [part('problem.handover')],
      actions: [{ name: 'transfer', args: { to: 'after-sale', reason: refused.message.slice(0, 200) } }],
    };
  moment.state.wish = undefined;
  if (moment.state.trouble !== undefined)
    moment.state.trouble = { ...moment.state.trouble, stage: 'done', arranged: true };
  return { parts: [said], actions };
}

/** The variant as the shop calls it: 米白 M, not the ids of the sheet. */
function sayVariant(product: Product, variant: { readonly colour?: string; readonly size?: string }): string {
  const colour = variant.colour === undefined ? undefined : findColour(product, variant.colour)?.name;
  return [colour, variant.size].filter(Boolean).join(' ') || product.name;
}

function returning(order: WorldOrder, reason: ReturnReason, freight: 'seller' | 'buyer'): ActionRequest {
  return { name: 'accept-return', args: { order: order.number, reason, freightPaidBy: freight } };
}

function claim(order: WorldOrder, against: 'courier' | 'maker' | undefined): ActionRequest[] {
  return against === 'courier' && order.courier !== undefined
    ? [{ name: 'file-claim', args: { order: order.number, with: 'courier' } }]
    : [];
}
