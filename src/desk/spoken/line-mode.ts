import { EMPTY_EDITOR, editorWith } from '../../ui/editor.ts';
import type { Key } from '../../ui/keys.ts';
import type { DeskFacts } from '../facts.ts';
import { findPhrases } from '../phrases.ts';
import { sendDraft } from '../send.ts';
import { findCommand } from '../slash.ts';
import { only, openOne, told, withChat } from '../steps.ts';
import { deskCommand } from '../update-commands.ts';
import { putIn } from '../update-composer.ts';
import { closed, overlayKey } from '../update-overlay.ts';
import { type ChatView, type DeskState, type DeskStep, EMPTY_DRAFT, type Overlay } from '../view-state.ts';
import { chatOfNumber, inOrder } from '../waiting.ts';

/**
 * A whole line at the desk, where there are no keys to press: said to the buyer that is open, or to the one whose number it begins
 * with (`2: …`), or a command, or the answer to what was asked. Never goes to anybody else.
 */
export function lineEntered(state: DeskState, line: string, facts: DeskFacts): DeskStep {
  const text = line.trim();
  if (state.overlay !== null) return answered(state, state.overlay, text, facts);
  if (text === '') return state.done ? { state, effects: [{ do: 'finish' }] } : only(state);
  if (/^[?？]$/.test(text)) return deskCommand(state, 'help', '', facts);
  const direct = /^\/(\d{1,2})$/.exec(text);
  if (direct !== null) return deskCommand(state, 'chat', direct[1]!, facts);
  const addressed = addressOf(state, text);
  if (addressed !== null) {
    const chat = chatOfNumber(state.chats, addressed.number);
    if (chat === undefined)
      return told(state, facts.say('desk.chat.none', { found: String(addressed.number) }));
    return said(state, chat, addressed.text, facts);
  }
  const bare = bareCommand(state, text, facts);
  if (bare !== null) return bare;
  const open = openOne(state);
  return open === undefined ? told(state, facts.say('desk.nobody'), 'plain') : said(state, open, text, facts);
}

/** After a line nothing stays open but the conversation: what was looked up has been read. */
export function readyForLine(state: DeskState): DeskState {
  const overlay = state.overlay?.type === 'help' ? null : state.overlay;
  const scrolled = openOne(state)?.scroll !== 0 && state.open !== null;
  if (overlay === state.overlay && state.pane === 'chat' && state.focus === 'composer' && !scrolled)
    return state;
  const next: DeskState = { ...state, overlay, pane: 'chat', focus: 'composer' };
  return state.open === null
    ? next
    : withChat(next, state.open, (chat) => ({ ...chat, scroll: 0, unread: 0 }));
}

/** `2: text` or `2：text`; not `2:30`, and nothing where only one buyer comes at all. */
function addressOf(
  state: DeskState,
  text: string,
): { readonly number: number; readonly text: string } | null {
  if (state.chats.length + state.expected < 2) return null;
  const match = /^(\d{1,2}) ?[:：](?!\d)\s*(.+)$/s.exec(text);
  return match === null ? null : { number: Number(match[1]), text: match[2]! };
}

/** What can be asked for before anybody is open, and what means something else without arguments. */
function bareCommand(state: DeskState, text: string, facts: DeskFacts): DeskStep | null {
  const [word = '', ...rest] =
    text.startsWith('/') && !text.startsWith('//') ? text.slice(1).split(/\s+/) : [];
  const command = findCommand(word);
  if (command?.name === 'price' && rest.length === 0) return deskCommand(state, 'look-offers', '', facts);
  // Typed out it is meant; Ctrl-C, which may be a slip, asks.
  if (command?.desk === 'quit') return { state, effects: [{ do: 'quit' }] };
  if (command?.desk === 'take') return taken(state, facts);
  return command?.desk === undefined || command.desk === 'phrases'
    ? command?.desk === 'phrases' && openOne(state) !== undefined
      ? deskCommand(state, 'phrases', rest.join(' '), facts)
      : null
    : deskCommand(state, command.desk, rest.join(' '), facts);
}

