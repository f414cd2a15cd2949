import { createBuyer } from '../buyer/port.ts';
import type { HeaderBody, LatencyMode, Transcript, TranscriptEvent } from '../model/event.ts';
import type { AgentPort, BuyerPort } from '../model/ports.ts';
import type { Scorecard } from '../model/scorecard.ts';
import type { StopSignal } from '../model/stop-signal.ts';
import { caseSeed, hashText } from '../random/hash.ts';
import { score } from '../scoring/score.ts';
import type { Clock } from '../session/clock.ts';
import { DEFAULT_BOUNDS, type SessionBounds } from '../session/options.ts';
import { runSession } from '../session/session.ts';
import { createWorld, type World } from '../shop/world.ts';
import { replayEvent } from '../shop/world-events.ts';
import { createWorldPort } from '../shop/world-port.ts';
import { buyerCase } from './buyer-case.ts';
import { caseId } from './case-id.ts';
import { refOf } from './content-hash.ts';
import type { CaseInputs, ScoringInputs } from './inputs.ts';
import type { Branch } from './rewind/branch.ts';
import { rewound } from './rewind/rewound.ts';

export interface PlayOptions {
  readonly inputs: CaseInputs;
  /** `null`: the conversation is played and not scored. */
  readonly scoring: ScoringInputs | null;
  readonly agent: AgentPort;
  readonly clock: Clock;
  readonly latency: LatencyMode;
  readonly runSeed: number;
  /** The case's own seed where a recording names it; else it comes of `runSeed` and the case's id. */
  readonly seed?: number;
  /** The conversation's id where it is not the case's: a second attempt, a branch. */
  readonly conversation?: string;
  /** Distinguishes this run's sessions from another's at the bot; never recorded. */
  readonly nonce: string;
  /** Name and version of this tool, for the header. */
  readonly tool: string;
  /** Takes every event as it happens. */
  readonly record?: (event: TranscriptEvent) => void;
  readonly stop?: StopSignal;
  readonly bounds?: Partial<SessionBounds>;
  /** Somebody else at the buyer's side: a person, a recording. */
  readonly buyer?: BuyerPort;
  /** Goes on from a point of an earlier conversation: what led there is played again from the record, then the agent is live. */
  readonly from?: Branch;
  /** Called once before the first event with the conversation's own world; gives back who plays the buyer, such as the given one being watched. */
  readonly open?: (buyer: BuyerPort, world: World) => BuyerPort;
}

export interface CaseResult {
  readonly id: string;
  readonly transcript: Transcript;
  readonly scorecard: Scorecard | null;
  readonly exchanges: number;
  readonly agentLatencyMs: readonly number[];
}

/** Plays one case to its end and scores it. */
export async function playCase(options: PlayOptions): Promise<CaseResult> {
  const { inputs, latency, from } = options;
  const id = from?.id ?? caseId(inputs.key);
  const conversation = options.conversation ?? id;
  const seed = options.seed ?? from?.parent.header.seed ?? caseSeed(options.runSeed, id);
  const { agent, clock } =
    from === undefined || from.held ? options : rewound(from, options.agent, options.clock);
  const world = worldOf(inputs);
  const given = options.buyer ?? createBuyer(buyerCase(inputs, world, seed));
  const buyer = options.open?.(given, world) ?? given;
  const { scenario } = inputs;
  const result = await runSession({
    header: headerOf(options, seed),
    conversation,
    sessionId: `${options.nonce}:${conversation}`,
    buyer,
    agent,
    clock,
    latency,
    bounds: {
      ...DEFAULT_BOUNDS,
      messages: scenario.bounds.messages,
      durationMs: scenario.bounds.duration,
      ...options.bounds,
    },
    world: createWorldPort(world, shownAtStart(inputs)),
    schedule: scheduleOf(inputs),
    record: (event) => {
      // What the buyer says is wrong with an order decides what an agent may do about it.
      if (event.type === 'message' && event.from === 'buyer') replayEvent(world, event);
      options.record?.(event);
    },
    ...(options.stop === undefined ? {} : { stop: options.stop }),
  });
  const header = result.events[0];
  if (header?.type !== 'header') throw new Error('a session recorded no header');
  const transcript: Transcript = { id: conversation, header, events: result.events };
  const scorecard = options.scoring === null ? null : scoreTranscript(transcript, inputs, options.scoring);
  return { id, transcript, scorecard, exchanges: result.exchanges, agentLatencyMs: result.agentLatencyMs };
}

