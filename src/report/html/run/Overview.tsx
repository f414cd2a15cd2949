import type { ReactNode } from 'react';
import { DIMENSIONS } from '../../../model/scorecard.ts';
import type { ReportView } from '../../build.ts';
import { gateLine } from '../../gate-words.ts';
import { type GroupTally, meanOf, type Overview as Tallied } from '../../overview.ts';
import type { Say } from '../../say.ts';
import { forPage } from '../for-page.ts';
import { Bar, Parts, Spread } from './charts.tsx';
import { linkTo } from './link.ts';
import type { Survey } from './survey.ts';
import type { Titles } from './titles.ts';
import { WorstFindings } from './WorstFindings.tsx';

export interface OverviewProps {
  readonly report: ReportView;
  readonly overview: Tallied;
  readonly survey: Survey;
  readonly titles: Titles;
  readonly say: Say;
}

/** A run at a glance. Its names lead to the conversations behind them. */
export function Overview({ report, overview, survey, titles, say }: OverviewProps) {
  const latency = report.summary.agentLatencyMs ?? null;
  return (
    <section id="overview" aria-labelledby="overview-title">
      <h2 id="overview-title">{say('html.overview')}</h2>
      <Gates report={report} say={say} />
      <div className="cards">
        <Card title={survey.drifts === null ? say('html.verdicts') : say('html.drifts')}>
          <Counts report={report} survey={survey} say={say} />
        </Card>
        <Card title={say('html.scores')}>
          <Means group={overview.all} say={say} />
        </Card>
        <Card title={say('html.spread')}>
          <Spread bins={survey.spread} say={say} />
        </Card>
        {latency === null ? null : (
          <Card title={say('html.latency')}>
            <Latency latency={latency} say={say} />
          </Card>
        )}
      </div>
      <h3>{say('report.findings')}</h3>
      <WorstFindings overview={overview} survey={survey} titles={titles} say={say} />
      <Groups
        title={say('html.by-persona')}
        column={say('report.column.group')}
        groups={overview.buyers.map(([name, group]) => {
          const [persona = '', locale = ''] = name.split(' ');
          return {
            name: `${titles.persona(persona)} · ${say(`html.locale.${locale}`)}`,
            href: linkTo({ persona, locale }),
            group,
          };
        })}
        say={say}
      />
      <Groups
        title={say('html.by-scenario')}
        column={say('report.column.scenario')}
        groups={overview.scenarios.map(([name, group]) => ({
          name: titles.scenario(name),
          href: linkTo({ scenario: name }),
          group,
        }))}
        say={say}
      />
    </section>
  );
}

function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="card">
      <h3>{title}</h3>
      {children}
    </div>
  );
}

function Gates({ report, say }: { readonly report: ReportView; readonly say: Say }) {
  const { gates = [] } = report;
  if (gates.length === 0) return null;
  return (
    <ul className="gates" aria-label={say('gate.title')}>
      {gates.map((gate) => (
        <li key={`${gate.kind} ${gate.about}`}>
          <span className={`tag ${gate.passed ? 'good' : 'bad'}`}>
            {gate.passed ? say('gate.passed') : say('gate.missed')}
          </span>{' '}
          {forPage(gateLine(gate, say))}
        </li>
      ))}
    </ul>
  );
}

