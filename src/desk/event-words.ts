import type { TranscriptEvent } from '../model/event.ts';
import type { DeskFacts } from './facts.ts';
import type { ChatView } from './view-state.ts';

export interface DeedWords {
  /** Who or what did it, and whether it was granted. */
  readonly kind: 'buyer' | 'done' | 'refused' | 'world' | 'error';
  readonly text: string;
}

/** What happened besides words, as the agent sees it; `null` for messages, the ending, and what is not to be seen. */
export function deedWords(event: TranscriptEvent, chat: ChatView, facts: DeskFacts): DeedWords | null {
  const { say } = facts;
  switch (event.type) {
    case 'action': {
      if (event.by === 'buyer')
        return event.result.ok
          ? { kind: 'buyer', text: say(`deed.${event.name}`, { detail: detailOf(event.args) }) }
          : null;
      const done = facts.describe(chat.id, { name: event.name, args: event.args });
      return event.result.ok
        ? { kind: 'done', text: done }
        : { kind: 'refused', text: `${done}: ${say(`refused.${event.result.code}`)}` };
    }
    case 'world':
      return event.name === 'action-result'
        ? null
        : { kind: 'world', text: say(`world.${event.name}`, { detail: detailOf(event.args) }) };
    case 'error':
      return { kind: 'error', text: event.message };
    default:
      return null;
  }
}

/** A message's own words: those beside cards and pictures, which its text repeats in brackets. Empty where there are none. */
export function textBeside({ content, text }: Extract<TranscriptEvent, { type: 'message' }>): string {
  if (content === undefined || !content.some(({ type }) => type === 'card' || type === 'image')) return text;
  return content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}

function detailOf(args: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(args)
    .filter(([key]) => key !== 'order')
    .map(([, value]) => String(value))
    .join(' ');
}
