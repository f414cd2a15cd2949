import type { Persona } from '../model/persona.ts';
import type { Draws } from '../random/stream.ts';

/** How people of one locale mistype and decorate; from `packs/locales/<tag>/phrases.yaml`. */
export interface NoisePack {
  /** What is written for what: 在 → 再, you → u. Each a whole word in languages with spaces. */
  readonly slips: Readonly<Record<string, readonly string[]>>;
  readonly emoticons: {
    readonly glad: readonly string[];
    readonly sad: readonly string[];
    readonly angry: readonly string[];
  };
  /** Whether words are parted by spaces: decides how slips match and how a voice-typed run-on is joined. */
  readonly spaced: boolean;
}

export interface NoiseOptions {
  readonly writing: Persona['writing'];
  /** −3 … +3: angry buyers smile at nobody. */
  readonly mood: number;
  /** Texts that must stay as they are: order numbers, product names, sizes. */
  readonly keep: readonly string[];
}

/** Puts a persona's hand on a well-formed text: slips, dropped punctuation, emoticons, run-ons, capitals. */
export function roughen(text: string, pack: NoisePack, options: NoiseOptions, draws: Draws): string {
  const { writing, mood } = options;
  let out = text;
  if (draws.chance(writing.typos)) out = slip(out, pack, options.keep, draws);
  if (writing.style === 'voice') out = runOn(out, pack.spaced);
  else if (writing.style === 'shouting' && mood <= -1 && draws.chance(0.5))
    out = shout(out, pack.spaced, options.keep);
  else if (draws.chance(0.55) && (out.endsWith('.') || out.endsWith('。'))) out = out.slice(0, -1);
  if (draws.chance(writing.emoticons)) {
    const kind = mood <= -2 ? 'angry' : mood < -0.5 ? 'sad' : 'glad';
    const choices = pack.emoticons[kind];
    if (choices.length > 0)
      out = pack.spaced ? `${out} ${draws.pick(choices)}` : `${out}${draws.pick(choices)}`;
  }
  return out;
}

function slip(text: string, pack: NoisePack, keep: readonly string[], draws: Draws): string {
  const places: { at: number; from: string; to: readonly string[] }[] = [];
  for (const [from, to] of slipsOf(pack)) {
    let at = text.indexOf(from);
    while (at >= 0) {
      if (!inside(text, at, from.length, keep) && (!pack.spaced || wholeWord(text, at, from.length)))
        places.push({ at, from, to });
      at = text.indexOf(from, at + from.length);
    }
  }
  if (places.length === 0) return text;
  const place = draws.pick(places);
  const before = text.slice(0, place.at);
  const after = text.slice(place.at + place.from.length);
  const to = draws.pick(place.to);
  // A comma lost between two figures would make one figure of them: people leave a space there.
  return before + (to === '' && /\d$/.test(before) && /^\d/.test(after) ? ' ' : to) + after;
}

const known = new WeakMap<NoisePack['slips'], readonly (readonly [string, readonly string[]])[]>();

function slipsOf({ slips }: NoisePack): readonly (readonly [string, readonly string[]])[] {
  let entries = known.get(slips);
  if (entries === undefined) known.set(slips, (entries = Object.entries(slips)));
  return entries;
}

function inside(text: string, at: number, length: number, keep: readonly string[]): boolean {
  return keep.some((word) => {
    for (let from = text.indexOf(word); word !== '' && from >= 0; from = text.indexOf(word, from + 1)) {
      if (at < from + word.length && from < at + length) return true;
    }
    return false;
  });
}

function wholeWord(text: string, at: number, length: number): boolean {
  return !/[a-z']/i.test(text[at - 1] ?? '') && !/[a-z']/i.test(text[at + length] ?? '');
}

/** Voice-to-text: no punctuation; question marks stay only in the intonation. Numbers keep their points. */
function runOn(text: string, spaced: boolean): string {
  const bare = text
    .replace(/(?<!\d)[,.，。、；;!！?？…~～](?!\d)/g, spaced ? '' : ' ')
    .replace(/\s+/g, spaced ? ' ' : '');
  return spaced ? bare.trim().toLowerCase() : bare.trim();
}

function shout(text: string, spaced: boolean, keep: readonly string[]): string {
  const strong = text.replace(/[。.!！]?$/, (end) =>
    end === '' || end === '。' || end === '.' ? (spaced ? '!' : '！！') : end + end,
  );
  if (!spaced || text.length > 60 || keep.some((word) => word !== '' && text.includes(word))) return strong;
  return strong.toUpperCase();
}
