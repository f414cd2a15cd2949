import type { Bot } from '../model/bot.ts';
import { secretsIn } from './environment.ts';

/** Headers whose values authorise nobody. */
const PLAIN_HEADERS = new Set([
  'accept',
  'content-type',
  'user-agent',
  'accept-language',
  'origin',
  'referer',
]);
const SECRET_FIELD =
  /authori[sz]ation|token|secret|password|passwd|api[-_]?key|auth|cookie|credential|signature|(^|[-_])key$/i;
const SECRET_CHARS_MIN = 6;

/** Tokens that a filled bot file spells out itself: values of headers, what an address holds besides its place, fields named for it. */
export function literalSecrets(bot: Bot): string[] {
  const found: string[] = [];
  walk(bot, '', found);
  return [...new Set(found)].filter((secret) => secret.length >= SECRET_CHARS_MIN);
}

function walk(value: unknown, name: string, found: string[]): void {
  if (typeof value === 'string') {
    if (SECRET_FIELD.test(name)) found.push(...plainParts(value));
    else if (/^(https?|wss?):\/\//i.test(value))
      found.push(...secretsIn(value).filter((part) => !part.includes('{{')));
    return;
  }
  if (Array.isArray(value)) {
    for (const each of value) walk(each, name, found);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    // Paths and captured names only tell where a value stands.
    if (key === 'capture' || key === 'reply' || key === 'session') continue;
    if (key === 'headers' && typeof each === 'object' && each !== null) {
      for (const [header, held] of Object.entries(each))
        if (typeof held === 'string') found.push(...headerSecrets(header, held));
    } else if (key === 'signature' && typeof each === 'object' && each !== null) {
      found.push((each as { secret: string }).secret);
    } else walk(each, key, found);
  }
}

/** A header named for it always; another one only where its value looks drawn, since a shop's name is said in conversations. */
function headerSecrets(name: string, value: string): string[] {
  if (PLAIN_HEADERS.has(name.toLowerCase())) return [];
  const drawn = value.length >= 12 && /\d/.test(value) && /[a-z]/i.test(value) && !/\s/.test(value);
  return SECRET_FIELD.test(name) || drawn ? plainParts(value) : [];
}

/** `Bearer abc` holds the secret `abc`; a value with slots is no secret of the file. */
function plainParts(value: string): string[] {
  return value.includes('{{') ? [] : [value, ...value.split(/[\s;=]+/).filter((part) => part.length >= 8)];
}
