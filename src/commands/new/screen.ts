import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { makingFrame } from '../../desk/making/making-frame.ts';
import {
  initialMaking,
  type ListPage,
  listOf,
  type MakingEffect,
  type MakingInput,
  type MakingState,
  type Option,
  type PreviewView,
  type Remark,
} from '../../desk/making/making-state.ts';
import { updateMaking } from '../../desk/making/making-update.ts';
import { runScreen } from '../../desk/run-screen.ts';
import { ProblemsError } from '../../load/problem.ts';
import type { ScenarioFile } from '../../model/scenario.ts';
import { GOOD, type Goals, NEVER, SHOULD } from '../../play/from-chat/goals.ts';
import { SUBJECTS, type Subject, stageOf } from '../../play/from-chat/subjects.ts';
import { listenForInterrupt } from '../../system/interrupt.ts';
import { type CommandIo, type ExitCode, UsageError } from '../io.ts';
import { openDeskTerminal } from '../practice/desk-terminal.ts';
import { choicesOf } from './asker.ts';
import { type Chat, chatOfFile, chatOfText } from './chat-lines.ts';
import { scenarioOf } from './preview.ts';
import type { NewScenarioOptions } from './scenario.ts';
import { goalLabel, playedText, tellMade, tellTaken, wantText } from './told.ts';
import { type Made, openWorkshop, type Planned, type Taken, type Workshop } from './workshop.ts';

const STAGES = ['pre-sale', 'in-sale', 'after-sale'] as const;
const ANY = 'any';

/** A scenario on a whole screen: paste or choose, see what was read, answer, watch it played, accept, edit or go back. */
export async function newOnScreen(
  file: string | undefined,
  options: NewScenarioOptions,
  io: CommandIo,
): Promise<ExitCode> {
  checkAnswers(options, io);
  const workshop = await openWorkshop(options, io);
  if (options.persona !== undefined) workshop.data.persona(options.persona);
  const terminal = await openDeskTerminal(io);
  const interrupt = listenForInterrupt();
  const bench = new Bench(workshop, options, io);
  try {
    const ended = runScreen<MakingState, MakingInput, MakingEffect, ExitCode>({
      terminal,
      initial: initialMaking({
        size: terminal.size(),
        fileGiven: file !== undefined,
        fromNothing: options.stage !== undefined || options.about !== undefined,
        lists: bench.lists(),
      }),
      update: (state, input) => updateMaking(state, input, io.ui),
      frame: (state) => makingFrame(state, io.ui),
      onStop: (then) => interrupt.onStop(then),
      stopped: 130,
      first: file === undefined ? [] : [{ do: 'read-file', file }],
      async perform(effect, take, end) {
        if (effect.do === 'leave') return end(0);
        // The screen says what is being done before the processor is taken up by it.
        if (SLOW.has(effect.do)) await new Promise((then) => setTimeout(then, DRAWN_MS));
        try {
          for (const input of await bench.answer(effect)) take(input);
        } catch (error) {
          if (!(error instanceof UsageError) && !(error instanceof ProblemsError)) throw error;
          const hint = error instanceof UsageError && error.hint ? `\n${error.hint}` : '';
          take({ type: 'failed', text: error.message + hint });
        }
      },
    });
    return await ended;
  } finally {
    terminal.close();
    interrupt.release();
    if (bench.wrote !== null) io.out(`${bench.wrote}\n`);
  }
}

/** Longer than two frames are apart. */
const DRAWN_MS = 40;
const SLOW: ReadonlySet<MakingEffect['do']> = new Set(['read', 'read-file', 'play', 'play-edited', 'write']);

/** What has been made so far, and the answers to what the screen wants done. */
class Bench {
  readonly #workshop: Workshop;
  readonly #options: NewScenarioOptions;
  readonly #io: CommandIo;
  #taken: (Taken & { readonly chat: Chat | null }) | null = null;
  #planned: Planned | null = null;
  #made: Made | null = null;
  /** What the shell is told at the end; `null`: nothing was written. */
  wrote: string | null = null;

