import type { ReportConversation } from '../../../model/report.ts';
import type { Say } from '../../say.ts';
import { forPage } from '../for-page.ts';
import { VERDICT_TONE } from './chat.ts';
import { VERDICTS } from './Filters.tsx';
import { DRIFT_KEYS, type Survey } from './survey.ts';
import type { Titles } from './titles.ts';

export interface RowProps {
  readonly conversation: ReportConversation;
  readonly place: number;
  readonly survey: Survey;
  readonly titles: Titles;
  readonly say: Say;
}

const REASON_MAX = 90;

/** One conversation in the list; what it may be filtered by stands in it as places in the filters' lists. */
export function Row({ conversation, place, survey, titles, say }: RowProps) {
  const { verdict, locale, score, drift, findings, reasons, repeat } = conversation;
  const rules = [...new Set(findings.filter(({ strength }) => !strength).map(({ rule }) => rule))];
  const total = score.total?.toFixed(1) ?? '–';
  return (
    <li
      data-verdict={VERDICTS.indexOf(verdict)}
      data-drift={drift === undefined ? undefined : DRIFT_KEYS.indexOf(drift.level ?? 'same')}
      data-locale={survey.locales.indexOf(locale)}
      data-scenario={survey.scenarios.indexOf(conversation.scenario)}
      data-persona={survey.personas.indexOf(conversation.persona)}
      data-rule={rules.map((rule) => survey.rules.indexOf(rule)).join(' ') || undefined}
      data-total={score.total ?? undefined}
    >
      <a href={`#c${place}`}>
        <span className={`tag ${VERDICT_TONE[verdict]}`}>{say(`report.verdict.${verdict}`)}</span>
        <b>{total}</b>
        <span>
          {forPage(`${titles.scenario(conversation.scenario)} · ${titles.persona(conversation.persona)}`)}
        </span>
        <small>
          {say(`html.locale.${locale}`)}
          {repeat > 1 ? ` · ${repeat}` : ''}
        </small>
        {verdict === 'pass' || reasons[0] === undefined ? null : (
          <small className="why" lang={locale}>
            {forPage(cut(reasons[0]))}
          </small>
        )}
      </a>
    </li>
  );
}

function cut(text: string): string {
  const characters = [...text];
  return characters.length <= REASON_MAX ? text : `${characters.slice(0, REASON_MAX - 1).join('')}…`;
}
