import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { BotOf } from '../../model/bot.ts';

type Signature = NonNullable<BotOf<'callback'>['signature']>;

/** Whether a call carries the keyed hash over its raw body. Compared in constant time. */
export function isSigned(body: Buffer, headers: IncomingHttpHeaders, rule: Signature): boolean {
  const given = single(headers[rule.header.toLowerCase()]);
  if (given === undefined || !given.startsWith(rule.prefix)) return false;
  const hmac = createHmac(rule.algorithm, rule.secret);
  if (rule.timestamp !== undefined) {
    const stamp = single(headers[rule.timestamp.toLowerCase()]);
    if (stamp === undefined) return false;
    hmac.update(`${stamp}.`);
  }
  const due = hmac.update(body).digest();
  const found = Buffer.from(given.slice(rule.prefix.length), rule.encoding);
  return found.length === due.length && timingSafeEqual(found, due);
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