/** Scores a transcript against the inputs it was played with, or others. */
export function scoreTranscript(
  transcript: Transcript,
  inputs: CaseInputs,
  { rubric, rules, overrides }: ScoringInputs,
): Scorecard {
  const known = !inputs.shopUnknown;
  return score({
    transcript,
    rubric,
    rules,
    scenario: inputs.scenario,
    shop: known ? inputs.shop : null,
    market: known ? inputs.market : null,
    reader: inputs.language.reader,
    ...(overrides === undefined ? {} : { overrides }),
  });
}

export function worldOf(inputs: CaseInputs): World {
  const { scenario, shop, market, key } = inputs;
  const cast = scenario.cast[key.locale];
  return createWorld(shop, market, scenario.startsAt[key.locale], {
    roles: cast.roles,
    requesterIsPurchaser: cast.requesterIsPurchaser,
    ...customerIn(inputs),
  });
}

/** The account that writes: the cast's, else the customer of the order in question, else any one of the shop's, by the case. */
export function customerIn({
  scenario,
  persona,
  shop,
  key,
}: Pick<CaseInputs, 'scenario' | 'persona' | 'shop' | 'key'>): { readonly customer?: string } {
  const cast = scenario.cast[key.locale];
  if (cast.customer !== undefined) return { customer: cast.customer };
  const role = Object.keys(scenario.roles).find((name) => scenario.roles[name]?.kind === 'order');
  const order = role === undefined ? undefined : shop.orders.find((one) => one.id === cast.roles[role]);
  if (order !== undefined && cast.requesterIsPurchaser) return { customer: order.customer };
  const others = shop.customers.filter((customer) => customer.id !== order?.customer);
  const any = others[hashText(`${scenario.id}/${persona.id}`) % Math.max(1, others.length)];
  return any === undefined ? {} : { customer: any.id };
}

/** What the desk shows before anything is said. */
export function shownAtStart({ scenario, key }: CaseInputs) {
  const role = Object.keys(scenario.roles).find((name) => scenario.roles[name]?.kind === 'product');
  const product = role === undefined ? undefined : scenario.cast[key.locale].roles[role];
  const log = scenario.priorLog?.[key.locale];
  return { ...(product === undefined ? {} : { product }), ...(log === undefined ? {} : { priorLog: log }) };
}

function scheduleOf({ scenario, key }: CaseInputs) {
  const roles = scenario.cast[key.locale].roles;
  return scenario.events
    .filter((event) => event.on === undefined)
    .map((event) => ({
      afterMs: event.after ?? 0,
      name: event.name,
      args:
        event.about === undefined ? event.args : { ...event.args, order: roles[event.about] ?? event.about },
    }));
}

function headerOf(options: PlayOptions, seed: number): Omit<HeaderBody, 'type'> {
  const { inputs, agent, clock, latency, from } = options;
  const { scenario, persona, shop, key, language } = inputs;
  const log = scenario.priorLog?.[key.locale];
  return {
    format: 'peilian-transcript/1',
    tool: options.tool,
    seed,
    clock: clock.kind,
    latency,
    locale: key.locale,
    startsAt: scenario.startsAt[key.locale],
    case: caseId(inputs.key),
    scenario: refOf(scenario.id, scenario),
    persona: refOf(persona.id, persona),
    shop: inputs.shopUnknown ? null : refOf(shop.id, shop),
    packs: { id: key.locale, hash: language.packsHash },
    cast: scenario.cast[key.locale].roles,
    ...customerIn(inputs),
    agent: agent.id,
    ...(from === undefined ? {} : { parent: { conversation: from.parent.id, event: from.event } }),
    ...(log === undefined ? {} : { priorLog: log }),
  };
}
