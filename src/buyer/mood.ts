import type { BuyerCase } from './case.ts';
import { change } from './change.ts';
import type { BuyerState } from './state.ts';
import { DROP_MAX, LIFT_MAX, TRIGGERS, type Trigger } from './triggers.ts';

export interface Felt {
  readonly trigger: Trigger;
  readonly event: number;
}

/** Moves the mood by what was felt, at once; keeps which trigger moved it for the transcript. */
export function feel(state: BuyerState, buyer: BuyerCase, felt: readonly Felt[], at: number): BuyerState {
  if (felt.length === 0) return fade(state, buyer, at);
  const { sensitivity } = buyer.persona.temper;
  let drop = 0;
  let lift = 0;
  const because = felt.map(({ trigger, event }) => {
    const weight = TRIGGERS[trigger];
    // A trusting buyer takes good words at their value; a sceptical one waits for deeds.
    const change = weight < 0 ? weight * sensitivity : weight * (0.7 + 0.6 * state.trust);
    if (change < 0) drop += change;
    else lift += change;
    return { trigger, change: round(change), event };
  });
  const shift = Math.max(drop, DROP_MAX) + Math.min(lift, LIFT_MAX);
  const trust = clamp(state.trust + (shift < 0 ? 0.08 : 0.04) * shift, 0, 1);
  return change(state, {
    mood: round(clamp(moodAt(state, buyer, at) + shift, -3, 3)),
    moodAt: Math.max(state.moodAt, at),
    trust: round(trust),
    because: state.because.length === 0 ? because : [...state.because, ...because],
  });
}

/** Moods are sticky: they fade towards neutral by the persona's share a minute, and only upwards while nothing new offends. */
function fade(state: BuyerState, buyer: BuyerCase, at: number): BuyerState {
  return at <= state.moodAt ? state : change(state, { mood: moodAt(state, buyer, at), moodAt: at });
}

function moodAt(state: BuyerState, buyer: BuyerCase, at: number): number {
  const minutes = (at - state.moodAt) / 60_000;
  if (minutes <= 0) return state.mood;
  const left = (1 - buyer.persona.temper.fadePerMinute) ** Math.min(minutes, 30);
  return round(state.mood * left);
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
