import type { PlannedChat } from '../../desk/host-types.ts';
import type { PracticeSetup } from '../../desk/setup.ts';
import type { Transcript, TranscriptEvent } from '../../model/event.ts';
import { againId, comeAgain } from '../../play/come-again.ts';
import type { CaseInputs } from '../../play/inputs.ts';
import { hashText } from '../../random/hash.ts';
import { createRandom } from '../../random/stream.ts';

/** Of those who went off unserved, so many try once more. */
const COME_BACK = 0.6;
/** When, after they left, in desk time. */
const BACK_LEAST_MS = 40_000;
const BACK_MOST_MS = 120_000;

export interface Returns {
  /** The case of a buyer who has come back, by the conversation's id. */
  inputsOf(chat: string): CaseInputs | undefined;
  /** After which conversation each comes back. */
  readonly after: ReadonlyMap<string, string>;
  /** A conversation has ended: who comes back, and when; `null`: nobody. */
  ended(transcript: Transcript, inputs: CaseInputs, nowMs: number): PlannedChat | null;
  /** Takes up a return that was planned before an interruption. */
  recall(chat: string, after: string, events: readonly TranscriptEvent[], inputs: CaseInputs): void;
}

/**
 * Buyers who were left waiting and went off come back. Not in an exam, where everybody must
 * meet the same buyers, nor with a single buyer, whose practice ends when it has gone.
 */
export function createReturns({ seed, strict, buyers }: PracticeSetup, live: boolean): Returns {
  const cases = new Map<string, CaseInputs>();
  const after = new Map<string, string>();
  const take = (transcript: Transcript, inputs: CaseInputs): string | null => {
    const again = comeAgain(transcript, inputs);
    if (again === null) return null;
    const id = againId(again);
    cases.set(id, again);
    after.set(id, transcript.id);
    return id;
  };
  return {
    inputsOf: (chat) => cases.get(chat),
    after,
    ended(transcript, inputs, nowMs) {
      if (strict || !live || buyers < 2) return null;
      const draws = createRandom(seed).stream('again', hashText(transcript.id));
      if (!draws.chance(COME_BACK)) return null;
      const id = take(transcript, inputs);
      return id === null
        ? null
        : { id, arriveAtMs: Math.floor(nowMs + draws.int(BACK_LEAST_MS, BACK_MOST_MS)) };
    },
    recall(chat, from, events, inputs) {
      const header = events[0];
      if (header?.type === 'header' && take({ id: from, header, events }, inputs) !== chat)
        throw new Error(`${chat} is no return of ${from}`);
    },
  };
}
