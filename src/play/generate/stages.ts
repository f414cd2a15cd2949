import { LOCALES, type Locale } from '../../model/locale.ts';
import type { ScenarioFile } from '../../model/scenario.ts';
import type { Shop } from '../../model/shop.ts';

/** The shop that plays in each language. */
export type Stages = Readonly<Record<Locale, Shop>>;

/** What a plot says of a case; the rest is the same for all. */
export type CaseParts = Omit<ScenarioFile, 'kind' | 'version' | 'id' | 'tags'>;

/** Makes something for each language. */
export function perLocale<T>(make: (locale: Locale) => T): Record<Locale, T> {
  return Object.fromEntries(LOCALES.map((locale) => [locale, make(locale)])) as Record<Locale, T>;
}
