import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LOCALES, type Locale } from '../../model/locale.ts';
import type { ScenarioFile } from '../../model/scenario.ts';
import type { Shop } from '../../model/shop.ts';
import { hasActor } from '../../play/from-chat/draft.ts';
import { GOOD, type Goals, goalsFor, NEVER, SHOULD } from '../../play/from-chat/goals.ts';
import { type Matter, mattersOf } from '../../play/from-chat/matters.ts';
import { type ChatLine, type ChatRead, readChat } from '../../play/from-chat/read-chat.ts';
import { isProblem, orderPart, SUBJECTS, type Subject, subjectOf } from '../../play/from-chat/subjects.ts';
import { personasLike } from '../../play/from-chat/temper.ts';

import { forTerminal } from '../../report/inert.ts';
import { showPath } from '../../system/library.ts';
import { readUi } from '../../system/ui-texts.ts';
import { type Data, openData } from '../data.ts';
import { type CommandIo, type ExitCode, UsageError } from '../io.ts';
import { openLanguages } from '../wiring/languages.ts';
import { recastWords } from '../wiring/own-shop.ts';
import { openRules } from '../wiring/rules.ts';
import { type Asker, type Choice, choicesOf, choose, openAsker } from './asker.ts';
import { type Chat, type ChatOptions, chatOfFile, chatOfText } from './chat-lines.ts';
import { type Found, findCase } from './find-case.ts';
import { emptyRead, subjectFor } from './from-nothing.ts';
import { type Previewer, playDraft } from './preview.ts';
import { shopsFor } from './shop-for.ts';

export interface NewScenarioOptions extends ChatOptions {
  readonly shop?: string;
  readonly id?: string;
  readonly about?: string;
  readonly should?: string;
  readonly good?: string;
  readonly never?: string;
  readonly stage?: ScenarioFile['stage'];
  readonly persona?: string;
  readonly difficulty?: number;
  readonly seed?: number;
  readonly print?: boolean;
}

const ID = /^[a-z][a-z0-9-]*$/;
const PASTE_END = '.';
const PASTED_MAX = 5_000;

/** A scenario from a chat as it really was, or from nothing: asked about, played at once, and written as YAML with the chat beside it. */
export async function newScenario(
  file: string | undefined,
  options: NewScenarioOptions,
  io: CommandIo,
): Promise<ExitCode> {
  if (options.id !== undefined && !ID.test(options.id))
    throw new UsageError(io.ui('generate.bad-id', { id: options.id }));
  const data = openData(io.workingFolder);
  const languages = openLanguages();
  const asks = io.inputIsTerminal && options.yes !== true;
  const asker = asks || file === '-' ? openAsker(io) : null;
  try {
    const chat = await chatGiven(file, options, languages, asker, io);
    const shops = shopsFor(
      chat?.lines ?? [],
      options.shop,
      options.locale ?? chat?.locale ?? io.uiLocale,
      data,
      languages,
    );
    const { locale } = shops[0];
    if (chat !== null && chat.locale !== locale)
      throw new UsageError(
        io.ui('new.other-language', { shop: shops[0].id }),
        io.ui('new.other-language.hint', { locale: chat.locale }),
      );
    const readIn = (shop: Shop) =>
      chat === null ? emptyRead() : readChat(chat.lines, languages.of(locale, shop).reader);
    const first = readIn(shops[0]);
    if (chat !== null) tellChat(chat, first, io);

    const talk = asks ? asker : null;
    const subject = await subjectGiven(first, chat === null, options, talk, io);
    // Words say which shop it was; what happened, which one can have it happen.
    const shop = shops.find((each) => hasActor(subject, each)) ?? shops[0];
    const said = readIn(shop);
    io.err(`· ${io.ui('new.at-shop', { shop: forTerminal(shop.name), id: shop.id })}\n`);
    const seed = options.seed ?? 1;
    const read = chat === null ? emptyRead(subject, seed) : said;
    const matters = mattersOf(read, subject);
    const goals = await goalsGiven(matters, subject, read, options, talk, io);
    const fits = personasFor(read, options, data);
    const id = options.id ?? freeId(subject, chat, seed, data);
    const texts = { 'zh-CN': await readUi('zh-CN'), en: await readUi('en') };
    const wording = (of: Locale) => {
      const say = texts[of];
      const list = (words: readonly string[]) => new Intl.ListFormat(of).format(words);
      const labels = {
        subject: say(`new.subject.${subject}`),
        should: list(goals.should.map((key) => say(`new.should.${key}`))),
        never: list(goals.never.map((key) => say(`new.never.${key}`))),
      };
      return {
        title: `${labels.subject}${of === 'zh-CN' ? '：' : ': '}{item}`,
        summary: goals.never.includes('nothing')
          ? say('new.summary', labels)
          : say('new.summary-never', labels),
      };
    };
    const setup = {
      data,
      languages,
      scoring: { rubric: data.rubric('house'), rules: openRules(io.workingFolder) },
      seed,
    };
    const found = await findCase(
      {
        id,
        subject,
        read,
        locale,
        matters,
        goals,
        fits,
        shop,
        words: { 'zh-CN': recastWords('zh-CN'), en: recastWords('en') },
        title: inBoth((of) => wording(of).title),
        summary: inBoth((of) => wording(of).summary),
        difficulty: options.difficulty ?? difficultyOf(read),
        comment:
          chat === null
            ? io.ui('new.comment-drawn')
            : io.ui('new.comment-chat', { source: `${id}.source.txt` }),
      },
      setup,
    );
    if (found === null)
      throw new UsageError(
        io.ui('new.no-cast', { shop: shop.id, subject: io.ui(`new.subject.${subject}`) }),
        io.ui('new.no-cast.hint'),
      );
    tellLeft(found, io);
    await tellPreview(found, setup, io);
    if (options.print) {
      io.out(found.draft.yaml);
      return 0;
    }
    writeCase(id, found, chat, io);
    return 0;
  } finally {
    asker?.close();
  }
}

