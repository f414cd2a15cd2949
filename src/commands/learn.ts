import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Card, ruleCards, shopCards } from '../learn/cards.ts';
import { cardsFor, type Known, type Progress, ProgressSchema } from '../learn/progress.ts';
import { type Grade, remember } from '../learn/sm2.ts';
import { ProblemsError } from '../load/problem.ts';
import type { Locale } from '../model/locale.ts';
import { startAfter } from '../play/generate/cast.ts';
import { createRandom } from '../random/stream.ts';
import { forTerminal, forTerminalLines } from '../report/inert.ts';
import { score } from '../scoring/score.ts';
import { readConversations, readRun } from '../store/read-run.ts';
import { openData } from './data.ts';
import { type CommandIo, type ExitCode, UsageError } from './io.ts';
import { openAsker } from './new/asker.ts';
import { openLanguages } from './wiring/languages.ts';
import { openRules } from './wiring/rules.ts';

export interface LearnOptions {
  readonly shop?: string;
  readonly locale?: Locale;
  readonly person?: string;
  readonly from?: readonly string[];
  readonly count?: number;
  readonly html?: string;
  /** The day that counts as today; default: the system's. */
  readonly today?: string;
}

const STATE = '.peilian/learn.json';
const COUNT = 10;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Short cards out of rules, policies and the shop's facts; each comes again when it is about to be forgotten. */
export async function learn(options: LearnOptions, io: CommandIo): Promise<ExitCode> {
  if (options.today !== undefined && (!DAY.test(options.today) || Number.isNaN(Date.parse(options.today))))
    throw new UsageError(io.ui('learn.bad-day', { found: options.today }));
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const data = openData(io.workingFolder);
  const shop =
    options.shop !== undefined
      ? data.shop(options.shop)
      : data.library
          .ids('shop')
          .map((id) => data.shop(id))
          .find(({ locale }) => locale === (options.locale ?? io.uiLocale))!;
  const { locale } = shop;
  const rules = openRules(io.workingFolder);
  const startsAt = startAfter(shop, createRandom(1).stream('learn', 0));
  const cards = [...ruleCards(rules.rules, locale), ...shopCards(shop, data.market(shop.market), startsAt)];
  const findings = await findingsIn(options.from ?? [], io);
  const progress = readProgress(io);
  const person = options.person ?? 'me';
  const known: Known = { ...progress.people[person]?.cards };
  const sitting = cardsFor(cards, known, findings, today, options.count ?? COUNT);
  if (options.html !== undefined) {
    const { writeCardsPage } = await import('../report/html/cards-page.tsx');
    const page = sitting.map((card) => ({ ...card, question: questionOf(card, io) }));
    writeFileSync(
      resolve(io.workingFolder, options.html),
      writeCardsPage(io.uiLocale, io.ui('learn.title', { shop: shop.name }), page),
    );
    io.out(`${io.ui('learn.printed', { path: options.html, count: sitting.length })}\n`);
    return 0;
  }
  if (sitting.length === 0) {
    io.out(`${io.ui('learn.nothing-due', { count: cards.length })}\n`);
    return 0;
  }
  const done = await sit(sitting, known, findings, today, io);
  if (done > 0) saveProgress({ ...progress, people: { ...progress.people, [person]: { cards: known } } }, io);
  io.out(`${io.ui('learn.done', { done, all: cards.length, known: Object.keys(known).length })}\n`);
  return 0;
}

/** One card after the other; `q` or the end of the input leaves the rest for another day. */
async function sit(
  sitting: readonly Card[],
  known: Record<string, Known[string]>,
  findings: ReadonlyMap<string, number>,
  today: string,
  io: CommandIo,
): Promise<number> {
  const asker = openAsker(io);
  let done = 0;
  try {
    for (const [index, card] of sitting.entries()) {
      const times = findings.get(card.id) ?? 0;
      const mark = times > 0 ? ` · ${io.ui('learn.from-finding', { times })}` : '';
      io.out(`\n${index + 1}/${sitting.length}${mark}\n${forTerminalLines(questionOf(card, io))}\n`);
      const shown = await asker.line(io.ui('learn.show'));
      if (shown === null || shown === 'q') break;
      io.out(`\n${forTerminalLines(card.answer)}\n`);
      if (card.why !== '') io.out(`${io.ui('learn.why')} ${forTerminal(card.why)}\n`);
      io.out(`${io.ui('learn.source')} ${forTerminal(card.source)}\n`);
      const grade = await gradeFrom(() => asker.line(io.ui('learn.grade')), io);
      if (grade === null) break;
      known[card.id] = remember(known[card.id], grade, today);
      done += 1;
      io.out(`${io.ui('learn.again-on', { day: known[card.id]!.due })}\n`);
    }
  } finally {
    asker.close();
  }
  return done;
}

const TRIES_MAX = 5;

async function gradeFrom(next: () => Promise<string | null>, io: CommandIo): Promise<Grade | null> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const answer = await next();
    if (answer === null || answer === 'q') return null;
    if (/^[0-5]$/.test(answer)) return Number(answer) as Grade;
    io.err(`${io.ui('learn.bad-grade')}\n`);
  }
  return null;
}

function questionOf({ ask }: Card, io: CommandIo): string {
  if (ask.kind === 'rule') return `${io.ui('learn.q.rule')}\n${ask.said}`;
  const topic = io.ui(`learn.topic.${ask.topic}`);
  return ask.item === null
    ? io.ui('learn.q.policy', { topic })
    : io.ui('learn.q.item', { item: ask.item, topic });
}

/** How often each card's rule was broken in the conversations of runs and files. */
async function findingsIn(from: readonly string[], io: CommandIo): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  if (from.length === 0) return counts;
  const data = openData(io.workingFolder);
  const languages = openLanguages();
  const rules = openRules(io.workingFolder);
  const rubric = data.rubric('house');
  for (const name of from) {
    const path = resolve(io.workingFolder, name);
    if (!existsSync(path))
      throw new UsageError(io.ui('new.no-file', { file: name }), io.ui('rule.from.hint'));
    for await (const { transcript } of statSync(path).isDirectory()
      ? readRun(path)
      : readConversations(path)) {
      const { header } = transcript;
      const shop = data.library.ids('shop').includes(header.shop?.id ?? '')
        ? data.shop(header.shop!.id)
        : null;
      const { findings } = score({
        transcript,
        rubric,
        rules,
        scenario: null,
        shop,
        market: shop === null ? null : data.market(shop.market),
        reader: languages.of(header.locale, shop).reader,
      });
      for (const { rule, strength } of findings)
        if (!strength) counts.set(`rule/${rule}`, (counts.get(`rule/${rule}`) ?? 0) + 1);
    }
  }
  return counts;
}

function readProgress(io: CommandIo): Progress {
  const path = join(io.workingFolder, STATE);
  if (!existsSync(path)) return { format: 'peilian-learn/1', people: {} };
  try {
    return ProgressSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new ProblemsError([
      {
        code: 'unreadable',
        file: STATE,
        path: '',
        message: io.ui('learn.bad-state'),
        hint: io.ui('learn.bad-state.hint'),
      },
    ]);
  }
}

/** Whole or not at all: a crash in the middle loses nothing that was learnt before. */
function saveProgress(progress: Progress, io: CommandIo): void {
  const path = join(io.workingFolder, STATE);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, `${JSON.stringify(progress, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}
