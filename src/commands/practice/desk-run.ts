import { basename, join, resolve } from 'node:path';
import { asTranscript } from '../../desk/coach/moment.ts';
import { createDeskTime } from '../../desk/desk-time.ts';
import type { DeskFacts } from '../../desk/facts.ts';
import { createDeskHost } from '../../desk/host.ts';
import type { DeskHost, HostEvent, PlannedChat } from '../../desk/host-types.ts';
import { type RunningDesk, runDesk } from '../../desk/run-desk.ts';
import { HARD_FROM, type PracticeSetup } from '../../desk/setup.ts';
import { type ChatView, type DeskState, initialDesk } from '../../desk/view-state.ts';
import { parseCaseId } from '../../play/case-id.ts';
import type { CaseInputs } from '../../play/inputs.ts';
import { rootOf } from '../../play/rewind/branch.ts';
import type { RealTime } from '../../session/clock.ts';
import type { World } from '../../shop/world.ts';
import { createRunStore, type StoredConversation } from '../../store/run-store.ts';
import type { Interrupt } from '../../system/interrupt.ts';
import { packageVersion } from '../../system/package-root.ts';
import { realTime } from '../../system/real-time.ts';
import type { Data } from '../data.ts';
import type { CommandIo } from '../io.ts';
import type { PracticeOptions } from '../practice.ts';
import { createKeeper, keepRubric } from '../run/keep.ts';
import { newRunId } from '../run/run-id.ts';
import { caseInputs } from '../wiring/case-inputs.ts';
import { openLanguages } from '../wiring/languages.ts';
import { openOwnShop } from '../wiring/own-shop.ts';
import { openRules } from '../wiring/rules.ts';
import { openDeskCoaching, REVIEWER } from './desk-coaching.ts';
import { createDeskFacts } from './desk-facts.ts';
import { ownPhrases, speedOf } from './desk-outside.ts';
import type { DeskSeat } from './desk-seat.ts';
import { drawChats } from './draw-chats.ts';
import type { Objections } from './objections.ts';
import type { Pair } from './pair.ts';
import { pastEvents } from './past-events.ts';
import { createPlayChat } from './play-chat.ts';
import { createReturns } from './returns.ts';
import type { GoBack, ReviewPracticeOptions } from './review.ts';
import { type FoundChats, readChats, readDesk, type SavedDesk, saveDesk } from './saved-desk.ts';

export interface DeskRunOptions {
  readonly io: CommandIo;
  readonly data: Data;
  readonly options: PracticeOptions;
  /** The run folder that is gone on with; `null` begins a new one. */
  readonly dir: string | null;
  readonly setup: PracticeSetup;
  readonly objections: Objections;
  /** Set where a person plays the one buyer. */
  readonly pair?: Pair;
  /** What the desk's clock goes by; real time unless answers come through a pipe. */
  readonly time?: RealTime;
}

export interface DeskRun {
  readonly id: string;
  /** As it is told to people. */
  readonly shownDir: string;
  /** The desk until everybody was served or the person leaves; with `back`, from that point on and with nobody else. */
  work(seat: DeskSeat, interrupt: Interrupt, back?: GoBack): Promise<'finished' | 'left'>;
  /** What was held so far, and everything a review of it needs. */
  held(): Pick<
    ReviewPracticeOptions,
    'held' | 'scoring' | 'objections' | 'folder' | 'reviewer' | 'canRewind'
  >;
  chats(): readonly ChatView[];
  titleOf(chat: string): string;
  close(): Promise<void>;
}

/** How often what is not in the transcripts (drafts, the clock) is written, in real time. */
const SAVE_MS = 1_000;

