/** At most `charsMax` UTF-16 units of a text, well-formed: never cut inside a surrogate pair, lone surrogates become U+FFFD. */
export function cutText(text: string, charsMax: number): string {
  const cut = text.length > charsMax ? text.slice(0, endBefore(text, charsMax)) : text;
  return LONE_SURROGATE.test(cut) ? cut.replace(LONE_SURROGATES, '\ufffd') : cut;
}

const LONE_SURROGATE = /\p{Surrogate}/u;
const LONE_SURROGATES = /\p{Surrogate}/gu;

function endBefore(text: string, charsMax: number): number {
  const last = text.charCodeAt(charsMax - 1);
  return last >= 0xd800 && last <= 0xdbff ? charsMax - 1 : charsMax;
}
