import type { TranscriptEvent } from '../model/event.ts';
import type { Recorded } from './chat-clock.ts';

/** What the agent's side brought into a recorded conversation: fed back, it makes the same conversation again. */
export function agentInputs(events: readonly TranscriptEvent[]): readonly Recorded[] {
  return events.flatMap((event): Recorded[] => {
    const at = event.t;
    switch (event.type) {
      case 'message': {
        if (event.from !== 'agent' || event.late) return [];
        const { text, via, typing } = event;
        return [{ at, arrival: { type: 'message', text, via, ...(typing === undefined ? {} : { typing }) } }];
      }
      case 'action': {
        if (event.by !== 'agent') return [];
        const { name, args } = event;
        return [{ at, arrival: { type: 'action', action: { name, args } } }];
      }
      case 'agent-typing':
        return [{ at, arrival: { type: 'typing' } }];
      default:
        return [];
    }
  });
}

/** Whether two events say the same; the tool's version in the header may differ. */
export function sameEvent(a: TranscriptEvent, b: TranscriptEvent): boolean {
  return plain(a) === plain(b);
}

function plain(event: TranscriptEvent): string {
  const { measuredMs: _measured, ...rest } = event;
  return JSON.stringify(rest.type === 'header' ? { ...rest, tool: '' } : rest, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
