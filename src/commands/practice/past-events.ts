import type { HostEvent } from '../../desk/host-types.ts';
import type { Transcript } from '../../model/event.ts';
import type { CaseInputs } from '../../play/inputs.ts';
import { scoreTranscript } from '../../play/play.ts';
import type { FoundChats } from './saved-desk.ts';

/** What happened in conversations that were over before the interruption, as the desk would have heard it. */
export function pastEvents(
  found: FoundChats | null,
  inputsOf: (chat: string) => CaseInputs,
  scoring: Parameters<typeof scoreTranscript>[2],
): HostEvent[] {
  return (found?.over ?? []).flatMap(({ id, beganAtMs, events }): HostEvent[] => {
    const header = events[0];
    if (header?.type !== 'header') return [];
    const transcript: Transcript = { id, header, events };
    const at = beganAtMs;
    return [
      { type: 'arrived', chat: id, beganAt: beganAtMs, at },
      ...events.map(
        (event): HostEvent => ({ type: 'recorded', chat: id, event, replayed: true, at: at + event.t }),
      ),
      {
        type: 'ended',
        chat: id,
        transcript,
        scorecard: scoreTranscript(transcript, inputsOf(id), scoring),
        at: at + (events.at(-1)?.t ?? 0),
      },
    ];
  });
}
