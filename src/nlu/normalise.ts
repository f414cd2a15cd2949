import { SIMPLIFIED } from './traditional.ts';

/** Stands for an emoji or a decorative sign in normalised text. */
export const EMOJI = 0xe000;

/**
 * A text as the rules see it: NFKC and width folded, lower case, simplified, invisible characters gone, blanks and long
 * repeats collapsed. `starts[i]` and `ends[i]` are the UTF-16 offsets in the original of the i-th character.
 * The arrays are reused by the next call.
 */
export interface Normalised {
  codes: Uint16Array;
  starts: Int32Array;
  ends: Int32Array;
  length: number;
}

const DROP = 1;
const SLOW = 2;
const MAP = buildMap();

/** More arguments than this are too many for one call. */
const SPREAD_MAX = 4_096;
const KEPT_CAPACITY = 1 << 14;
let buffer = allocate(1 << 10);

/** The text as a string, for tests and for comparing words. */
export function normaliseText(text: string): string {
  const { codes, length } = normalise(text);
  if (length <= SPREAD_MAX) return String.fromCharCode.apply(null, codes.subarray(0, length) as never).trim();
  let out = '';
  for (let i = 0; i < length; i += 1) out += String.fromCharCode(codes[i]!);
  return out.trim();
}

export function normalise(text: string): Normalised {
  // A compatibility character may stand for up to 18 others; 3 is the most among those that occur in chat.
  const out = reserve(text.length * 3 + 8);
  let n = 0;
  for (let i = 0; i < text.length; i += 1) {
    const raw = text.charCodeAt(i);
    let code = MAP[raw]!;
    if (code === DROP) continue;
    const start = i;
    if (code === SLOW) {
      if (raw >= 0xd800 && raw < 0xdc00 && i + 1 < text.length) {
        i += 1;
        code = astral(text.codePointAt(start)!);
      } else {
        const folded = text[i]!.normalize('NFKC').toLowerCase();
        for (let k = 0; k < folded.length && n < out.codes.length - 2; k += 1) {
          out.codes[n] = SIMPLIFIED.get(folded.charCodeAt(k)) ?? folded.charCodeAt(k);
          out.starts[n] = start;
          out.ends[n] = i + 1;
          n += 1;
        }
        continue;
      }
    }
    if (code === 32 && (n === 0 || out.codes[n - 1] === 32)) continue;
    if (n >= 2 && code === out.codes[n - 1] && code === out.codes[n - 2] && !mayRepeat(code)) {
      out.ends[n - 1] = i + 1;
      // so|oo: a letter typed three times was one; a character or sign stays doubled.
      if (code >= 97 && code <= 122) n -= 1;
      continue;
    }
    if (n >= 1 && code === out.codes[n - 1] && code >= 97 && code <= 122 && isRunOn(text, i)) continue;
    out.codes[n] = code;
    out.starts[n] = start;
    out.ends[n] = i + 1;
    n += 1;
  }
  // The arrays are reused: what looks one place ahead must not see the message before.
  out.codes.fill(0, n, n + 4);
  joinHyphens(out, n);
  out.length = n;
  return out;
}

/** Digits, and the letters of www and XXXL. */
function mayRepeat(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 119 || code === 120;
}

/** The letter at `i` is the fourth or later of the same. */
function isRunOn(text: string, i: number): boolean {
  if (i < 3) return false;
  const code = MAP[text.charCodeAt(i)]!;
  return (
    !mayRepeat(code) &&
    code === MAP[text.charCodeAt(i - 1)]! &&
    code === MAP[text.charCodeAt(i - 2)]! &&
    code === MAP[text.charCodeAt(i - 3)]!
  );
}

/** follow-up, 5-star → follow up, 5 star; not 3-5 and not AB-123. */
function joinHyphens(out: Normalised, n: number): void {
  for (let i = 1; i + 1 < n; i += 1) {
    if (out.codes[i] !== 45) continue;
    const after = out.codes[i + 1]!;
    const before = out.codes[i - 1]!;
    if (after >= 97 && after <= 122 && ((before >= 97 && before <= 122) || (before >= 48 && before <= 57)))
      out.codes[i] = 32;
  }
}

