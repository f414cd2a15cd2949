/** A power of two: words by their first character, few enough heads to stay cached. */
const HEADS = 128;

/**
 * Gives the longest of the words that stands at a place of a text, or `null`. `whole`: words must not begin or end inside another word,
 * as in English. Each place costs a look at the words that begin with its character; no pattern is compiled.
 */
export function searchFor(
  words: ReadonlySet<string>,
  whole: boolean,
): (text: string, at: number) => string | null {
  const byHead: (string[] | undefined)[] = new Array(HEADS).fill(undefined);
  for (const word of [...words].sort((a, b) => b.length - a.length))
    if (word !== '') (byHead[word.charCodeAt(0) & (HEADS - 1)] ??= []).push(word);
  return (text, at) => {
    const candidates = byHead[text.charCodeAt(at) & (HEADS - 1)];
    if (candidates === undefined) return null;
    for (let i = 0; i < candidates.length; i += 1) {
      const word = candidates[i]!;
      if (text.startsWith(word, at) && (!whole || standsAlone(text, at, at + word.length))) return word;
    }
    return null;
  };
}

/** Where a letter or digit stands at an end of the stretch, none stands beside it outside. */
function standsAlone(text: string, from: number, to: number): boolean {
  return (
    !(isWordSign(text, from) && isWordSign(text, before(text, from))) &&
    !(isWordSign(text, before(text, to)) && isWordSign(text, to))
  );
}

/** Where the character before `at` begins; −1 at the beginning of the text. */
function before(text: string, at: number): number {
  return at > 1 && (text.codePointAt(at - 2) ?? 0) > 0xffff ? at - 2 : at - 1;
}

function isWordSign(text: string, at: number): boolean {
  const code = text.codePointAt(at);
  if (at < 0 || code === undefined) return false;
  if (code < 128)
    return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
  return WORD_SIGN.test(String.fromCodePoint(code));
}

const WORD_SIGN = /^[\p{L}\p{N}]$/u;
