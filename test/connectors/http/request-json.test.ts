import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { RequestJson } from '../../../src/connectors/http/request-json.ts';
import type { ProtocolRequest } from '../../../src/model/protocol.ts';

const text = fc.string({ unit: 'binary', maxLength: 12 });
const few = fc.constantFrom('a', '"b"');
const log = fc.array(fc.record({ from: fc.constantFrom('buyer' as const, 'bot' as const), text }), {
  maxLength: 3,
});
const absentOr = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const request = fc
  .record({
    type: fc.constantFrom('start', 'message', 'event', 'end'),
    sessionId: text,
    messageId: text,
    said: text,
    plain: fc.boolean(),
    content: fc.array(
      fc.oneof(
        fc.record({ type: fc.constant('text' as const), text: few }),
        fc.record({ type: fc.constant('image' as const), alt: text }),
      ),
      { maxLength: 3 },
    ),
    event: absentOr(
      fc.record({ name: fc.constant('rated' as const), args: fc.dictionary(text, fc.integer()) }),
    ),
    now: text,
    shop: few,
    account: few,
    product: absentOr(few),
    orders: absentOr(fc.array(few, { maxLength: 2 })),
    priorLog: absentOr(log),
  })
  .map(
    (one): ProtocolRequest => ({
      protocol: 'peilian/1',
      type: one.type as ProtocolRequest['type'],
      sessionId: one.sessionId,
      messageId: one.messageId,
      locale: 'en',
      text: one.said,
      content: one.plain ? [{ type: 'text', text: one.said }] : one.content,
      ...(one.event === undefined ? {} : { event: one.event }),
      context: {
        now: one.now,
        shop: one.shop,
        account: one.account,
        ...(one.product === undefined ? {} : { product: one.product }),
        ...(one.orders === undefined ? {} : { orders: one.orders }),
        ...(one.priorLog === undefined ? {} : { priorLog: one.priorLog }),
      },
    }),
  );

test.prop([fc.array(request, { minLength: 1, maxLength: 6 })])(
  'a conversation of requests is written as JSON.stringify writes it',
  (requests) => {
    const json = new RequestJson();
    // Each twice, as a context that stays is written from what was kept.
    for (const one of requests.flatMap((each) => [
      each,
      { ...each, messageId: 'again', context: { ...each.context } },
    ]))
      expect(json.write(one)).toBe(JSON.stringify(one));
  },
);
