import type { FindingGroup } from '../../worst.ts';
import { forPage } from '../for-page.ts';
import { toneOf } from './chat.ts';
import { linkTo } from './link.ts';
import type { OverviewProps } from './Overview.tsx';

const AT_ONCE = 10;

/** Rules that were missed, the gravest first, each with where it was worst. */
export function WorstFindings(props: Omit<OverviewProps, 'report'>) {
  const { overview, say } = props;
  const { findings } = overview;
  if (findings.length === 0) return <p>{say('html.findings.none')}</p>;
  return (
    <>
      <Table {...props} groups={findings.slice(0, AT_ONCE)} />
      {findings.length <= AT_ONCE ? null : (
        <details>
          <summary>{say('html.findings.more', { count: findings.length - AT_ONCE })}</summary>
          <Table {...props} groups={findings.slice(AT_ONCE)} />
        </details>
      )}
    </>
  );
}

function Table({
  groups,
  survey,
  titles,
  say,
}: Omit<OverviewProps, 'report'> & { readonly groups: readonly FindingGroup[] }) {
  return (
    <div className="scroll">
      <table className="findings">
        <thead>
          <tr>
            <th scope="col">{say('html.findings.severity')}</th>
            <th scope="col">{say('html.findings.rule')}</th>
            <th scope="col" className="number">
              {say('html.findings.count')}
            </th>
            <th scope="col">{say('html.findings.message')}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map(({ rule, count, worst, conversation }) => {
            const place = survey.placeOf.get(conversation.id);
            return (
              <tr key={rule}>
                <td>
                  <span className={`tag ${toneOf(worst)}`}>{say(`html.severity.${worst.severity}`)}</span>
                </td>
                <th scope="row">
                  <a href={linkTo({ rule })}>{forPage(titles.rule(rule))}</a>
                </th>
                <td className="number">{count}</td>
                <td>
                  <span lang={conversation.locale}>{forPage(worst.message)}</span>{' '}
                  {place === undefined ? null : (
                    <a className="soft" href={`#c${place}`}>
                      {say('html.example')}
                      <span className="hidden"> {forPage(titles.rule(rule))}</span>
                    </a>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
