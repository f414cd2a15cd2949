import { describe, expect, test } from 'vitest';
import { readChatJson } from '../../src/logs/chat-json.ts';
import { readChatTable, readLogColumns } from '../../src/logs/chat-table.ts';
import { readChatText } from '../../src/logs/chat-text.ts';
import { readCsv } from '../../src/tables/read.ts';

const brief = ({ conversations }: ReturnType<typeof readChatText>) =>
  conversations.map(({ messages }) =>
    messages.map(({ speaker, at, text, kind }) => [speaker, at, text, kind]),
  );

describe('a plain chat log', () => {
  test.each([
    [
      'of a shop desk, name and time in brackets',
      '暖屋:小云(2026-11-11 20:15:03): 您好\n爱吃糖(2026-11-11 20:15:40): 在吗\n有现货吗\n',
      [
        ['暖屋:小云', '2026-11-11 20:15:03', '您好', 'message'],
        ['爱吃糖', '2026-11-11 20:15:40', '在吗\n有现货吗', 'message'],
      ],
    ],
    [
      'of a shop desk, name and time above the words',
      '小云 2026-11-11 20:15:03\n您好\n\n爱吃糖  2026-11-11 20:16:00\n[图片]\n',
      [
        ['小云', '2026-11-11 20:15:03', '您好', 'message'],
        ['爱吃糖', '2026-11-11 20:16:00', '[图片]', 'picture'],
      ],
    ],
    [
      'over two days, with times of day alone',
      '===== 2026年11月11日 =====\n23:59 小云: 在的\n——2026-11-12——\n00:01 爱吃糖: 好\n',
      [
        ['小云', '2026-11-11 23:59:00', '在的', 'message'],
        ['爱吃糖', '2026-11-12 00:01:00', '好', 'message'],
      ],
    ],
    [
      'of an English help desk',
      'Chat started: 11 Nov\n[2:05:10 PM] Sam: Hello, how can I help?\n[2:06:00 PM] Visitor 12: My parcel: where is it?\nSam has left the chat\n',
      [
        ['', null, 'Chat started: 11 Nov', 'system'],
        ['Sam', '2000-01-01 14:05:10', 'Hello, how can I help?', 'message'],
        ['Visitor 12', '2000-01-01 14:06:00', 'My parcel: where is it?', 'message'],
        ['', null, 'Sam has left the chat', 'system'],
      ],
    ],
    [
      'without times, as pasted',
      '买家：在吗\n客服：在的亲\n收货人：王某\n买家：好的\n',
      [
        ['买家', null, '在吗', 'message'],
        ['客服', null, '在的亲\n收货人：王某', 'message'],
        ['买家', null, '好的', 'message'],
      ],
    ],
  ])('%s', (_shape, text, wanted) => {
    expect(brief(readChatText(text))).toEqual([wanted]);
  });

  test('parts conversations at ruled lines', () => {
    const { conversations } = readChatText(
      'Buyer: hi\nAgent: hello\n--------\nBuyer: hi again\nAgent: yes?\n',
    );
    expect(conversations.map(({ id, messages }) => [id, messages.length])).toEqual([
      ['1', 2],
      ['2', 2],
    ]);
  });

  test('tells lines that belong to nobody', () => {
    expect(readChatText('a preface\nBuyer: hi\nAgent: hello\n').unread).toEqual([
      { line: 1, text: 'a preface' },
    ]);
  });
});

describe('chats in JSON', () => {
  test.each([
    [
      'a list of messages',
      [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: 'hello' },
      ],
      ['buyer', 'bot'],
    ],
    [
      'turns with two halves',
      {
        turns: [
          { buyer: '在吗', agent: '在的' },
          { buyer: '好', agent: '' },
        ],
      },
      ['buyer', 'agent', 'buyer'],
    ],
    [
      'pairs',
      {
        original: [
          ['customer', 'hi'],
          ['agent', 'hello'],
          ['action', 'looked up'],
        ],
      },
      ['', '', ''],
    ],
  ])('%s', (_shape, value, sides) => {
    const [conversation] = readChatJson(value)!;
    expect(conversation!.messages.map(({ side }) => side ?? '')).toEqual(sides);
  });

  test('negotiations with offers, their sides from the knowledge bases', () => {
    const [conversation] = readChatJson({
      scenario: { kbs: [{ personal: { Role: 'seller' } }, { personal: { Role: 'buyer' } }] },
      events: [
        { action: 'message', agent: 1, data: 'would you take 50?', time: '1514764800.5' },
        { action: 'offer', agent: 0, data: { price: 60 }, time: '1514764815' },
        { action: 'accept', agent: 1, data: null, time: '1514764820' },
      ],
    })!;
    expect(conversation!.messages).toMatchObject([
      { side: 'buyer', text: 'would you take 50?', at: '2018-01-01T00:00:00.500Z' },
      { side: 'agent', deed: { name: 'offer', args: { price: 60 } } },
      { side: 'buyer', deed: { name: 'accept' } },
    ]);
  });

  test('is nothing where there is no chat', () => {
    for (const value of [1, 'text', {}, [], [[]], { messages: [{ a: 1 }] }])
      expect(readChatJson(value)).toBeNull();
  });
});

describe('a chat export as a table', () => {
  test.each([
    [
      'in Chinese',
      '会话ID,发送时间,发送方,昵称,消息内容\n7,2026-11-11 20:00:01,买家,爱吃糖,在吗\n7,2026-11-11 20:00:09,客服,小云,在的\n8,2026-11-12 09:00:00,买家,老赵,你好\n',
    ],
    [
      'in English',
      'conversation_id,created_at,role,author,body\n7,2026-11-11 20:00:01,customer,ann,hi\n7,2026-11-11 20:00:09,agent,Sam,hello\n8,2026-11-12 09:00:00,customer,bob,hi\n',
    ],
  ])('%s', async (_language, csv) => {
    const table = await readCsv('export', csv);
    const { conversations, unread } = readChatTable(table, readLogColumns(table, new Map())!);
    expect(unread).toEqual([]);
    expect(conversations.map(({ id, messages }) => [id, messages.map(({ side }) => side)])).toEqual([
      ['7', ['buyer', 'agent']],
      ['8', ['buyer']],
    ]);
  });
});