  constructor(workshop: Workshop, options: NewScenarioOptions, io: CommandIo) {
    this.#workshop = workshop;
    this.#options = options;
    // Nothing may be written beside the screen; what matters of it is shown there.
    this.#io = { ...io, err: () => {}, inputIsTerminal: false };
  }

  lists(): Partial<Record<ListPage, ReturnType<typeof listOf>>> {
    const { ui, uiLocale } = this.#io;
    const { data } = this.#workshop;
    const { about } = this.#options;
    const list = (page: ListPage, options: readonly Option[], chosen: string) => ({
      [page]: listOf(page, options, [chosen]),
    });
    const personas = data.library
      .ids('persona')
      .map((id) => ({ id, title: data.persona(id).title[uiLocale] }));
    return {
      ...list(
        'begin',
        ['chat', 'nothing'].map((key) => ({ key, label: ui(`making.begin.${key}`) })),
        'chat',
      ),
      ...list(
        'stage',
        STAGES.map((key) => ({ key, label: ui(`making.stage.${key}`) })),
        this.#options.stage ?? (about === undefined ? 'pre-sale' : stageOf(about as Subject)),
      ),
      ...list(
        'persona',
        [
          { key: ANY, label: ui('making.persona.any') },
          ...personas.map(({ id, title }) => ({ key: id, label: title })),
        ],
        this.#options.persona ?? ANY,
      ),
      ...list(
        'difficulty',
        [
          { key: ANY, label: ui('making.difficulty.any') },
          ...[1, 2, 3, 4, 5].map((level) => ({
            key: String(level),
            label: '★'.repeat(level) + '☆'.repeat(5 - level),
          })),
        ],
        String(this.#options.difficulty ?? ANY),
      ),
    };
  }

  async answer(effect: Exclude<MakingEffect, { do: 'leave' }>): Promise<readonly MakingInput[]> {
    switch (effect.do) {
      case 'read':
        return this.#read(await this.#chatIn(effect.text));
      case 'read-file':
        return this.#read(await chatOfFile(effect.file, this.#options, this.#workshop.languages, this.#io));
      case 'stage': {
        const stage = effect.stage as ScenarioFile['stage'];
        this.#taken = this.#workshop.take(null, stage);
        return [this.#subjects(SUBJECTS.filter((subject) => stageOf(subject) === stage))];
      }
      case 'about':
        return this.#about(effect.subject as Subject);
      case 'play':
        return this.#play(effect.chosen);
      case 'play-edited':
        this.#made = await this.#workshop.remake(this.#made!, effect.yaml);
        return [{ type: 'preview', preview: this.#preview(this.#made) }];
      case 'write':
        return this.#write(this.#made!);
    }
  }

  /** A file that was dropped on the terminal comes as its path. */
  async #chatIn(text: string): Promise<Chat> {
    const { languages } = this.#workshop;
    const path = droppedPath(text);
    return path !== null && isFile(resolve(this.#io.workingFolder, path.replace(/#[^#/\\]+$/, '')))
      ? chatOfFile(path, this.#options, languages, this.#io)
      : chatOfText(text, this.#options, languages, this.#io);
  }

  #read(chat: Chat): readonly MakingInput[] {
    const taken = this.#workshop.take(chat);
    const rows = tellTaken({ ...taken, chat }, this.#workshop.data, this.#io).map(
      ({ text, warn }): Remark => ({ text, tone: warn ? 'warn' : 'plain' }),
    );
    this.#taken = taken;
    return [this.#subjects(SUBJECTS), { type: 'read', rows }];
  }

  #subjects(subjects: readonly Subject[]): MakingInput {
    const options = subjects.map((key) => ({ key, label: this.#io.ui(`new.subject.${key}`) }));
    return { type: 'list', list: 'about', options, chosen: [this.#options.about ?? this.#taken!.subject] };
  }

  #about(subject: Subject): readonly MakingInput[] {
    const planned = this.#workshop.plan(this.#taken!, subject);
    this.#planned = planned;
    const list = <K extends string>(of: 'should' | 'good' | 'never', keys: readonly K[]): MakingInput => {
      const options = keys.map((key) => ({ key, label: goalLabel(of, key, this.#io) }));
      const told = this.#options[of];
      const chosen =
        told === undefined ? planned.proposed[of] : choicesOf(`--${of}`, told, options, this.#io);
      return { type: 'list', list: of, options, chosen };
    };
    return [list('should', SHOULD), list('good', GOOD), list('never', NEVER)];
  }

  async #play(chosen: Extract<MakingEffect, { do: 'play' }>['chosen']): Promise<readonly MakingInput[]> {
    const fromChat = this.#planned!.chat !== null;
    const { should, good, never } = chosen;
    const goals = { should, good, never } as unknown as Goals;
    const picked = (list: 'persona' | 'difficulty') => {
      const [one] = chosen[list];
      return fromChat || one === ANY ? undefined : one;
    };
    const persona = picked('persona') ?? this.#options.persona;
    const difficulty = Number(picked('difficulty') ?? this.#options.difficulty);
    this.#made = await this.#workshop.make(this.#planned!, goals, {
      ...(this.#options.id === undefined ? {} : { id: this.#options.id }),
      ...(persona === undefined ? {} : { persona }),
      ...(Number.isNaN(difficulty) ? {} : { difficulty }),
    });
    return [{ type: 'preview', preview: this.#preview(this.#made) }];
  }

  #preview(made: Made): PreviewView {
    const { uiLocale } = this.#io;
    const { yaml } = made.found.draft;
    const scenario = scenarioOf(yaml);
    return {
      title: scenario.title[uiLocale],
      summary: scenario.summary[uiLocale],
      wishes: (scenario.agenda ?? []).map((want) => wantText(want, this.#io)),
      remarks: [
        ...made.played.map((one): Remark => {
          // The idle agent is there to fail; where it does not, a remark below says what that means.
          const tone = one.who === 'idle' ? 'plain' : one.verdict === 'pass' ? 'good' : 'warn';
          return { text: playedText(one, this.#io), tone };
        }),
        ...tellMade(made, this.#io).map(({ text }): Remark => ({ text, tone: 'warn' })),
      ],
      yaml,
    };
  }

  #write(made: Made): readonly MakingInput[] {
    const { ui } = this.#io;
    const path = this.#workshop.write(made, this.#planned!.chat);
    this.wrote = ui('new.wrote', { path, id: made.id });
    return [
      {
        type: 'written',
        rows: [
          ui('making.wrote', { path }),
          ...(this.#planned!.chat === null
            ? []
            : [ui('making.wrote-source', { path: path.replace(/\.yaml$/, '.source.txt') })]),
          ui('making.try', { id: made.id }),
        ],
      },
    ];
  }
}

/** Wrong answers in options are told in the shell, before the screen is taken over. */
function checkAnswers(options: NewScenarioOptions, io: CommandIo): void {
  const check = (name: 'about' | 'should' | 'good' | 'never', keys: readonly string[]) => {
    const told = options[name];
    if (told === undefined) return;
    const choices = keys.map((key) => ({
      key,
      label: name === 'about' ? io.ui(`new.subject.${key}`) : goalLabel(name, key, io),
    }));
    choicesOf(`--${name}`, told, choices, io);
  };
  check('about', SUBJECTS);
  check('should', SHOULD);
  check('good', GOOD);
  check('never', NEVER);
}

/** Terminals quote a dropped path, or put backslashes before its spaces; `null` for what is more than one line. */
export function droppedPath(text: string): string | null {
  const line = text.trim();
  if (line === '' || line.includes('\n') || line.length > 4_096) return null;
  const [, quoted, path] = /^(["'])(.+)\1$/.exec(line) ?? [];
  if (quoted !== undefined) return path!;
  return line.replace(/^file:\/\/(?=\/)/, '').replace(/\\([ ()[\]&'!;])/g, '$1');
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
