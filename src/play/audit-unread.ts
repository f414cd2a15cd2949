import type { Transcript } from '../model/event.ts';
import type { Reader } from '../nlu/reader-types.ts';

/** A clause of an agent's in which nothing was understood, as it was first written, and where. */
export interface UnreadClause {
  readonly text: string;
  readonly times: number;
  /** `conversation` and index of the first message that held it. */
  readonly conversation: string;
  readonly event: number;
}

/** Counts what could not be read, over as many transcripts as are given to `note`. */
export interface UnreadTally {
  note(transcript: Transcript, reader: Reader): void;
  /** Most frequent first, then in the order met. */
  list(): readonly UnreadClause[];
  /** Agent messages seen, and those of them of which not every clause was read. */
  readonly counts: { readonly messages: number; readonly unread: number };
}

export function createUnreadTally(): UnreadTally {
  const found = new Map<string, UnreadClause>();
  let messages = 0;
  let unread = 0;
  return {
    note({ id, events }, reader) {
      for (const event of events) {
        if (event.type !== 'message' || event.from !== 'agent' || event.text.trim() === '') continue;
        messages += 1;
        const clauses = unreadIn(event.text, reader);
        if (clauses.length > 0) unread += 1;
        for (const text of clauses) {
          const key = text.toLowerCase();
          const known = found.get(key);
          found.set(
            key,
            known === undefined
              ? { text, times: 1, conversation: id, event: event.index }
              : { ...known, times: known.times + 1 },
          );
        }
      }
    },
    list: () => [...found.values()].sort((a, b) => b.times - a.times),
    get counts() {
      return { messages, unread };
    },
  };
}

/** The clauses left unread; the whole message where no act at all was made out. */
function unreadIn(text: string, reader: Reader): readonly string[] {
  const reading = reader.read(text, 'agent');
  const clauses = reading.unread
    .map(([from, to]) => text.slice(from, to).trim())
    .filter((clause) => clause !== '');
  if (clauses.length > 0) return clauses;
  return reading.acts.every((act) => act.act === 'unknown') && reading.facts.length === 0
    ? [text.trim()]
    : [];
}
