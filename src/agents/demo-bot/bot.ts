import type { Locale } from '../../model/locale.ts';
import type { Market } from '../../model/market.ts';
import type { ProtocolAnswer, ProtocolRequest } from '../../model/protocol.ts';
import type { Shop } from '../../model/shop.ts';
import type { Reader } from '../../nlu/reader-types.ts';
import { createPhrasebook } from '../../phrasing/phrasebook.ts';
import { hashText } from '../../random/hash.ts';
import { createDraws } from '../../random/stream.ts';
import { findOrder } from '../../shop/world.ts';
import type { AgentPack } from '../pack.ts';
import { breakReply, type Fault, type FaultListener, openFaults } from './faults/fault.ts';
import { listen, recall } from './listen.ts';
import { orderSlots, seeToEvent } from './orders.ts';
import { planReply } from './plan.ts';
import { takeOver } from './problems.ts';
import { speak } from './speak.ts';
import {
  type DemoSetup,
  type DemoState,
  type Moment,
  openState,
  type Part,
  part,
  type Reply,
} from './state.ts';

export interface DemoBotOptions {
  readonly locale: Locale;
  readonly faults?: readonly Fault[];
  /** Told of every fault that really fired: the side channel that no transcript has. */
  readonly onFault?: FaultListener;
}

/** The demo bot: house-protocol objects in and out; `undefined` says nothing (204). Conversations are told apart by `sessionId`. */
export interface DemoBot {
  on(request: ProtocolRequest): ProtocolAnswer | undefined;
}

/** Conversations remembered at once; the one longest silent is forgotten first. */
const SESSIONS_MAX = 20_000;

/**
 * A shop bot that reads words only: what a buyer means comes from the reader, what is true from the shop's own sheets. It
 * declares its delays and never sleeps; the same requests in the same order give the same answers.
 */
export function createDemoBot(
  shop: Shop,
  market: Market,
  reader: Reader,
  pack: AgentPack,
  options: DemoBotOptions,
): DemoBot {
  const setup: DemoSetup = {
    shop,
    market,
    locale: options.locale,
    reader,
    words: createPhrasebook({}, pack.demo),
    faultWords: createPhrasebook({}, pack.faults),
    cues: pack.hears,
  };
  const sessions = new Map<string, DemoState>();
  const faults = openFaults(options.faults ?? [], options.onFault);
  return {
    on(request) {
      if (request.type === 'end') {
        sessions.delete(request.sessionId);
        return undefined;
      }
      const state = sessionOf(sessions, setup, request);
      return answer(setup, state, request, faults);
    },
  };
}

function sessionOf(sessions: Map<string, DemoState>, setup: DemoSetup, request: ProtocolRequest): DemoState {
  let state = sessions.get(request.sessionId);
  if (state === undefined) {
    state = openState(setup, request);
    recall(setup, state, request);
    if (sessions.size >= SESSIONS_MAX) sessions.delete(sessions.keys().next().value!);
  } else sessions.delete(request.sessionId);
  sessions.set(request.sessionId, state);
  return state;
}

function answer(
  setup: DemoSetup,
  state: DemoState,
  request: ProtocolRequest,
  faults: ReturnType<typeof openFaults>,
): ProtocolAnswer | undefined {
  state.turn += 1;
  if (request.context.orders !== undefined) state.orders = request.context.orders;
  if (request.context.product !== undefined && state.products.length === 0)
    state.products = [request.context.product];
  const now = Date.parse(request.context.now);
  // A conversation's wordings depend on the first thing it says about itself, never on the run's nonce.
  const draws = createDraws(hashText(`${request.context.account}/${request.context.shop}/${state.turn}`));
  const moment: Moment = {
    setup,
    state,
    request,
    draws,
    at: Number.isNaN(now) ? 0 : Math.max(0, now - state.world.startMs),
  };
  const heard = request.type === 'message' ? listen(setup, state, request) : undefined;
  const planned =
    request.type === 'start'
      ? state.trouble === undefined || state.trouble.stage === 'done'
        ? { parts: [], actions: [] }
        : takeOver(moment, listen(setup, state, { ...request, text: '', content: [] }))
      : heard === undefined
        ? seeToEvent(moment)
        : planReply(moment, heard);
  const reply =
    request.type === 'event' && (state.greeted || planned.parts.length === 0)
      ? planned
      : withGreeting(moment, confirming(moment, planned));
  const broken = breakReply(faults, { moment, heard, reply });
  if (broken === undefined) return undefined;
  const spoken = broken.messages ?? speak(broken.reply.parts, setup.words, setup.locale, state.used, draws);
  const messages =
    broken.delay === undefined
      ? spoken
      : spoken.map((message) => ({ ...message, delayMs: broken.delay!(message.delayMs) }));
  const { actions } = broken.reply;
  if (messages.length === 0 && actions.length === 0) return undefined;
  return {
    messages: [...messages],
    ...(actions.length === 0
      ? {}
      : { actions: actions.map((action) => ({ name: action.name, args: { ...action.args } })) }),
  };
}

/** A buyer who writes about an order just paid for has its address read back, once and unasked, after the answer. */
function confirming(moment: Moment, reply: Reply): Reply {
  const { state } = moment;
  if (state.trouble !== undefined || state.turn > 2 || reply.parts.length === 0) return reply;
  // With several orders it is anybody's guess which is meant until one is named.
  const reference = state.order ?? (state.orders.length === 1 ? state.orders[0] : undefined);
  const order = findOrder(state.world, reference ?? '');
  if (order?.state !== 'paid' || state.addressConfirmed.has(order.id) || state.asked.has('address'))
    return reply;
  if (reply.actions.some((action) => action.name === 'change-address' || action.name === 'refund'))
    return reply;
  state.addressConfirmed.add(order.id);
  return {
    ...reply,
    parts: [...reply.parts, part('confirm.address', orderSlots(moment, order), { pauseMs: 1_500 })],
  };
}

/** The first words of a conversation welcome the buyer; after a bot's log they also show that it was read. */
function withGreeting(moment: Moment, reply: Reply): Reply {
  const { state, setup } = moment;
  if (state.greeted) return reply;
  state.greeted = true;
  const slots = { shop: setup.shop.name, agent: setup.shop.agentName };
  const sober =
    state.trouble !== undefined ||
    reply.parts.some((one) => /^(problem|calm|sorry|threat|complaint|parcel|event)/.test(one.intent));
  const opening: Part[] = [
    part(
      state.recapPending
        ? 'greet.recap'
        : reply.parts.length === 0 || reply.parts[0]!.intent === 'offer-help'
          ? 'greet.offer'
          : sober
            ? 'greet.sober'
            : 'greet',
      slots,
    ),
  ];
  state.recapPending = false;
  const rest = reply.parts[0]?.intent === 'offer-help' ? reply.parts.slice(1) : reply.parts;
  return { parts: [...opening, ...rest], actions: reply.actions };
}