/** Letters and digits in mathematical dress are read; every other character beyond the first plane is an emoji. */
function astral(point: number): number {
  if (point >= 0x1d400 && point <= 0x1d7ff)
    return String.fromCodePoint(point).normalize('NFKC').toLowerCase().charCodeAt(0);
  return EMOJI;
}

function buildMap(): Uint16Array {
  const map = new Uint16Array(1 << 16);
  for (let code = 0; code < map.length; code += 1) map[code] = code;
  for (let code = 0; code < 32; code += 1) map[code] = code === 10 ? 10 : 32;
  map[0] = DROP;
  map[0x7f] = DROP;
  for (let code = 65; code <= 90; code += 1) map[code] = code + 32;
  for (let code = 0x80; code < 0x250; code += 1) map[code] = SLOW;
  map[0xa0] = 32;
  map[0xa3] = 0xa3;
  map[0xa5] = 0xa5;
  map[0xd7] = 120;
  for (let code = 0xff01; code <= 0xff5e; code += 1) {
    const ascii = code - 0xfee0;
    map[code] = ascii >= 65 && ascii <= 90 ? ascii + 32 : ascii;
  }
  map[0xffe5] = 0xa5;
  map[0xffe1] = 0xa3;
  for (let code = 0x2000; code <= 0x200a; code += 1) map[code] = 32;
  map[0x3000] = 32;
  for (const range of [
    [0x200b, 0x200f],
    [0x202a, 0x202e],
    [0x2060, 0x206f],
    [0xfe00, 0xfe0f],
    [0xfeff, 0xfeff],
    [0xad, 0xad],
  ] as const) {
    for (let code = range[0]; code <= range[1]; code += 1) map[code] = DROP;
  }
  for (const range of [
    [0x2100, 0x214f],
    [0x2460, 0x24ff],
    [0x3200, 0x33ff],
    [0xf900, 0xfaff],
    [0xfb00, 0xfb06],
    [0x2070, 0x209f],
    [0x2f00, 0x2fdf],
    [0xd800, 0xdfff],
  ] as const) {
    for (let code = range[0]; code <= range[1]; code += 1) map[code] = SLOW;
  }
  for (let code = 0x2190; code <= 0x21ff; code += 1) map[code] = EMOJI;
  for (let code = 0x2300; code <= 0x23ff; code += 1) map[code] = EMOJI;
  for (let code = 0x25a0; code <= 0x27bf; code += 1) map[code] = EMOJI;
  for (let code = 0x2b00; code <= 0x2bff; code += 1) map[code] = EMOJI;
  map[0x2795] = 43;
  for (const [from, to] of Object.entries({
    // Stays itself: it never stands between thousands.
    '，': '，',
    '。': '.',
    '、': '，',
    '；': ';',
    '：': ':',
    '‘': "'",
    '’': "'",
    '“': '"',
    '”': '"',
    '「': '"',
    '」': '"',
    '『': '"',
    '』': '"',
    '…': '.',
    '—': '-',
    '–': '-',
    '−': '-',
    '～': '~',
    '〜': '~',
    '【': '[',
    '】': ']',
    '《': '"',
    '》': '"',
    '·': ' ',
    ʼ: "'",
  })) {
    map[from.charCodeAt(0)] = to.charCodeAt(0);
  }
  for (const [from, to] of SIMPLIFIED) map[from] = to;
  return map;
}

function reserve(capacity: number): Normalised {
  if (buffer.codes.length < capacity) buffer = allocate(Math.max(capacity, 1 << 10));
  // One huge message must not hold its memory for ever.
  else if (buffer.codes.length > KEPT_CAPACITY && capacity < KEPT_CAPACITY / 4) buffer = allocate(1 << 10);
  return buffer;
}

function allocate(capacity: number): Normalised {
  return {
    codes: new Uint16Array(capacity),
    starts: new Int32Array(capacity),
    ends: new Int32Array(capacity),
    length: 0,
  };
}