function Counts({ report, survey, say }: Pick<OverviewProps, 'report' | 'survey' | 'say'>) {
  const { drifts } = survey;
  const parts =
    drifts === null
      ? (
          [
            ['pass', 'good', report.summary.passed],
            ['fail', 'bad', report.summary.failed],
            ['unknown', 'warn', report.summary.unknown],
          ] as const
        ).map(([verdict, tone, count]) => ({
          name: say(`report.verdict.${verdict}`),
          href: linkTo({ verdict }),
          tone,
          count,
        }))
      : (
          [
            ['same', 'good', say('html.drift.same')],
            ['info', 'soft', say('drift.level.info')],
            ['notable', 'warn', say('drift.level.notable')],
            ['severe', 'bad', say('drift.level.severe')],
          ] as const
        ).map(([level, tone, name]) => ({
          name,
          href: linkTo({ drift: level }),
          tone,
          count: drifts[level],
        }));
  const { flaky = 0, accepted = 0, unexpectedPasses = 0, notPlayed = 0 } = report.summary;
  return (
    <>
      <Parts parts={parts} />
      <ul className="counts">
        {parts.map(({ name, href, tone, count }) => (
          <li key={href}>
            <a href={href}>
              <strong className={tone}>{count}</strong> {name}
            </a>
          </li>
        ))}
      </ul>
      <ul className="soft plain">
        {flaky === 0 ? null : <li>{say('report.beside.flaky', { count: flaky })}</li>}
        {accepted === 0 ? null : <li>{say('report.beside.accepted', { count: accepted })}</li>}
        {unexpectedPasses === 0 ? null : (
          <li>{say('report.beside.unexpected', { count: unexpectedPasses })}</li>
        )}
        {notPlayed === 0 ? null : <li>{say('report.beside.not-played', { count: notPlayed })}</li>}
      </ul>
    </>
  );
}

function Means({ group, say }: { readonly group: GroupTally; readonly say: Say }) {
  return (
    <table className="bars">
      <tbody>
        {(['total', ...DIMENSIONS] as const).map((key) => {
          const mean = meanOf(group, key);
          return (
            <tr key={key}>
              <th scope="row">{say(`report.column.${key}`)}</th>
              <td className="wide">
                {mean === null ? null : <Bar value={mean} max={100} tone={scoreTone(mean)} />}
              </td>
              <td className="number">{mean?.toFixed(1) ?? '–'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Latency({
  latency,
  say,
}: {
  readonly latency: Readonly<Record<string, number | undefined>>;
  readonly say: Say;
}) {
  const rows = ['p50', 'p90', 'p95', 'p99'].flatMap((name) =>
    latency[name] === undefined ? [] : [[name, latency[name]] as const],
  );
  const max = Math.max(...rows.map(([, ms]) => ms));
  return (
    <table className="bars">
      <tbody>
        {rows.map(([name, ms]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="wide">
              <Bar value={ms} max={max} tone="soft" />
            </td>
            <td className="number">{say('html.latency.value', { ms })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Group {
  readonly name: string;
  readonly href: string;
  readonly group: GroupTally;
}

function Groups({
  title,
  column,
  groups,
  say,
}: {
  readonly title: string;
  readonly column: string;
  readonly groups: readonly Group[];
  readonly say: Say;
}) {
  return (
    <details open={groups.length <= OPEN_MAX || undefined}>
      <summary>
        <h3>{title}</h3>
      </summary>
      <div className="scroll">
        <table className="groups">
          <thead>
            <tr>
              <th scope="col">{column}</th>
              <th scope="col" className="number">
                {say('report.column.passed')}
              </th>
              <th scope="col">
                <span className="hidden">{say('html.verdicts')}</span>
              </th>
              {SCORES.map((key) => (
                <th scope="col" className="number" key={key}>
                  {say(`report.column.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map(({ name, href, group }) => (
              <tr key={href}>
                <th scope="row">
                  <a href={href}>{forPage(name)}</a>
                </th>
                <td className="number">{say('html.share', { passed: group.passed, count: group.count })}</td>
                <td className="narrow">
                  <Parts
                    parts={[
                      { name: 'passed', count: group.passed, tone: 'good' },
                      { name: 'other', count: group.count - group.passed, tone: 'bad' },
                    ]}
                  />
                </td>
                {SCORES.map((key) => (
                  <td className="number" key={key}>
                    {meanOf(group, key)?.toFixed(1) ?? '–'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

const SCORES = ['total', ...DIMENSIONS] as const;
/** A longer table is folded, so that the conversations are not far down. */
const OPEN_MAX = 12;

const scoreTone = (score: number) => (score >= 80 ? 'good' : score >= 60 ? 'warn' : 'bad');