/** The sample reply of the hint, sent as it is. */
function taken(state: DeskState, facts: DeskFacts): DeskStep {
  const chat = openOne(state);
  const reply = chat?.hint?.reply;
  if (chat === undefined || reply === undefined) return told(state, facts.say('desk.take.nothing'));
  return sent(putIn(state, chat, reply, false), chat.id, facts);
}

function said(state: DeskState, chat: ChatView, text: string, facts: DeskFacts): DeskStep {
  const draft = { ...EMPTY_DRAFT, editor: editorWith(text) };
  return sent(
    withChat(state, chat.id, (one) => ({ ...one, draft })),
    chat.id,
    facts,
  );
}

/** Sends a chat's draft. What could not be sent does not stay in a draft that nobody sees, unless a question is open about it. */
function sent(state: DeskState, id: string, facts: DeskFacts): DeskStep {
  const chat = state.chats.find((one) => one.id === id)!;
  const step = sendDraft(state, chat, facts);
  if (step.state.overlay !== null) return step;
  return {
    ...step,
    state: withChat(step.state, id, (one) =>
      one.draft === EMPTY_DRAFT ? one : { ...one, draft: EMPTY_DRAFT },
    ),
  };
}

const YES = /^(y|yes|ok|是|好|好的|确认)$/i;
const NO = /^(n|no|不|否|不要|取消|算了)?$/i;
const ENTER: Key = { name: 'enter' };
const ESCAPE: Key = { name: 'escape' };

/** The answer to what stands open. */
function answered(state: DeskState, overlay: Overlay, text: string, facts: DeskFacts): DeskStep {
  switch (overlay.type) {
    case 'help':
      return lineEntered(closed(state), text, facts);
    case 'dispute':
      if (NO.test(text)) return only(closed(state));
      return overlayKey(state, { ...overlay, reason: editorWith(text) }, ENTER, facts);
    case 'phrases':
      return phraseChosen(state, overlay, text, facts);
    case 'rewind':
      if (/^(u|up|上)$/i.test(text)) return overlayKey(state, overlay, { name: 'up' }, facts);
      if (/^(d|down|下)$/i.test(text)) return overlayKey(state, overlay, { name: 'down' }, facts);
      break;
    case 'cool-down':
      if (overlay.until !== null) return overlayKey(state, overlay, ENTER, facts);
      break;
    default:
  }
  if (YES.test(text)) return overlayKey(state, overlay, ENTER, facts);
  if (!NO.test(text)) return told(state, facts.say('spoken.yes-no'));
  const step = overlayKey(state, overlay, ESCAPE, facts);
  if (overlay.type !== 'confirm') return step;
  return { ...step, state: withChat(step.state, overlay.chat, (one) => ({ ...one, draft: EMPTY_DRAFT })) };
}

/** A number sends that phrase; other words search on; nothing closes. */
function phraseChosen(
  state: DeskState,
  overlay: Extract<Overlay, { type: 'phrases' }>,
  text: string,
  facts: DeskFacts,
): DeskStep {
  const chat = openOne(state);
  if (chat === undefined || NO.test(text)) return only(closed(state));
  if (!/^\d+$/.test(text))
    return only({
      ...state,
      overlay: { type: 'phrases', query: text === '*' ? EMPTY_EDITOR : editorWith(text), at: 0 },
    });
  const chosen = findPhrases(facts.phrases(chat.id), overlay.query.text)[Number(text) - 1];
  if (chosen === undefined) return told(state, facts.say('spoken.phrases.none', { found: text }));
  return sent(putIn(closed(state), chat, chosen.text, true), chat.id, facts);
}

/** Whose turn it is, and what waits elsewhere: stands where the next line is written. */
export function linePrompt(state: DeskState, facts: DeskFacts, whoOf: (chat: ChatView) => string): string {
  const open = openOne(state);
  const marks = inOrder(state.chats, 'arrival')
    .filter(({ id, unread }) => id !== state.open && unread > 0)
    .map((chat) => facts.say('spoken.mark', { chat: whoOf(chat), count: chat.unread }));
  const head = [
    ...(state.paused ? [facts.say('desk.status.paused')] : []),
    ...(open === undefined ? [] : [whoOf(open)]),
    ...marks,
  ];
  return `${head.length === 0 ? '' : `[${head.join(' · ')}] `}› `;
}
