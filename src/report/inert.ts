/**
 * Text from bots, buyers, logs and files is untrusted. Each function here makes it harmless for one kind of output, and
 * keeps it readable: what would act is shown as its code point or broken by a zero-width space.
 */

/** For a terminal, on one line: no control sequence, no reordering, no CI command. Line breaks become ⏎. */
export function forTerminal(text: string): string {
  return forTerminalLines(text.replace(/\r\n|\r|\n|\u2028|\u2029/g, ' ⏎ '));
}

/** The same, keeping line breaks. */
export function forTerminalLines(text: string): string {
  return breakCommands(text.replace(ACTING, codePoint));
}

/** For XML text and attributes: escaped, and without what XML 1.0 cannot hold. */
export function forXml(text: string): string {
  return [...text.replace(ACTING_BIDI, codePoint)]
    .map((character) => ENTITIES[character] ?? (isXml(character.codePointAt(0)!) ? character : '\uFFFD'))
    .join('');
}

/** For Markdown, on one line: no HTML, image, link, mention, issue reference, table or heading comes of it. */
export function forMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(ACTING, codePoint)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]()#+\-.!|~^$]/g, '\\$&')
    .replace(/@(?=[\w\u0080-\uffff])/g, `@${ZERO_WIDTH}`)
    .replace(/#(?=\d)/g, `#${ZERO_WIDTH}`)
    .replace(/:(?=\/\/)/g, `:${ZERO_WIDTH}`)
    .replace(/\b(www)\\\./gi, `$1${ZERO_WIDTH}\\.`)
    .replace(/\b(GH)\\-(?=\d)/gi, `$1${ZERO_WIDTH}\\-`)
    .replace(/\b([0-9a-f]{6})([0-9a-f]{1,34})\b/gi, `$1${ZERO_WIDTH}$2`);
}

const ZERO_WIDTH = '\u200b';
/** Controls (C0 but tab and line feed, DEL, C1), bidirectional marks and overrides, line and tag characters, lone surrogates. */
const ACTING =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;
const ACTING_BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function codePoint(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

/** GitHub and Azure read commands out of what a step prints: `::error::…`, `##[group]`, `##vso[…]`. */
function breakCommands(text: string): string {
  return text.replace(/::(?=[a-zA-Z])/g, `:${ZERO_WIDTH}:`).replace(/##(?=\[|vso\[)/g, `#${ZERO_WIDTH}#`);
}

function isXml(code: number): boolean {
  return (
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}
