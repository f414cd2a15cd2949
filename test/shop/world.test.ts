import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AGENT_ACTION_NAMES } from '../../src/model/action.ts';
import type { TranscriptEvent } from '../../src/model/event.ts';
import { LOCALES } from '../../src/model/locale.ts';
import { applyAgentAction } from '../../src/shop/agent-actions.ts';
import { applyBuyerAction } from '../../src/shop/buyer-actions.ts';
import { findOrder, newestOrder } from '../../src/shop/world.ts';
import { applyWorldEvent, replayEvent } from '../../src/shop/world-events.ts';
import { createWorldPort } from '../../src/shop/world-port.ts';
import { tinyWorld } from '../helpers/tiny-shop.ts';

const act = (world: ReturnType<typeof tinyWorld>, name: string, args: Record<string, string | number>) =>
  applyAgentAction(world, { name, args }, 1000);

describe('what an agent does to the world', () => {
  it('refuses what cannot be done, with a code', () => {
    const world = tinyWorld('zh-CN');
    expect(act(world, 'fly', {})).toMatchObject({ ok: false, code: 'unknown-action' });
    expect(act(world, 'refund', { order: 'delivered' })).toMatchObject({ ok: false, code: 'bad-arguments' });
    expect(act(world, 'refund', { order: '999', amount: 1 })).toMatchObject({
      ok: false,
      code: 'no-such-order',
    });
    expect(act(world, 'exchange', { order: 'delivered', variant: '红色/L' })).toMatchObject({
      ok: false,
      code: 'out-of-stock',
    });
    expect(act(world, 'change-price', { order: 'paid', price: 1 })).toMatchObject({
      ok: false,
      code: 'impossible',
    });
    expect(act(world, 'issue-coupon', { coupon: 'old-50' })).toMatchObject({ ok: false, code: 'impossible' });
    expect(act(world, 'intercept', { order: 'delivered' })).toMatchObject({ ok: false, code: 'impossible' });
    expect(act(world, 'send-tracking', { order: 'paid' })).toMatchObject({ ok: false, code: 'impossible' });
  });

  it('does what is not allowed and records it', () => {
    const world = tinyWorld('zh-CN');
    expect(act(world, 'change-price', { product: 'coat', price: 120 })).toMatchObject({
      ok: true,
      unauthorised: 'below-floor',
    });
    expect(act(world, 'refund', { order: 'delivered', amount: 60 })).toMatchObject({
      ok: true,
      unauthorised: 'beyond-goodwill',
    });
    expect(
      act(world, 'accept-return', { order: 'delivered', reason: 'change-of-mind', freightPaidBy: 'seller' }),
    ).toMatchObject({ ok: true, unauthorised: 'freight-on-the-wrong-side' });
    expect(act(world, 'reship', { order: 'delivered' })).toMatchObject({
      ok: true,
      unauthorised: 'nothing-wrong-with-it',
    });
    expect(world.deeds.filter((deed) => deed.result.ok && deed.result.unauthorised)).toHaveLength(4);
  });

  it('does what policy allows without a mark', () => {
    const world = tinyWorld('en');
    for (const [name, args] of [
      ['change-price', { product: 'coat', price: 160 }],
      ['issue-coupon', { coupon: 'agent-15' }],
      ['add-gift', { gift: 'bag' }],
      ['accept-return', { order: 'delivered', reason: 'quality', freightPaidBy: 'seller' }],
      ['refund', { order: 'stuck', amount: 200 }],
      ['exchange', { order: 'delivered', variant: 'navy / L' }],
      ['change-address', { order: 'paid', address: '2 Other Street, Leeds' }],
      ['send-tracking', { order: 'stuck' }],
      ['file-claim', { order: 'stuck', with: 'courier' }],
    ] as const) {
      expect(act(world, name, args), name).toMatchObject({ ok: true });
      expect(world.deeds.at(-1)!.result, name).not.toHaveProperty('unauthorised');
    }
    expect(findOrder(world, 'stuck')!.state).toBe('refunded');
  });

  it('lets a return in until the last day and not after it', () => {
    const within = (at: number) => {
      const world = tinyWorld('zh-CN');
      return applyAgentAction(
        world,
        {
          name: 'accept-return',
          args: { order: 'delivered', reason: 'change-of-mind', freightPaidBy: 'buyer' },
        },
        at,
      );
    };
    const days = 86_400_000;
    // Received on the 7th, the period counts from the 8th: the 14th is the seventh day.
    expect(within(4 * days)).not.toHaveProperty('unauthorised');
    expect(within(5 * days)).toMatchObject({ unauthorised: 'return-too-late' });
  });

  it('never throws, whatever it is asked', () => {
    const value = fc.oneof(
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.constantFrom('coat', 'paid', 'delivered', 'bag', 'agent-15', 'item'),
    );
    const args = fc.dictionary(
      fc.constantFrom(
        'order',
        'product',
        'price',
        'gift',
        'coupon',
        'amount',
        'variant',
        'reason',
        'freightPaidBy',
        'address',
        'note',
        'x',
      ),
      value,
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...LOCALES),
        fc.array(fc.tuple(fc.oneof(fc.constantFrom(...AGENT_ACTION_NAMES), fc.string()), args), {
          maxLength: 8,
        }),
        (locale, actions) => {
          const world = tinyWorld(locale);
          for (const [name, given] of actions)
            expect(applyAgentAction(world, { name, args: given }, 0)).toHaveProperty('ok');
        },
      ),
    );
  });
});

