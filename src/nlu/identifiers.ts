import type { FactValue } from '../model/fact.ts';
import { type Hit, makeHit } from './hit.ts';
import type { Lexicon } from './lexicon.ts';
import type { Normalised } from './normalise.ts';

/** Shortest run of digits (and capitals) that names something rather than counts. */
const NAME_DIGITS_MIN = 6;

/**
 * Links, telephone numbers, and names made of digits at `start`: a stretch of letters, digits and hyphens with at least
 * six digits. Whether such a name is an order's or a parcel's the shop's own numbers decide, then the words around it (`read.ts`);
 * until then it is a tracking number when letters lead (LP204417703GB), an order number when plain digits or in groups (HL-4471-8302).
 */
export function readIdentifier(text: Normalised, start: number, lexicon: Lexicon): Hit | null {
  const { codes, length } = text;
  let digits = 0;
  let letters = 0;
  let lead = 0;
  let at = start;
  let dots = 0;
  let gaps = 0;
  let hyphens = 0;
  let lastName = start;
  // Telephone numbers are written with blanks and hyphens; a link with dots, slashes and colons.
  while (at < length && at - start < 200) {
    const code = codes[at]!;
    if (code >= 48 && code <= 57) digits += 1;
    else if (code >= 97 && code <= 122) {
      if (gaps > 0 && !(dots > 0)) break;
      letters += 1;
      if (digits === 0) lead += 1;
    } else if (code === 46 && at + 1 < length && isNameCode(codes[at + 1]!) && at > start) dots += 1;
    else if (code === 58 && codes[at + 1] === 47 && codes[at + 2] === 47) dots += 4;
    else if (
      dots > 0 &&
      (code === 47 ||
        code === 63 ||
        code === 61 ||
        code === 38 ||
        code === 95 ||
        code === 37 ||
        code === 35 ||
        code === 58)
    ) {
      if (code === 58 && !(codes[at + 1]! >= 48 && codes[at + 1]! <= 57)) break;
    } else if (code === 45 && at > start && isNameCode(codes[at + 1] ?? 0)) hyphens += 1;
    else if (code === 43 && at === start) gaps += 0;
    else if (code === 40 && at === start && codes[at + 1]! >= 48 && codes[at + 1]! <= 57) gaps += 1;
    else if (
      (code === 32 || code === 41) &&
      letters === 0 &&
      digits > 0 &&
      digits < 13 &&
      dots === 0 &&
      ((codes[at + 1]! >= 48 && codes[at + 1]! <= 57) || (code === 41 && codes[at + 1] === 32))
    )
      gaps += 1;
    else break;
    at += 1;
    lastName = at;
  }
  if (dots > 0) {
    const link = asLink(text, start, lastName);
    if (link > start)
      return hit(lexicon, start, link, 'f.url', { kind: 'url', value: slice(text, start, link) });
    return null;
  }
  if (letters === 0 && isPhone(text, start, lastName, digits, gaps)) {
    return hit(lexicon, start, lastName, 'f.phone', {
      kind: 'phone',
      value: onlyDigits(text, start, lastName),
    });
  }
  if (gaps > 0 || digits < NAME_DIGITS_MIN || codes[start] === 43) return null;
  if (letters === 0 && digits < 10 && codes[start + 4] !== 45) {
    // 6 to 9 plain digits are a name only next to a word that says so; that is left to facts/names.ts.
    return null;
  }
  const value = slice(text, start, lastName).toUpperCase();
  const parcel = lead > 0 && hyphens < 2;
  return hit(lexicon, start, lastName, parcel ? 'f.tracking' : 'f.order', {
    kind: parcel ? 'tracking-number' : 'order-number',
    value,
  });
}

function hit(lexicon: Lexicon, start: number, end: number, category: string, fact: FactValue): Hit {
  const made = makeHit(start, end, [lexicon.categories.id(category)]);
  made.facts = [fact];
  return made;
}

function isNameCode(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 122);
}

const ENDINGS = new Set([
  'com',
  'cn',
  'net',
  'org',
  'co',
  'io',
  'shop',
  'store',
  'uk',
  'me',
  'ly',
  'example',
  'test',
  'cc',
  'top',
  'vip',
  'app',
  'link',
]);

/** End of a link in the stretch, or `start` when it is none: a scheme, www., or a well-known ending. */
function asLink(text: Normalised, start: number, end: number): number {
  const written = slice(text, start, end);
  if (/^https?:\/\/.|^www\.[a-z0-9]/.test(written)) return end;
  const host = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.([a-z]{2,7})(?=[/?#:]|$)/.exec(written);
  return host !== null && ENDINGS.has(host[1]!) ? end : start;
}

/** Mainland mobile numbers; elsewhere +country or a leading 0 with 10 to 13 digits, or (555) 010-0199. */
function isPhone(text: Normalised, start: number, end: number, digits: number, gaps: number): boolean {
  const { codes } = text;
  const first = codes[start]!;
  if (digits === 11 && first === 49 && codes[start + 1]! >= 51 && codes[start + 1]! <= 57) return true;
  if (digits < 10 || digits > 13) return false;
  if (first === 43 || first === 40) return true;
  return first === 48 && (gaps > 0 || digits === 11) && end > start;
}

function slice(text: Normalised, start: number, end: number): string {
  let out = '';
  for (let i = start; i < end; i += 1) out += String.fromCharCode(text.codes[i]!);
  return out;
}

function onlyDigits(text: Normalised, start: number, end: number): string {
  return slice(text, start, end).replace(/[^0-9+]/g, '');
}
