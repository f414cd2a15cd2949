/**
 * A number with the unit that its column counts in, or one that converts without a doubt: `30 days` and `两周` below
 * days, `2天` below hours, `一年` below months, `1.5kg` below grams, `8折` or `80%` below the share to pay.
 * `path` is the column's place in the record. A unit that is not the column's (`2 working days` below hours) gives undefined.
 */
export function readCounted(text: string, path: string): number | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,，]/g, '')
    .replace('。', '.')
    .toLowerCase();
  const found = /^([-+]?\d+(?:\.\d+)?|[半一二两三四五六七八九十]{1,3})(\D*)$/u.exec(plain);
  if (found === null) return undefined;
  const number = /\d/.test(found[1]!) ? Number(found[1]) : chineseNumber(found[1]!);
  const unit = found[2]!;
  if (number === undefined) return undefined;
  if (unit === '') return /\d/.test(found[1]!) ? number : undefined;
  const per = UNITS.find(({ column }) => column.test(path))?.units[unit];
  if (per === undefined) return undefined;
  // Half a month or a third of an hour stays what it is; floating dust does not.
  return Math.round(number * (unit === '折' && number > 10 ? per / 10 : per) * 1e6) / 1e6;
}

const each = (names: string, factor: number): Record<string, number> =>
  Object.fromEntries(names.split(' ').map((name) => [name, factor]));

const DAYS = 'd day days 天 日';
const PIECES = each('pc pcs piece pieces item items 件 个 条 双 套 盒 包 台 只 把 支 张 份', 1);

const UNITS: readonly { readonly column: RegExp; readonly units: Readonly<Record<string, number>> }[] = [
  { column: /hours$/i, units: { ...each('h hr hrs hour hours 小时 个小时 小时内', 1), ...each(DAYS, 24) } },
  {
    column: /days(\.\d)?$/i,
    units: { ...each(`${DAYS} 天内 日内`, 1), ...each('week weeks 周 星期 个星期', 7) },
  },
  {
    column: /months$/i,
    units: { ...each('m month months 个月 月', 1), ...each('y yr yrs year years 年', 12) },
  },
  {
    column: /grams$/i,
    units: { ...each('g gram grams 克', 1), ...each('kg kilo kilos 千克 公斤', 1000), 斤: 500 },
  },
  { column: /Cm(\.\d)?$/, units: { ...each('cm 厘米 公分', 1), ...each('m 米', 100) } },
  { column: /Kg(\.\d)?$/, units: { ...each('kg 公斤 千克', 1), 斤: 0.5 } },
  { column: /^number$|percent$/, units: { '%': 1 } },
  { column: /payShare$/, units: { '%': 0.01, 折: 0.1 } },
  { column: /stars$/, units: each('star stars 星 颗星', 1) },
  { column: /people$/, units: each('people 人 个人', 1) },
  { column: /count|quantity|left|PerOrder$/, units: PIECES },
];

const DIGITS = '零一二三四五六七八九';

/** 一 to 九十九, 两 and 半. */
function chineseNumber(text: string): number | undefined {
  if (text === '半') return 0.5;
  const digits = text.replaceAll('两', '二');
  const found = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(digits);
  if (found === null || (found[2] === undefined && digits.length > 1)) return undefined;
  const [, tens, ten, units] = found;
  return ten === undefined
    ? DIGITS.indexOf(tens ?? units!)
    : (tens === undefined ? 1 : DIGITS.indexOf(tens)) * 10 +
        (units === undefined ? 0 : DIGITS.indexOf(units));
}
