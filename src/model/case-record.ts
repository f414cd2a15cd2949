import type { ReportConversation } from './report.ts';

/** What a run keeps of a conversation once it is over: everything that reports need, without the words. */
export interface CaseRecord {
  /** Its place in the whole plan, from 0, whatever shard played it. */
  readonly order: number;
  readonly conversation: ReportConversation;
  readonly exchanges: number;
  /** How long the bot really took for each answer; from the intended start where arrivals are open. */
  readonly agentLatencyMs: readonly number[];
  /** Whether anything came from the agent's side in time. */
  readonly answered: boolean;
  /** The first error that the channel told; absent where there was none. */
  readonly trouble?: string;
}
