import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { parseSlash } from '../../src/desk/slash.ts';
import { deskFrame } from '../../src/desk/views/DeskScreen.tsx';
import { inOrder, numberOf } from '../../src/desk/waiting.ts';
import { AGENT_ACTION_NAMES, AGENT_ACTIONS, type AgentActionName } from '../../src/model/action.ts';
import type { Context } from '../../src/model/protocol.ts';
import { readUi } from '../../src/system/ui-texts.ts';
import { cells } from '../../src/ui/cells.ts';
import { type DeskBench, openDesk, plainFacts, rowsOf } from './desk-bench.ts';

const say = await readUi('en');
const facts = plainFacts(say);
const draftOf = (desk: DeskBench, chat: string) =>
  desk.state().chats.find(({ id }) => id === chat)!.draft.editor.text;
const screen = (desk: DeskBench) => rowsOf(deskFrame(desk.state(), facts)).join('\n');

/** Types a line as it stands, with whatever is offered sent away, and sends it. */
function send(desk: DeskBench, text: string): void {
  for (const keys of [text, '\x1b', '\r']) desk.type(keys);
}

function three(options: Parameters<typeof openDesk>[1] = {}): DeskBench {
  const desk = openDesk(facts, options);
  for (const chat of ['ann', 'bob', 'cat']) desk.buyer(chat, `Hello from ${chat}`);
  return desk;
}

describe('writing to several buyers', () => {
  test('what is written goes to the open chat alone, with how it was typed', () => {
    const desk = three();
    desk.at(4_000);
    desk.type('Hi Annn\x7f');
    desk.at(9_000);
    expect(desk.type('\r')).toEqual([
      {
        do: 'say',
        chat: 'ann',
        text: 'Hi Ann',
        via: 'typed',
        typing: { firstKeyAt: 4_000, keys: 8, corrections: 1, pastedChars: 0 },
      },
    ]);
    expect(desk.effects).toContainEqual({ do: 'typing', chat: 'ann' });
  });

  test('drafts stay with their chats when one switches', () => {
    const desk = three();
    desk.type('to ann\t');
    expect(desk.state().open).toBe('bob');
    desk.type('to bob\x1b3to cat\x1b[Z');
    expect([draftOf(desk, 'ann'), draftOf(desk, 'bob'), draftOf(desk, 'cat')]).toEqual([
      'to ann',
      'to bob',
      'to cat',
    ]);
    expect(desk.state().open).toBe('bob');
    expect(desk.type('\r')).toMatchObject([{ do: 'say', chat: 'bob', text: 'to bob' }]);
  });

  test('pasted text is recorded as pasted and stays one message', () => {
    const desk = three();
    desk.type('\x1b[200~first line\rsecond line\x1b[201~');
    expect(draftOf(desk, 'ann')).toBe('first line\nsecond line');
    expect(desk.type('\r')).toMatchObject([{ do: 'say', via: 'pasted', typing: { pastedChars: 22 } }]);
  });

  test('a quick phrase is found, filled in and recorded as one', () => {
    const desk = three();
    desk.type('\x12si\r');
    expect(draftOf(desk, 'ann')).toBe('I would take size {size}.');
    expect(desk.type('\r'), 'an open slot is not sent').toEqual([]);
    expect(desk.state().notice?.text).toContain('{size}');
    desk.type(`${'\x1b[3~'.repeat(6)}M\r`);
    expect(desk.effects.at(-1)).toMatchObject({
      do: 'say',
      text: 'I would take size M.',
      via: 'quick-phrase',
    });
  });

  test.for([
    ['Thanks :smi\t', 'Thanks 😊'],
    ['谢谢:微\t', '谢谢😊'],
    ['好：weix\t', '好😊'],
    ['at 10:30', 'at 10:30'],
  ])('%s', ([typed, text]) => {
    const desk = three();
    desk.type(typed!);
    expect(draftOf(desk, 'ann')).toBe(text);
  });

  test('the arrow keys bring back what was sent to this buyer, and then the draft', () => {
    const desk = three();
    desk.type('one\r');
    desk.type('two\r');
    desk.type('dra\x1b[A');
    expect(draftOf(desk, 'ann')).toBe('two');
    desk.type('\x1b[A');
    expect(draftOf(desk, 'ann')).toBe('one');
    desk.type('\x1b[B\x1b[B');
    expect(draftOf(desk, 'ann')).toBe('dra');
    desk.type('\t\x1b[A');
    expect(draftOf(desk, 'bob'), 'history is kept per chat').toBe('');
  });

  test('nothing can be said once the conversation is over', () => {
    const desk = three();
    desk.record('ann', { type: 'ending', ending: 'left', by: 'buyer', reason: 'done' });
    expect(desk.type('wait!\r')).toEqual([]);
    expect(draftOf(desk, 'ann')).toBe('wait!');
  });
});

