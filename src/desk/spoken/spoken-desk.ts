import type { Line } from '../../ui/lines.ts';
import { shown } from '../../ui/shown.ts';
import { completionsFor } from '../completions.ts';
import type { DeskFacts } from '../facts.ts';
import { helpLines } from '../help-lines.ts';
import { findPhrases } from '../phrases.ts';
import { openOne } from '../steps.ts';
import type { ChatView, DeskState } from '../view-state.ts';
import { isTyping } from '../views/list-lines.ts';
import { alarmOf, inOrder, numberOf, waitedMs } from '../waiting.ts';
import {
  spoken,
  spokenChat,
  spokenConversation,
  spokenEvent,
  spokenList,
  spokenTime,
  whoOf,
} from './spoken-chat.ts';

/**
 * How the desk is worked at: key by key beside a screen reader, which is told of everything that a screen would show; or line by
 * line, where waiting times are asked for and answers are words.
 */
export type SpokenWay = 'keys' | 'lines';

export interface SpokenOptions {
  readonly facts: DeskFacts;
  readonly way: SpokenWay;
  /** Own words are told as well: nobody sees them where they were typed. */
  readonly tellsOwn: boolean;
}

/** What became different between two states of the desk, in the order it should be heard. Nothing where nothing is to be told. */
export function spokenChanges(
  before: DeskState,
  after: DeskState,
  { facts, way, tellsOwn }: SpokenOptions,
): readonly string[] {
  if (before === after) return [];
  const { say } = facts;
  const told: string[] = [];
  for (const chat of inOrder(after.chats, 'arrival')) {
    const known = before.chats.find(({ id }) => id === chat.id);
    if (known !== chat) told.push(...chatChanges(before, after, known, chat, { facts, way, tellsOwn }));
    if (way === 'keys') told.push(...waitChange(before, after, known, chat, facts));
  }
  const open = openOne(after);
  // A branch is open before anything of it is to be seen; it is told of once there is.
  const isSeen = open !== undefined && numberOf(after.chats, open.id) !== null;
  const isNewlySeen = isSeen && open.parent !== null && numberOf(before.chats, open.id) === null;
  if (isSeen && ((before.open !== after.open && before.open !== null) || isNewlySeen))
    told.push(
      say('spoken.opened', { chat: spokenChat(after, open, facts) }),
      ...lastWords(after, open, facts),
    );
  if (open !== undefined && way === 'keys' && before.open === after.open) {
    const known = before.chats.find(({ id }) => id === open.id);
    if (known !== undefined && !isTyping(known, before.now) && isTyping(open, after.now))
      told.push(say('spoken.typing', whoOf(after, open)));
  }
  if (
    open !== undefined &&
    open.scroll > 0 &&
    open.scroll > (before.chats.find(({ id }) => id === open.id)?.scroll ?? 0)
  )
    told.push(...spokenConversation(after, open, facts));
  told.push(...noticeChange(before, after), ...overlayChange(before, after, way, facts));
  if (way === 'keys') told.push(...completionChange(before, after, facts));
  if (before.paused !== after.paused)
    told.push(after.paused ? say('desk.status.paused') : say('spoken.resumed'));
  if ((before.away === null) !== (after.away === null))
    told.push(
      after.away === null
        ? say('desk.status.online')
        : say('spoken.away', { reply: after.away.autoReply ?? '' }),
    );
  if (before.order !== after.order) told.push(say(`desk.order.${after.order}`));
  if (before.pane !== after.pane && after.pane === 'list') told.push(...spokenList(after, facts));
  if (after.pane === 'list' && before.pane === 'list' && before.open !== after.open && open !== undefined)
    told.push(spokenChat(after, open, facts));
  told.push(...panelChange(before, after, way, facts));
  if (!before.done && after.done && way === 'keys') told.push(say('desk.done.hint'));
  return told;
}

