/** Reads `price.list` or `heightCm.0` of a record; absent anywhere on the way: `undefined`. */
export function valueAt(record: unknown, path: string): unknown {
  let value = record;
  for (const step of path.split('.')) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/** Sets it, making what is missing on the way: a list before a number, a mapping else. */
export function setAt(record: Record<string, unknown>, path: string, value: unknown): void {
  const steps = path.split('.');
  let holder = record;
  for (const [index, step] of steps.slice(0, -1).entries()) {
    if (typeof holder[step] !== 'object' || holder[step] === null)
      holder[step] = /^\d+$/.test(steps[index + 1]!) ? [] : {};
    holder = holder[step] as Record<string, unknown>;
  }
  holder[steps.at(-1)!] = value;
}
