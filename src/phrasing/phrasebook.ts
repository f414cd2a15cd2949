import type { Phrases } from '../model/persona.ts';
import type { Draws } from '../random/stream.ts';
import { fillTemplate, parseTemplate, type Template } from './template.ts';

/** Wordings for one persona in one locale: its own first, then the locale's. */
export interface Phrasebook {
  has(intent: string): boolean;
  /**
   * One wording of the intent whose slots are all given, as the messages of a burst. Wordings in `used` (the last
   * said one last) are passed over as long as fresh ones are left. Intents fall back from the particular to the general: `ask.spec.power` → `ask.spec`.
   * Throws when no wording fits: the load check promises that one does.
   */
  say(intent: string, slots: Readonly<Record<string, string>>, draws: Draws, used: Used): Wording;
}

/** The wordings said so far, by their keys; the one said last stands last. A set is one. */
export type Used = Pick<ReadonlySet<string>, 'has' | typeof Symbol.iterator>;

export interface Wording {
  readonly messages: readonly string[];
  /** Names the wording, for `used`. */
  readonly key: string;
}

export function createPhrasebook(own: Phrases, common: Phrases): Phrasebook {
  const compiled = new Map<string, readonly Template[]>();
  const templates = (intent: string): readonly Template[] =>
    [
      ...(own[intent] ?? []),
      ...(own[intent] && own[intent].length >= OWN_ENOUGH ? [] : (common[intent] ?? [])),
    ].map(parseTemplate);
  const find = (intent: string): readonly Template[] => {
    let list = compiled.get(intent);
    if (list === undefined) {
      const above = intent.lastIndexOf('.');
      list = templates(intent);
      if (list.length === 0 && above > 0) list = find(intent.slice(0, above));
      compiled.set(intent, list);
    }
    return list;
  };
  return {
    has: (intent) => find(intent).length > 0,
    say(intent, slots, draws, used) {
      const list = find(intent);
      const fresh: Template[] = [];
      for (const template of list)
        if (!used.has(template.source) && fits(template, slots)) fresh.push(template);
      const template = draws.pick(fresh.length > 0 ? fresh : saidBefore(intent, list, slots, used));
      const filled = fillTemplate(template, slots, draws);
      const messages = filled.includes('//')
        ? filled
            .split(BURST)
            .map(tidy)
            .filter((text) => text !== '')
        : oneOf(tidy(filled));
      return { messages: messages.length > 0 ? messages : ['…'], key: template.source };
    },
  };
}

const oneOf = (text: string): readonly string[] => (text === '' ? [] : [text]);

/** What can be said again where nothing is fresh. */
function saidBefore(
  intent: string,
  list: readonly Template[],
  slots: Readonly<Record<string, string>>,
  used: Used,
): readonly Template[] {
  const fitting = list.filter((template) => fits(template, slots));
  if (fitting.length === 0)
    throw new Error(`no wording of "${intent}" fits the slots ${Object.keys(slots).join(', ')}`);
  return allButLast(fitting, used);
}

function fits({ slots: needed }: Template, slots: Readonly<Record<string, string>>): boolean {
  for (const slot of needed) if (!slots[slot]) return false;
  return true;
}

const BURST = /\s*\/\/\s*/;

/** Once all have been said, any but the one said last. */
function allButLast(fitting: readonly Template[], used: Used): readonly Template[] {
  if (fitting.length < 2) return fitting;
  const said = [...used];
  const last = fitting.reduce((a, b) => (said.indexOf(b.source) > said.indexOf(a.source) ? b : a));
  return fitting.filter((template) => template !== last);
}

/** A persona with this many wordings of its own needs none of the common ones: its voice stays its own. */
const OWN_ENOUGH = 3;

/** What optional parts leave behind: double spaces, a space before punctuation, a comma at either end. */
function tidy(text: string): string {
  if (!UNTIDY.test(text)) return text;
  return text
    .replace(/ {2,}/g, ' ')
    .replace(/ +([,.!?;:，。！？；：])/g, '$1')
    .replace(/^[,，、;；\s]+/, '')
    .replace(/[,，、\s]+$/, '')
    .trim();
}

/** Something of what `tidy` mends; most wordings hold nothing of it. */
const UNTIDY = / [ ,.!?;:，。！？；：]|^[,，、;；\s]|[,，、\s]$/;
