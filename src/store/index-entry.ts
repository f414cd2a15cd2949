/** Where a finished conversation lies, so that `file#id` is found without reading the file. The files themselves are the truth. */
export interface IndexEntry {
  readonly conversation: string;
  readonly file: string;
  /** Of its first line, in bytes. */
  readonly offset: number;
  readonly bytes: number;
  readonly events: number;
  /** `null`: closed without an ending, so interrupted. */
  readonly ending: string | null;
  /** Of its last line. */
  readonly hash: string;
}

/** An entry from a line of an index; `null` for a torn or foreign one. */
export function parseIndexEntry(line: string): IndexEntry | null {
  try {
    const entry = JSON.parse(line) as Partial<IndexEntry> | null;
    const places = [entry?.offset, entry?.bytes];
    const usable =
      typeof entry?.conversation === 'string' &&
      typeof entry.file === 'string' &&
      places.every((place) => Number.isSafeInteger(place) && place! >= 0);
    return usable ? (entry as IndexEntry) : null;
  } catch {
    return null;
  }
}