const inBoth = (make: (locale: Locale) => string) =>
  Object.fromEntries(LOCALES.map((locale) => [locale, make(locale)])) as Record<Locale, string>;

async function chatGiven(
  file: string | undefined,
  options: NewScenarioOptions,
  languages: ReturnType<typeof openLanguages>,
  asker: Asker | null,
  io: CommandIo,
): Promise<Chat | null> {
  if (file !== undefined && file !== '-') return chatOfFile(file, options, languages, io);
  if (asker === null) return null;
  if (file === undefined && (options.about !== undefined || options.stage !== undefined)) return null;
  if (file === undefined) io.err(`${io.ui('new.paste', { end: PASTE_END })}\n`);
  const lines: string[] = [];
  while (lines.length < PASTED_MAX) {
    const line = await asker.line('');
    if (line === null || line === PASTE_END || (line === '' && lines.length === 0 && file === undefined))
      break;
    lines.push(line);
  }
  return lines.length === 0 && file === undefined
    ? null
    : chatOfText(lines.join('\n'), options, languages, io);
}

async function subjectGiven(
  read: ChatRead,
  fromNothing: boolean,
  options: NewScenarioOptions,
  asker: Asker | null,
  io: CommandIo,
): Promise<Subject> {
  const choices = SUBJECTS.map((key): Choice<Subject> => ({ key, label: io.ui(`new.subject.${key}`) }));
  if (options.about !== undefined) return choicesOf('--about', options.about, choices, io)[0]!;
  const proposed = fromNothing ? subjectFor(options.stage, options.seed ?? 1) : subjectOf(read);
  if (asker === null) return proposed;
  return (await choose(io.ui('new.ask.about'), choices, [proposed], false, asker, io))[0]!;
}

async function goalsGiven(
  matters: readonly Matter[],
  subject: Subject,
  read: ChatRead,
  options: NewScenarioOptions,
  asker: Asker | null,
  io: CommandIo,
): Promise<Goals> {
  const angry = read.temper.complaints + read.temper.oaths > 1;
  const proposed = goalsFor(matters, orderPart(subject), angry);
  const given = async <K extends string>(
    name: 'should' | 'good' | 'never',
    choices: readonly Choice<K>[],
    before: readonly K[],
  ): Promise<readonly K[]> => {
    const told = options[name];
    if (told !== undefined) return choicesOf(`--${name}`, told, choices, io);
    return asker === null ? before : choose(io.ui(`new.ask.${name}`), choices, before, true, asker, io);
  };
  const { ui } = io;
  return {
    should: await given(
      'should',
      SHOULD.map((key) => ({ key, label: ui(`new.should.${key}`) })),
      proposed.should,
    ),
    good: await given(
      'good',
      GOOD.map((key) => ({ key, label: ui(`new.good.${key}`) })),
      proposed.good,
    ),
    never: await given(
      'never',
      NEVER.map((key) => ({ key, label: ui(`new.never.${key}`) })),
      proposed.never,
    ),
  };
}

/** The one asked for first, then those whose traits fit. Throws for a persona that is not there. */
function personasFor(read: ChatRead, { persona }: NewScenarioOptions, data: Data): readonly string[] {
  const known = data.library.ids('persona');
  const like = personasLike(read).filter((id) => known.includes(id));
  if (persona !== undefined) data.persona(persona);
  return [...new Set([...(persona === undefined ? [] : [persona]), ...like])];
}

