import { ProblemsError } from '../../load/problem.ts';
import { problemAt } from '../../load/validate.ts';
import type { CaseKey } from '../../play/case-id.ts';
import type { CaseInputs } from '../../play/inputs.ts';
import { missingWordings } from '../../play/missing-wordings.ts';
import type { Data } from '../data.ts';
import type { Languages } from './languages.ts';

/** Looks up everything that a case names. Throws `ProblemsError` for what is missing or wrong. */
export function caseInputs(key: CaseKey, data: Data, languages: Languages, shopUnknown: boolean): CaseInputs {
  const { scenario, shop, market } = data.cast(key.scenario, key.locale);
  const persona = data.persona(key.persona);
  const language = languages.of(key.locale, shop);
  const missing = missingWordings(scenario, persona, key.locale, language.phrases.phrases);
  if (missing.length > 0) {
    const { source } = data.scenarioSource(key.scenario);
    throw new ProblemsError(
      missing.map(({ path, intent }) =>
        problemAt(
          source,
          path.split(/[.[\]]+/),
          'no-such-id',
          `must be something that ${persona.id} or any buyer can put into words in ${key.locale}`,
          {
            found: intent,
            hint: `add phrases.${key.locale}.${intent} to personas/${persona.id}.yaml`,
          },
        ),
      ),
    );
  }
  return { key, scenario, persona, shop, market, language, shopUnknown };
}