describe('actions', () => {
  test('ask before they do anything', () => {
    const desk = three();
    desk.type('/refund 20 #1001');
    expect(desk.type('\r')).toEqual([]);
    expect(screen(desk)).toContain('refund {"order":"1001","amount":20}');
    expect(desk.type('\x1b'), 'Esc leaves it').toEqual([]);
    desk.type('\r');
    expect(desk.type('\r')).toEqual([
      { do: 'act', chat: 'ann', request: { name: 'refund', args: { order: '1001', amount: 20 } } },
    ]);
    expect(draftOf(desk, 'ann')).toBe('');
  });

  test.for([
    ['/refund', 'amount is missing: /refund <amount> [#order]'],
    ['/refund lots #1', '“lots” does not fit as amount'],
    ['/refund 20', 'Which order?'],
    ['/refnd 20', 'Did you mean /refund?'],
    ['/close', 'reason is missing'],
    ['/return because seller #1', '“because” does not fit as reason'],
  ])('%s: %s', ([typed, told]) => {
    const desk = three();
    send(desk, typed!);
    expect(desk.state().notice?.text).toContain(told);
    expect(draftOf(desk, 'ann'), 'what was typed is still there').toBe(typed);
  });

  test('cover every action there is, each with arguments that the shop takes', () => {
    const context = { orders: ['1001'], product: 'scarf' } as unknown as Context;
    const lines: Readonly<Record<AgentActionName, string>> = {
      'change-price': '/price 239',
      'issue-coupon': '/coupon hello',
      'add-gift': '/gift badge',
      'waive-freight': '/freight',
      'note-order': '/note blue ribbon',
      'change-address': '/address 1 Mill Lane, Hebden',
      'remind-payment': '/remind',
      intercept: '/intercept #1001',
      'reply-review': '/review thank you',
      'invite-favourite': '/favourite',
      'set-status': '/status away back at two',
      'accept-return': '/return quality seller',
      refund: '/refund 20.50 #1001',
      exchange: '/exchange red-m',
      reship: '/reship',
      'send-tracking': '/track',
      transfer: '/transfer supervisor asks for her',
      'report-buyer': '/report insults',
      'file-claim': '/claim',
      contact: '/contact call back at five',
      feedback: '/feedback product strap breaks',
      close: '/close solved',
    };
    for (const [name, line] of Object.entries(lines)) {
      const meant = parseSlash(line, context);
      expect([line, meant.type], JSON.stringify(meant)).toEqual([line, 'action']);
      if (meant.type !== 'action') continue;
      expect(meant.request.name).toBe(name);
      const checked = AGENT_ACTIONS[name as AgentActionName].safeParse(meant.request.args);
      expect(checked.success, `${line}: ${checked.error?.message}`).toBe(true);
    }
    expect(Object.keys(lines).sort()).toEqual([...AGENT_ACTION_NAMES].sort());
  });

  test('understand Chinese names, amounts and full-width signs', () => {
    const desk = openDesk(plainFacts(say, 'zh-CN'));
    desk.buyer('ann', '你好');
    send(desk, '/退款 20元 ＃1001');
    desk.type('\r');
    expect(desk.effects.at(-1)).toMatchObject({
      request: { name: 'refund', args: { order: '1001', amount: 20 } },
    });
  });

  test('away tells everybody, with an automatic reply', () => {
    const desk = three();
    send(desk, '/status away Back soon');
    expect(desk.effects.at(-1)).toEqual({ do: 'status', status: 'away', autoReply: 'Back soon' });
    expect(screen(desk)).toContain('away');
  });
});

