import { renderToStaticMarkup } from 'react-dom/server';
import type { Transcript } from '../../../model/event.ts';
import type { Locale } from '../../../model/locale.ts';
import type { ReportConversation } from '../../../model/report.ts';
import type { ReportView } from '../../build.ts';
import { overviewOf, runPassed } from '../../overview.ts';
import { repeatLine } from '../../repeat-line.ts';
import type { Say } from '../../say.ts';
import { forPage } from '../for-page.ts';
import { writePage } from '../page.tsx';
import { chatOf } from './chat.ts';
import { Filters } from './Filters.tsx';
import { Overview } from './Overview.tsx';
import type { PageHead } from './page-data.ts';
import { Row } from './Row.tsx';
import { RUN_STYLE } from './run-style.ts';
import { type Survey, surveyOf } from './survey.ts';
import type { Titles } from './titles.ts';
import type { WaitLimits } from './waits.ts';
import { createWordList } from './words.ts';

export interface RunPageOptions {
  /** Of the page; conversations keep theirs. */
  readonly locale: Locale;
  readonly say: Say;
  readonly titles: Titles;
  readonly limits: WaitLimits;
  /** The page's script as text; the build compiles it from `html/client/`. */
  readonly script: string;
  /** `null` where it is not there any more. */
  readonly transcriptOf: (conversation: ReportConversation) => Promise<Transcript | null>;
  /** Conversations on the page at most. */
  readonly max?: number;
}

/**
 * A report as one file that needs nothing else, piece by piece: memory does not grow with what was said. The overview and the
 * list are made here; conversations are data, laid out by the page's script when one is opened.
 */
export async function* runPageChunks(report: ReportView, options: RunPageOptions): AsyncGenerator<string> {
  const { say, titles, locale } = options;
  const overview = report.overview ?? overviewOf(report.conversations);
  const survey = surveyOf(report, overview, options.max);
  const title = titleOf(report, runPassed(report, overview), say);
  const page = writePage({
    locale,
    title,
    style: RUN_STYLE,
    script: options.script,
    body: (
      <>
        <a className="skip" href="#list">
          {say('html.skip')}
        </a>
        <header>
          <h1>{forPage(title)}</h1>
          <About report={report} survey={survey} say={say} />
        </header>
        <main>
          <div id="whole">
            <Overview report={report} overview={overview} survey={survey} titles={titles} say={say} />
            <section aria-labelledby="list-title">
              <h2 id="list-title">{say('html.conversations')}</h2>
              <noscript>
                <p className="note">{say('html.needs-script')}</p>
              </noscript>
              <Filters survey={survey} titles={titles} say={say} />
              <ol id="list" tabIndex={-1} aria-labelledby="list-title">
                <li id={ROWS} />
              </ol>
            </section>
          </div>
          <article id="reader" aria-label={say('html.reader')} hidden />
        </main>
        <footer>
          <p className="soft">{say('html.made', { version: report.tool.version })}</p>
        </footer>
        <div id={DATA} />
      </>
    ),
  });
  const [before, between, after] = parts(page);
  yield before;
  yield* rowChunks(report, survey, options);
  yield between;
  yield* dataChunks(report, survey, options);
  yield after;
}

/** Where the page is cut to let in what is too much to hold. What was said is escaped, so it can never look like these. */
const ROWS = 'rows-here';
const DATA = 'data-here';

function parts(page: string): readonly [string, string, string] {
  const [before, rest] = page.split(`<li id="${ROWS}"></li>`) as [string, string];
  const [between, after] = rest.split(`<div id="${DATA}"></div>`) as [string, string];
  return [before, between, after];
}

function titleOf(report: ReportView, passed: boolean, say: Say): string {
  const { conversations: count, passed: good } = report.summary;
  if (report.run.replay !== undefined) return say('html.title.drift', { count });
  return passed
    ? say('html.title.passed', { passed: good, count })
    : say('html.title.failed', { passed: good, count });
}

function About({
  report,
  survey,
  say,
}: {
  readonly report: ReportView;
  readonly survey: Survey;
  readonly say: Say;
}) {
  const { run, summary } = report;
  return (
    <>
      <p className="soft">
        {say('html.title')} ·{' '}
        {forPage(say('html.about', { run: run.id, bot: run.bot, seed: run.seed, rubric: run.rubric }))}
        {(run.faults ?? []).length === 0
          ? ''
          : ` · ${forPage(say('html.faults', { faults: run.faults!.join(' · ') }))}`}
        <br />
        {say('report.time', { exchanges: summary.exchanges, seconds: (summary.wallMs / 1000).toFixed(1) })}
      </p>
      {run.interrupted ? <p className="note">{say('html.interrupted')}</p> : null}
      {survey.shown === survey.count ? null : (
        <p className="note">{say('html.part', { shown: survey.shown, count: survey.count })}</p>
      )}
    </>
  );
}

function* rowChunks(report: ReportView, survey: Survey, { titles, say }: RunPageOptions): Generator<string> {
  const choose = survey.createChooser();
  let place = 0;
  for (const conversation of report.conversations) {
    if (!choose(conversation)) continue;
    const row = { conversation, place, survey, titles, say };
    yield renderToStaticMarkup(<Row {...row} />);
    place += 1;
  }
}

/** Three blocks of data: words of the interface, a line for each conversation, and the words that these share. */
async function* dataChunks(
  report: ReportView,
  survey: Survey,
  options: RunPageOptions,
): AsyncGenerator<string> {
  const words = createWordList();
  const command = (conversation: ReportConversation) => repeatLine(report, conversation);
  const context = { ...options, words, command };
  const choose = survey.createChooser();
  yield `<script type="application/json" id="head">${json(headOf(options))}</script>\n`;
  yield '<script type="application/json" id="chats">\n';
  for (const conversation of report.conversations) {
    if (!choose(conversation)) continue;
    const chat = chatOf(conversation, await options.transcriptOf(conversation), context);
    yield `${json(chat)}\n`;
  }
  yield '</script>\n';
  yield `<script type="application/json" id="words">${json(words.all)}</script>\n`;
}

/** JSON inside a page: nothing in it can end its element or begin another. */
function json(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

function headOf({ locale, say }: RunPageOptions): PageHead {
  return {
    lang: locale,
    ui: {
      shown: say('html.shown'),
      none: say('html.none-shown'),
      back: say('html.reader.back'),
      previous: say('html.reader.previous'),
      next: say('html.reader.next'),
      place: say('html.reader.place'),
      repeat: say('html.reader.repeat'),
      reasons: say('html.reader.reasons'),
      scores: say('html.reader.scores'),
      axis: say('html.reader.axis'),
      axisAbout: say('html.reader.axis.about'),
      legend: say('html.reader.legend'),
      chat: say('html.reader.chat'),
      drift: say('html.reader.drift'),
      recorded: say('drift.recorded'),
      today: say('drift.today'),
      loose: say('html.reader.loose'),
      points: say('html.reader.points'),
      better: say('html.reader.better'),
      meant: say('html.reader.meant'),
      buyer: say('report.said.buyer'),
      agent: say('report.said.agent'),
      system: say('report.said.system'),
    },
  };
}
