import type { TranscriptEvent } from '../model/event.ts';
import { cells, cutTo, wrapTo } from '../ui/cells.ts';
import type { Line, Tone } from '../ui/lines.ts';
import { line } from '../ui/lines.ts';
import { shown, shownLine } from '../ui/shown.ts';
import type { Badge } from './coach-types.ts';
import { deedWords, textBeside } from './event-words.ts';
import type { DeskFacts } from './facts.ts';
import type { ChatView } from './view-state.ts';

/** The whole conversation as rows of at most `columns`, oldest first. What did not change since the last call costs nothing. */
export function conversationLines(chat: ChatView, columns: number, facts: DeskFacts): readonly Line[] {
  const laidOut = laidOutOf(chat.id);
  const known = laidOut.whole;
  if (known?.events === chat.events && known.columns === columns && known.badges === chat.badges)
    return known.lines;
  const lines: Line[] = [];
  const header = chat.events[0];
  const startsAt = header?.type === 'header' ? header.startsAt : '1970-01-01T00:00:00Z';
  if (header?.type === 'header' && header.priorLog !== undefined)
    lines.push(...priorLines(header.priorLog, columns, facts));
  let last: { from: string; t: number } | null = null;
  for (const event of chat.events) {
    const body = bodyOf(event, laidOut.bodies, chat, columns, facts);
    if (body.length === 0) continue;
    if (event.type === 'message') {
      if (last === null || last.from !== event.from || event.t - last.t > SAME_BLOCK_MS) {
        const head = headOf(event, chat, startsAt, facts);
        lines.push(event.from === 'buyer' ? head : toRight(head, columns));
      }
      last = { from: event.from, t: event.t };
    } else last = null;
    for (const row of body) lines.push(row);
    const badge = chat.badges[event.index];
    if (badge !== undefined) lines.push(...badgeLines(badge, columns));
  }
  if (chat.failed !== null) lines.push(...centred(facts.say(`desk.failed.${chat.failed}`), columns, 'bad'));
  laidOut.whole = { events: chat.events, columns, badges: chat.badges, lines };
  return lines;
}

/** Messages of one side closer together than this stand under one head. */
const SAME_BLOCK_MS = 60_000;

/** Rows take ten times the room of what was said: they are kept for as many chats as may be under way, and some more. */
const LAID_OUT_CHATS = 12;

interface LaidOut {
  readonly bodies: WeakMap<TranscriptEvent, { columns: number; lines: readonly Line[] }>;
  whole:
    | (Pick<ChatView, 'events' | 'badges'> & { readonly columns: number; readonly lines: readonly Line[] })
    | null;
}

/** The one that was asked for last stands last. */
const laidOutChats = new Map<string, LaidOut>();

function laidOutOf(chat: string): LaidOut {
  const laidOut = laidOutChats.get(chat) ?? { bodies: new WeakMap(), whole: null };
  laidOutChats.delete(chat);
  laidOutChats.set(chat, laidOut);
  for (const id of laidOutChats.keys()) {
    if (laidOutChats.size <= LAID_OUT_CHATS) break;
    laidOutChats.delete(id);
  }
  return laidOut;
}

function bodyOf(
  event: TranscriptEvent,
  bodies: LaidOut['bodies'],
  chat: ChatView,
  columns: number,
  facts: DeskFacts,
): readonly Line[] {
  const known = bodies.get(event);
  if (known?.columns === columns) return known.lines;
  const lines = makeBody(event, chat, columns, facts);
  bodies.set(event, { columns, lines });
  return lines;
}

