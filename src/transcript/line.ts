import { hash } from 'node:crypto';
import type { TranscriptEvent } from '../model/event.ts';
import { escapeInvisible, mayBeIllFormed, wellFormed } from './characters.ts';

/** A line as it is written, without its newline, and what the next line of the conversation is chained to. */
export interface EncodedLine {
  readonly line: string;
  readonly hash: string;
}

/** What the first line of a conversation is chained to. */
export const CHAIN_START = '';

/**
 * One event as one line of JSON. `hash` is the first 32 hex digits of SHA-256 over the hash of the conversation's line
 * before (`CHAIN_START` for the first), a newline, and this line's text up to its own hash: the very characters, so that
 * any change of the line shows. `measuredMs` comes after the hash, outside the chain. Lone surrogates become U+FFFD;
 * characters that would steer a terminal or hide are written as escapes and read back as they were.
 */
export function encodeLine(event: TranscriptEvent, hashBefore: string): EncodedLine {
  const { measuredMs } = event;
  // The place comes first in every line, whatever order the event was built in, so that a file reads in columns.
  const ordered = measuredMs === undefined && isPlaceFirst(event) ? event : inOrder(event);
  const json = JSON.stringify(ordered);
  const sealed = escapeInvisible(mayBeIllFormed(json) ? JSON.stringify(wellFormed(ordered)) : json).slice(
    0,
    -1,
  );
  const own = chainHash(sealed, hashBefore);
  const measured = measuredMs === undefined ? '' : `,"measuredMs":${Math.round(measuredMs * 1_000) / 1_000}`;
  return { line: `${sealed},"hash":"${own}"${measured}}`, hash: own };
}

function isPlaceFirst(event: TranscriptEvent): boolean {
  let at = 0;
  for (const field in event) {
    if (field !== PLACE[at]) return false;
    at += 1;
    if (at === PLACE.length) return true;
  }
  return false;
}
const PLACE = ['conversation', 'index', 't'];

function inOrder({ conversation, index, t, measuredMs: _, ...body }: TranscriptEvent) {
  return { conversation, index, t, ...body };
}

/** A line taken apart: what its hash is over, the hash it gives, and the event, not yet checked for its shape. `null`: no such line. */
export function decodeLine(
  line: string,
): { readonly sealed: string; readonly hash: string; readonly event: unknown } | null {
  const seal = SEAL.exec(line);
  if (seal === null) return null;
  const sealed = line.slice(0, seal.index);
  const measured = seal[2] === undefined ? '' : `,"measuredMs":${seal[2]}`;
  try {
    return { sealed, hash: seal[1]!, event: JSON.parse(`${sealed}${measured}}`) };
  } catch {
    return null;
  }
}

/** The hash a line must give, from its text up to the hash and the hash before it. */
export function chainHash(sealed: string, hashBefore: string): string {
  return hash('sha256', `${hashBefore}\n${sealed}`).slice(0, 32);
}

const SEAL = /,"hash":"([0-9a-f]{32})"(?:,"measuredMs":(\d{1,12}(?:\.\d{1,3})?))?\}$/;