/** A practice's run: its folder, its sessions, what the desk looks up. */
export async function openDeskRun({
  io,
  data,
  options,
  dir,
  setup,
  objections,
  pair,
  time: clock = realTime,
}: DeskRunOptions): Promise<DeskRun> {
  const before = dir === null ? null : readDesk(dir);
  const id = dir === null ? newRunId() : basename(dir);
  const shownDir = dir ?? options.out ?? join('transcripts', 'runs', id);
  const folder = resolve(io.workingFolder, shownDir);
  const drawn =
    before === null
      ? drawChats(setup, data)!
      : {
          shop: before.shop,
          chats: before.chats.map(({ id: chat, arriveAtMs }) => ({ id: chat, arriveAtMs })),
        };
  const found: FoundChats | null = before === null || dir === null ? null : await readChats(dir, before);
  const shop = data.shop(drawn.shop);
  const rubric = data.rubric(before?.rubric ?? options.rubric);
  const scoring = { rubric, rules: openRules(io.workingFolder) };
  const played = setup.shop === null ? data : openOwnShop(data, setup.shop).data;
  const languages = openLanguages();
  const inputs = new Map<string, CaseInputs>();
  const returns = createReturns(setup, clock === realTime && pair === undefined);
  const inputsOf = (chat: string): CaseInputs => {
    let known = returns.inputsOf(rootOf(chat)) ?? inputs.get(chat);
    if (known === undefined)
      inputs.set(chat, (known = caseInputs(parseCaseId(rootOf(chat))!, played, languages, false)));
    return known;
  };
  for (const { id: chat, again } of before?.chats ?? []) {
    const left = again === undefined ? undefined : found?.over.find((one) => one.id === again);
    if (left !== undefined) returns.recall(chat, left.id, left.events, inputsOf(left.id));
  }
  for (const chat of drawn.chats) inputsOf(chat.id);
  const own = ownPhrases(options.phrases, io);
  const speed = speedOf(io);

  const tool = `peilian ${packageVersion()}`;
  const store = createRunStore(folder, {
    info: {
      id,
      startedAt: new Date().toISOString(),
      tool,
      seed: setup.seed,
      bot: 'person',
      rubric: rubric.id,
    },
    syncEach: 'event',
    resume: before !== null,
  });
  const keep = createKeeper(store);
  for (const chat of drawn.chats) keep(inputsOf(chat.id));
  keepRubric(store, rubric);

  const time = createDeskTime(clock, { startAt: found?.deskMs ?? 0, speed });
  const worlds = new Map<string, World>();
  const written = new Map<string, StoredConversation>();
  const began: Record<string, number> = { ...before?.began };
  let desk: RunningDesk | null = null;
  let saveTimer: NodeJS.Timeout | undefined;
  /** What was over before this sitting, told to the desk when it opens. */
  let past: readonly HostEvent[] = [];
  /** Chats of an earlier desk of this sitting. */
  let earlier: readonly ChatView[] = [];
  const allChats = (): readonly ChatView[] => [...earlier, ...(desk?.state().chats ?? [])];

  const chats = new Map(drawn.chats.map((chat) => [chat.id, chat]));
  let hostNow: DeskHost | null = null;
  const { coach, branches } = await openDeskCoaching({
    inputsOf,
    scoring,
    objections,
    host: () => hostNow!,
    taken: (chat) => written.has(chat) || (found?.over ?? []).some((one) => one.id === chat),
  });
  for (const chat of found?.open ?? []) branches.recall(chat.before?.events ?? []);
  /** A branch takes its origin's place in what is still to be held. */
  const branched = (from: string, to: string) => {
    chats.delete(from);
    chats.set(to, { id: to, arriveAtMs: 0 });
    save(desk?.state());
  };

  const save = (state: DeskState | undefined) => {
    clearTimeout(saveTimer);
    saveTimer = undefined;
    const drafts = Object.fromEntries(
      (state?.chats ?? []).flatMap((chat) =>
        chat.draft.editor.text === '' ? [] : [[chat.id, chat.draft.editor.text]],
      ),
    );
    const saved: SavedDesk = {
      format: 'peilian-desk/1',
      setup,
      shop: drawn.shop,
      rubric: rubric.id,
      chats: [...chats.values()].map(({ id: chat, arriveAtMs }) => {
        const again = returns.after.get(chat);
        return { id: chat, arriveAtMs, ...(again === undefined ? {} : { again }) };
      }),
      began,
      deskMs: Math.floor(time.now()),
      drafts: { ...(state === undefined ? before?.drafts : {}), ...drafts },
      done: state?.done ?? false,
    };
    saveDesk(folder, saved);
  };
  save(undefined);

  const facts: DeskFacts = createDeskFacts({
    say: io.ui,
    locale: setup.locale,
    shop,
    inputsOf,
    worldOf: (chat) => worlds.get(chat),
    atOf: (chat) => Math.max(0, Math.floor(time.now()) - (began[chat] ?? 0)),
    own,
  });

  const openHost = (hear: (event: HostEvent) => void, planned: readonly PlannedChat[]): DeskHost => {
    const host = createDeskHost({
      time,
      chats: planned,
      atOnce: setup.atOnce,
      play: createPlayChat({
        inputsOf,
        scoring,
        runSeed: setup.seed,
        nonce: id,
        tool,
        opened: (chat, world) => void worlds.set(chat, world),
        branchOf: branches.branchOf,
        ...(pair === undefined ? {} : { buyerOf: () => pair.seat.port }),
      }),
      hear(event) {
        if (event.type === 'arrived') {
          began[event.chat] = event.beganAt;
          save(desk?.state());
        }
        hear(event);
        branches.hear(event);
        if (event.type !== 'ended') return;
        void written.get(event.chat)?.end();
        const back = returns.ended(event.transcript, inputsOf(event.chat), time.now());
        if (back === null) return;
        keep(inputsOf(back.id));
        chats.set(back.id, back);
        save(desk?.state());
        host.expect(back);
      },
      keep(chat, event) {
        let conversation = written.get(chat);
        if (conversation === undefined) written.set(chat, (conversation = store.begin(chat)));
        conversation.append(event);
        pair?.seat.show(event);
      },
      typingMs(chat, text) {
        const { persona, key } = inputsOf(chat);
        return Math.min(20_000, (text.length / persona.writing.typingPerMinute[key.locale]) * 60_000);
      },
    });
    hostNow = host;
    return {
      ...methodsOf(host),
      start() {
        for (const event of past) hear(event);
        host.start();
      },
    };
  };

  return {
    id,
    shownDir,
    titleOf: (chat) => inputsOf(chat).scenario.title[io.uiLocale],
    chats: allChats,
    held: () => ({
      held: allChats().flatMap((chat) => {
        const transcript = asTranscript(chat.events);
        return transcript === null || chat.failed !== null ? [] : [{ transcript, inputs: inputsOf(chat.id) }];
      }),
      scoring,
      objections,
      folder: shownDir,
      reviewer: REVIEWER,
      canRewind: !setup.strict && pair === undefined,
    }),
    async work(seat, interrupt, back) {
      earlier = back === undefined ? [] : allChats();
      past = back === undefined ? pastEvents(found, inputsOf, scoring) : [];
      const initial = initialDesk(
        {
          strict: setup.strict,
          hints: setup.hints && !setup.strict,
          badges: !setup.strict && (setup.difficulty ?? 0) < HARD_FROM,
          bell: setup.bell,
          flash: setup.bell,
        },
        seat.size(),
        back !== undefined ? 0 : toCome(found ?? { open: drawn.chats, over: [] }),
        before?.drafts ?? {},
      );
      seat.begin(initial, facts);
      const running = runDesk({
        facts,
        coach,
        branch: async (_host, effect, events) => {
          const begun =
            effect.do === 'rewind'
              ? await branches.rewind(effect.chat, events, effect.event)
              : await branches.showMe(effect.chat, events);
          branched(effect.chat, begun.id);
          return begun.told;
        },
        initial,
        openHost: (hear) => openHost(hear, back === undefined ? (found?.open ?? drawn.chats) : []),
        draw: seat.draw,
        bell: seat.bell,
        redraw: seat.redraw,
        changed(state) {
          seat.hear(state);
          saveTimer ??= setTimeout(() => save(state === undefined ? undefined : running.state()), SAVE_MS);
        },
        later: setImmediate,
      });
      desk = running;
      seat.sit(running);
      const unsubscribe = interrupt.onStop(() => void running.stop());
      if (back !== undefined) {
        const { events } = earlier.find((chat) => chat.id === back.conversation)!;
        const begun = await branches
          .rewind(back.conversation, events, back.event)
          .catch((error: Error) => error);
        running.tell(begun instanceof Error ? begun.message : begun.told);
        if (!(begun instanceof Error)) branched(back.conversation, begun.id);
      }
      const how = await running.ended;
      unsubscribe();
      save(running.state());
      return how;
    },
    async close() {
      clearTimeout(saveTimer);
      await store.close();
    },
  };
}

function methodsOf(host: DeskHost): DeskHost {
  return {
    time: host.time,
    start: () => host.start(),
    say: (chat, words) => host.say(chat, words),
    act: (chat, name, args) => host.act(chat, name, args),
    typing: (chat) => host.typing(chat),
    setStatus: (status, autoReply) => host.setStatus(status, autoReply),
    stop: () => host.stop(),
    abandon: (chat) => host.abandon(chat),
    add: (chat) => host.add(chat),
    expect: (chat) => host.expect(chat),
  };
}

/** Of the chats that the desk will hear arriving, those that are somebody new: a branch goes on with who was there. */
function toCome({ open, over }: Pick<FoundChats, 'open' | 'over'>): number {
  return [...open, ...over].filter(({ id }) => rootOf(id) === id).length;
}
