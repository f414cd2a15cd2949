import type { AgentPort } from '../model/ports.ts';
import { createAuditPort, saying } from './audit-port.ts';

const LINES = {
  'zh-CN': ['好的亲', '好的呢亲', '可以的亲', '没问题的亲', '好的亲，都可以'],
  en: ['Sure!', 'Sure, no problem!', 'Of course!', 'Yes, sure!', 'Absolutely, sure thing!'],
} as const;

/** Says yes to everything and does nothing. A scenario that passes with it cannot tell a promise from a deed. */
export function createAgreeableAgent(): AgentPort {
  return createAuditPort('agreeable', ({ locale }) => {
    let turn = 0;
    return (inbound) =>
      inbound.type === 'message' ? [saying(LINES[locale][turn++ % LINES[locale].length]!, 2_000)] : [];
  });
}
