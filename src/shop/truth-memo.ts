import type { Question } from '../model/question.ts';
import type { Shop } from '../model/shop.ts';
import { truth } from './truth.ts';
import type { Truth } from './truth-types.ts';
import { findOrder, type World } from './world.ts';

/** Promotions, cut-offs and closing times fall on full five minutes of the wall clock, or end a second before. */
const WINDOW_MS = 300_000;
const LAST_SECOND_MS = 299_000;
/** Truths kept of one shop as its sheets tell them. */
const KEPT_MAX = 2_048;

/**
 * What is true in a world, worked out once for a question, a state of the world and five minutes of the wall clock. As long as
 * nothing was done in them, all conversations of one shop that begin alike share what they find out: then what counts down by
 * the second (how long until the parcel leaves) is as at the beginning of the five minutes, whoever asked first.
 */
export class TruthMemo {
  readonly #world: World;
  readonly #start: string;
  /** A question that is put again is mostly the very same object. */
  readonly #same = new Map<Question, Truth>();
  #own: Map<string, Truth> | null = null;
  #window = -1;
  #deeds = 0;
  #reported = '';

  constructor(world: World) {
    const { cast, startMs } = world;
    this.#world = world;
    let start = `${startMs} ${cast.customer ?? ''} ${cast.requesterIsPurchaser}`;
    for (const role in cast.roles) start += ` ${role}=${cast.roles[role]}`;
    this.#start = start;
  }

  of(question: Question, at: number): Truth {
    const world = this.#world;
    const now = world.startMs + at;
    const window = Math.floor(now / WINDOW_MS) * 2 + (now % WINDOW_MS > LAST_SECOND_MS ? 1 : 0);
    if (window !== this.#window || world.deeds.length !== this.#deeds || world.reported !== this.#reported) {
      this.#same.clear();
      this.#own = null;
      this.#window = window;
      this.#deeds = world.deeds.length;
      this.#reported = world.reported;
    }
    let told = this.#same.get(question);
    if (told !== undefined) return told;
    told = this.#deeds === 0 ? this.#asOnTheSheets(question) : this.#here(question, at);
    this.#same.set(question, told);
    return told;
  }

  #asOnTheSheets(question: Question): Truth {
    const world = this.#world;
    const shared = sharedOf(world.shop);
    const key = `${this.#start} ${this.#window}${this.#reported}\0${keyOf(question)}`;
    let told = shared.get(key);
    if (told === undefined) {
      told = truth(world, question, this.#windowStart());
      if (shared.size >= KEPT_MAX) shared.clear();
      shared.set(key, told);
    } else if (question.order !== undefined) findOrder(world, question.order);
    return told;
  }

  /** When the window began, or the session within it. */
  #windowStart(): number {
    const began = Math.floor(this.#window / 2) * WINDOW_MS + (this.#window % 2) * (LAST_SECOND_MS + 1);
    return Math.max(0, began - this.#world.startMs);
  }

  #here(question: Question, at: number): Truth {
    this.#own ??= new Map();
    const key = keyOf(question);
    let told = this.#own.get(key);
    if (told === undefined) this.#own.set(key, (told = truth(this.#world, question, at)));
    return told;
  }
}

const sheets = new WeakMap<Shop, Map<string, Truth>>();

function sharedOf(shop: Shop): Map<string, Truth> {
  let shared = sheets.get(shop);
  if (shared === undefined) sheets.set(shop, (shared = new Map()));
  return shared;
}

/** What a question asks, as text: cheaper than JSON, and as exact. */
function keyOf(question: Question): string {
  let key = '';
  for (const field in question) key += `${field}\0${question[field as keyof Question] ?? ''}\0`;
  return key;
}
