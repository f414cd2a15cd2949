import type { Moment } from '../conversation.ts';

/** What is given for the trouble. */
export const AMENDS: readonly string[] = ['refund', 'issue-coupon', 'add-gift'];

/** Whether a moment is one of these actions, and it worked. */
export function isDeed({ source }: Moment, names: readonly string[]): boolean {
  return source.type === 'action' && source.result.ok && names.includes(source.name);
}
