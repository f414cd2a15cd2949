import { parseArgs } from 'node:util';
import type { Locale } from '../../src/model/locale.ts';
import { LOCALES } from '../../src/model/locale.ts';
import { createReader } from '../../src/nlu/reader.ts';
import { loadLocalePack } from '../../src/system/packs.ts';
import { shopVocabulary, type Wording, wordingsOf } from './nlu-lines.ts';

/**
 * How often the reader finds the act, and the topic of a question, that the intent of a wording names: of personas' and
 * packs' wordings (buyer) and of the shipped agents' (agent). `--locale`, `--misses [INTENT]` lists what was read otherwise.
 */
const SHOP: Readonly<Record<Locale, string>> = { 'zh-CN': 'yunzhi', en: 'harrow-lane' };
const { values } = parseArgs({
  options: { locale: { type: 'string' }, misses: { type: 'string' }, side: { type: 'string' } },
});

for (const locale of LOCALES) {
  if (values.locale !== undefined && values.locale !== locale) continue;
  const reader = createReader(loadLocalePack(locale), shopVocabulary(SHOP[locale], locale));
  const rows = new Map<string, { n: number; right: number }>();
  for (const wording of wordingsOf(locale)) {
    if (values.side !== undefined && values.side !== wording.side) continue;
    const acts = wording.text.split('\n').flatMap((text) => reader.read(text, wording.side).acts);
    const right = acts.some(
      (act) =>
        (wording.acts.includes(act.act) || (wording.topic !== undefined && act.act === 'haggle')) &&
        (wording.topic === undefined || act.topic === wording.topic),
    );
    for (const row of [wording.side, `  ${keyOf(wording)}`]) {
      const count = rows.get(row) ?? { n: 0, right: 0 };
      rows.set(row, { n: count.n + 1, right: count.right + (right ? 1 : 0) });
    }
    if (!right && values.misses !== undefined && wording.intent.startsWith(values.misses))
      console.log(
        `${wording.file} ${wording.intent} | ${wording.text.replaceAll('\n', ' // ')}\n    ${acts.map((act) => `${act.act}${act.topic === undefined ? '' : `:${act.topic}`}`).join(' ')}`,
      );
  }
  for (const side of ['buyer', 'agent'])
    if (rows.has(side)) console.log(`${locale} ${side} ${share(rows.get(side)!)}`);
  if (values.misses === undefined)
    console.log(
      [...rows]
        .filter(([key]) => key.startsWith(' '))
        .map(([key, row]) => `${key.trim()} ${share(row)}`)
        .join('  '),
    );
}

function keyOf({ intent, side }: Wording): string {
  const parts = intent.split('.');
  return `${side[0]}:${parts.slice(0, parts[0] === 'ask' || parts[0] === 'answer' ? 2 : 1).join('.')}`;
}

function share({ n, right }: { n: number; right: number }): string {
  return `${(right / n).toFixed(2)} (${n})`;
}
