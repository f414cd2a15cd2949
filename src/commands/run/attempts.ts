import type { CaseRecord } from '../../model/case-record.ts';
import type { Transcript } from '../../model/event.ts';
import { type CaseKey, caseId } from '../../play/case-id.ts';
import { type CaseResult, type PlayOptions, playCase } from '../../play/play.ts';
import { keepCase } from '../../report/build.ts';
import type { RunStore } from '../../store/run-store.ts';
import { packageVersion } from '../../system/package-root.ts';
import { firstTrouble, gotAnAnswer } from './silence.ts';

export interface AttemptOptions {
  readonly key: CaseKey;
  readonly order: number;
  readonly store: RunStore;
  /** How often a failure is played again. */
  readonly retries: number;
  /** Where a transcript lies, as a person would open it. */
  readonly placeOf: (ref: string) => string;
  readonly playing: (more: Pick<PlayOptions, 'record' | 'tool' | 'conversation' | 'nonce'>) => PlayOptions;
  readonly nonce: string;
  readonly stopped: () => boolean;
}

export interface Attempted {
  readonly record: CaseRecord;
  /** Of the attempt that counts. */
  readonly transcript: Transcript;
}

/**
 * Plays a case with every event going to the store as it happens, and again in a new session while it fails and may be
 * repeated. A later pass counts, and makes it flaky.
 */
export async function playAttempts(options: AttemptOptions): Promise<Attempted> {
  const first = await playOnce(options, 1);
  let last = first;
  const attempts = [first.record.conversation];
  while (
    last.record.conversation.verdict === 'fail' &&
    attempts.length <= options.retries &&
    !options.stopped()
  ) {
    last = await playOnce(options, attempts.length + 1);
    attempts.push(last.record.conversation);
  }
  if (attempts.length === 1) return first;
  const passed = last.record.conversation.verdict === 'pass';
  const counted = passed ? last : first;
  return {
    ...counted,
    record: {
      ...counted.record,
      conversation: {
        ...counted.record.conversation,
        id: caseId(options.key),
        ...(passed ? { state: 'flaky' as const } : {}),
        attempts: attempts.map(({ verdict, ending, score, transcript }) => ({
          verdict,
          ending,
          total: score.total,
          transcript,
        })),
      },
    },
  };
}

async function playOnce(options: AttemptOptions, attempt: number): Promise<Attempted> {
  const { key, order, store, placeOf, playing, nonce } = options;
  const id = caseId(key);
  const conversation = attempt === 1 ? id : `${id}~${attempt}`;
  const stored = store.begin(conversation);
  const result = await playCase(
    playing({
      record: (event) => stored.append(event),
      tool: `peilian ${packageVersion()}`,
      conversation,
      nonce,
    }),
  );
  // Its place in the file is free for the next at once; a write that failed is told when the store closes.
  stored.end().catch(() => undefined);
  return { record: recordOf(result, order, placeOf(stored.ref)), transcript: result.transcript };
}

/** What is kept of a conversation that was scored. */
export function recordOf(result: CaseResult, order: number, place: string): CaseRecord {
  const { transcript, exchanges } = result;
  const kept = keepCase({ ...result, scorecard: result.scorecard!, place });
  const trouble = firstTrouble(transcript);
  return {
    order,
    conversation: kept.conversation,
    exchanges,
    agentLatencyMs: kept.agentLatencyMs.map((ms) => Math.round(ms * 100) / 100),
    answered: gotAnAnswer(transcript),
    ...(trouble === undefined ? {} : { trouble }),
  };
}
