import type { TranscriptEvent } from '../model/event.ts';
import { editorWith } from '../ui/editor.ts';
import type { DeskFacts } from './facts.ts';
import type { HostEvent } from './host-types.ts';
import { HISTORY_MAX, only, withChat } from './steps.ts';
import { type ChatView, type DeskEffect, type DeskState, type DeskStep, EMPTY_DRAFT } from './view-state.ts';

/** How long the desk flashes for a new buyer. */
const FLASH_MS = 2_000;

/** What the sessions told becomes visible. */
export function hearHost(state: DeskState, event: HostEvent, facts: DeskFacts): DeskStep {
  const at = { ...state, now: Math.max(state.now, event.at) };
  switch (event.type) {
    case 'arrived':
      return only({
        ...at,
        chats: [
          ...at.chats.filter(({ id }) => id !== event.chat),
          newChat(event.chat, accountOf(at, event.chat), event.beganAt, at.kept[event.chat]),
        ],
        // A branch is nobody new, and with it there is somebody again.
        expected: /~\d+$/.test(event.chat) ? at.expected : Math.max(0, at.expected - 1),
        done: false,
      });
    case 'expected':
      return only({ ...at, expected: at.expected + 1 });
    case 'context':
      return only(
        withChat(at, event.chat, (chat) => ({
          ...chat,
          context: event.context,
          account: event.context.account,
        })),
      );
    case 'recorded':
      return recorded(at, event.chat, event.event, event.replayed, facts);
    case 'buyer-typing':
      return only(withChat(at, event.chat, (chat) => ({ ...chat, typing: event.span })));
    case 'ended':
      return ended(at, event.chat, event, facts);
    case 'failed':
      return only(
        withChat(at, event.chat, (chat) => ({
          ...chat,
          failed: event.reason,
          waitingSince: null,
          typing: null,
        })),
      );
    case 'done':
      return only({ ...at, done: true });
  }
}

/** Whose account it will be: known already for a branch; until a context came, the id for all others. */
function accountOf({ chats }: DeskState, id: string): string {
  const root = id.replace(/~\d+$/, '');
  return chats.findLast((chat) => chat.id.replace(/~\d+$/, '') === root)?.account ?? id;
}

function newChat(id: string, account: string, beganAt: number, draft: string | undefined): ChatView {
  return {
    id,
    account,
    beganAt,
    events: [],
    context: null,
    unread: 0,
    waitingSince: null,
    typing: null,
    mood: 'neutral',
    abusive: false,
    ended: null,
    failed: null,
    draft: draft === undefined ? EMPTY_DRAFT : { ...EMPTY_DRAFT, editor: editorWith(draft) },
    history: [],
    recalled: null,
    scroll: 0,
    badges: {},
    hint: null,
    parent: null,
  };
}

function recorded(
  state: DeskState,
  id: string,
  event: TranscriptEvent,
  replayed: boolean,
  facts: DeskFacts,
): DeskStep {
  const effects: DeskEffect[] = [];
  let next = withChat(state, id, (chat) => ({ ...chat, events: [...chat.events, event] }));
  if (event.type === 'header' && event.parent !== undefined) {
    const { conversation } = event.parent;
    next = withChat(next, id, (chat) => ({ ...chat, parent: conversation }));
    next = withChat(next, conversation, (chat) =>
      chat.ended !== null
        ? chat
        : {
            ...chat,
            ended: { at: next.now, ending: 'interrupted', reason: 'rewound', scorecard: null },
            waitingSince: null,
            typing: null,
            hint: null,
          },
    );
    if (next.open === conversation || next.open === null) next = { ...next, open: id };
  }
  if (event.type === 'message' && event.from === 'buyer') {
    const isNew = !state.chats.some(
      (chat) => chat.id === id && chat.events.some((one) => one.type === 'message' && one.from === 'buyer'),
    );
    // The first buyer's chat opens by itself.
    const seen = isSeen({ ...state, open: state.open ?? id }, id);
    const heard = facts.hears(id, event.text);
    next = withChat(next, id, (chat) => ({
      ...chat,
      unread: seen || replayed ? chat.unread : chat.unread + 1,
      waitingSince: chat.waitingSince ?? chat.beganAt + event.t,
      typing: null,
      mood: heard.mood ?? chat.mood,
      abusive: chat.abusive || heard.abusive,
    }));
    if (next.open === null) next = { ...next, open: id };
    // What might still have been made good is settled once the buyer speaks again.
    const reply = state.chats.find((chat) => chat.id === id)?.events.findLast(isReply);
    if (reply !== undefined && state.settings.badges)
      effects.push({ do: 'badge', chat: id, event: reply.index });
    if (isNew && !replayed) {
      if (state.settings.bell) effects.push({ do: 'bell' });
      if (state.settings.flash) next = { ...next, flashUntil: next.now + FLASH_MS };
    }
  }
  if (event.type === 'message' && event.from === 'agent' && !event.late) {
    next = withChat(next, id, (chat) => ({
      ...chat,
      // The automatic reply is no answer: the wait goes on.
      waitingSince: event.via === 'auto' ? chat.waitingSince : null,
      hint: event.via === 'auto' ? chat.hint : null,
      // After an interruption what was said then can be recalled with the arrow keys as well.
      history:
        replayed && event.via !== 'auto' ? [...chat.history, event.text].slice(-HISTORY_MAX) : chat.history,
    }));
    if (event.via !== 'auto' && state.settings.badges)
      effects.push({ do: 'badge', chat: id, event: event.index });
  }
  if (event.type === 'ending') {
    next = withChat(next, id, (chat) => ({
      ...chat,
      ended: { at: next.now, ending: event.ending, reason: event.reason, scorecard: null },
      waitingSince: null,
      typing: null,
      hint: null,
    }));
  }
  return { state: next, effects };
}

function ended(
  state: DeskState,
  id: string,
  { scorecard, transcript }: Extract<HostEvent, { type: 'ended' }>,
  facts: DeskFacts,
): DeskStep {
  const ending = transcript.events.findLast((event) => event.type === 'ending');
  const next = withChat(state, id, (chat) => ({
    ...chat,
    ended: {
      at: chat.ended?.at ?? state.now,
      ending: ending?.type === 'ending' ? ending.ending : 'interrupted',
      reason: ending?.type === 'ending' ? ending.reason : '',
      scorecard,
    },
    typing: null,
    waitingSince: null,
  }));
  const chat = next.chats.find((one) => one.id === id);
  const others = next.chats.some((one) => one.ended === null && one.failed === null);
  if (chat?.abusive && !state.settings.strict && state.overlay === null && (others || state.expected > 0))
    return only({ ...next, overlay: { type: 'cool-down', until: null } });
  const account = chat?.account ?? id;
  return only({
    ...next,
    notice: {
      text: facts.say('desk.left', {
        account,
        ending: facts.say(`ending.${chat?.ended?.ending ?? 'closed'}`),
      }),
      until: next.now + 6_000,
      tone: 'plain',
    },
  });
}

const isReply = (event: TranscriptEvent) =>
  event.type === 'message' && event.from === 'agent' && event.via !== 'auto';

function isSeen(state: DeskState, id: string): boolean {
  return state.open === id && state.pane === 'chat' && state.overlay?.type !== 'help';
}
