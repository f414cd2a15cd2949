/** Stands where a secret stood. */
export const REDACTED = '«redacted»';

export interface Redactor {
  /** A text without any secret in it. */
  text(text: string): string;
  /** A JSON value, keys included, without any secret in its strings; the very value where there was none. */
  value<Value>(value: Value): Value;
}

/**
 * Takes secrets out before anything is written. `secrets` are exact strings (header values, tokens, passwords); each is also
 * found as it stands in an address, in JSON and in basic authorisation. Empty ones are ignored; the longest go first, so that
 * no part of one is left by another that it contains.
 */
export function createRedactor(secrets: readonly string[]): Redactor {
  const forms = [...new Set(secrets.filter((secret) => secret !== '').flatMap(formsOf))].sort(
    (a, b) => b.length - a.length,
  );
  if (forms.length === 0) return { text: (text) => text, value: (value) => value };
  const pattern = new RegExp(
    forms.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'),
    'g',
  );
  const text = (from: string): string => from.replace(pattern, REDACTED);
  return {
    text,
    value: (value) => {
      const json = JSON.stringify(value);
      return json !== undefined && text(json) !== json ? (redactDeep(value, text) as typeof value) : value;
    },
  };
}

function formsOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret.replace(/\p{Surrogate}/gu, '\ufffd')),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('base64'),
  ];
}

function redactDeep(value: unknown, text: (from: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => redactDeep(each, text));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [text(key), redactDeep(inner, text)]),
  );
}
