import type { ScenarioFile } from '../../model/scenario.ts';
import { GOOD, type Goals, NEVER, SHOULD } from '../../play/from-chat/goals.ts';
import { SUBJECTS, type Subject } from '../../play/from-chat/subjects.ts';
import { forTerminal } from '../../report/inert.ts';
import { type CommandIo, type ExitCode, UsageError } from '../io.ts';
import { isReadAloud, wantsScreen } from '../practice/wants-screen.ts';
import { type Asker, type Choice, choicesOf, choose, openAsker } from './asker.ts';
import { type Chat, chatOfFile, chatOfText } from './chat-lines.ts';
import { goalLabel, playedText, type Told, tellMade, tellTaken } from './told.ts';
import { openWorkshop, type Planned, type Taken, type Workshop, type WorkshopOptions } from './workshop.ts';

export interface NewScenarioOptions extends WorkshopOptions {
  readonly about?: string;
  readonly should?: string;
  readonly good?: string;
  readonly never?: string;
  readonly stage?: ScenarioFile['stage'];
  readonly print?: boolean;
  readonly plain?: boolean;
}

const ID = /^[a-z][a-z0-9-]*$/;
const PASTE_END = '.';
const PASTED_MAX = 5_000;

/**
 * A scenario from a chat as it really was, or from nothing: asked about, played at once, and written as YAML with the chat beside
 * it. On a whole screen where there is one and something is to be asked; in lines elsewhere.
 */
export async function newScenario(
  file: string | undefined,
  options: NewScenarioOptions,
  io: CommandIo,
): Promise<ExitCode> {
  if (options.id !== undefined && !ID.test(options.id))
    throw new UsageError(io.ui('generate.bad-id', { id: options.id }));
  const asks = io.inputIsTerminal && options.yes !== true;
  if (asks && options.print !== true && file !== '-' && wantsScreen(options.plain || isReadAloud({}, io), io))
    return (await import('./screen.ts')).newOnScreen(file, options, io);
  const workshop = await openWorkshop(options, io);
  const asker = asks || file === '-' ? openAsker(io) : null;
  try {
    const chat = await chatGiven(file, options, workshop, asker, io);
    const taken = workshop.take(chat);
    if (chat !== null) tell(tellTaken({ ...taken, chat }, workshop.data, io), io);

    const talk = asks ? asker : null;
    const planned = workshop.plan(taken, await subjectGiven(taken, options, talk, io));
    io.err(`· ${io.ui('new.at-shop', { shop: forTerminal(planned.shop.name), id: planned.shop.id })}\n`);
    const goals = await goalsGiven(planned, options, talk, io);
    const made = await workshop.make(planned, goals, options);
    io.err(`\n${io.ui('new.preview')}\n`);
    for (const one of made.played) io.err(`  ${playedText(one, io)}\n`);
    tell(tellMade(made, io), io);
    if (options.print) {
      io.out(made.found.draft.yaml);
      return 0;
    }
    io.out(`${io.ui('new.wrote', { path: workshop.write(made, chat), id: made.id })}\n`);
    return 0;
  } finally {
    asker?.close();
  }
}

function tell(told: readonly Told[], io: CommandIo): void {
  for (const { text } of told) io.err(`· ${forTerminal(text)}\n`);
}

async function chatGiven(
  file: string | undefined,
  options: NewScenarioOptions,
  { languages }: Workshop,
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
  { subject }: Taken,
  options: NewScenarioOptions,
  asker: Asker | null,
  io: CommandIo,
): Promise<Subject> {
  const choices = SUBJECTS.map((key): Choice<Subject> => ({ key, label: io.ui(`new.subject.${key}`) }));
  if (options.about !== undefined) return choicesOf('--about', options.about, choices, io)[0]!;
  if (asker === null) return subject;
  return (await choose(io.ui('new.ask.about'), choices, [subject], false, asker, io))[0]!;
}

async function goalsGiven(
  { proposed }: Planned,
  options: NewScenarioOptions,
  asker: Asker | null,
  io: CommandIo,
): Promise<Goals> {
  const given = async <K extends string>(
    name: 'should' | 'good' | 'never',
    keys: readonly K[],
    before: readonly K[],
  ): Promise<readonly K[]> => {
    const choices = keys.map((key): Choice<K> => ({ key, label: goalLabel(name, key, io) }));
    const told = options[name];
    if (told !== undefined) return choicesOf(`--${name}`, told, choices, io);
    return asker === null ? before : choose(io.ui(`new.ask.${name}`), choices, before, true, asker, io);
  };
  return {
    should: await given('should', SHOULD, proposed.should),
    good: await given('good', GOOD, proposed.good),
    never: await given('never', NEVER, proposed.never),
  };
}
