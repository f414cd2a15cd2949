import type { Transcript } from '../../model/event.ts';
import { type KeptCase, keepCase, type ReportedCase } from '../../report/build.ts';
import { createQuotedTranscripts } from '../../report/worst.ts';
import { firstTrouble, gotAnAnswer } from './silence.ts';

/** What is left of a conversation once it is over and stored. */
export interface PlayedCase extends KeptCase {
  /** Whether anything came from the agent's side in time. */
  readonly answered: boolean;
  /** The first error that the channel told; `undefined` where there was none. */
  readonly trouble: string | undefined;
}

/** What came out of a run. Holds the transcripts that a report may quote and lets the others go. */
export interface Results {
  add(result: ReportedCase): void;
  /** Those that were played, in the order of these ids. */
  inOrder(ids: readonly string[]): readonly PlayedCase[];
  transcriptOf(id: string): Transcript | undefined;
}

export function createResults(): Results {
  const played = new Map<string, PlayedCase>();
  const quoted = createQuotedTranscripts();
  return {
    add(result) {
      const { transcript } = result;
      const kept = keepCase(result);
      quoted.offer(kept.conversation, transcript);
      played.set(result.id, {
        ...kept,
        answered: gotAnAnswer(transcript),
        trouble: firstTrouble(transcript),
      });
    },
    inOrder: (ids) => ids.flatMap((id) => played.get(id) ?? []),
    transcriptOf: quoted.of,
  };
}
