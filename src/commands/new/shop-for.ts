import type { Locale } from '../../model/locale.ts';
import type { Shop } from '../../model/shop.ts';
import type { ChatLine } from '../../play/from-chat/read-chat.ts';
import type { Data } from '../data.ts';
import type { Languages } from '../wiring/languages.ts';

/** How much a value says of the shop that it belongs to. */
const WEIGHTS: Readonly<Partial<Record<string, number>>> = {
  product: 5,
  attribute: 2,
  material: 1,
  size: 1,
  colour: 1,
};
const LINES_MAX = 400;
const KIND_WEIGHT = 2;

/** What kinds of things are sold there: the last word of every name, 衬衫 of 牛津纺衬衫 and `jacket` of `Tarn Jacket`. */
function kindsOf({ products, locale }: Shop): ReadonlySet<string> {
  const names = products.flatMap(({ name, aliases }) => [name, ...aliases]);
  const last = (name: string) =>
    locale === 'zh-CN'
      ? (/[\u4e00-\u9fff]{2}$/.exec(name)?.[0] ?? '')
      : (name.toLowerCase().split(/\s+/).at(-1) ?? '');
  return new Set(names.map(last).filter((kind) => kind.length >= (locale === 'zh-CN' ? 2 : 4)));
}

/**
 * Only the shop that was named, by id or path; else all of the language, those whose own words are most in the chat first. Throws
 * `ProblemsError` for one that is not there.
 */
export function shopsFor(
  lines: readonly ChatLine[],
  named: string | undefined,
  locale: Locale,
  data: Data,
  languages: Languages,
): readonly [Shop, ...Shop[]] {
  if (named !== undefined) return [data.shop(named)];
  const shops = data.library
    .ids('shop')
    .map((id) => data.shop(id))
    .filter((shop) => shop.locale === locale);
  const scored = shops.map((shop) => {
    const { reader } = languages.of(locale, shop);
    let score = 0;
    for (const { from, text } of lines.slice(0, LINES_MAX))
      for (const { kind } of reader.read(text, from).facts) score += WEIGHTS[kind] ?? 0;
    const kinds = kindsOf(shop);
    for (const { text } of lines.slice(0, LINES_MAX))
      for (const kind of kinds) if (text.toLowerCase().includes(kind)) score += KIND_WEIGHT;
    return { shop, score };
  });
  return scored.sort((a, b) => b.score - a.score).map(({ shop }) => shop) as [Shop, ...Shop[]];
}
