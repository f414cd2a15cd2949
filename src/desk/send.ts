import type { ActionArgs } from '../model/action.ts';
import type { TypingRecord, Via } from '../model/event.ts';
import { moveTo } from '../ui/editor.ts';
import type { DeskFacts } from './facts.ts';
import { isSlash, parseSlash, type Slash } from './slash.ts';
import { cleared, HISTORY_MAX, told, withChat } from './steps.ts';
import { deskCommand } from './update-commands.ts';
import { type ChatView, type DeskState, type DeskStep, type Draft, EMPTY_DRAFT } from './view-state.ts';

/** Enter: says the draft to this buyer and nobody else, or does what it commands. */
export function sendDraft(state: DeskState, chat: ChatView, facts: DeskFacts): DeskStep {
  const { draft } = chat;
  const text = draft.editor.text.trim();
  if (text === '') return { state, effects: [] };
  if (isSlash(text)) return command(state, chat, parseSlash(text, chat.context), facts);
  if (chat.ended !== null || chat.failed !== null) return told(state, facts.say('desk.ended.cannot'));
  if (state.paused) return told(state, facts.say('desk.paused.cannot'));
  const slot = draft.phrase === null ? null : /\{([\w-]+)\}/.exec(draft.editor.text);
  if (slot !== null)
    return told(
      withChat(state, chat.id, (one) => ({
        ...one,
        draft: { ...draft, editor: moveTo(draft.editor, slot.index) },
      })),
      facts.say('desk.phrase.unfilled', { slot: slot[0] }),
    );
  const said = text.replace(/^\/\//, '/');
  const via = viaOf(draft, said);
  const typing = typingOf(draft, chat);
  return {
    state: withChat({ ...state, completion: 0 }, chat.id, (one) => ({
      ...one,
      draft: EMPTY_DRAFT,
      history: [...one.history, text].slice(-HISTORY_MAX),
      recalled: null,
      unread: 0,
      scroll: 0,
    })),
    effects: [
      {
        do: 'say',
        chat: chat.id,
        text: said,
        via,
        ...(typing === null || via === 'quick-phrase' ? {} : { typing }),
      },
    ],
  };
}

/** A ready phrase counts as one while most of it stands; a message mostly pasted is pasted. */
function viaOf({ phrase, pastedChars }: Draft, text: string): Via {
  if (phrase !== null && text.includes(phrase.trim().slice(0, Math.ceil(phrase.trim().length * 0.6))))
    return 'quick-phrase';
  return pastedChars * 2 > text.length ? 'pasted' : 'typed';
}

function typingOf(
  { firstKeyAt, keys, corrections, pastedChars }: Draft,
  chat: ChatView,
): TypingRecord | null {
  if (firstKeyAt === null) return null;
  return { firstKeyAt: Math.max(0, Math.round(firstKeyAt - chat.beganAt)), keys, corrections, pastedChars };
}

function command(state: DeskState, chat: ChatView, slash: Slash, facts: DeskFacts): DeskStep {
  const { say } = facts;
  switch (slash.type) {
    case 'unknown':
      return told(
        state,
        slash.near === undefined
          ? say('desk.slash.unknown', { found: slash.found })
          : say('desk.slash.near', { found: slash.found, near: `/${slash.near.name}` }),
      );
    case 'missing':
      return told(
        state,
        say('desk.slash.missing', {
          arg: say(`slash.arg.${slash.arg.name}`),
          usage: usageOf(slash.command, say),
        }),
      );
    case 'bad':
      return told(
        state,
        say('desk.slash.bad', {
          arg: say(`slash.arg.${slash.arg.name}`),
          found: slash.found,
          usage: usageOf(slash.command, say),
        }),
      );
    case 'no-target':
      return told(state, say('desk.slash.no-order', { usage: `/${slash.command.name}` }));
    case 'desk':
      return deskCommand(cleared(state, chat), slash.command.desk!, slash.rest, facts);
    case 'action': {
      if (slash.request.name === 'set-status')
        return setStatus(cleared(state, chat), slash.request.args, facts);
      if (chat.ended !== null || chat.failed !== null) return told(state, say('desk.ended.cannot'));
      return {
        state: {
          ...state,
          overlay: {
            type: 'confirm',
            chat: chat.id,
            request: slash.request,
            words: facts.describe(chat.id, slash.request),
          },
        },
        effects: [],
      };
    }
  }
}

function setStatus(state: DeskState, args: ActionArgs, facts: DeskFacts): DeskStep {
  const status = args.status === 'away' ? 'away' : 'online';
  const autoReply =
    status === 'away'
      ? typeof args.autoReply === 'string'
        ? args.autoReply
        : facts.say('desk.away.reply')
      : null;
  return {
    state: { ...state, away: status === 'away' ? { autoReply } : null },
    effects: [{ do: 'status', status, autoReply }],
  };
}

/** `/refund amount [#order]`. */
export function usageOf(
  command: Extract<Slash, { type: 'missing' }>['command'],
  say: DeskFacts['say'],
): string {
  const args = command.args.map((arg) => {
    const name = say(`slash.arg.${arg.name}`);
    return arg.optional ? `[${name}]` : `<${name}>`;
  });
  return [
    `/${command.name}`,
    ...args,
    ...(command.target === undefined ? [] : [`[#${say('slash.arg.order')}]`]),
  ].join(' ');
}
