import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LOCALES, type Locale } from '../../model/locale.ts';
import type { ScenarioFile } from '../../model/scenario.ts';
import type { Scorecard } from '../../model/scorecard.ts';
import type { Shop } from '../../model/shop.ts';
import { hasActor } from '../../play/from-chat/draft.ts';
import { type Goals, goalsFor } from '../../play/from-chat/goals.ts';
import { type Matter, mattersOf } from '../../play/from-chat/matters.ts';
import { type ChatRead, readChat } from '../../play/from-chat/read-chat.ts';
import { orderPart, type Subject, subjectOf } from '../../play/from-chat/subjects.ts';
import { personasLike } from '../../play/from-chat/temper.ts';
import { showPath } from '../../system/library.ts';
import { readUi } from '../../system/ui-texts.ts';
import { writeWhole } from '../../system/write-whole.ts';
import { type Data, openData } from '../data.ts';
import { type CommandIo, UsageError } from '../io.ts';
import { type Languages, openLanguages } from '../wiring/languages.ts';
import { recastWords } from '../wiring/own-shop.ts';
import { openRules } from '../wiring/rules.ts';
import type { Chat, ChatOptions } from './chat-lines.ts';
import { type Found, findCase } from './find-case.ts';
import { emptyRead, subjectFor } from './from-nothing.ts';
import { type Previewer, type PreviewSetup, playDraft, readDraft } from './preview.ts';
import { shopsFor } from './shop-for.ts';

export interface WorkshopOptions extends ChatOptions {
  readonly shop?: string;
  readonly id?: string;
  readonly stage?: ScenarioFile['stage'];
  readonly persona?: string;
  readonly difficulty?: number;
  readonly seed?: number;
}

/** A chat, read; or nothing, with the shops where something could happen. */
export interface Taken {
  readonly chat: Chat | null;
  readonly shops: readonly [Shop, ...Shop[]];
  readonly read: ChatRead;
  /** What it was about, as far as can be told. */
  readonly subject: Subject;
}

/** What it is about is settled: what the buyer wants of it, and what is proposed for a good end. */
export interface Planned extends Taken {
  readonly shop: Shop;
  readonly matters: readonly Matter[];
  readonly proposed: Goals;
}

export interface Played {
  readonly who: Previewer;
  readonly locale: Locale;
  readonly verdict: Scorecard['verdict'];
  readonly score: Scorecard['score'];
}

export interface Made {
  readonly id: string;
  readonly found: Found;
  readonly played: readonly Played[];
}

export type Choices = Pick<WorkshopOptions, 'id' | 'persona' | 'difficulty'>;

/** From a chat, or from nothing, to a case that was played: the same steps for every face. */
export interface Workshop {
  readonly data: Data;
  readonly languages: Languages;
  /** Throws `UsageError` where the chat and the named shop speak different languages. */
  take(chat: Chat | null, stage?: ScenarioFile['stage']): Taken;
  plan(taken: Taken, subject: Subject): Planned;
  /** Throws `UsageError` where no shop has anything that could play it. */
  make(planned: Planned, goals: Goals, choices: Choices): Promise<Made>;
  /** The same case with its YAML changed by hand, played anew. Throws `ProblemsError` for one that does not load. */
  remake(made: Made, yaml: string): Promise<Made>;
  /** The path that was written, as it is shown. Throws `UsageError` where a file is in the way. */
  write(made: Made, chat: Chat | null): string;
}

const SHOWN: readonly Previewer[] = ['oracle', 'demo', 'idle'];

