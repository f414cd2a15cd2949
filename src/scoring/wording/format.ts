import type { Locale } from '../../model/locale.ts';
import type { Measure } from '../../model/scorecard.ts';

/** A value as people read it: `48 s`, `2 min 5 s`, `83 %`, `56 characters a minute`. */
export function formatValue(value: number, unit: Measure['unit'], locale: Locale): string {
  switch (unit) {
    case 'ms':
      return formatDuration(value, locale);
    case 'share':
      return locale === 'en' ? `${round(value * 100)} %` : `${round(value * 100)}%`;
    case 'minor':
      return (value / 100).toFixed(2).replace(/\.00$/, '');
    default:
      return String(round(value));
  }
}

export function formatDuration(ms: number, locale: Locale): string {
  const [s, min, h, join] = locale === 'en' ? [' s', ' min', ' h', ' '] : ['秒', '分', '小时', ''];
  // 2分钟, though 2分5秒.
  if (locale !== 'en' && ms >= 60_000 && ms < 3_600_000 && Math.round(ms / 1_000) % 60 === 0)
    return `${Math.round(ms / 60_000)}分钟`;
  if (ms < 60_000) return `${round(ms / 1_000)}${s}`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600)
    return [`${Math.floor(seconds / 60)}${min}`, seconds % 60 > 0 ? `${seconds % 60}${s}` : '']
      .filter(Boolean)
      .join(join);
  const minutes = Math.round(seconds / 60);
  return [`${Math.floor(minutes / 60)}${h}`, minutes % 60 > 0 ? `${minutes % 60}${min}` : '']
    .filter(Boolean)
    .join(join);
}

/** One decimal at most. */
const round = (value: number) => Math.round(value * 10) / 10;