describe('the list', () => {
  test('shows who waits how long, by a sign as well as a colour', () => {
    const desk = three();
    const signs: string[] = [];
    for (const at of [9_000, 10_000, 20_000, 30_000, 100_000, 180_000]) {
      desk.at(at);
      signs.push(/bob.*?([·▁▃▅▇█])/.exec(screen(desk))![1]!);
    }
    expect(signs.join('')).toBe('·▁▃▅▇█');
  });

  test('numbers buyers by their first word, so that nobody gets another number later', () => {
    const desk = openDesk(facts);
    const arrived = (chat: string) =>
      desk.take({ type: 'host', event: { type: 'arrived', chat, beganAt: 0, at: 0 } });
    arrived('slow');
    arrived('quick');
    desk.at(2_000);
    desk.buyer('quick', 'Hi');
    expect(screen(desk)).toMatch(/1 quick/);
    desk.at(4_000);
    desk.buyer('slow', 'Hello');
    expect(screen(desk)).toMatch(/1 quick[\s\S]*2 slow/);
  });

  test('keeps the numbers in whatever order, and gives a branch the number of what it branched off', () => {
    const desk = openDesk(facts);
    for (const chat of ['one', 'two', 'three']) {
      desk.buyer(chat, 'hello');
      desk.at(desk.state().now + 1_000);
    }
    desk.record('one', { type: 'message', from: 'agent', text: 'hi', via: 'typed' });
    desk.type('\x13');
    expect(desk.state().order).toBe('wait');
    const number = (id: string) => numberOf(desk.state().chats, id);
    expect(inOrder(desk.state().chats, 'wait').map(({ id }) => [number(id), id])).toEqual([
      [2, 'two'],
      [3, 'three'],
      [1, 'one'],
    ]);
    desk.type('\x1b3');
    expect(desk.state().open).toBe('three');
    desk.buyer('two~1', 'hello');
    expect([number('two~1'), number('two'), number('three')]).toEqual([2, null, 3]);
    const opened = ['\t', '\t', '\t'].map((key) => {
      desk.type(key);
      return desk.state().open;
    });
    expect(opened).not.toContain('two');
    desk.type('\x1b[Z\x1b[Z\x1b[Z');
    expect(inOrder(desk.state().chats, 'arrival').map(({ id }) => id)).toEqual([
      'one',
      'two~1',
      'three',
      'two',
    ]);
    desk.type('\x1b2');
    expect(desk.state().open).toBe('two~1');
  });

  test('goes by arrival, or by waiting time with the answered ones after', () => {
    const desk = three();
    desk.at(5_000);
    desk.record('bob', { type: 'message', from: 'agent', text: 'hi', via: 'typed' });
    desk.type('\x13');
    expect(desk.state().order).toBe('wait');
    expect(screen(desk).indexOf('bob')).toBeGreaterThan(screen(desk).indexOf('cat'));
    desk.type('\x0e');
    expect(desk.state().open, 'Ctrl-N goes to who waits longest').toBe('cat');
  });

  test('counts what was not read, and an automatic reply is no answer', () => {
    const desk = three();
    desk.buyer('bob', 'Anybody there?');
    expect(screen(desk)).toContain('2●');
    desk.record('bob', { type: 'message', from: 'agent', text: 'away', via: 'auto' });
    expect(desk.state().chats.find(({ id }) => id === 'bob')!.waitingSince).toBe(0);
  });

  test('rings for a new buyer only where that was asked for', () => {
    expect(three().effects.filter((effect) => effect.do === 'bell')).toHaveLength(3);
    expect(
      three({ settings: { bell: false } }).effects.filter((effect) => effect.do === 'bell'),
    ).toHaveLength(0);
  });
});

describe('the desk itself', () => {
  test('help shows every command and can be read on the smallest screen', () => {
    const desk = three({ columns: 60, rows: 18 });
    desk.type('?');
    let all = '';
    for (let page = 0; page < 20; page += 1) {
      all += screen(desk);
      desk.type('\x1b[6~');
    }
    for (const command of ['/refund', '/transfer', '/close', 'Ctrl-R', 'Ctrl-G', '180 s'])
      expect(all).toContain(command);
  });

  test('Ctrl-C asks once and then leaves', () => {
    const desk = three();
    expect(desk.type('\x03')).toEqual([]);
    expect(screen(desk)).toContain('peilian practice --continue');
    expect(desk.type('\x1b')).toEqual([]);
    desk.type('\x03');
    expect(desk.type('\x03')).toEqual([{ do: 'quit' }]);
  });

  test('pauses in practice, never in an exam', () => {
    expect(three().type('\x10')).toEqual([{ do: 'pause', paused: true }]);
    const strict = three({ settings: { strict: true } });
    expect(strict.type('\x10\x07')).toEqual([]);
    expect(strict.state().notice?.text).toContain('exam');
  });

  test('a search belongs to the buyer it was for: Esc and another chat give it up, Enter keeps it', () => {
    const desk = openDesk(facts);
    desk.buyer('one', 'hello');
    desk.buyer('two', 'hello');
    const query = () => desk.state().panel.query.text;
    desk.type('\x06scarf\r');
    expect([query(), desk.state().focus]).toEqual(['scarf', 'composer']);
    desk.type('\x1b2');
    expect(query()).toBe('');
    desk.type('\x06mug\x1b');
    expect([query(), desk.state().focus]).toEqual(['', 'composer']);
    desk.type('/item mug\r');
    expect([query(), desk.state().panel.tab, desk.state().focus]).toEqual(['mug', 'product', 'panel']);
  });

  test('the tab key brings the panel up where it has no room beside the chat, and turns its tabs where it is seen', () => {
    const seen = (columns: number) => {
      const desk = openDesk(facts, { columns });
      desk.buyer('one', 'hello');
      return ['\x14', '\x14'].map((key) => {
        desk.type(key);
        return `${desk.state().pane} ${desk.state().panel.tab}`;
      });
    };
    expect(seen(110)).toEqual(['panel product', 'panel offers']);
    expect(seen(180)).toEqual(['chat offers', 'chat policy']);
  });

  test('what came while something was looked up is read once the chat is back', () => {
    const desk = three({ columns: 90 });
    desk.type('\x06coat');
    desk.buyer('ann', 'Hello?');
    expect(desk.state().chats[0]!.unread).toBe(1);
    desk.type('\x1b');
    expect(desk.state().chats[0]!.unread).toBe(0);
    expect(draftOf(desk, 'ann')).toBe('');
  });

  test('offers a minute of rest after a buyer who was abusive', () => {
    const desk = three();
    desk.buyer('bob', 'You idiot');
    desk.record('bob', { type: 'ending', ending: 'walked-out', by: 'buyer', reason: '' });
    const transcript = { id: 'bob', header: {} as never, events: desk.state().chats[1]!.events };
    desk.take({ type: 'host', event: { type: 'ended', chat: 'bob', transcript, scorecard: null, at: 0 } });
    expect(screen(desk)).toContain('Take a minute?');
    expect(desk.type('\r')).toEqual([{ do: 'pause', paused: true }]);
    expect(screen(desk)).toContain('60 s');
    expect(desk.take({ type: 'tick', now: desk.state().now + 60_000 })).toEqual([
      { do: 'pause', paused: false },
    ]);
  });

  test('says so where the terminal is too small', () => {
    expect(screen(three({ columns: 59, rows: 40 }))).toContain('at least 60 columns');
  });
});

