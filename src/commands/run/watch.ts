import { randomInt } from 'node:crypto';
import { existsSync, type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import type { ReportConversation } from '../../model/report.ts';
import { forTerminal } from '../../report/inert.ts';
import { listenForInterrupt } from '../../system/interrupt.ts';
import { realTime } from '../../system/real-time.ts';
import type { WatchedCase } from '../../ui/WatchList.tsx';
import { openData } from '../data.ts';
import { type CommandIo, type ExitCode, UsageError } from '../io.ts';
import { type RunOptions, run } from '../run.ts';
import { touchedCases } from './touched.ts';

/** Changes that come together, as an editor makes them, are one. */
const SETTLE_MS = 150;

/** Plays the selection, then waits, and plays again what a changed file touches, until it is told to stop. */
export async function watchRun(options: RunOptions, io: CommandIo): Promise<ExitCode> {
  const { watch: _, reporter: __, out: ___, ...rest } = options;
  // The same buyers every time: what differs then is what was changed.
  const playing: RunOptions = { ...rest, seed: options.seed ?? randomInt(0, 4_294_967_296) };
  const changes = watchFiles(options, io);
  // Heard all the time: while cases are played the run hears it as well, and stops politely.
  const interrupt = listenForInterrupt();
  const stop = new Promise<{ readonly type: 'stop' }>((resolve) => {
    interrupt.onStop(() => resolve({ type: 'stop' }));
  });
  const view = await openView(io);
  const cases = new Map<string, WatchedCase>();
  let ids: readonly string[] | undefined;
  let code: ExitCode = 0;
  try {
    for (;;) {
      const interrupted = await playOnce(playing, ids, cases, view, io);
      if (interrupted) break;
      code = [...cases.values()].some(({ verdict }) => verdict === 'fail') ? 1 : 0;
      const next = await nextTask(changes, view, stop, cases, io);
      if (next === null) break;
      ids = next;
    }
  } finally {
    interrupt.release();
    changes.close();
    view.end();
  }
  return code;
}

/** Plays some cases (`undefined`: all) and notes how they went. Gives back whether it was interrupted. */
async function playOnce(
  options: RunOptions,
  ids: readonly string[] | undefined,
  cases: Map<string, WatchedCase>,
  view: View,
  io: CommandIo,
): Promise<boolean> {
  const quiet: CommandIo = { ...io, err: () => {}, out: () => {}, errIsTerminal: false };
  const {
    scenario: _,
    persona: __,
    suite: ___,
    case: ____,
    grep: _____,
    lastFailed: ______,
    ...bare
  } = options;
  const chosen: RunOptions = ids === undefined ? options : { ...bare, case: ids };
  let turned = 0;
  let played = 0;
  try {
    const code = await run(chosen, quiet, {
      quiet: true,
      planned(planned) {
        if (ids === undefined) for (const id of cases.keys()) if (!planned.includes(id)) cases.delete(id);
        for (const id of planned) cases.set(id, { ...(cases.get(id) ?? fresh(id)), playing: true });
        view.show(cases, io.ui('watch.playing', { count: planned.length }));
      },
      done(conversation) {
        played += 1;
        const before = cases.get(conversation.id) ?? fresh(conversation.id);
        const after = watched(conversation, before);
        if (after.turned) turned += 1;
        cases.set(conversation.id, after);
        view.show(cases, io.ui('watch.playing', { count: 0 }), after);
      },
    });
    view.show(cases, summary(cases, played, turned, io), undefined, true);
    return code === 130;
  } catch (error) {
    for (const [id, each] of cases) cases.set(id, { ...each, playing: false });
    // A file that is wrong for the moment is what somebody is about to mend.
    const [first] = (error instanceof Error ? error.message : String(error)).split('\n');
    view.show(cases, forTerminal(io.ui('watch.trouble', { reason: first ?? '' })), undefined, true);
    return false;
  }
}

function fresh(id: string): WatchedCase {
  return { id, verdict: null, score: '', reason: '', playing: false, turned: false };
}

function watched({ id, verdict, score, reasons }: ReportConversation, before: WatchedCase): WatchedCase {
  return {
    id,
    verdict,
    score: score.total?.toFixed(1) ?? '',
    reason: verdict === 'pass' ? '' : forTerminal(reasons[0] ?? ''),
    playing: false,
    turned: before.verdict !== null && before.verdict !== verdict,
  };
}

function summary(
  cases: ReadonlyMap<string, WatchedCase>,
  played: number,
  turned: number,
  io: CommandIo,
): string {
  const of = (verdict: WatchedCase['verdict']) =>
    [...cases.values()].filter((each) => each.verdict === verdict).length;
  return io.ui('watch.summary', { played, passed: of('pass'), failed: of('fail') + of('unknown'), turned });
}

/** What to play next: ids, `undefined` for all; `null`: nothing any more. */
async function nextTask(
  changes: Changes,
  view: View,
  stop: Promise<{ readonly type: 'stop' }>,
  cases: ReadonlyMap<string, WatchedCase>,
  io: CommandIo,
): Promise<readonly string[] | undefined | null> {
  const ids = [...cases.keys()];
  for (;;) {
    const task = await Promise.race([changes.next(), view.key(), stop]);
    if (task.type === 'stop') return null;
    if (task.type === 'key') {
      if (task.key === 'q' || task.key === 'ctrl-c') return null;
      if (task.key === 'a' || task.key === 'enter') return undefined;
      const failed = ids.filter((id) => cases.get(id)!.verdict !== 'pass');
      if (task.key === 'f' && failed.length > 0) return failed;
      continue;
    }
    const shops = shopLookup(io);
    const touched = new Set(task.paths.flatMap((path) => [...touchedCases(path, ids, shops)]));
    view.note(forTerminal(io.ui('watch.changed', { path: task.paths[0]!, count: touched.size })));
    if (touched.size === ids.length || ids.length === 0) return undefined;
    if (touched.size > 0) return ids.filter((id) => touched.has(id));
  }
}

function shopLookup(io: CommandIo) {
  const data = openData(io.workingFolder);
  return (scenario: string, locale: 'zh-CN' | 'en') => {
    try {
      return data.scenario(scenario).cast[locale].shop;
    } catch {
      return undefined;
    }
  };
}

interface Changes {
  /** The files of the working folder that have changed, once that has settled. */
  next(): Promise<{ readonly type: 'files'; readonly paths: readonly string[] }>;
  close(): void;
}

function watchFiles({ bot }: RunOptions, io: CommandIo): Changes {
  const folders = ['personas', 'scenarios'].filter((folder) => existsSync(join(io.workingFolder, folder)));
  const botFile =
    bot !== undefined && /\.ya?ml$/.test(bot) && existsSync(join(io.workingFolder, bot)) ? [bot] : [];
  if (folders.length + botFile.length === 0)
    throw new UsageError(io.ui('watch.nothing', { folder: io.workingFolder }), io.ui('watch.nothing.hint'));
  const changed = new Set<string>();
  let cancel = () => {};
  let tell: (() => void) | undefined;
  const note = (path: string) => {
    changed.add(path);
    cancel();
    cancel = realTime.after(SETTLE_MS, () => tell?.());
  };
  const watchers: FSWatcher[] = [
    ...folders.map((folder) =>
      watch(join(io.workingFolder, folder), { recursive: true }, (_, file) => {
        // Editors keep drafts beside the file.
        if (file !== null && /\.ya?ml$/.test(file)) note(`${folder}/${file}`);
      }),
    ),
    ...botFile.map((file) => watch(join(io.workingFolder, file), () => note(file))),
  ];
  const take = () => {
    const paths = [...changed];
    changed.clear();
    return { type: 'files' as const, paths };
  };
  return {
    next: () =>
      new Promise((resolve) => {
        tell = () => {
          if (changed.size > 0) resolve(take());
        };
        // What changed while the cases were played.
        if (changed.size > 0) cancel = realTime.after(SETTLE_MS, () => tell?.());
      }),
    close() {
      cancel();
      for (const watcher of watchers) watcher.close();
    },
  };
}

interface View {
  /** `done`: the case that has just been played; `still`: nothing is being played any more. */
  show(cases: ReadonlyMap<string, WatchedCase>, status: string, done?: WatchedCase, still?: boolean): void;
  note(text: string): void;
  key(): Promise<{ readonly type: 'key'; readonly key: string }>;
  end(): void;
}

/** A list in place on a terminal; lines elsewhere. */
async function openView(io: CommandIo): Promise<View> {
  const never = new Promise<never>(() => {});
  if (!io.outIsTerminal || !io.inputIsTerminal)
    return {
      show(_, status, done, still) {
        if (done !== undefined && done.verdict !== 'pass')
          io.out(`✗ ${done.id}  ${done.score}  ${done.reason}\n`);
        if (still) io.out(`${status}\n`);
      },
      note: (text) => io.out(`${text}\n`),
      key: () => never,
      end: () => {},
    };
  const { startLiveWatch } = await import('../../ui/live-watch.tsx');
  let pressed: ((key: string) => void) | undefined;
  const props = (cases: readonly WatchedCase[], status: string) => ({
    cases,
    status,
    help: io.ui('watch.help'),
    columns: io.columns,
    rows: process.stdout.rows ?? 24,
    onKey: (key: string) => {
      if (pressed !== undefined) pressed(key);
      // While cases are played, Ctrl-C is what it is without us: raw mode keeps the signal away.
      else if (key === 'ctrl-c' || key === 'q') process.kill(process.pid, 'SIGINT');
    },
  });
  let last: readonly WatchedCase[] = [];
  const live = startLiveWatch(props([], ''));
  return {
    show(cases, status, _done, still) {
      last = [...cases.values()];
      const playing = last.filter((each) => each.playing).length;
      live.update(props(last, still || playing === 0 ? status : io.ui('watch.playing', { count: playing })));
    },
    note: (text) => live.update(props(last, text)),
    key: () =>
      new Promise((resolve) => {
        pressed = (key) => {
          pressed = undefined;
          resolve({ type: 'key', key });
        };
      }),
    end: () => live.end(),
  };
}
