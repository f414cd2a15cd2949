import { findEmoticons } from './emoticons.ts';
import type { DeskFacts } from './facts.ts';
import { findCommand, isSlash, SLASH_COMMANDS } from './slash.ts';
import type { ChatView } from './view-state.ts';

export interface Completion {
  /** What is put in, in place of what was typed from `from` to the cursor. */
  readonly insert: string;
  readonly title: string;
  readonly about: string;
}

export interface Completions {
  readonly kind: 'command' | 'argument' | 'emoticon';
  readonly from: number;
  readonly items: readonly Completion[];
}

/** What could be meant by what stands before the cursor; `null` where nothing is asked for. */
export function completionsFor(chat: ChatView, facts: DeskFacts): Completions | null {
  const { text, cursor } = chat.draft.editor;
  const before = text.slice(0, cursor);
  if (isSlash(text)) return slashCompletions(chat, before, facts);
  const colon = /(?:^|[^\w])[:：]([\p{L}\w-]{1,16})$/u.exec(before);
  if (colon === null) return null;
  const items = findEmoticons(colon[1]!).map((one) => ({
    insert: one.text,
    title: one.text,
    about: facts.locale === 'en' ? one.en : one.zh,
  }));
  return items.length === 0 ? null : { kind: 'emoticon', from: before.length - colon[1]!.length - 1, items };
}

function slashCompletions(chat: ChatView, before: string, facts: DeskFacts): Completions | null {
  const words = before.slice(1).split(/\s+/);
  const [word = '', ...rest] = words;
  if (rest.length === 0) {
    const lower = word.toLowerCase();
    const zh = facts.locale !== 'en' || /[\u4e00-\u9fff]/.test(word);
    const items = SLASH_COMMANDS.filter(
      ({ name, zh: other }) => name.startsWith(lower) || other.startsWith(word),
    ).map((command) => ({
      insert: `/${zh && !/[a-z]/i.test(word) ? command.zh : command.name}${command.args.length > 0 ? ' ' : ''}`,
      title: `/${command.name}${facts.locale === 'en' ? '' : ` ${command.zh}`}`,
      about: facts.say(`slash.${command.name}`),
    }));
    return items.length === 0 ? null : { kind: 'command', from: 0, items };
  }
  const command = findCommand(word);
  const plain = rest.filter((one) => !/^[#＃]/.test(one));
  const typed = rest.at(-1) ?? '';
  if (command === undefined) return null;
  if (/^[#＃]/.test(typed)) {
    const items = facts
      .choices(chat.id, 'order')
      .filter(({ value }) => value.startsWith(typed.slice(1)))
      .map(({ value, title }) => ({ insert: `#${value} `, title: `#${value}`, about: title }));
    return items.length === 0 ? null : { kind: 'argument', from: before.length - typed.length, items };
  }
  const arg = command.args[plain.length - 1];
  const { choices } = arg ?? {};
  if (arg === undefined || choices === undefined) return null;
  const all =
    typeof choices === 'string'
      ? facts.choices(chat.id, choices)
      : choices.map((value) => ({ value, title: facts.say(`slash.value.${value}`) }));
  const items = all
    .filter(
      ({ value, title }) =>
        value.toLowerCase().startsWith(typed.toLowerCase()) || (typed !== '' && title.includes(typed)),
    )
    .map(({ value, title }) => ({ insert: `${value} `, title: value, about: title }));
  return items.length === 0 ? null : { kind: 'argument', from: before.length - typed.length, items };
}
