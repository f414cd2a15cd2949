import type { Transcript } from '../../model/event.ts';

/** Buyer turns that got an answer. */
export function countExchanges({ events }: Transcript): number {
  let exchanges = 0;
  let open = false;
  for (const event of events) {
    if (event.type !== 'message' || event.late) continue;
    if (event.from === 'buyer') open = true;
    else if (open && event.from !== 'system') {
      open = false;
      exchanges += 1;
    }
  }
  return exchanges;
}
