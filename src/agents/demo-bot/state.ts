import type { ActionRequest } from '../../model/action.ts';
import type { Locale } from '../../model/locale.ts';
import type { Market } from '../../model/market.ts';
import type { ProtocolRequest } from '../../model/protocol.ts';
import type { Problem, Remedy } from '../../model/question.ts';
import type { Detail } from '../../model/reading.ts';
import type { Shop } from '../../model/shop.ts';
import type { Topic } from '../../model/topic.ts';
import type { Reader } from '../../nlu/reader-types.ts';
import type { Phrasebook } from '../../phrasing/phrasebook.ts';
import type { Draws } from '../../random/stream.ts';
import { createWorld, type World } from '../../shop/world.ts';
import type { Cues } from './cues.ts';

/** What the bot is given once: the shop's sheets, the reader that is its ear, its words, and those it listens for. */
export interface DemoSetup {
  readonly shop: Shop;
  readonly market: Market;
  readonly locale: Locale;
  readonly reader: Reader;
  readonly words: Phrasebook;
  readonly faultWords: Phrasebook;
  readonly cues: Cues;
}

/** One thing to say: an intent of the wordings with its slots, or (for broken bots) a literal text. */
export interface Part {
  readonly intent: string;
  readonly slots: Readonly<Record<string, string>>;
  readonly topic?: Topic;
  readonly text?: string;
  /** Opens a message of its own, this long after the one before (milliseconds). */
  readonly pauseMs?: number;
}

export interface Reply {
  readonly parts: readonly Part[];
  readonly actions: readonly ActionRequest[];
}

/** A trouble with an order and how far its handling has got. */
export interface ProblemCase {
  readonly problem: Problem;
  readonly order: string | undefined;
  readonly stage: 'reported' | 'evidence-asked' | 'options-given' | 'done';
  readonly options: readonly Remedy[];
  /** The reason, where the policy said no; said again in other words when the buyer insists. */
  readonly refusedBecause?: string;
  /** Something was arranged for the buyer: what can be summed up when asked again. */
  readonly arranged?: true;
}

/** What the bot knows of one conversation. Its `world` is its own back office: the shop's sheets with what it did here. */
export interface DemoState {
  readonly world: World;
  turn: number;
  greeted: boolean;
  apologised: number;
  saidFarewell: boolean;
  /** Product spoken of, newest first. */
  products: string[];
  order: string | undefined;
  /** Orders the account may hear of, as the desk shows them. */
  orders: readonly string[];
  known: {
    colour?: string;
    size?: string;
    region?: string;
    heightCm?: number;
    weightKg?: number;
    quantity?: number;
    budgetMinor?: number;
  };
  /** Details told, whatever their value: not asked for again. */
  told: Set<Detail>;
  asked: Set<Detail>;
  /** Questions put before the product or body was known, to be answered then. */
  waiting: { readonly topic: Topic; readonly detail?: string }[];
  evidence: boolean;
  trouble: ProblemCase | undefined;
  /** The remedy the buyer asked for last; kept until it can be done. */
  wish: Remedy | undefined;
  /** Topics answered so far: what is asked again is answered in other words. */
  answered: Set<Topic>;
  /** Bargaining: how many rounds so far, what was given. */
  haggles: number;
  given: Set<string>;
  priceMinor: number | undefined;
  needAsked: boolean;
  recommended: string[];
  stepsTold: boolean;
  addressConfirmed: Set<string>;
  /** Messages in a row, and altogether, that were not understood. */
  unclear: number;
  unclearEver: number;
  handedOver: boolean;
  firstTime: boolean;
  recapPending: boolean;
  readonly used: Set<string>;
  /** Scratch for faults: what they must remember. */
  readonly scratch: Map<string, unknown>;
}

export function openState(setup: DemoSetup, request: ProtocolRequest): DemoState {
  const account = request.context.account;
  const customer = setup.shop.customers.find((candidate) => candidate.account === account)?.id;
  const startsAt = Number.isNaN(Date.parse(request.context.now))
    ? '2026-01-01T00:00:00+00:00'
    : request.context.now;
  const state: DemoState = {
    world: createWorld(setup.shop, setup.market, startsAt, {
      roles: {},
      requesterIsPurchaser: true,
      ...(customer ? { customer } : {}),
    }),
    turn: 0,
    greeted: false,
    apologised: 0,
    saidFarewell: false,
    products: request.context.product ? [request.context.product] : [],
    order: undefined,
    orders: request.context.orders ?? [],
    known: {},
    told: new Set(),
    asked: new Set(),
    waiting: [],
    evidence: false,
    trouble: undefined,
    wish: undefined,
    answered: new Set(),
    haggles: 0,
    given: new Set(),
    priceMinor: undefined,
    needAsked: false,
    recommended: [],
    stepsTold: false,
    addressConfirmed: new Set(),
    unclear: 0,
    unclearEver: 0,
    handedOver: false,
    firstTime: false,
    recapPending: false,
    used: new Set(),
    scratch: new Map(),
  };
  return state;
}

/** Everything a planner needs for one inbound. */
export interface Moment {
  readonly setup: DemoSetup;
  readonly state: DemoState;
  readonly request: ProtocolRequest;
  readonly draws: Draws;
  /** Milliseconds since the conversation began, by the desk's clock. */
  readonly at: number;
}

export function part(
  intent: string,
  slots: Readonly<Record<string, string>> = {},
  more: Partial<Part> = {},
): Part {
  return { intent, slots, ...more };
}
