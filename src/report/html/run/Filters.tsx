import type { Say } from '../../say.ts';
import { forPage } from '../for-page.ts';
import { DRIFT_KEYS, type Survey } from './survey.ts';
import type { Titles } from './titles.ts';

export interface FiltersProps {
  readonly survey: Survey;
  readonly titles: Titles;
  readonly say: Say;
}

export const VERDICTS = ['pass', 'fail', 'unknown'] as const;

/** What may be chosen; the order of each list is what the rows name by number. Hidden until the script is there. */
export function Filters({ survey, titles, say }: FiltersProps) {
  const drift = (key: (typeof DRIFT_KEYS)[number]) =>
    key === 'same' ? say('html.drift.same') : say(`drift.level.${key}`);
  return (
    <form id="filters" className="filters" aria-label={say('html.filter')} hidden>
      <div className="search">
        <label htmlFor="by-search">{say('html.filter.search')}</label>
        <input id="by-search" type="search" name="search" autoComplete="off" spellCheck={false} />
      </div>
      <Choice
        name="verdict"
        label={say('html.filter.verdict')}
        options={VERDICTS.map((id) => [id, say(`report.verdict.${id}`)])}
        say={say}
      />
      {survey.drifts === null ? null : (
        <Choice
          name="drift"
          label={say('html.drifts')}
          options={DRIFT_KEYS.map((id) => [id, drift(id)])}
          say={say}
        />
      )}
      <Choice
        name="locale"
        label={say('html.filter.locale')}
        options={survey.locales.map((id) => [id, say(`html.locale.${id}`)])}
        say={say}
      />
      <Choice
        name="scenario"
        label={say('html.filter.scenario')}
        options={survey.scenarios.map((id) => [id, titles.scenario(id)])}
        say={say}
      />
      <Choice
        name="persona"
        label={say('html.filter.persona')}
        options={survey.personas.map((id) => [id, titles.persona(id)])}
        say={say}
      />
      <Choice
        name="rule"
        label={say('html.filter.rule')}
        options={survey.rules.map((id) => [id, titles.rule(id)])}
        say={say}
      />
      <div>
        <label htmlFor="by-sort">{say('html.filter.sort')}</label>
        <select id="by-sort" name="sort">
          <option value="played">{say('html.sort.played')}</option>
          <option value="worst">{say('html.sort.worst')}</option>
        </select>
      </div>
      <button type="reset">{say('html.filter.reset')}</button>
      <output id="shown" aria-live="polite" />
    </form>
  );
}

function Choice({
  name,
  label,
  options,
  say,
}: {
  readonly name: string;
  readonly label: string;
  readonly options: readonly (readonly [id: string, text: string])[];
  readonly say: Say;
}) {
  return (
    <div>
      <label htmlFor={`by-${name}`}>{label}</label>
      <select id={`by-${name}`} name={name}>
        <option value="">{say('html.filter.all')}</option>
        {options.map(([id, text]) => (
          <option key={id} value={forPage(id)}>
            {forPage(text)}
          </option>
        ))}
      </select>
    </div>
  );
}
