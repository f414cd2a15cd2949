import type { Draws } from '../random/stream.ts';

/**
 * A wording with `{slots}`, alternatives `[在吗|你好|]` (an empty one makes it optional, they may nest) and ` // ` where a new
 * message of the same burst begins.
 */
export interface Template {
  readonly source: string;
  readonly slots: readonly string[];
  readonly parts: readonly Part[];
}

type Part =
  | { readonly text: string }
  | { readonly slot: string }
  | { readonly options: readonly (readonly Part[])[] };

export class TemplateError extends Error {
  readonly column: number;
  constructor(message: string, column: number) {
    super(message);
    this.name = 'TemplateError';
    this.column = column;
  }
}

const DEPTH_MAX = 6;

/** Throws a `TemplateError` with the column (from 1) of what is wrong. */
export function parseTemplate(source: string): Template {
  const slots = new Set<string>();
  let at = 0;
  const parts = sequence(0);
  return { source, slots: [...slots], parts };

  function sequence(depth: number): Part[] {
    const out: Part[] = [];
    let text = '';
    const flush = () => {
      if (text !== '') out.push({ text });
      text = '';
    };
    while (at < source.length) {
      const char = source[at]!;
      if (depth > 0 && (char === '|' || char === ']')) break;
      if (char === '{') {
        const close = source.indexOf('}', at);
        const name = close < 0 ? '' : source.slice(at + 1, close);
        if (!/^[a-z][a-z-]*$/i.test(name))
          throw new TemplateError('a slot must be a name in braces, such as {item}', at + 1);
        flush();
        slots.add(name);
        out.push({ slot: name });
        at = close + 1;
      } else if (char === '[') {
        flush();
        out.push(alternatives(depth + 1));
      } else if (char === ']' || char === '}') {
        throw new TemplateError(`"${char}" closes nothing`, at + 1);
      } else {
        text += char;
        at += 1;
      }
    }
    flush();
    return out;
  }

  function alternatives(depth: number): Part {
    const opened = at;
    if (depth > DEPTH_MAX) throw new TemplateError(`alternatives nest deeper than ${DEPTH_MAX}`, at + 1);
    at += 1;
    const options: Part[][] = [];
    for (;;) {
      options.push(sequence(depth));
      if (at >= source.length) throw new TemplateError('"[" is never closed', opened + 1);
      const closer = source[at];
      at += 1;
      if (closer === ']') return { options };
    }
  }
}

/** Fills a template; every slot must be there. The result still holds ` // ` between messages. */
export function fillTemplate(
  template: Template,
  slots: Readonly<Record<string, string>>,
  draws: Draws,
): string {
  return fill(template.parts, slots, draws);
}

function fill(parts: readonly Part[], slots: Readonly<Record<string, string>>, draws: Draws): string {
  let out = '';
  for (const part of parts) {
    if ('text' in part) out += part.text;
    else if ('slot' in part) out += slots[part.slot] ?? '';
    else out += fill(draws.pick(part.options), slots, draws);
  }
  return out;
}

/** How many different texts a template can make, slots aside. */
export function countVariants(template: Template): number {
  const count = (parts: readonly Part[]): number =>
    parts.reduce(
      (product, part) =>
        'options' in part ? product * part.options.reduce((sum, option) => sum + count(option), 0) : product,
      1,
    );
  return count(template.parts);
}
