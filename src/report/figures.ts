import type { Locale } from '../model/locale.ts';
import type { Report } from '../model/report.ts';
import type { Measure } from '../model/scorecard.ts';
import { formatValue } from '../scoring/wording/format.ts';
import type { Say } from './say.ts';

type Figure = NonNullable<Report['figures']>[number];

/** One line a figure over all conversations: its value, what it rests on, and whether it reaches what the rubric asks for. */
export function figureLines({ figures = [] }: Pick<Report, 'figures'>, say: Say, locale: Locale): string[] {
  return figures.flatMap((figure): string[] => {
    if (figure.value === null) return [];
    const title = figure.target?.title[locale] ?? say(`figure.${figure.measure}`);
    const value = shown(figure.value, figure, locale);
    const where = figure.locale === undefined ? '' : ` ${figure.locale}`;
    if (figure.target === undefined) return [`${title}${where}: ${value} (n ${figure.trials})`];
    return [`${title}: ${value} (n ${figure.trials}), ${against(figure.target, figure, say, locale)}`];
  });
}

function against(target: NonNullable<Figure['target']>, figure: Figure, say: Say, locale: Locale): string {
  const limit = shown(target.atLeast ?? target.atMost ?? 0, figure, locale);
  const asked =
    target.atLeast === undefined
      ? say('report.figure.at-most', { limit })
      : say('report.figure.at-least', { limit });
  if (!target.on) return `${asked}: ${say('report.figure.off')}`;
  if (target.tooFew)
    return `${asked}: ${say('report.figure.few', { trials: figure.trials, least: target.sampleMin })}`;
  if (target.met !== false) return `${asked}: ${say('report.figure.met')}`;
  const missed = `${asked}: ${say('report.figure.missed')}`;
  if (target.consequences.length === 0) return missed;
  const consequences = target.consequences
    .map((one, i) => `${i + 1}. ${one[locale]}`)
    .join(locale === 'en' ? '; ' : '；');
  return `${missed}; ${say('report.figure.follows', { consequences })}`;
}

const shown = (value: number, { unit }: Figure, locale: Locale) =>
  formatValue(value, unit as Measure['unit'], locale);
