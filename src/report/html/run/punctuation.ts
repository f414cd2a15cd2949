import type { Locale } from '../../../model/locale.ts';

/** What stands between words, by the language of the page. */
export function listed(words: readonly string[], locale: Locale): string {
  return words.join(locale === 'zh-CN' ? '、' : ', ');
}

export function bracketed(words: readonly string[], locale: Locale): string {
  if (words.length === 0) return '';
  return locale === 'zh-CN' ? `（${listed(words, locale)}）` : ` (${listed(words, locale)})`;
}

export function withTopic(word: string, topic: string, locale: Locale): string {
  return locale === 'zh-CN' ? `${word}：${topic}` : `${word}: ${topic}`;
}