const KEYS = [
  'a',
  '好',
  '👨‍👩‍👧',
  '/',
  '/re',
  ':s',
  '?',
  '!',
  'y',
  '1',
  '\r',
  '\n',
  '\t',
  '\x1b',
  '\x7f',
  '\x1b[A',
  '\x1b[B',
  '\x1b[C',
  '\x1b[D',
  '\x1b[5~',
  '\x1b[6~',
  '\x1b[Z',
  '\x1b1',
  '\x1b2',
  '\x1b3',
  '\x1bb',
  '\x03',
  '\x0e',
  '\x12',
  '\x06',
  '\x07',
  '\x10',
  '\x13',
  '\x0f',
  '\x14',
  '\x0c',
  '\x1a',
  '\x17',
  '\x15',
  '\x19',
  '\x1b[200~one\rtwo\x1b[201~',
  '/close done',
  '/status away',
  '//x',
  '\x1bOP',
];
const happening = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...KEYS).map((keys) => ({ keys })) },
  fc.constantFrom('ann', 'bob', 'cat', 'dan').map((buyer) => ({ buyer })),
  fc.constantFrom('ann', 'bob').map((ends) => ({ ends })),
  fc.nat(120_000).map((later) => ({ later })),
  fc
    .tuple(fc.integer({ min: 40, max: 250 }), fc.integer({ min: 10, max: 80 }))
    .map(([columns, rows]) => ({ size: { columns, rows } })),
);

property.prop([fc.array(happening, { maxLength: 60 })], { numRuns: 150 })(
  'no sequence of keys breaks the desk, and drafts never cross chats',
  (happenings) => {
    const desk = three();
    for (const one of happenings) {
      const before = desk.state();
      if ('keys' in one) {
        const said = desk.type(one.keys).filter((effect) => effect.do === 'say');
        // One chunk may hold a switch; what was typed went to chats that were open in between.
        if (one.keys.length === 1) {
          for (const { chat } of said) expect(chat).toBe(before.open);
          for (const chat of before.chats)
            if (chat.id !== before.open)
              expect(desk.state().chats.find(({ id }) => id === chat.id)!.draft).toBe(chat.draft);
        }
      } else if ('buyer' in one) desk.buyer(one.buyer, 'Hello? 在吗');
      else if ('ends' in one)
        desk.record(one.ends, { type: 'ending', ending: 'left', by: 'buyer', reason: '' });
      else if ('later' in one) desk.at(desk.state().now + one.later);
      else desk.take({ type: 'resize', size: one.size });
      const { columns, rows } = desk.state().size;
      const frame = deskFrame(desk.state(), facts);
      const drawn = rowsOf(frame);
      expect(drawn).toHaveLength(rows);
      for (const row of drawn) expect(cells(row)).toBeLessThanOrEqual(columns);
      if (frame.cursor !== null) {
        expect(frame.cursor.x).toBeLessThan(columns);
        expect(frame.cursor.y).toBeLessThan(rows);
      }
    }
  },
);
