import type { CaseKey } from '../../play/case-id.ts';
import type { CaseInputs } from '../../play/inputs.ts';
import type { Data } from '../data.ts';
import type { Languages } from './languages.ts';

/** Looks up everything that a case names. Throws `ProblemsError` for what is missing or wrong. */
export function caseInputs(key: CaseKey, data: Data, languages: Languages, shopUnknown: boolean): CaseInputs {
  const { scenario, shop, market } = data.cast(key.scenario, key.locale);
  return {
    key,
    scenario,
    persona: data.persona(key.persona),
    shop,
    market,
    language: languages.of(key.locale, shop),
    shopUnknown,
  };
}
