import type { Cell } from '../../tables/table.ts';
import { cellText } from '../../tables/table.ts';
import { type CellRead, halfWidth, readMoney } from '../cell-reading.ts';
import { readCounted } from '../counted.ts';

/** An amount in the market's own currency; `/件` or `each` behind it is passed over, a range or another currency is refused. */
export function readPrice(cell: Cell, currency: string): CellRead {
  if (typeof cell === 'number') return readMoney(cell);
  const text = halfWidth(cellText(cell)).replace(
    /\s*(\/\s*(件|个|条|双|套|盒|包|台|只|把|支)|each|pcs?)$/i,
    '',
  );
  const named = /[¥￥元块圆]|RMB|CNY/i.test(text)
    ? 'CNY'
    : /£|GBP/i.test(text)
      ? 'GBP'
      : /\$|USD/i.test(text)
        ? 'USD'
        : /€|EUR/i.test(text)
          ? 'EUR'
          : currency;
  if (named !== currency)
    return { ok: false, must: `must be in ${currency}`, hint: 'import it into a shop of that market' };
  return readMoney(text);
}

/** A count of pieces: `12`, `12件`. Words such as 有货 are no count. */
export function readCount(cell: Cell): CellRead {
  const text = halfWidth(cellText(cell))
    .replace(/[\s,]/g, '')
    .replace(/(件|个|条|双|套|盒|包|台|只|pcs?)$/i, '');
  return /^\d{1,9}(\.0+)?$/.test(text)
    ? { ok: true, value: Number(text) }
    : {
        ok: false,
        must: 'must be a whole number of pieces such as 12',
        hint: 'write 0 for what is sold out',
      };
}

/** Grams: `2.5kg`, `350g`, `0.5斤`; a bare number is read in the unit the heading names, else in grams where it is above 20. */
export function readGrams(cell: Cell, heading: string): CellRead {
  const must = 'must be a weight such as 2.5kg or 350g';
  const found = /^(\d+(?:\.\d+)?)\s*(kg|千克|公斤|g|克|斤|lb|lbs|oz)?$/i.exec(halfWidth(cellText(cell)));
  if (found === null) return { ok: false, must };
  const number = Number(found[1]);
  const named = (found[2] ?? /(kg|千克|公斤|克|grams?|g)\W*$/i.exec(heading)?.[1] ?? '').toLowerCase();
  const per: Readonly<Record<string, number>> = {
    kg: 1000,
    千克: 1000,
    公斤: 1000,
    g: 1,
    gram: 1,
    grams: 1,
    克: 1,
    斤: 500,
    lb: 453.6,
    lbs: 453.6,
    oz: 28.35,
  };
  const unit = per[named] ?? (number > 20 ? 1 : undefined);
  if (unit === undefined) return { ok: false, must: `${must}: kilograms or grams?` };
  return { ok: true, value: Math.max(1, Math.round(number * unit)) };
}

/** Months of a guarantee: `12个月`, `一年`, `质保2年`, `2 years warranty`; a bare number is months. */
export function readMonths(cell: Cell): CellRead {
  const bare = halfWidth(cellText(cell))
    .replace(/^(?:整机|全国)?(?:质保|保修|联保)|(?:质保|保修|联保)$|\b(?:warranty|guarantee)$/gi, '')
    .trim();
  const months = readCounted(bare, 'warranty.months');
  return months === undefined || !Number.isInteger(months)
    ? { ok: false, must: 'must be a time such as 12个月 or 2 years' }
    : { ok: true, value: months };
}

/** Hours until a parcel leaves: `48小时内`, `2天`, `within 3 days`. */
export function readHours(cell: Cell): CellRead {
  const found = /(\d{1,3})\s*(小时|h|hours?|天|日|工作日|days?|working days?)/i.exec(
    halfWidth(cellText(cell)),
  );
  if (found === null) return { ok: false, must: 'must be a time such as 48小时 or 3 days' };
  return { ok: true, value: Number(found[1]) * (/^(小时|h)/i.test(found[2]!) ? 1 : 24) };
}

/** `棉95% 氨纶5%`, `95% cotton, 5% elastane`; shares that do not make a hundred, or none, leave the text as it is. */
export function readMaterial(text: string): { readonly name: string; readonly percent?: number }[] {
  const parts = [
    ...halfWidth(text).matchAll(
      /(\d{1,3}(?:\.\d+)?)\s*%\s*([^\d%,;，；、/+]+)|([^\d%,;，；、/+:：]+?)\s*[:：]?\s*(\d{1,3}(?:\.\d+)?)\s*%/g,
    ),
  ].map(([, before, after, name, share]) => ({
    name: (after ?? name)!.trim(),
    percent: Number(before ?? share),
  }));
  const sum = parts.reduce((total, { percent }) => total + percent, 0);
  return parts.length > 0 && Math.abs(sum - 100) <= 1 && parts.every(({ name }) => name !== '')
    ? parts
    : [{ name: text.trim() }];
}
