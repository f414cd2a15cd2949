import { kindOf, type LogConversation, type LogMessage } from './log.ts';

type Json = Readonly<Record<string, unknown>>;

const SPEAKER = [
  'speaker',
  'sender',
  'from',
  'role',
  'author',
  'agent',
  'name',
  'nick',
  'nickname',
  'user',
  'sender_name',
  'senderName',
  'who',
  '发送者',
  '发送人',
  '角色',
];
const TEXT = [
  'text',
  'content',
  'message',
  'body',
  'msg',
  'utterance',
  'data',
  'value',
  '内容',
  '消息',
  '消息内容',
];
const TIME = [
  'time',
  'timestamp',
  'at',
  'ts',
  'created_at',
  'createdAt',
  'sent_at',
  'date',
  'start_time',
  'send_time',
  '时间',
  '发送时间',
];
const LISTS = [
  'messages',
  'turns',
  'events',
  'original',
  'conversation',
  'dialogue',
  'dialog',
  'chat',
  'log',
  'utterances',
  '消息',
  '对话',
];
const IDS = [
  'id',
  'conversation_id',
  'conversationId',
  'convo_id',
  'uuid',
  'session_id',
  'sessionId',
  'ticket_id',
  'chat_id',
  'dialogue_id',
];
const DEEDS: Readonly<Record<string, string>> = {
  offer: 'offer',
  accept: 'accept',
  reject: 'reject',
  quit: 'quit',
  select: 'select',
};

/**
 * Conversations in JSON, in whatever of the usual shapes: a list of messages, a list of conversations, an object with a list in
 * it, turns with a buyer's and an agent's half, pairs of speaker and text, sides that take turns, or the events of negotiations
 * with offers and acceptances. `null`: none of these.
 */
export function readChatJson(value: unknown): readonly LogConversation[] | null {
  const one = conversationOf(value, '1');
  if (one !== null) return [one];
  const list = Array.isArray(value)
    ? value
    : listIn(value, ['conversations', 'dialogues', 'chats', 'tickets', 'data', 'sessions']);
  if (list === null) return null;
  const found = list.flatMap((each, index) => conversationOf(each, String(index + 1)) ?? []);
  return found.length === 0 ? null : found;
}

function conversationOf(value: unknown, fallbackId: string): LogConversation | null {
  if (Array.isArray(value)) return messagesOf(value, fallbackId, null);
  if (!isRecord(value)) return null;
  for (const key of LISTS) {
    const list = value[key];
    if (!Array.isArray(list)) continue;
    const found = messagesOf(list, idOf(value) ?? fallbackId, value);
    if (found !== null) return found;
  }
  return null;
}

function messagesOf(list: readonly unknown[], id: string, holder: Json | null): LogConversation | null {
  if (list.length === 0) return null;
  const roles = rolesOf(holder);
  const messages = list.flatMap((each, index): LogMessage[] => {
    const line = index + 1;
    // Sides take turns; nothing says which began, so the talk decides.
    if (typeof each === 'string') return [said(`${id}-${index % 2 === 0 ? 'A' : 'B'}`, each, null, line)];
    if (Array.isArray(each) && typeof each[0] === 'string' && typeof each[1] === 'string')
      return [said(each[0], each[1], null, line)];
    if (!isRecord(each)) return [];
    if (typeof each.buyer === 'string' || typeof each.customer === 'string') return halves(each, line);
    return fromRecord(each, line, roles);
  });
  return messages.length >= Math.max(1, list.length * 0.3) ? { id, messages } : null;
}

/** A turn that holds both halves; an empty half was not said. */
function halves(turn: Json, line: number): LogMessage[] {
  const texts = [
    ['buyer', turn.buyer ?? turn.customer],
    ['agent', turn.agent ?? turn.service ?? turn.seller],
  ] as const;
  return texts.flatMap(([side, text]) =>
    typeof text === 'string' && text.trim() !== ''
      ? [{ ...said(side, text, momentOf(turn), line), side }]
      : [],
  );
}

function fromRecord(record: Json, line: number, roles: ReadonlyMap<string, 'buyer' | 'agent'>): LogMessage[] {
  const speaker = first(record, SPEAKER);
  if (speaker === undefined) return [];
  const name = String(speaker);
  const side = roles.get(name) ?? sideOf(name);
  const action = typeof record.action === 'string' ? record.action.toLowerCase() : 'message';
  const extra = side === undefined ? {} : { side };
  if (DEEDS[action] !== undefined) {
    const price = isRecord(record.data) ? record.data.price : undefined;
    return [
      {
        ...said(name, '', momentOf(record), line),
        ...extra,
        kind: 'system',
        deed: { name: DEEDS[action]!, args: typeof price === 'number' ? { price } : {} },
      },
    ];
  }
  const text = first(record, TEXT);
  if (typeof text !== 'string' || text.trim() === '') return [];
  return [{ ...said(name, text, momentOf(record), line), ...extra }];
}

function said(speaker: string, text: string, at: string | null, line: number): LogMessage {
  const kind = /^(action|system)$/i.test(speaker) ? 'system' : kindOf(text);
  return { speaker: kind === 'system' ? '' : speaker, at, text: text.trim(), kind, line };
}

/** Negotiations name the role of each party in the scenario's knowledge bases, in the parties' order. */
function rolesOf(holder: Json | null): ReadonlyMap<string, 'buyer' | 'agent'> {
  const roles = new Map<string, 'buyer' | 'agent'>();
  const scenario = holder?.scenario;
  if (!isRecord(scenario) || !Array.isArray(scenario.kbs)) return roles;
  for (const [index, base] of scenario.kbs.entries()) {
    const role = isRecord(base) && isRecord(base.personal) ? base.personal.Role : undefined;
    if (role === 'buyer') roles.set(String(index), 'buyer');
    if (role === 'seller') roles.set(String(index), 'agent');
  }
  return roles;
}

function sideOf(name: string): 'buyer' | 'agent' | 'bot' | undefined {
  if (/^(user|customer|buyer|client|visitor|买家|用户|顾客|客户)$/i.test(name)) return 'buyer';
  if (/^(agent|seller|support|operator|staff|human|客服|卖家)$/i.test(name)) return 'agent';
  return /^(assistant|bot|ai|机器人)$/i.test(name) ? 'bot' : undefined;
}

/** Seconds or milliseconds since 1970, or a text with day and time. */
function momentOf(record: Json): string | null {
  for (const key of TIME) {
    const value = record[key];
    if (typeof value === 'number' && value > 1e8) {
      const ms = value > 1e11 ? value : value * 1_000;
      return `${new Date(ms).toISOString().slice(0, 23)}Z`;
    }
    if (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) && Number(value) > 1e8)
      return momentOf({ time: Number(value) });
    if (typeof value === 'string' && /\d{1,2}:\d{2}/.test(value)) return value.trim();
  }
  return null;
}

function idOf(value: Json): string | undefined {
  const id = first(value, IDS);
  return id === undefined ? undefined : String(id);
}

function first(record: Json, keys: readonly string[]): unknown {
  for (const key of keys) if (record[key] !== undefined && record[key] !== null) return record[key];
  return undefined;
}

function listIn(value: unknown, keys: readonly string[]): readonly unknown[] | null {
  if (!isRecord(value)) return null;
  const found = keys.map((key) => value[key]).find(Array.isArray);
  return found === undefined ? null : (found as readonly unknown[]);
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
