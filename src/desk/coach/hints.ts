import type { ActionRequest } from '../../model/action.ts';
import type { TranscriptEvent } from '../../model/event.ts';
import { expertReply } from './expert.ts';
import { standingOf } from './moment.ts';
import type { CoachSetting } from './setting.ts';
import { stepsFor } from './steps.ts';
import { wantsOf } from './wants.ts';

/** In the session's language: what the buyer wants, what to do about it, and one way to say and do it. */
export interface Hints {
  /** Level 1; never empty. */
  readonly wants: readonly string[];
  /** Level 2; empty where there is nothing to do but wait. */
  readonly steps: readonly string[];
  /** Level 3; `null` where nothing need be said. */
  readonly reply: SampleReply | null;
}

export interface SampleReply {
  readonly messages: readonly { readonly text: string; readonly delayMs: number }[];
  readonly actions: readonly ActionRequest[];
}

/** Takes an interface text of the session's language. */
export type Say = (key: string, slots?: Readonly<Record<string, string | number>>) => string;

/** The hints at the end of `events`: a pure function, the same for the same conversation. */
export function hintsFor(events: readonly TranscriptEvent[], setting: CoachSetting, say: Say): Hints {
  const standing = standingOf(events, setting);
  if (standing === null) return { wants: [say('coach.wants.nothing')], steps: [], reply: null };
  const reply = expertReply(events, setting, standing.open);
  const idle = standing.pending.length === 0 && reply.actions.length === 0;
  return {
    wants: wantsOf(standing, setting, say),
    steps: stepsFor(standing, reply.actions, setting, say),
    reply: idle || (reply.messages.length === 0 && reply.actions.length === 0) ? null : reply,
  };
}
