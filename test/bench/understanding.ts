import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Side } from '../../dist/model/act.js';
import type { Locale } from '../../dist/model/locale.js';
import { createReader } from '../../dist/nlu/reader.js';
import { vocabularyOf } from '../../dist/nlu/vocabulary.js';
import { loadLocalePack } from '../../dist/system/packs.js';
import { data, root } from './stage.ts';
import { report } from './table.ts';

/** Lines of about thirty characters: those of 20 to 40. */
const LENGTHS = [20, 40] as const;
/** Made to be slow: numbers that may go on, quotes that may pair, words that may be dodged, seams everywhere. */
const HOSTILE = ['能不能便宜', '不不不1', '1,2', '"', 'a-', '亲😀', '满200减', 'not ', '3-', '加.微', '￥9'];

/** How long one message takes, each read anew, and whether a hundred kilobytes take ten times as long as ten. */
export function understanding(scale: number): void {
  for (const [locale, shop] of [
    ['zh-CN', 'yunzhi'],
    ['en', 'harrow-lane'],
  ] as const) {
    const reader = createReader(loadLocalePack(locale), vocabularyOf(data.shop(shop), locale), true);
    const lines = labelled(locale);
    const round = () => {
      for (const { text, side } of lines) reader.read(text, side);
    };
    const characters = lines.reduce((sum, { text }) => sum + text.length, 0) / lines.length;
    const us =
      (bestOf(Math.max(8, Math.round((80_000 * scale) / lines.length)), round) / lines.length) *
      (30 / characters);
    report(
      `understanding 30 characters, ${locale} (${lines.length} labelled lines of ${LENGTHS.join(' to ')}, none remembered)`,
      us,
      'µs',
      ['≤', 8],
    );
    // One is linear; the collector takes more for the longer text, a square would make it ten.
    let worst = 0;
    for (const piece of HOSTILE) {
      const short = piece.repeat(Math.ceil(10_000 / piece.length));
      const long = short.repeat(10);
      const inTen = bestOf(6, () => {
        for (let i = 0; i < 10; i += 1) reader.read(short, 'agent');
      });
      worst = Math.max(worst, bestOf(6, () => reader.read(long, 'agent')) / inTen);
    }
    report(
      `100 KB of hostile text against ten times 10 KB, ${locale}, the worst of ${HOSTILE.length}`,
      worst,
      '×',
      ['≤', 2],
    );
  }
}

/** The shortest of so many rounds, microseconds of processor time. */
function bestOf(rounds: number, work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < rounds; i += 1) {
    const cpu = process.cpuUsage();
    work();
    const used = process.cpuUsage(cpu);
    best = Math.min(best, used.user + used.system);
  }
  return best;
}

function labelled(locale: Locale): { readonly text: string; readonly side: Side }[] {
  const folder = join(root, 'test/fixtures/nlu/dev');
  return readdirSync(folder)
    .filter((name) => name.startsWith(locale) && name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { text: string; side: Side })
    .filter(({ text }) => text.length >= LENGTHS[0] && text.length <= LENGTHS[1]);
}