function chatChanges(
  before: DeskState,
  after: DeskState,
  known: ChatView | undefined,
  chat: ChatView,
  { facts, way, tellsOwn }: SpokenOptions,
): string[] {
  const { say } = facts;
  const told: string[] = [];
  const wasShown = known !== undefined && inOrder(before.chats, 'arrival').some(({ id }) => id === chat.id);
  if (!wasShown && chat.parent === null) told.push(say('spoken.new', whoOf(after, chat)));
  for (const event of chat.events.slice(known?.events.length ?? 0)) {
    const words = spokenEvent(after, chat, event, tellsOwn, facts);
    if (words !== null) told.push(way === 'lines' ? `${clock(chat.beganAt + event.t)} ${words}` : words);
  }
  for (const badge of Object.values(chat.badges)) {
    const old = known?.badges[badge.event];
    if (old === badge) continue;
    for (const text of badge.good)
      if (!old?.good.includes(text))
        told.push(say('spoken.good', { ...whoOf(after, chat), text: spoken(text) }));
    for (const { rule, text, disputed } of badge.missed)
      if (!disputed && !old?.missed.some((one) => one.rule === rule && one.text === text))
        told.push(say('spoken.missed', { ...whoOf(after, chat), text: spoken(text) }));
  }
  if (chat.hint !== null && chat.hint !== known?.hint) {
    const { level, text, reply } = chat.hint;
    const more =
      reply === undefined
        ? way === 'keys'
          ? say('desk.hint.more')
          : say('spoken.hint.more.line')
        : way === 'keys'
          ? say('desk.hint.take')
          : say('spoken.hint.take.line');
    told.push(`${say('desk.hint', { level })} ${spoken(text)}`, more);
  }
  if (chat.failed !== null && known?.failed === null) told.push(say(`desk.failed.${chat.failed}`));
  return told;
}

/** The signs that grow with a wait, in words: the early ones only for those who are not being answered just now. */
function waitChange(
  before: DeskState,
  after: DeskState,
  known: ChatView | undefined,
  chat: ChatView,
  facts: DeskFacts,
): string[] {
  const now = waitedMs(chat, after.now);
  const then = known === undefined ? null : waitedMs(known, before.now);
  if (now === null || then === null || known?.waitingSince !== chat.waitingSince) return [];
  const { level } = alarmOf(now);
  if (level <= alarmOf(then).level || (level < 3 && chat.id === after.open)) return [];
  return [facts.say('spoken.waited', { ...whoOf(after, chat), time: spokenTime(now, facts) })];
}

/** What the buyer said last that has no answer, so that whoever comes to a chat knows where it stands. */
function lastWords(state: DeskState, chat: ChatView, facts: DeskFacts): readonly string[] {
  const messages = chat.events.filter((event) => event.type === 'message');
  const answered = messages.findLastIndex((event) => event.from === 'agent' && event.via !== 'auto');
  const open = messages.slice(answered + 1).slice(-5);
  const told = open.length > 0 ? open : messages.slice(-1);
  return told.flatMap((event) => spokenEvent(state, chat, event, true, facts) ?? []);
}

function noticeChange(before: DeskState, after: DeskState): readonly string[] {
  if (after.notice === null || after.notice === before.notice) return [];
  // That a conversation is over was told when it ended.
  const ended = after.chats.some(({ id, ended: over }) => {
    const known = before.chats.find((chat) => chat.id === id);
    return over !== null && over.scorecard !== null && known?.ended?.scorecard == null;
  });
  return ended ? [] : [spoken(after.notice.text)];
}

function overlayChange(
  before: DeskState,
  after: DeskState,
  way: SpokenWay,
  facts: DeskFacts,
): readonly string[] {
  const { say } = facts;
  const { overlay } = after;
  if (overlay === before.overlay || overlay === null) return [];
  const keys = (pressed: string, written: string) => (way === 'keys' ? pressed : written);
  switch (overlay.type) {
    case 'help':
      return before.overlay?.type === 'help'
        ? []
        : [
            ...(way === 'lines' ? [say('desk.help')] : []),
            ...spokenRows(helpLines(200, facts, { keys: way === 'keys', signs: false })),
          ];
    case 'quit':
      return sentences(way === 'keys' ? say('desk.quit.ask') : say('spoken.quit.line'));
    case 'cool-down':
      if (overlay.until !== null) return [say('spoken.cool-down.begun')];
      return sentences(way === 'keys' ? say('desk.cool-down.ask') : say('spoken.cool-down.line'));
    case 'confirm':
      return [`${spoken(overlay.words)}?`, keys(say('desk.confirm.keys'), say('spoken.yes-no'))];
    case 'dispute':
      if (before.overlay?.type === 'dispute') return [];
      return [
        say('spoken.dispute', { text: spoken(overlay.fault.text) }),
        `${say('desk.dispute.reason')} ${keys(say('desk.dispute.keys'), say('spoken.dispute.line'))}`,
      ];
    case 'rewind': {
      const event = after.chats.find(({ id }) => id === overlay.chat)?.events[overlay.event];
      return [
        ...(before.overlay?.type === 'rewind' ? [] : [say('desk.rewind.ask')]),
        `“${event?.type === 'message' ? spoken(event.text) : ''}”`,
        ...(before.overlay?.type === 'rewind'
          ? []
          : [keys(say('desk.rewind.keys'), say('spoken.rewind.line'))]),
      ];
    }
    case 'phrases': {
      const chat = openOne(after);
      const found = chat === undefined ? [] : findPhrases(facts.phrases(chat.id), overlay.query.text);
      if (found.length === 0) return [say('desk.none')];
      const row = (at: number) => `${at + 1}: ${spoken(found[at]!.key)}: ${spoken(found[at]!.text)}`;
      if (way === 'lines') return [...found.map((_, at) => row(at)), say('spoken.phrases.line')];
      const head = before.overlay?.type === 'phrases' ? [] : [say('spoken.phrases', { count: found.length })];
      return [...head, row(Math.min(overlay.at, found.length - 1))];
    }
  }
}

