import { type HeaderBody, TRANSCRIPT_FORMAT, type TranscriptEvent } from '../../src/model/event.ts';

const HEADER: HeaderBody = {
  type: 'header',
  format: TRANSCRIPT_FORMAT,
  tool: 'peilian 0.1.0',
  seed: 1,
  clock: 'virtual',
  latency: 'declared',
  locale: 'en',
  startsAt: '2026-11-11T20:15:00+08:00',
  case: 'size-advice/first-time/en/1',
  scenario: { id: 'size-advice', hash: '0'.repeat(64) },
  persona: { id: 'first-time', hash: '1'.repeat(64) },
  shop: null,
  packs: { id: 'packs', hash: '2'.repeat(64) },
  cast: {},
  agent: 'test',
};

/** A header, `texts` said in turn by buyer and agent, and an ending unless it is left out. */
export function smallConversation(
  id: string,
  texts: readonly string[] = ['hello', 'hi'],
  { ending = true } = {},
): TranscriptEvent[] {
  const at = (index: number) => ({ conversation: id, index, t: index * 1_000 });
  const events: TranscriptEvent[] = [{ ...at(0), ...HEADER }];
  texts.forEach((text, turn) => {
    const side =
      turn % 2 === 0
        ? ({ from: 'buyer', via: 'simulated' } as const)
        : ({ from: 'agent', via: 'bot' } as const);
    events.push({ ...at(turn + 1), type: 'message', ...side, text });
  });
  if (ending)
    events.push({ ...at(texts.length + 1), type: 'ending', ending: 'settled', by: 'buyer', reason: 'done' });
  return events;
}
