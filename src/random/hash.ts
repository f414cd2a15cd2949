/**
 * A stable 32-bit hash of a text (FNV-1a with a final mix), for deriving seeds from names. The same on every machine and in
 * every version; not for secrets.
 */
export function hashText(text: string, basis = 0x811c9dc5): number {
  let hash = basis >>> 0;
  for (let i = 0; i < text.length; i += 1) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x7feb352d);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The seed of a case: from the run's seed and the case's id, never from order or number of workers. */
export function caseSeed(runSeed: number, caseId: string): number {
  return hashText(caseId, hashText(String(runSeed)));
}
