/** Every string in a JSON value, keys included, with lone surrogates replaced by U+FFFD. A new value; the old one stays. */
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(LONE_SURROGATES, '\ufffd');
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(wellFormed);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [wellFormed(key), wellFormed(inner)]),
  );
}

/** Whether JSON text that `JSON.stringify` made may hold a lone surrogate, which it writes as an escape. */
export function mayBeIllFormed(json: string): boolean {
  return json.includes('\\ud');
}

/** JSON text with the characters escaped that steer a terminal, reorder or hide text, so that `cat` is safe and a diff shows them. */
export function escapeInvisible(json: string): string {
  if (!INVISIBLE.test(json)) return json;
  return json.replace(INVISIBLES, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const LONE_SURROGATES = /\p{Surrogate}/gu;
/** DEL, C1 controls, soft hyphen, zero-width and bidirectional marks, line and paragraph separators, byte order mark. */
const INVISIBLE = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
const INVISIBLES = new RegExp(INVISIBLE.source, 'g');
