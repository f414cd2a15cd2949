/** What importers get: play cases against a bot of their own, score transcripts, read them. Nothing else is exported. */
export { openPeilian, type Peilian, type PlayOneOptions } from './commands/library.ts';
export { createHttpPort, type HttpPortOptions } from './connectors/http/port.ts';
export {
  createInProcessPort,
  type InProcessBot,
  type InProcessContext,
} from './connectors/memory/in-process.ts';
export type { Ending } from './model/ending.ts';
export type { Transcript, TranscriptEvent } from './model/event.ts';
export type { Locale } from './model/locale.ts';
export type { AgentPort } from './model/ports.ts';
export type { ProtocolAnswer, ProtocolRequest } from './model/protocol.ts';
export type { Finding, Measure, Scorecard, Verdict } from './model/scorecard.ts';
export { type CaseKey, caseId, parseCaseId } from './play/case-id.ts';
export type { Selection } from './play/plan.ts';
export type { CaseResult } from './play/play.ts';
export { readTranscripts } from './transcript/read.ts';
