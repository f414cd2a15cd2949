/** How many different instants are kept: a shop's sheets have some hundreds; placed orders add a few each. */
const KEPT_MAX = 4_096;
const known = new Map<string, number>();

/** `Date.parse` of an ISO instant, remembered: the same few of a shop's sheets are asked for with every price and parcel. */
export function instantMs(text: string): number {
  let ms = known.get(text);
  if (ms === undefined) {
    ms = Date.parse(text);
    if (known.size >= KEPT_MAX) known.clear();
    known.set(text, ms);
  }
  return ms;
}
