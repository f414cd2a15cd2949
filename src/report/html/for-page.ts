/**
 * Text from outside as it may stand on a page: what would reorder or hide text is shown as its code point. React escapes the
 * rest.
 */
export function forPage(text: string): string {
  return text.replace(ACTING, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

/** Controls but tab and line feed, bidirectional marks and overrides, separators, tag characters, lone surrogates. */
const ACTING =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;
