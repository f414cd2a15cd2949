import type { Ending } from '../../model/ending.ts';
import type { Transcript } from '../../model/event.ts';

/** Whether anything came from the agent's side in time. */
export function gotAnAnswer({ events }: Transcript): boolean {
  return events.some(
    (event) =>
      (event.type === 'message' && event.late !== true && (event.from === 'agent' || event.from === 'bot')) ||
      (event.type === 'action' && event.by === 'agent'),
  );
}

/** The first error that the channel told, in its own words; `undefined` where there was plain silence. */
export function firstTrouble({ events }: Transcript): string | undefined {
  for (const event of events) if (event.type === 'error') return event.message;
  return undefined;
}

/** How a conversation ended; `interrupted` where nothing says so. */
export function endingOf({ events }: Transcript): Ending {
  const last = events.findLast((event) => event.type === 'ending');
  return last?.type === 'ending' ? last.ending : 'interrupted';
}