/** The entry that a Tab would take, once it is another one. */
function completionChange(before: DeskState, after: DeskState, facts: DeskFacts): readonly string[] {
  const chosen = (state: DeskState) => {
    const chat = openOne(state);
    if (chat === undefined || state.completion === null || state.overlay !== null) return null;
    const offered = completionsFor(chat, facts);
    if (offered === null) return null;
    const at = Math.min(state.completion, offered.items.length - 1);
    return { at, count: offered.items.length, item: offered.items[at]! };
  };
  const now = chosen(after);
  const then = chosen(before);
  if (now === null || (then !== null && then.item.title === now.item.title && then.at === now.at)) return [];
  return [
    facts.say('spoken.offer', {
      title: spoken(now.item.title),
      about: spoken(now.item.about),
      at: now.at + 1,
      count: now.count,
    }),
  ];
}

function panelChange(
  before: DeskState,
  after: DeskState,
  way: SpokenWay,
  facts: DeskFacts,
): readonly string[] {
  const { panel, focus, open } = after;
  const isNew = before.focus !== 'panel' && focus === 'panel';
  const turned = before.panel.tab !== panel.tab;
  const searched = focus === 'panel' && before.panel.query.text !== panel.query.text;
  const scrolled = focus === 'panel' && before.panel.scroll !== panel.scroll;
  if (open === null || !(isNew || turned || searched || scrolled)) return [];
  const { say } = facts;
  const found = facts.panel(open, panel.tab, panel.query.text, 200);
  // A search goes on through the other tabs; where its own has something, the others are only named.
  const others = found.findIndex(isRule);
  const isOwn = others > 0 && (way === 'lines' || isNew);
  const rows = spokenRows(isOwn ? found.slice(0, others) : found);
  const also = isOwn ? spokenRows(found.filter(isRule)) : [];
  const head = say('spoken.panel', { tab: say(`desk.tab.${panel.tab}`), query: panel.query.text });
  if (way === 'lines' || (isNew && panel.query.text !== ''))
    return [
      head,
      ...(rows.length === 0 ? [say('desk.none')] : rows),
      ...(also.length === 0 ? [] : [say('spoken.also', { tabs: also.join(say('spoken.comma')) })]),
    ];
  // Key by key a page is not read out unasked: the arrows go through it row by row.
  if (!isNew && !turned && !searched) return rows.slice(Math.min(panel.scroll, rows.length - 1)).slice(0, 1);
  return [
    ...(isNew || turned ? [head] : []),
    say('spoken.found', { count: rows.length }),
    ...rows.slice(0, PANEL_ROWS),
  ];
}

const PANEL_ROWS = 3;

const isRule = (spans: Line): boolean => spans[0]?.text.startsWith('─') === true;

/** Rows of the screen as sentences: columns become commas, rules and empty rows go. */
export function spokenRows(lines: readonly Line[]): readonly string[] {
  return lines.flatMap((spans) => {
    const text = shown(spans.map((span) => span.text).join(''))
      .replace(/[─━═]+/g, ' ')
      .trim()
      .replace(/\s{2,}/g, ', ');
    return text === '' ? [] : [text];
  });
}

function sentences(text: string): readonly string[] {
  return text.split('\n').filter((part) => part.trim() !== '');
}

/** Minutes and seconds since the desk opened. */
function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
