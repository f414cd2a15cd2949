/** One thing a person did at the keyboard. */
export type Key =
  | { readonly name: 'text'; readonly text: string }
  /** Came between the marks of bracketed paste. */
  | { readonly name: 'paste'; readonly text: string }
  | { readonly name: 'ctrl'; readonly letter: string }
  | { readonly name: 'alt'; readonly letter: string }
  | { readonly name: KeyName; readonly ctrl?: true; readonly alt?: true; readonly shift?: true };

export type KeyName =
  | 'enter'
  | 'newline'
  | 'tab'
  | 'escape'
  | 'backspace'
  | 'delete'
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'home'
  | 'end'
  | 'page-up'
  | 'page-down'
  | 'f1'
  | 'f2'
  | 'f3'
  | 'f4'
  | 'f5';

export interface KeyReader {
  /** Takes what the terminal sent, in whatever pieces. */
  feed(chunk: string): readonly Key[];
  /** Nothing more came for a moment: an escape that waits was the key itself. */
  flush(): readonly Key[];
  /** Whether something waits for `flush`. */
  readonly waiting: boolean;
}

/** Longest paste that is taken, in UTF-16 units; the rest is dropped. */
const PASTE_CHARS_MAX = 1_000_000;

/** Turns a terminal's input into keys. One chunk may hold many keys, and one key may come in several chunks. */
export function createKeyReader(): KeyReader {
  let rest = '';
  let pasted: string | null = null;
  const feed = (chunk: string): Key[] => {
    const keys: Key[] = [];
    let input = rest + chunk;
    rest = '';
    while (input !== '') {
      if (pasted !== null) {
        const end = input.indexOf(PASTE_END);
        if (end === -1) {
          // The end mark itself may be cut in two.
          const kept = partialMark(input);
          pasted = (pasted + input.slice(0, input.length - kept)).slice(0, PASTE_CHARS_MAX);
          rest = input.slice(input.length - kept);
          return keys;
        }
        keys.push({ name: 'paste', text: (pasted + input.slice(0, end)).slice(0, PASTE_CHARS_MAX) });
        pasted = null;
        input = input.slice(end + PASTE_END.length);
        continue;
      }
      if (input.startsWith('\x1b')) {
        const taken = takeEscape(input);
        if (taken === null) {
          rest = input;
          return keys;
        }
        if (taken.key === 'paste') pasted = '';
        else if (taken.key !== null) keys.push(taken.key);
        input = input.slice(taken.length);
        continue;
      }
      const control = CONTROLS[input[0]!] ?? ctrlOf(input[0]!);
      if (control !== undefined) {
        keys.push(control);
        input = input.slice(1);
        continue;
      }
      const text = /^[^\x00-\x1f\x7f]+/.exec(input)?.[0];
      if (text !== undefined) keys.push({ name: 'text', text });
      input = input.slice(text?.length ?? 1);
    }
    return keys;
  };
  return {
    feed,
    flush() {
      if (rest === '' || pasted !== null) return [];
      const [held, more] = [rest, rest.slice(1)];
      rest = '';
      return held.startsWith('\x1b') ? [{ name: 'escape' }, ...feed(more)] : feed(held);
    },
    get waiting() {
      return rest !== '' && pasted === null;
    },
  };
}

const PASTE_START = '\x1b[200~';
const PASTE_END = '\x1b[201~';

const CONTROLS: Readonly<Record<string, Key>> = {
  '\r': { name: 'enter' },
  '\n': { name: 'newline' },
  '\t': { name: 'tab' },
  '\x7f': { name: 'backspace' },
  '\b': { name: 'backspace' },
};

const FINALS: Readonly<Record<string, KeyName>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
};
const NUMBERED: Readonly<Record<string, KeyName>> = {
  1: 'home',
  3: 'delete',
  4: 'end',
  5: 'page-up',
  6: 'page-down',
  7: 'home',
  8: 'end',
  11: 'f1',
  12: 'f2',
  13: 'f3',
  14: 'f4',
  15: 'f5',
};

function ctrlOf(character: string): Key | undefined {
  const code = character.charCodeAt(0);
  if (code >= 1 && code <= 26) return { name: 'ctrl', letter: String.fromCharCode(code + 96) };
  if (code === 31) return { name: 'ctrl', letter: '_' };
  return undefined;
}

/** `null`: more must come first. A sequence that means nothing to us gives no key. */
function takeEscape(input: string): { readonly key: Key | 'paste' | null; readonly length: number } | null {
  if (input.length === 1) return null;
  if (input.startsWith(PASTE_START)) return { key: 'paste', length: PASTE_START.length };
  const second = input[1]!;
  if (second === '[' || second === 'O') {
    const match = /^\x1b(?:\[|O)([<?]?[\d;]*)([A-Za-z~])/.exec(input);
    if (match === null) {
      if (/^\x1b(?:\[|O)[<?]?[\d;]*$/.test(input)) return null;
      return { key: null, length: 2 };
    }
    const [whole, numbers, final] = match;
    const [first = '', second = '1'] = numbers!.split(';');
    if (final === 'Z') return { key: { name: 'tab', shift: true }, length: whole.length };
    // CSI u, sent by newer terminals for Shift-Enter and the like.
    if (final === 'u' && first === '13') return { key: { name: 'newline' }, length: whole.length };
    const name = final === '~' ? NUMBERED[first] : FINALS[final!];
    return {
      key: name === undefined ? null : { name, ...modifiers(Number(second)) },
      length: whole.length,
    };
  }
  if (second === '\x1b') return { key: { name: 'escape' }, length: 1 };
  if (second === '\r' || second === '\n') return { key: { name: 'newline' }, length: 2 };
  if (second === '\x7f' || second === '\b') return { key: { name: 'backspace', alt: true }, length: 2 };
  if (/[\x21-\x7e]/.test(second)) return { key: { name: 'alt', letter: second }, length: 2 };
  return { key: { name: 'escape' }, length: 1 };
}

function modifiers(code: number): { ctrl?: true; alt?: true; shift?: true } {
  const bits = Number.isNaN(code) ? 0 : code - 1;
  return {
    ...(bits & 1 ? { shift: true as const } : {}),
    ...(bits & 2 ? { alt: true as const } : {}),
    ...(bits & 4 ? { ctrl: true as const } : {}),
  };
}

/** How much of the end of a text may be the beginning of the end mark. */
function partialMark(text: string): number {
  for (let length = Math.min(PASTE_END.length - 1, text.length); length > 0; length -= 1)
    if (PASTE_END.startsWith(text.slice(-length))) return length;
  return 0;
}
