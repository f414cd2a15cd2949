import type { Locale } from '../model/locale.ts';
import { LOCALES } from '../model/locale.ts';

/** What one conversation plays. `repeat` counts from 1. */
export interface CaseKey {
  readonly scenario: string;
  readonly persona: string;
  readonly locale: Locale;
  readonly repeat: number;
}

/** `size-advice/hesitant/zh-CN/1`: the case's id in reports, seeds and `--case`. */
export function caseId({ scenario, persona, locale, repeat }: CaseKey): string {
  return `${scenario}/${persona}/${locale}/${repeat}`;
}

/** The key of an id, or `null` when it is none. */
export function parseCaseId(id: string): CaseKey | null {
  const [scenario, persona, locale, repeat, ...more] = id.split('/');
  const count = Number(repeat);
  if (
    !scenario ||
    !persona ||
    more.length > 0 ||
    !LOCALES.includes(locale as Locale) ||
    !Number.isInteger(count) ||
    count < 1
  )
    return null;
  return { scenario, persona, locale: locale as Locale, repeat: count };
}
