import type { LocalText } from '../../../model/locale.ts';
import type { Topic } from '../../../model/topic.ts';
import type { Heard } from '../listen.ts';
import type { SpokenMessage } from '../speak.ts';
import type { Moment, Part, Reply } from '../state.ts';

/** What a fault may look at and change. */
export interface Draft {
  readonly moment: Moment;
  /** The buyer's message as understood; absent for a start or an event. */
  readonly heard: Heard | undefined;
  readonly reply: Reply;
  /** Set by a fault that words the messages itself. */
  readonly messages?: readonly SpokenMessage[];
  /** Set by a fault of timing. */
  readonly delay?: (delayMs: number) => number;
}

/** A way of being wrong. `names`: what a finding on it must be about, a topic or the name of a rule's subject. */
export interface Fault {
  readonly id: string;
  readonly title: LocalText;
  readonly names: readonly (Topic | (string & {}))[];
  /**
   * The draft made worse, `null` where there is nothing to spoil, `undefined` to say nothing at all. A throw is a crash of
   * the bot. Whatever is not `null` counts as fired.
   */
  spoil(draft: Draft): Draft | null | undefined;
}

/** Told of a fault that fired: its name, the conversation, and the inbound that brought the answer. */
export type FaultListener = (name: string, sessionId: string, messageId: string) => void;

export interface OpenFaults {
  readonly faults: readonly Fault[];
  readonly tell: FaultListener;
}

export function openFaults(faults: readonly Fault[], listener: FaultListener | undefined): OpenFaults {
  return { faults, tell: listener ?? (() => {}) };
}

/** Runs the faults in their order, each on what the one before left. `undefined`: the bot says nothing. */
export function breakReply({ faults, tell }: OpenFaults, draft: Draft): Draft | undefined {
  let broken = draft;
  for (const fault of faults) {
    const { sessionId, messageId } = draft.moment.request;
    let spoiled: Draft | null | undefined;
    try {
      spoiled = fault.spoil(broken);
    } catch (error) {
      tell(fault.id, sessionId, messageId);
      throw error;
    }
    if (spoiled === null) continue;
    tell(fault.id, sessionId, messageId);
    if (spoiled === undefined) return undefined;
    broken = spoiled;
  }
  return broken;
}

/** The first part with one of these intents (or intents below them) changed; `null` when there is none. */
export function changePart(
  draft: Draft,
  intents: readonly string[],
  change: (part: Part) => Part | null,
): Draft | null {
  const index = draft.reply.parts.findIndex((part) =>
    intents.some((intent) => part.intent === intent || part.intent.startsWith(`${intent}.`)),
  );
  if (index < 0) return null;
  const changed = change(draft.reply.parts[index]!);
  if (changed === null) return null;
  return withParts(draft, draft.reply.parts.with(index, changed));
}

export function withParts(draft: Draft, parts: readonly Part[]): Draft {
  return { ...draft, reply: { ...draft.reply, parts } };
}

/** A wording of the section `faults`, as a part of its own. */
export function worded(draft: Draft, intent: string, slots: Readonly<Record<string, string>> = {}): Part {
  const { setup, draws } = draft.moment;
  return {
    intent: `fault.${intent}`,
    slots: {},
    text: setup.faultWords.say(intent, slots, draws, new Set()).messages.join(' '),
  };
}

/** True the first time it is asked in a conversation. */
export function once(draft: Draft, key: string): boolean {
  const { scratch } = draft.moment.state;
  if (scratch.has(key)) return false;
  scratch.set(key, true);
  return true;
}