export async function openWorkshop(options: WorkshopOptions, io: CommandIo): Promise<Workshop> {
  const data = openData(io.workingFolder);
  const languages = openLanguages();
  const seed = options.seed ?? 1;
  const setup = {
    data,
    languages,
    scoring: { rubric: data.rubric('house'), rules: openRules(io.workingFolder) },
    seed,
  };
  const texts = { 'zh-CN': await readUi('zh-CN'), en: await readUi('en') };
  return {
    data,
    languages,
    take(chat, stage = options.stage) {
      const shops = shopsFor(
        chat?.lines ?? [],
        options.shop,
        options.locale ?? chat?.locale ?? io.uiLocale,
        data,
        languages,
      );
      const [{ locale, id }] = shops;
      if (chat !== null && chat.locale !== locale)
        throw new UsageError(
          io.ui('new.other-language', { shop: id }),
          io.ui('new.other-language.hint', { locale: chat.locale }),
        );
      const read = chat === null ? emptyRead() : readChat(chat.lines, languages.of(locale, shops[0]).reader);
      return { chat, shops, read, subject: chat === null ? subjectFor(stage, seed) : subjectOf(read) };
    },
    plan(taken, subject) {
      const { chat, shops } = taken;
      // Words say which shop it was; what happened, which one can have it happen.
      const wanted = mattersOf(taken.read, subject);
      const shop =
        shops.find((each) => hasActor(subject, each, wanted)) ??
        shops.find((each) => hasActor(subject, each)) ??
        shops[0];
      const read =
        chat === null
          ? emptyRead(subject, seed)
          : readChat(chat.lines, languages.of(shop.locale, shop).reader);
      const matters = mattersOf(read, subject);
      const angry = read.temper.complaints + read.temper.oaths > 1;
      return {
        ...taken,
        subject,
        shop,
        read,
        matters,
        proposed: goalsFor(matters, orderPart(subject), angry),
      };
    },
    async make(planned, goals, { persona, difficulty, id = freeId(planned, seed, data) }) {
      const { chat, shop, read, subject, matters } = planned;
      const wording = wordingOf(subject, goals, chat !== null, texts);
      const found = await findCase(
        {
          id,
          subject,
          read,
          locale: shop.locale,
          matters,
          goals,
          fits: personasFor(read, persona, data),
          shop,
          words: { 'zh-CN': recastWords('zh-CN'), en: recastWords('en') },
          title: inBoth((of) => wording(of).title),
          summary: inBoth((of) => wording(of).summary),
          difficulty: difficulty ?? difficultyOf(read),
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
      return { id, found, played: await playAll(found.draft.yaml, found, setup) };
    },
    async remake({ found }, yaml) {
      const { scenario, stages } = readDraft(yaml, data);
      const played = await playAll(yaml, { stages }, setup);
      const sound = played.every(
        ({ who, verdict, score }) =>
          who !== 'oracle' || (verdict === 'pass' && (score.outcome ?? 100) >= 100),
      );
      const draft = { ...found.draft, yaml, stage: scenario.stage };
      return { id: scenario.id, found: { ...found, stages, sound, draft }, played };
    },
    write({ id, found: { draft } }, chat) {
      const path = join(io.workingFolder, 'scenarios', 'cases', draft.stage, `${id}.yaml`);
      if (existsSync(path))
        throw new UsageError(
          io.ui('generate.exists', { path: showPath(path, io.workingFolder) }),
          io.ui('generate.exists.hint'),
        );
      mkdirSync(dirname(path), { recursive: true });
      if (chat !== null) writeWhole(path.replace(/\.yaml$/, '.source.txt'), sourceText(chat));
      writeWhole(path, draft.yaml);
      return showPath(path, io.workingFolder);
    },
  };
}

const inBoth = (make: (locale: Locale) => string) =>
  Object.fromEntries(LOCALES.map((locale) => [locale, make(locale)])) as Record<Locale, string>;

async function playAll(
  yaml: string,
  { stages }: Pick<Found, 'stages'>,
  setup: Omit<PreviewSetup, 'stages'>,
): Promise<readonly Played[]> {
  const played: Played[] = [];
  for (const who of SHOWN)
    for (const locale of LOCALES) {
      const { verdict, score } = await playDraft(yaml, locale, who, { ...setup, stages });
      played.push({ who, locale, verdict, score });
    }
  return played;
}

/** Title and summary in every language; a case from nothing does not claim to be a real one. */
function wordingOf(
  subject: Subject,
  goals: Goals,
  fromChat: boolean,
  texts: Readonly<Record<Locale, Awaited<ReturnType<typeof readUi>>>>,
): (locale: Locale) => { readonly title: string; readonly summary: string } {
  return (of) => {
    const say = texts[of];
    const list = (words: readonly string[]) => new Intl.ListFormat(of).format(words);
    const about = say(`new.subject.${subject}`);
    const labels = {
      subject: fromChat ? say('new.from-real', { subject: about }) : about,
      should: list(goals.should.map((key) => say(`new.should.${key}`))),
      never: list(goals.never.map((key) => say(`new.never.${key}`))),
    };
    return {
      title: `${about}${of === 'zh-CN' ? '：' : ': '}{item}`,
      summary: goals.never.includes('nothing')
        ? say('new.summary', { subject: labels.subject, should: labels.should })
        : say('new.summary-never', labels),
    };
  };
}

/** The one asked for first, then those whose traits fit. Throws for a persona that is not there. */
function personasFor(read: ChatRead, persona: string | undefined, data: Data): readonly string[] {
  const known = data.library.ids('persona');
  const like = personasLike(read).filter((id) => known.includes(id));
  if (persona !== undefined) data.persona(persona);
  return [...new Set([...(persona === undefined ? [] : [persona]), ...like])];
}

/** 1–5, by what was read. */
export function difficultyOf({ temper, threatens, tempts, problem }: ChatRead): number {
  const hard = (problem === null ? 0 : 1) + (temper.complaints + temper.oaths > 1 ? 1 : 0);
  return Math.min(5, 1 + hard + (threatens === null ? 0 : 1) + (tempts.length > 0 ? 1 : 0));
}

function freeId({ subject, chat }: Planned, seed: number, data: Data): string {
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

/** The chat as it was read, in the shape that is read again. */
function sourceText({ lines, locale }: Chat): string {
  const names = locale === 'zh-CN' ? { buyer: '买家', agent: '客服' } : { buyer: 'Buyer', agent: 'Agent' };
  return lines.map(({ from, text }) => `${names[from]}: ${text.replace(/\r?\n/g, '\n  ')}\n`).join('');
}
