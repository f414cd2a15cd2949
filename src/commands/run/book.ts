import { createKnown } from '../../farm/known.ts';
import type { CaseRecord } from '../../model/case-record.ts';
import type { Transcript } from '../../model/event.ts';
import type { Known } from '../../model/known.ts';
import type { ReportConversation } from '../../model/report.ts';
import { createLatencyTally, type LatencyTally } from '../../report/latency.ts';
import { createOverview, type Overview } from '../../report/overview.ts';
import { createQuotedTranscripts } from '../../report/worst.ts';

/** Where finished conversations go once they are counted. */
export interface RecordSink {
  append(record: CaseRecord): void;
  records(): Iterable<CaseRecord>;
}

/**
 * What came out of a run, gathered as it comes: counts and the worst in memory, everything else in the sink. Memory does not
 * grow with the number of conversations.
 */
export interface Book {
  /** A conversation that has just been finished. Throws what the sink throws. */
  add(record: CaseRecord, transcript: Transcript): void;
  /** One that the sink has already. */
  takeUp(record: CaseRecord): void;
  overview(): Overview;
  readonly latency: LatencyTally;
  readonly exchanges: number;
  /** Whether any conversation got an answer. */
  readonly answered: boolean;
  readonly trouble: string | undefined;
  /** In the order of the plan; may be gone through more than once. */
  readonly conversations: Iterable<ReportConversation>;
  transcriptOf(id: string): Transcript | undefined;
  /** The state to accept, with everything that fails in it. */
  known(): Known;
}

export function createBook(sink: RecordSink): Book {
  const overview = createOverview();
  const latency = createLatencyTally();
  const quoted = createQuotedTranscripts();
  const known = createKnown();
  let exchanges = 0;
  let answered = false;
  let trouble: string | undefined;
  const count = (record: CaseRecord) => {
    overview.add(record.conversation);
    known.add(record.conversation);
    for (const ms of record.agentLatencyMs) latency.add(ms);
    exchanges += record.exchanges;
    answered ||= record.answered;
    trouble ??= record.trouble;
  };
  return {
    add(record, transcript) {
      sink.append(record);
      count(record);
      quoted.offer(record.conversation, transcript);
    },
    takeUp: count,
    overview: () => overview.overview(),
    latency,
    get exchanges() {
      return exchanges;
    },
    get answered() {
      return answered;
    },
    get trouble() {
      return trouble;
    },
    conversations: {
      *[Symbol.iterator]() {
        for (const { conversation } of sink.records()) yield conversation;
      },
    },
    transcriptOf: quoted.of,
    known: () => known.known(),
  };
}
