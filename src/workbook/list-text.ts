/** What parts the entries of a list in one cell, however people write it. */
const STRONG = /[;；\n]/;
const WEAK = /[、,，|]/;

/** `红色；蓝色`. An entry that holds a parting sign keeps it behind a backslash. */
export function joinList(entries: readonly string[], cjk: boolean): string {
  // Of one entry alone the weak signs part as well.
  const signs = entries.length === 1 ? /[\\;；\n、,，|]/g : /[\\;；\n]/g;
  return entries.map((entry) => entry.replace(signs, '\\$&')).join(cjk ? '；' : '; ');
}

/** Entries parted by semicolons or new lines; where there are none, by commas, 、 or bars. Blanks around entries go. */
export function splitList(text: string): string[] {
  const strong = split(text, STRONG);
  return (strong.length > 1 ? strong : split(text, WEAK))
    .map((entry) => entry.trim().replace(/\\([\\;；\n、,，|])/g, '$1'))
    .filter((entry) => entry !== '');
}

function split(text: string, sign: RegExp): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '\\' && at + 1 < text.length) {
      part += character + text[at + 1]!;
      at += 1;
    } else if (sign.test(character)) {
      parts.push(part);
      part = '';
    } else part += character;
  }
  return [...parts, part];
}
