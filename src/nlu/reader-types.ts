import type { Side } from '../model/act.ts';
import type { Reading } from '../model/reading.ts';
import type { Topic } from '../model/topic.ts';

/** What the reader may know about the moment a message was sent; everything is optional. */
export interface ReadingHint {
  /** Topics of the other side's open questions, newest first: 有 / yes is a claim about the newest. */
  readonly asked?: readonly Topic[];
  /** Products spoken of, newest first. */
  readonly products?: readonly string[];
}

/** Reads messages of one locale in one shop. Pure, linear in the text, never throws; compiled once. */
export interface Reader {
  read(text: string, side: Side, hint?: ReadingHint): Reading;
}
