import type { EventOf, TranscriptEvent } from '../../model/event.ts';
import type { Inbound } from '../../model/ports.ts';
import { createWorld } from '../../shop/world.ts';
import { replayEvent } from '../../shop/world-events.ts';
import { createWorldPort } from '../../shop/world-port.ts';
import type { CoachSetting } from './setting.ts';

/** What the agent's side was sent, and the event that it was sent for. */
export interface Told {
  readonly event: number;
  readonly inbound: Exclude<Inbound, { type: 'end' }>;
}

/** Everything the agent's side was told, read back from the record, with what the desk showed at each moment. */
export function inboundsOf(events: readonly TranscriptEvent[], setting: CoachSetting): readonly Told[] {
  const header = events[0];
  if (header?.type !== 'header') return [];
  const world = createWorld(setting.shop, setting.market, header.startsAt, setting.cast);
  const { product, priorLog } = setting.shown;
  const port = createWorldPort(world, {
    ...(product === undefined ? {} : { product }),
    ...(priorLog === undefined ? {} : { priorLog }),
  });
  return events.flatMap((event): Told[] => {
    if (event.type === 'header') return [told(event, { type: 'start', context: port.context(0) })];
    replayEvent(world, event);
    if (event.type === 'message' && event.from === 'buyer') {
      const content = event.content ?? [{ type: 'text' as const, text: event.text }];
      const context = port.context(event.t);
      return [
        told(event, { type: 'message', text: event.text, content, said: saidIn(event, setting), context }),
      ];
    }
    if (event.type === 'world')
      return [
        told(event, { type: 'event', name: event.name, args: event.args, context: port.context(event.t) }),
      ];
    return [];
  });
}

type Body = Told['inbound'] extends infer I ? (I extends I ? Omit<I, 'messageId' | 'at'> : never) : never;

const told = ({ index, t }: TranscriptEvent, body: Body): Told => ({
  event: index,
  inbound: { messageId: `e${index}`, at: t, ...body } as Told['inbound'],
});

/** A person at the buyer's side says nothing of what it meant: then it is read. */
function saidIn(event: EventOf<'message'>, { reader }: CoachSetting) {
  if (event.said !== undefined || event.via === 'simulated') return event.said ?? [];
  return reader.read(event.text, 'buyer').acts.map((act) => ({
    act: act.act,
    intent: act.act,
    ...(act.topic === undefined
      ? {}
      : { question: { topic: act.topic, ...(act.detail ? { attribute: act.detail } : {}) } }),
  }));
}
