import type { EventOf, Transcript, TranscriptEvent } from '../../../src/model/event.ts';
import type { AgentPort, Arrival, BuyerPort, PlannedDeed } from '../../../src/model/ports.ts';
import { ScenarioSchema } from '../../../src/model/scenario.ts';
import type { Shop } from '../../../src/model/shop.ts';
import { type CaseResult, playCase } from '../../../src/play/play.ts';
import { readExample } from '../../../src/scoring/rules/example.ts';
import { createVirtualClock } from '../../../src/session/clock.ts';
import { jumpingTime } from '../../helpers/manual-session.ts';
import type { Shipped } from '../../helpers/play-helpers.ts';
import type { Labelled } from './labelled-set.ts';

const SHOP = { 'zh-CN': 'yunzhi', en: 'harrow-lane' } as const;
const ITEM = { 'zh-CN': 'wool-coat', en: 'hebble-jumper' } as const;
const STARTS_AT = { 'zh-CN': '2026-11-12T10:00:00+08:00', en: '2026-11-12T10:00:00+00:00' };

/** Plays a script through the real session and the real world, and scores it: both sides say and do what it says, when it says. */
export function playLabelled(one: Labelled, { data, languages, scoring }: Shipped): Promise<CaseResult> {
  const script = readExample(one.script, one.locale);
  const shop = data.shop(SHOP[one.locale]);
  return playCase({
    inputs: {
      key: { scenario: one.id, persona: 'direct-brisk', locale: one.locale, repeat: 1 },
      scenario: scenarioOf(one, script, shop),
      persona: data.persona('direct-brisk'),
      shop,
      market: data.market(shop.market),
      language: languages.of(one.locale, shop),
      shopUnknown: false,
    },
    scoring,
    agent: agentOf(script.events),
    buyer: buyerOf(script.events),
    clock: createVirtualClock(jumpingTime()),
    latency: 'declared',
    runSeed: 1,
    nonce: 'labelled',
    tool: 'labelled',
  });
}

function scenarioOf(one: Labelled, script: Transcript, shop: Shop) {
  const { item, order, customer, stranger } = one.about;
  const state = shop.orders.find(({ id }) => id === order)?.state;
  if (order !== undefined && state === undefined) throw new Error(`${one.id}: no order ${order}`);
  const cast = {
    shop: shop.id,
    roles: {
      item: item ?? (order === undefined ? ITEM[one.locale] : itemOf(shop, order)),
      ...(order === undefined ? {} : { order }),
    },
    ...(customer === undefined ? {} : { customer }),
    requesterIsPurchaser: !stranger,
  };
  const scenario = ScenarioSchema.parse({
    kind: 'scenario',
    version: 1,
    id: one.id,
    title: { 'zh-CN': one.id, en: one.id },
    summary: { 'zh-CN': one.id, en: one.id },
    stage: order === undefined ? 'pre-sale' : 'after-sale',
    difficulty: 1,
    startsAt: STARTS_AT,
    fits: ['direct-brisk'],
    roles: {
      item: { kind: 'product' },
      ...(state === undefined ? {} : { order: { kind: 'order', states: [state] } }),
    },
    cast: { 'zh-CN': cast, en: cast },
    ...(script.header.priorLog === undefined
      ? {}
      : { priorLog: { 'zh-CN': script.header.priorLog, en: script.header.priorLog } }),
    agenda: [{ ask: 'price', about: 'item' }],
    outcome: { good: [{ ending: ['settled'] }], bad: [] },
  });
  // A shipped case always says what a good end is; these need not.
  return { ...scenario, outcome: { good: one.good, bad: one.bad } };
}

const itemOf = (shop: Shop, order: string) => shop.orders.find(({ id }) => id === order)!.items[0]!.product;

/** The buyer's half: everything is planned at once; a change of mood replaces the plan by what is left of it. */
function buyerOf(events: readonly TranscriptEvent[]): BuyerPort {
  const deedsFrom = (from: number, at: number): PlannedDeed[] =>
    events.slice(from).flatMap((event): PlannedDeed[] => {
      const afterMs = event.t - at;
      if (event.type === 'message' && event.from === 'buyer')
        return [{ do: 'say', text: event.text, said: event.said ?? [], afterMs }];
      if (event.type === 'action' && event.by === 'buyer')
        return [{ do: 'act', name: event.name, args: event.args, afterMs }];
      if (event.type === 'world') return [{ do: 'cause', name: event.name, args: event.args, afterMs }];
      if (event.type === 'buyer-state') return [{ do: 'wake', timer: String(event.index), afterMs }];
      if (event.type === 'ending')
        return [{ do: 'leave', ending: event.ending, reason: 'as the script says', afterMs }];
      return [];
    });
  return {
    on(event) {
      if (event.type === 'start') return { deeds: deedsFrom(1, 0) };
      if (event.type !== 'timer') return null;
      const state = events[Number(event.timer)] as EventOf<'buyer-state'>;
      const { mood, patienceMs, trust, open, because } = state;
      return {
        deeds: deedsFrom(state.index + 1, event.at),
        state: { mood, patienceMs, trust, open, because },
      };
    },
  };
}

/** The agent's half: what stands between two buyer messages answers the first of them. */
function agentOf(events: readonly TranscriptEvent[]): AgentPort {
  const turns: { readonly at: number; readonly arrivals: Arrival[] }[] = [{ at: 0, arrivals: [] }];
  for (const event of events) {
    if (event.type === 'message' && event.from === 'buyer') turns.push({ at: event.t, arrivals: [] });
    const { at, arrivals } = turns.at(-1)!;
    const delayMs = event.t - at;
    if (event.type === 'message' && event.from === 'agent')
      arrivals.push({ type: 'message', text: event.text, via: event.via, delayMs });
    else if (event.type === 'action' && event.by === 'agent')
      arrivals.push({ type: 'action', action: { name: event.name, args: event.args }, delayMs });
    else if (event.type === 'error')
      arrivals.push({ type: 'error', code: event.code, message: event.message });
  }
  return {
    id: 'labelled',
    pushes: false,
    accepts: { start: true, event: false, end: false },
    open() {
      let turn = 0;
      return {
        deliver(_inbound, sink) {
          turns[turn++]?.arrivals.forEach(sink);
          return {};
        },
        close: () => undefined,
      };
    },
    close: async () => undefined,
  };
}
