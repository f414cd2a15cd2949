import { z } from 'zod';
import { valueAt } from '../paths.ts';

const anything = z.record(z.string(), z.unknown());

/** `packs/starters/<market>.yaml`: the sheets of a shop that an export of goods does not hold. Each is checked with the shop. */
export const StarterSchema = z.strictObject({
  kind: z.literal('starter'),
  version: z.literal(1),
  market: z.string(),
  shop: anything,
  prices: anything,
  logistics: anything,
  policies: anything,
});
export type Starter = z.output<typeof StarterSchema>;

const WHOLE = /^\{([\w.]+)\}$/;
const PART = /\{([\w.-]+)(?:([?!])([^{}]*))?\}/g;

/**
 * Words a starter's sentences with the shop's own figures: `{dispatch.cutOff}` is the value there (a number stays one where
 * it is the whole field), `{path?words}` stands where that is set and neither zero nor no, `{path!words}` where it is not.
 * `{couriers.standard}` is the name of the usual courier. Other braces, such as those of quick phrases, stay.
 */
export function renderStarter(value: unknown, sheet: Record<string, unknown>): unknown {
  if (typeof value === 'string') {
    const whole = WHOLE.exec(value);
    if (whole !== null) return lookUp(sheet, whole[1]!) ?? value;
    return value.replace(PART, (text, path: string, when?: string, words?: string) => {
      const found = lookUp(sheet, path);
      if (when === undefined) return found === undefined ? text : String(found);
      return Boolean(found) === (when === '?') ? words! : '';
    });
  }
  if (Array.isArray(value)) return value.map((each) => renderStarter(each, sheet));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renderStarter(each, sheet)]));
}

function lookUp(sheet: Record<string, unknown>, path: string): unknown {
  if (path !== 'couriers.standard') return valueAt(sheet, path);
  const couriers = sheet.couriers as
    | readonly { readonly name?: unknown; readonly standard?: unknown }[]
    | undefined;
  return (couriers?.find(({ standard }) => standard === true) ?? couriers?.[0])?.name;
}
