import { expertReply } from '../../desk/coach/expert.ts';
import type { Say } from '../../desk/coach/hints.ts';
import { asTranscript, standingOf } from '../../desk/coach/moment.ts';
import type { CoachSetting } from '../../desk/coach/setting.ts';
import type { DeskHost, HostEvent } from '../../desk/host-types.ts';
import type { Transcript, TranscriptEvent } from '../../model/event.ts';
import type { CaseInputs } from '../../play/inputs.ts';
import { type Branch, beginningOf } from '../../play/rewind/branch.ts';
import { openBranch, openSequel, type RewindFault } from '../../play/rewind/rebuild.ts';
import { MESSAGES_MAX } from './play-chat.ts';

export interface BranchesOptions {
  readonly host: () => DeskHost;
  readonly inputsOf: (chat: string) => CaseInputs;
  readonly settingOf: (chat: string) => CoachSetting;
  readonly say: (chat: string) => Say;
  /** Whether a conversation of this id is kept already. */
  readonly taken: (id: string) => boolean;
}

/** A conversation that has begun to go another way, and what to tell the person about it. */
export interface Begun {
  readonly id: string;
  readonly told: string;
}

/** Going back in a chat of the desk, and watching how it is done. Rejects with what to tell the person. */
export interface Branches {
  /** Takes up a branch that an earlier sitting began, so that it can be gone on with. */
  recall(events: readonly TranscriptEvent[]): void;
  branchOf(chat: string): Branch | undefined;
  /** Takes an agent's deed back: the chat is left as it is, and goes on as a branch from before it. */
  rewind(chat: string, events: readonly TranscriptEvent[], event: number): Promise<Begun>;
  /** Lets the agent that knows everything play the rest, as a branch of its own. */
  showMe(chat: string, events: readonly TranscriptEvent[]): Promise<Begun>;
  /** Hears what the host tells: whoever plays the rest must know when it is their turn. */
  hear(event: HostEvent): void;
}

/** How long the expert takes to read before it answers; its typing comes on top. */
const READS_MS = 1_500;

export function createBranches(options: BranchesOptions): Branches {
  const branches = new Map<string, Branch>();
  const shown = new Map<string, TranscriptEvent[]>();
  const due = new Set<string>();
  const taken = (id: string) => branches.has(id) || options.taken(id);

  const goOn = async (chat: string, opening: Promise<Branch | RewindFault>, expert: boolean) => {
    const branch = await opening;
    if ('fault' in branch) throw new Error(tellFault(branch, options.say(chat)));
    const host = options.host();
    await host.abandon(chat);
    const events = beginningOf(branch);
    branches.set(branch.id, branch);
    if (expert) shown.set(branch.id, []);
    const resumeAt = events.at(-1)?.t ?? 0;
    const beganAtMs = Math.floor(host.time.now()) - resumeAt;
    host.add({ id: branch.id, arriveAtMs: 0, before: { beganAtMs, events } });
    const say = options.say(chat);
    return {
      id: branch.id,
      told: expert ? say('coach.show-me.begun') : say('coach.rewind.done', { event: branch.event }),
    };
  };

  /** Answers whatever waits, a moment later, with what is open by then. */
  const answer = (chat: string) => {
    if (due.has(chat)) return;
    due.add(chat);
    options.host().time.after(READS_MS, () => {
      due.delete(chat);
      const events = shown.get(chat);
      if (events === undefined || events.some(({ type }) => type === 'ending')) return;
      const setting = options.settingOf(chat);
      const standing = standingOf(events, setting);
      if (standing === null || standing.pending.length === 0) return;
      const { messages, actions } = expertReply(events, setting, standing.open);
      const host = options.host();
      for (const { name, args } of actions) host.act(chat, name, args);
      for (const { text, delayMs } of messages)
        host.time.after(Math.max(0, delayMs - READS_MS), () => host.say(chat, { text, via: 'bot' }));
    });
  };

  const transcriptOf = (events: readonly TranscriptEvent[], chat: string): Transcript => {
    const transcript = asTranscript(events);
    if (transcript === null) throw new Error(options.say(chat)('coach.rewind.no-deed'));
    return transcript;
  };
  const bounds = { messages: MESSAGES_MAX };
  return {
    recall(events) {
      const header = events[0];
      if (header?.type !== 'header' || header.parent === undefined) return;
      const { conversation, event } = header.parent;
      // Of the parent only the seed is needed: the record of the branch has everything else.
      branches.set(header.conversation, {
        parent: { id: conversation, header, events: [] },
        event,
        id: header.conversation,
      });
    },
    branchOf: (chat) => branches.get(chat),
    rewind: async (chat, events, event) =>
      goOn(chat, openBranch(transcriptOf(events, chat), event, options.inputsOf(chat), taken, bounds), false),
    showMe: async (chat, events) =>
      goOn(chat, openSequel(transcriptOf(events, chat), options.inputsOf(chat), taken, bounds), true),
    hear(event) {
      if (event.type !== 'recorded') return;
      const events = shown.get(event.chat);
      if (events === undefined) return;
      events.push(event.event);
      if (isForTheAgent(event.event)) answer(event.chat);
    },
  };
}

function isForTheAgent(event: TranscriptEvent): boolean {
  return (event.type === 'message' && event.from === 'buyer') || event.type === 'world';
}

function tellFault(fault: RewindFault, say: Say): string {
  return fault.fault === 'no-deed'
    ? say('coach.rewind.no-deed')
    : say('coach.rewind.changed', { event: fault.event });
}
