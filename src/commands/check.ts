import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ProblemsError, renderProblem } from '../load/problem.ts';
import { gather } from '../load/references.ts';
import { LOCALES } from '../model/locale.ts';
import type { Suite } from '../model/suite.ts';
import { forTerminalLines } from '../report/inert.ts';
import { DATA_KINDS, type DataKind, isPath } from '../system/library.ts';
import { type Data, openData, problemsOf } from './data.ts';
import { type CommandIo, type ExitCode, UsageError } from './io.ts';
import { OWN_RULES, ownRuleFiles } from './wiring/own-rules.ts';
import { openRules } from './wiring/rules.ts';

export interface CheckOptions {
  readonly json?: boolean;
  readonly audit?: boolean;
  readonly thorough?: boolean;
  readonly seed?: number;
  readonly map?: boolean;
  readonly unread?: string;
}

/**
 * Validates what is named (ids, files or folders' kinds), or everything that can be found, and tells every problem at once; or
 * looks at what scenarios are worth (`audit`), what they touch (`map`), or what a run left unread.
 */
export async function check(
  names: readonly string[],
  options: CheckOptions,
  io: CommandIo,
): Promise<ExitCode> {
  if (options.audit) return (await import('./check/audit.ts')).checkAudit(names, options, io);
  if (options.map) return (await import('./check/map.ts')).checkMap(names, options, io);
  if (options.unread !== undefined)
    return (await import('./check/unread.ts')).checkUnread(options.unread, options, io);
  const data = openData(io.workingFolder);
  const named = names.filter((name) => !isOwnRules(name, io));
  const targets =
    names.length > 0
      ? named.flatMap((name) => targetsOf(name, data, io))
      : CHECKED.flatMap((kind) => data.library.ids(kind).map((id) => ({ kind, name: id })));
  const ownRules = names.length === 0 || named.length < names.length ? ownRuleFiles(io.workingFolder) : [];
  const checked = targets.length + ownRules.length;
  const problems = problemsOf([
    ...targets.flatMap(({ kind, name }) => loadsOf(kind, name, data)),
    // A rule is held against all the others, so they are checked together.
    ...(ownRules.length > 0 ? [() => openRules(io.workingFolder)] : []),
  ]);
  if (options.json) io.out(`${JSON.stringify({ checked, problems }, null, 2)}\n`);
  else {
    for (const problem of problems) io.err(`${forTerminalLines(renderProblem(problem))}\n`);
    io.out(
      problems.length === 0
        ? `${io.ui('check.good', { count: checked })}\n`
        : `${io.ui('check.bad', { count: checked, problems: problems.length })}\n`,
    );
  }
  return problems.length === 0 ? 0 : 2;
}

/** `rules`, or a file of the folder where a house keeps its own. */
function isOwnRules(name: string, { workingFolder }: CommandIo): boolean {
  if (name === 'rules') return true;
  const inFolder = new RegExp(`(^|/)${OWN_RULES}/[^/]+\\.ya?ml$`).test(name.replaceAll('\\', '/'));
  return inFolder && existsSync(resolve(workingFolder, name));
}

const CHECKED: readonly DataKind[] = ['market', 'shop', 'persona', 'scenario', 'rubric', 'suite', 'bot'];

function targetsOf(name: string, data: Data, io: CommandIo): { kind: DataKind; name: string }[] {
  const plural = DATA_KINDS.find((kind) => `${kind}s` === name);
  if (plural !== undefined) return data.library.ids(plural).map((id) => ({ kind: plural, name: id }));
  if (isPath(name)) return [{ kind: kindOfPath(name, data, io), name }];
  const kinds = CHECKED.filter((kind) => data.library.ids(kind).includes(name));
  // Unknown everywhere: let the scenarios answer with the nearest id.
  return (kinds.length > 0 ? kinds : (['scenario'] as const)).map((kind) => ({ kind, name }));
}

function kindOfPath(path: string, data: Data, io: CommandIo): DataKind {
  if (
    /(^|\/)shops\/|(^|\/)(shop|products|prices|logistics|policies|orders|customers)\.yaml$/.test(path) ||
    !/\.ya?ml$/.test(path)
  )
    return 'shop';
  const { text } = data.library.file('persona', path);
  const kind = /^kind:\s*['"]?([a-z]+)/m.exec(text)?.[1];
  const known = CHECKED.find((each) => each === kind);
  if (known === undefined)
    throw new UsageError(
      io.ui('check.unknown-kind', { file: path, kind: kind ?? '—' }),
      io.ui('check.unknown-kind.hint', { kinds: CHECKED.join(', ') }),
    );
  return known;
}

function loadsOf(kind: DataKind, name: string, data: Data): (() => unknown)[] {
  if (kind === 'suite') return [() => needKnown(data.suite(name), data)];
  if (kind !== 'scenario') return [() => data[kind](name)];
  return [
    () => data.scenario(name),
    () => checkNamed(name, data),
    ...LOCALES.map((locale) => () => data.cast(name, locale)),
  ];
}

/** The personas and the earlier scenario that a scenario names must be there. */
function checkNamed(name: string, data: Data): void {
  const { value, source } = data.scenarioSource(name);
  const found = gather(source);
  for (const list of ['fits', 'forbids'] as const) {
    for (const [index, id] of value[list].entries())
      found.known([list, index], id, 'a known persona', data.library.ids('persona'));
  }
  if (value.follows !== undefined)
    found.known(['follows'], value.follows, 'a known scenario', data.library.ids('scenario'));
  if (found.problems.length > 0) throw new ProblemsError(found.problems);
}

/** What a suite selects must be there; the loader's own words tell what is not. */
function needKnown(suite: Suite, data: Data): void {
  if (suite.scenarios !== 'all') for (const id of suite.scenarios) data.scenario(id);
  if (suite.personas !== 'all') for (const id of suite.personas) data.persona(id);
}
