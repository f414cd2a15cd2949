import { score } from '../../scoring/score.ts';
import { openData } from '../data.ts';
import type { CommandIo } from '../io.ts';
import { keptIn } from '../wiring/kept.ts';
import { openLanguages } from '../wiring/languages.ts';
import { openRules } from '../wiring/rules.ts';

/** How often each card's rule was broken in the conversations of runs and files, by card id. */
export async function findingsIn(
  from: readonly string[],
  io: CommandIo,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  if (from.length === 0) return counts;
  const data = openData(io.workingFolder);
  const languages = openLanguages();
  const rules = openRules(io.workingFolder);
  const rubric = data.rubric('house');
  for await (const transcript of keptIn(from, io)) {
    const { header } = transcript;
    const shop = data.library.ids('shop').includes(header.shop?.id ?? '') ? data.shop(header.shop!.id) : null;
    const { findings } = score({
      transcript,
      rubric,
      rules,
      scenario: null,
      shop,
      market: shop === null ? null : data.market(shop.market),
      reader: languages.of(header.locale, shop).reader,
    });
    for (const { rule, strength } of findings)
      if (!strength) counts.set(`rule/${rule}`, (counts.get(`rule/${rule}`) ?? 0) + 1);
  }
  return counts;
}
