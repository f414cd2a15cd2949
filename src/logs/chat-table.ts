import { cellText, isEmptyRow, type Table } from '../tables/table.ts';
import { kindOf, type LogConversation, type LogMessage, type LogRead } from './log.ts';

export const LOG_ROLES = ['conversation', 'time', 'date', 'speaker', 'side', 'text', 'kind'] as const;
export type LogRole = (typeof LOG_ROLES)[number];

export interface LogColumn {
  readonly column: number;
  readonly heading: string;
  readonly role: LogRole | null;
}

const NAMES: Readonly<Record<LogRole, readonly string[]>> = {
  conversation: [
    '会话id',
    '会话编号',
    '会话',
    '对话id',
    '咨询id',
    '工单号',
    '订单编号',
    'conversationid',
    'conversation',
    'chatid',
    'sessionid',
    'ticketid',
    'ticket',
    'threadid',
    'thread',
    'id',
  ],
  time: [
    '时间',
    '发送时间',
    '消息时间',
    '聊天时间',
    '创建时间',
    'time',
    'timestamp',
    'sentat',
    'createdat',
    'datetime',
    'messagetime',
    'created',
  ],
  date: ['日期', '发送日期', 'date', 'day'],
  side: [
    '角色',
    '发送方',
    '身份',
    '消息来源',
    '方向',
    'role',
    'side',
    'authortype',
    'sendertype',
    'type',
    'direction',
    'from',
  ],
  speaker: [
    '发送者',
    '发送人',
    '昵称',
    '发言人',
    '客服',
    '账号',
    '姓名',
    'sender',
    'author',
    'name',
    'speaker',
    'user',
    'nickname',
    'agent',
    'sentby',
  ],
  text: [
    '内容',
    '消息内容',
    '聊天内容',
    '消息',
    '文本',
    '对话内容',
    'text',
    'message',
    'content',
    'body',
    'messagetext',
    'msg',
    'transcript',
  ],
  kind: ['消息类型', '类型', 'messagetype', 'contenttype', 'format'],
};

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-()（）:：.]/g, '');

/** What each column of a chat export is taken for; `told` by heading goes before the names we know. `null`: no column of messages. */
export function readLogColumns(
  table: Table,
  told: ReadonlyMap<string, LogRole>,
): { readonly headingRow: number; readonly columns: readonly LogColumn[] } | null {
  for (const [headingRow, row] of table.rows.slice(0, 10).entries()) {
    const taken = new Set<LogRole>();
    const columns = row.map((cell, column): LogColumn => {
      const heading = cellText(cell);
      const key = plain(heading);
      const role =
        told.get(heading) ??
        (Object.keys(NAMES) as LogRole[]).find((each) => NAMES[each].includes(key) && !taken.has(each)) ??
        null;
      if (role !== null) taken.add(role);
      return { column, heading, role };
    });
    if (taken.has('text') && (taken.has('speaker') || taken.has('side'))) return { headingRow, columns };
  }
  return null;
}

/** Rows of an export as conversations: by the column of conversations where there is one, else all rows are one. */
export function readChatTable(
  table: Table,
  { headingRow, columns }: NonNullable<ReturnType<typeof readLogColumns>>,
): LogRead {
  const at = (row: readonly unknown[], role: LogRole) => {
    const column = columns.find((each) => each.role === role);
    return column === undefined ? '' : cellText(row[column.column] as never);
  };
  const conversations = new Map<string, LogMessage[]>();
  const unread: { line: number; text: string }[] = [];
  for (const [index, row] of table.rows.entries()) {
    if (index <= headingRow || isEmptyRow(row)) continue;
    const text = at(row, 'text');
    const side = sideOf(at(row, 'side'));
    const speaker = at(row, 'speaker') || at(row, 'side');
    if (text === '' || speaker === '') {
      unread.push({
        line: index + 1,
        text: row
          .map((cell) => cellText(cell))
          .join(' ')
          .trim()
          .slice(0, 80),
      });
      continue;
    }
    const id = at(row, 'conversation') || '1';
    const list = conversations.get(id) ?? [];
    const date = at(row, 'date');
    const time = at(row, 'time');
    list.push({
      speaker: side === 'system' ? '' : speaker,
      at: time === '' ? null : date === '' || /\d{4}/.test(time) ? time : `${date} ${time}`,
      text,
      kind:
        side === 'system'
          ? 'system'
          : /图片|image|picture|photo/i.test(at(row, 'kind'))
            ? 'picture'
            : kindOf(text),
      line: index + 1,
      ...(side === undefined || side === 'system' ? {} : { side }),
    });
    conversations.set(id, list);
  }
  return {
    conversations: [...conversations].map(([id, messages]): LogConversation => ({ id, messages })),
    unread,
  };
}

function sideOf(text: string): 'buyer' | 'agent' | 'bot' | 'system' | undefined {
  if (text === '') return undefined;
  if (/买家|顾客|客户|用户|访客|buyer|customer|user|visitor|inbound|contact|end.?user/i.test(text))
    return 'buyer';
  if (/机器人|智能|自动|bot|assistant|automation/i.test(text)) return 'bot';
  if (/系统|system|event|notification/i.test(text)) return 'system';
  return /客服|卖家|商家|agent|seller|support|staff|outbound|teammate|admin|operator/i.test(text)
    ? 'agent'
    : undefined;
}
