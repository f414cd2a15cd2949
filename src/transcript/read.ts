import type { EventOf, Transcript, TranscriptEvent } from '../model/event.ts';
import { CHAIN_START, chainHash, decodeLine } from './line.ts';
import type { TranscriptProblem } from './problem.ts';
import { isEvent } from './shape.ts';
import { formatProblem, NEWEST, upgradeEvent, versionOf } from './versions.ts';

/** One conversation as it was read. */
export interface ReadConversation {
  readonly transcript: Transcript;
  /** Has an ending; without one it was interrupted. */
  readonly complete: boolean;
  /** The hash chain holds from the first line to the last one there. A chain whose last lines are gone still holds. */
  readonly intact: boolean;
  /** The hash of the last line: what a signature is over. */
  readonly endHash: string;
  readonly problems: readonly TranscriptProblem[];
}

/** Reads the text of a file that holds one conversation or several, one after another or mixed. Never throws. */
export function readTranscripts(text: string): {
  readonly conversations: readonly ReadConversation[];
  readonly problems: readonly TranscriptProblem[];
} {
  const reader = new TranscriptReader();
  const conversations: ReadConversation[] = [];
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end === -1 ? undefined : end);
    conversations.push(...reader.push(line, end === -1));
    start = end === -1 ? text.length : end + 1;
  }
  conversations.push(...reader.end());
  return { conversations, problems: reader.problems };
}

/** Most problems that are kept of one file; a file of another kind has one in every line. */
const PROBLEMS_MAX = 100;
/** Finished conversations that are held back for answers that came after the ending. */
const HELD_MAX = 32;

/**
 * Reads line by line and gives back conversations as they are finished, so that a file of any size needs little memory. A
 * message that came after the ending still joins its conversation.
 */
export class TranscriptReader {
  readonly #open = new Map<string, OpenConversation>();
  readonly #finished = new Set<string>();
  readonly #skipped = new Set<string>();
  readonly #problems: TranscriptProblem[] = [];
  /** By conversation that is open, where its format is an older one. */
  readonly #versions = new Map<string, number>();
  #lineNumber = 0;

  /** Everything that was found wrong, in any conversation or outside, the first `PROBLEMS_MAX`. */
  get problems(): readonly TranscriptProblem[] {
    return this.#problems;
  }

  /** Takes the next line, without its newline; `torn`: the text ended without one. Gives back conversations that are whole by now. */
  push(line: string, torn = false): ReadConversation[] {
    this.#lineNumber++;
    if (line.trim() === '') return [];
    const decoded = decodeLine(line);
    if (decoded === null) {
      this.#note(undecodedProblem(line, torn));
      return [];
    }
    const event = this.#upgraded(decoded.event);
    if (!isEvent(event)) {
      this.#note(formatProblem(decoded.event) ?? { code: 'wrong-shape' });
      return [];
    }
    return this.#take(event, decoded.sealed, decoded.hash);
  }

  /** A line that was too long to be read at all. */
  skip(): void {
    this.#lineNumber++;
    this.#note({ code: 'too-long' });
  }

  /** The conversations still open: finished ones held back, and interrupted ones. */
  end(): ReadConversation[] {
    const rest = [...this.#open.values()].map(close);
    this.#open.clear();
    this.#finished.clear();
    return rest;
  }

  /** Conversations of an older format are read as if they were of today's. */
  #upgraded(event: unknown): unknown {
    const conversation = (event as { conversation?: unknown } | null)?.conversation;
    if (typeof conversation !== 'string') return event;
    const version = versionOf(event);
    if (version !== null && version < NEWEST) this.#versions.set(conversation, version);
    else if (version !== null) this.#versions.delete(conversation);
    const known = this.#versions.size === 0 ? undefined : this.#versions.get(conversation);
    return known === undefined ? event : upgradeEvent(event, known);
  }

  #take(event: TranscriptEvent, sealed: string, hash: string): ReadConversation[] {
    const out: ReadConversation[] = [];
    const { conversation } = event;
    if (event.type === 'header' && event.index === 0) {
      // The same case played again in the same file, as in files put together: the earlier one is over.
      out.push(...this.#release(conversation));
      const problem = formatProblem(event);
      this.#skipped.delete(conversation);
      if (problem !== null) {
        this.#skipped.add(conversation);
        this.#note({ ...problem, conversation });
        return out;
      }
      this.#open.set(conversation, newConversation(event));
    }
    const open = this.#open.get(conversation);
    if (open === undefined) this.#noteHeaderless(conversation);
    else this.#append(open, event, sealed, hash);
    if (event.type === 'ending') this.#finished.add(conversation);
    while (this.#finished.size > HELD_MAX) out.push(...this.#release(this.#finished.values().next().value!));
    return out;
  }

  #append(open: OpenConversation, event: TranscriptEvent, sealed: string, hash: string): void {
    if (open.gap) return;
    // Readers look events up by index; past a gap they would find others than the ones that are meant.
    if (event.index !== open.events.length) {
      open.gap = true;
      this.#note({ code: 'wrong-index', conversation: open.id }, open);
      return;
    }
    if (chainHash(sealed, open.hash) !== hash)
      this.#note({ code: 'chain-broken', conversation: open.id }, open);
    open.events.push(event);
    open.hash = hash;
    if (event.type === 'ending') open.complete = true;
  }

  #release(conversation: string): ReadConversation[] {
    const open = this.#open.get(conversation);
    this.#open.delete(conversation);
    this.#finished.delete(conversation);
    return open === undefined ? [] : [close(open)];
  }

  #noteHeaderless(conversation: string): void {
    if (this.#skipped.has(conversation) || this.#skipped.size >= PROBLEMS_MAX) return;
    this.#skipped.add(conversation);
    this.#note({ code: 'no-header', conversation });
  }

  #note(problem: Omit<TranscriptProblem, 'line'>, open?: OpenConversation): void {
    const placed = { ...problem, line: this.#lineNumber };
    if (this.#problems.length < PROBLEMS_MAX) this.#problems.push(placed);
    if (open !== undefined && open.problems.length < PROBLEMS_MAX) open.problems.push(placed);
  }
}

interface OpenConversation {
  readonly id: string;
  readonly header: EventOf<'header'>;
  readonly events: TranscriptEvent[];
  readonly problems: TranscriptProblem[];
  hash: string;
  complete: boolean;
  /** A line was missing: what follows is left out. */
  gap: boolean;
}

function newConversation(header: EventOf<'header'>): OpenConversation {
  return {
    id: header.conversation,
    header,
    events: [],
    problems: [],
    hash: CHAIN_START,
    complete: false,
    gap: false,
  };
}

function close(open: OpenConversation): ReadConversation {
  const { id, header, events, complete, problems, hash } = open;
  return {
    transcript: { id, header, events },
    complete,
    intact: problems.length === 0,
    endHash: hash,
    problems,
  };
}

function undecodedProblem(line: string, torn: boolean): Omit<TranscriptProblem, 'line'> {
  if (torn) return { code: 'torn-line' };
  // A later version may end its lines otherwise; its header still says which it is.
  try {
    return formatProblem(JSON.parse(line)) ?? { code: 'not-a-line' };
  } catch {
    return { code: 'not-a-line' };
  }
}
