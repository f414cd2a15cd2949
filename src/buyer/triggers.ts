/**
 * What moves a buyer's mood, and by how much. Directions follow the field's literature (waiting, canned answers, made to repeat,
 * "calm down", apology, ownership, options, a definite time); sizes are design defaults that a persona's `sensitivity` scales.
 */
export const TRIGGERS = {
  'waited-30s': -0.3,
  'waited-60s': -0.6,
  'waited-180s': -1.2,
  'asked-again': -1.0,
  'canned-line': -0.6,
  'beside-the-question': -0.6,
  'interjection-only': -0.8,
  ignorance: -0.7,
  retort: -1.2,
  accusation: -1.2,
  'passed-the-buck': -0.9,
  'told-to-calm-down': -1.0,
  'too-cheerful': -0.4,
  'promise-broken': -1.5,
  contradiction: -1.0,
  'bare-refusal': -0.8,
  pressed: -0.5,
  abuse: -2.5,
  'channel-error': -0.6,
  'quick-and-right': 0.3,
  apology: 0.25,
  'strong-apology': 0.5,
  empathy: 0.6,
  ownership: 0.4,
  options: 0.6,
  'definite-time': 0.5,
  concession: 0.5,
  thanked: 0.2,
  'promise-kept': 0.8,
  'remedy-done': 0.9,
  'unasked-help': 0.4,
} as const;
export type Trigger = keyof typeof TRIGGERS;

/** Praise works once a message: several good words at once lift no further than this. */
export const LIFT_MAX = 1.2;
/** Most that one message can cost. */
export const DROP_MAX = -3;