function makeBody(
  event: TranscriptEvent,
  chat: ChatView,
  columns: number,
  facts: DeskFacts,
): readonly Line[] {
  const { say } = facts;
  switch (event.type) {
    case 'message': {
      const room = Math.max(12, Math.min(columns - 4, Math.floor(columns * 0.8)));
      const cards = (event.content ?? []).flatMap((part): Line[] => {
        if (part.type === 'card')
          return [
            line(`  ▣ ${cutTo(shownLine(facts.card(chat.id, part.card, part.id)), columns - 6)}`, 'accent'),
          ];
        if (part.type === 'image')
          return wrapTo(shownLine(say('desk.picture', { alt: part.alt })), room).map((row) =>
            line(`  ${row}`, 'accent'),
          );
        return [];
      });
      const said = textBeside(event);
      const rows = said === '' ? [] : wrapTo(shown(said), room);
      if (event.from === 'buyer') return [...cards, ...rows.map((row) => line(`  ${row}`))];
      const width = Math.max(0, ...rows.map(cells));
      return rows.map((row) => line(`${' '.repeat(Math.max(2, columns - width - 2))}${row}`));
    }
    case 'ending':
      return [line(' '), ...centred(`── ${say(`ending.${event.ending}`)} ──`, columns, 'strong')];
    default: {
      const deed = deedWords(event, chat, facts);
      if (deed === null) return [];
      return centred(`${SIGNS[deed.kind]}${deed.text}`, columns, TONES[deed.kind]);
    }
  }
}

const SIGNS = { buyer: '◆ ', done: '✓ ', refused: '✗ ', world: '◇ ', error: '' } as const;
const TONES = { buyer: 'accent', done: 'good', refused: 'bad', world: 'accent', error: 'bad' } as const;

function headOf(
  event: Extract<TranscriptEvent, { type: 'message' }>,
  chat: ChatView,
  startsAt: string,
  facts: DeskFacts,
): Line {
  const time = clockTime(startsAt, event.t);
  if (event.from === 'buyer')
    return [
      { text: ` ${shownLine(chat.account)}`, tone: 'buyer' },
      { text: ` ${time}`, tone: 'dim' },
    ];
  const how =
    event.via === 'auto'
      ? ` · ${facts.say('desk.via.auto')}`
      : event.via === 'quick-phrase'
        ? ` · ${facts.say('desk.via.phrase')}`
        : '';
  return [
    { text: `${time}${how} `, tone: 'dim' },
    { text: facts.shop.agentName, tone: 'agent' },
  ];
}

/** `20:15:03` in the shop's zone. */
export function clockTime(startsAt: string, t: number): string {
  const offset = /([+-])(\d\d):(\d\d)$/.exec(startsAt);
  const minutes =
    offset === null ? 0 : (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]));
  return new Date(Date.parse(startsAt) + t + minutes * 60_000).toISOString().slice(11, 19);
}

function priorLines(
  log: readonly { readonly from: string; readonly text: string }[],
  columns: number,
  facts: DeskFacts,
): Line[] {
  return [
    ...centred(`── ${facts.say('desk.prior')} ──`, columns, 'dim'),
    ...log.flatMap(({ from, text }) =>
      wrapTo(`${facts.say(`report.said.${from}`)}: ${shown(text)}`, columns - 2).map((row) =>
        line(` ${row}`, 'dim'),
      ),
    ),
    ...centred('──', columns, 'dim'),
  ];
}

function badgeLines(badge: Badge, columns: number): Line[] {
  const entries: { text: string; tone: Tone }[] = [
    ...badge.good.map((text) => ({ text: `✓ ${text}`, tone: 'good' as const })),
    ...badge.missed.map(({ text, disputed }) => ({
      text: disputed ? `✗ ${text} (!)` : `✗ ${text}`,
      tone: disputed ? ('dim' as const) : ('bad' as const),
    })),
  ];
  return entries.flatMap(({ text, tone }) =>
    wrapTo(shownLine(text), Math.floor(columns * 0.8)).map((row) => toRight(line(row, tone), columns)),
  );
}

function centred(text: string, columns: number, tone: Tone): Line[] {
  return wrapTo(shownLine(text), Math.max(10, columns - 6)).map((row) =>
    line(`${' '.repeat(Math.max(0, Math.floor((columns - cells(row)) / 2)))}${row}`, tone),
  );
}

function toRight(row: Line, columns: number): Line {
  const width = row.reduce((sum, { text }) => sum + cells(text), 0);
  return [{ text: ' '.repeat(Math.max(0, columns - width - 2)) }, ...row];
}