function difficultyOf({ temper, threatens, tempts, problem }: ChatRead): number {
  const hard = (problem === null ? 0 : 1) + (temper.complaints + temper.oaths > 1 ? 1 : 0);
  return Math.min(5, 1 + hard + (threatens === null ? 0 : 1) + (tempts.length > 0 ? 1 : 0));
}

function freeId(subject: Subject, chat: Chat | null, seed: number, data: Data): string {
  const mark =
    chat === null
      ? String(seed)
      : createHash('sha256')
          .update(chat.lines.map(({ text }) => text).join('\n'))
          .digest('hex')
          .slice(0, 6);
  const id = `own-${subject}-${mark}`;
  const taken = new Set(data.library.ids('scenario'));
  let free = id;
  for (let count = 2; taken.has(free); count += 1) free = `${id}-${count}`;
  return free;
}

function tellChat(chat: Chat, read: ChatRead, io: CommandIo): void {
  const replaced = Object.entries(chat.replaced).map(
    ([kind, count]) => `${io.ui(`import.kind.${kind}`)} ${count}`,
  );
  io.err(
    `· ${replaced.length === 0 ? io.ui('import.nothing-personal') : io.ui('import.replaced', { what: replaced.join(', ') })}\n`,
  );
  const of = (from: ChatLine['from']) => chat.lines.filter((line) => line.from === from).length;
  io.err(`· ${io.ui('new.read', { buyer: of('buyer'), agent: of('agent') })}\n`);
  if (of('buyer') === 0) throw new UsageError(io.ui('new.no-buyer'), io.ui('new.no-buyer.hint'));
  const subject = subjectOf(read);
  if (isProblem(subject) && read.problemWords !== null)
    io.err(
      `· ${io.ui('new.read-problem', { what: io.ui(`new.subject.${subject}`), words: forTerminal(read.problemWords.slice(0, 80)) })}\n`,
    );
  if (read.topics.length > 0)
    io.err(`· ${io.ui('new.read-asked', { topics: read.topics.map(({ topic }) => topic).join(', ') })}\n`);
  if (read.unread.length > 0)
    io.err(
      `· ${io.ui('new.unread', { count: read.unread.length, text: forTerminal(read.unread[0]!.slice(0, 60)) })}\n`,
    );
}

function tellLeft({ left }: Found, io: CommandIo): void {
  if (left.length === 0) return;
  const what = left.map(({ want }) => Object.entries(want)[0]!).map(([verb, of]) => `${verb} ${String(of)}`);
  io.err(`· ${io.ui('new.left', { what: what.join(', ') })}\n`);
}

const SHOWN: readonly Previewer[] = ['oracle', 'demo', 'idle'];

async function tellPreview(
  { draft, stages, sound }: Found,
  setup: Omit<Parameters<typeof playDraft>[3], 'stages'>,
  io: CommandIo,
): Promise<void> {
  io.err(`\n${io.ui('new.preview')}\n`);
  let idlePassed = false;
  for (const who of SHOWN)
    for (const locale of LOCALES) {
      const { verdict, score } = await playDraft(draft.yaml, locale, who, { ...setup, stages });
      idlePassed ||= who === 'idle' && verdict === 'pass';
      io.err(
        `  ${io.ui(`new.agent.${who}`)} · ${locale} · ${io.ui(`new.verdict.${verdict}`)} · ${io.ui('new.score', { total: score.total ?? '–', outcome: score.outcome ?? '–' })}\n`,
      );
    }
  if (!sound) io.err(`· ${io.ui('new.not-sound')}\n`);
  if (idlePassed) io.err(`· ${io.ui('new.idle-passed')}\n`);
}

function writeCase(id: string, { draft }: Found, chat: Chat | null, io: CommandIo): void {
  const path = join(io.workingFolder, 'scenarios', 'cases', draft.stage, `${id}.yaml`);
  if (existsSync(path))
    throw new UsageError(
      io.ui('generate.exists', { path: showPath(path, io.workingFolder) }),
      io.ui('generate.exists.hint'),
    );
  mkdirSync(dirname(path), { recursive: true });
  if (chat !== null) writeFileSync(path.replace(/\.yaml$/, '.source.txt'), sourceText(chat));
  writeFileSync(path, draft.yaml);
  io.out(`${io.ui('new.wrote', { path: showPath(path, io.workingFolder), id })}\n`);
}

/** The chat as it was read, in the shape that is read again. */
function sourceText({ lines, locale }: Chat): string {
  const names = locale === 'zh-CN' ? { buyer: '买家', agent: '客服' } : { buyer: 'Buyer', agent: 'Agent' };
  return lines.map(({ from, text }) => `${names[from]}: ${text.replace(/\r?\n/g, '\n  ')}\n`).join('');
}
