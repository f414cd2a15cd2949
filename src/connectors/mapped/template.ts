import { SLOT } from '../../model/bot-slots.ts';

/** What a slot holds; `undefined`: nothing. */
export type Scope = (slot: string) => unknown;

/**
 * A template with its slots filled. A text that is one slot alone takes the slot's value as it is, number or list; a field or
 * entry whose slot holds nothing is left out. Inside a longer text, values stand as text, objects as JSON.
 */
export function fillValue(template: unknown, scope: Scope): unknown {
  if (typeof template === 'string') return fillString(template, scope);
  if (Array.isArray(template))
    return template.map((each) => fillValue(each, scope)).filter((each) => each !== undefined);
  if (typeof template !== 'object' || template === null) return template;
  const out: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(template)) {
    const value = fillValue(each, scope);
    if (value !== undefined) out[key] = value;
  }
  return out;
}

export function fillText(template: string, scope: Scope): string {
  return template.replace(SLOT, (_, slot: string) => asText(scope(slot)));
}

/** Slots of an address are escaped, so that a text can neither leave its place nor add a parameter. */
export function fillUrl(template: string, scope: Scope): string {
  return template.replace(SLOT, (_, slot: string) => encodeURIComponent(wellFormed(asText(scope(slot)))));
}

/** Header values are one line of Latin-1: line breaks become spaces, other characters are escaped as in an address. */
export function fillHeader(template: string, scope: Scope): string {
  return template.replace(SLOT, (_, slot: string) =>
    wellFormed(asText(scope(slot)))
      .replace(/[\r\n\0]+/g, ' ')
      .replace(/[^\t\x20-\x7e]+/g, encodeURIComponent),
  );
}

export function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function fillString(template: string, scope: Scope): unknown {
  const alone = ALONE.exec(template);
  return alone === null ? fillText(template, scope) : scope(alone[1]!);
}

const ALONE = /^\{\{\s*([\w.]+)\s*\}\}$/;

function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