describe('what a buyer does', () => {
  it('orders at the price of the moment, with what was agreed and promised', () => {
    const world = tinyWorld('zh-CN');
    act(world, 'change-price', { product: 'coat', price: 158 });
    act(world, 'add-gift', { gift: 'bag' });
    const { result, happenings } = applyBuyerAction(
      world,
      'place-order',
      { product: 'coat', colour: '红色', size: 'M码', quantity: 1 },
      2000,
    );
    expect(result).toMatchObject({ ok: true, changed: { total: 158 } });
    expect(happenings).toMatchObject([{ name: 'order-placed' }]);
    expect(newestOrder(world)).toMatchObject({
      state: 'unpaid',
      gifts: ['bag'],
      goodsMinor: 15800,
      freight: 0,
    });
    expect(
      applyBuyerAction(
        world,
        'place-order',
        { product: 'coat', colour: '红色', size: 'M', quantity: 1 },
        3000,
      ).result,
    ).toMatchObject({ ok: false, code: 'out-of-stock' });
  });

  it('pays once; the event that tells of it changes nothing again', () => {
    const world = tinyWorld('en');
    const first = applyBuyerAction(world, 'pay', { order: 'unpaid' }, 1000);
    expect(first.happenings).toEqual([{ name: 'order-paid', args: { order: '2026110800001' } }]);
    const paidAt = findOrder(world, 'unpaid')!.paidAt;
    applyWorldEvent(world, 'order-paid', first.happenings[0]!.args, 9000);
    expect(findOrder(world, 'unpaid')).toMatchObject({ state: 'paid', paidAt });
    expect(applyBuyerAction(world, 'pay', { order: 'unpaid' }, 1000).result).toMatchObject({
      ok: false,
      code: 'impossible',
    });
  });
});

describe('what happens outside', () => {
  it('gives a shipped order a courier and a tracking number in the courier’s pattern', () => {
    const world = tinyWorld('en');
    applyWorldEvent(world, 'order-shipped', { order: 'paid' }, 1000);
    expect(findOrder(world, 'paid')).toMatchObject({
      state: 'shipped',
      courier: 'swift',
      tracking: expect.stringMatching(/^SW\d{8}$/),
    });
  });

  it('leaves the shop’s own sheets as they are', () => {
    const world = tinyWorld('en');
    const before = JSON.stringify(world.shop);
    applyWorldEvent(world, 'parcel-stuck', { order: 'paid', cause: 'snow' }, 1000);
    applyBuyerAction(world, 'place-order', { product: 'coat', colour: 'navy', size: 'M', quantity: 1 }, 1000);
    act(world, 'note-order', { note: 'gift' });
    expect(JSON.stringify(world.shop)).toBe(before);
  });

  it('can be had again from the transcript', () => {
    const live = tinyWorld('zh-CN');
    const events: TranscriptEvent[] = [];
    const record = (body: object) =>
      events.push({
        conversation: 'c',
        index: events.length,
        t: events.length * 1000,
        ...body,
      } as TranscriptEvent);
    const port = createWorldPort(live);
    const agent = (name: string, args: Record<string, string | number>) =>
      record({
        type: 'action',
        by: 'agent',
        id: 'a',
        name,
        args,
        result: port.agentActs({ name, args }, events.length * 1000).result,
      });
    const buyer = (name: string, args: Record<string, string | number>) => {
      const { result, happenings } = port.buyerActs(name, args, events.length * 1000);
      record({ type: 'action', by: 'buyer', id: 'b', name, args, result });
      for (const happening of happenings) {
        port.happens(happening, events.length * 1000);
        record({ type: 'world', ...happening });
      }
    };
    agent('change-price', { product: 'coat', price: 165 });
    buyer('place-order', { product: 'item', colour: '藏青', size: 'L', quantity: 2 });
    buyer('pay', { order: 'new-1' });
    agent('refund', { order: 'stuck', amount: 20 });
    const again = tinyWorld('zh-CN');
    for (const event of events) replayEvent(again, event);
    expect([...again.orders]).toEqual([...live.orders]);
    expect(again.deeds).toEqual(live.deeds);
  });

  it('shows an agent its desk and nothing of the oracle’s', () => {
    const port = createWorldPort(tinyWorld('en', { requesterIsPurchaser: false }), { product: 'coat' });
    expect(port.context(60_000)).toEqual({
      now: '2026-11-10T10:01:00+00:00',
      shop: 'tiny-en',
      account: 'tiny-ann',
      product: 'coat',
    });
  });
});
