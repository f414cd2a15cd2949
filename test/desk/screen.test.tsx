import { render } from 'ink-testing-library';
import { describe, expect, test } from 'vitest';
import { conversationLines } from '../../src/desk/conversation-lines.ts';
import { layoutOf } from '../../src/desk/layout.ts';
import { DeskScreen, deskFrame } from '../../src/desk/views/DeskScreen.tsx';
import { readUi } from '../../src/system/ui-texts.ts';
import { cells } from '../../src/ui/cells.ts';
import { withoutColour } from '../../src/ui/terminal.ts';
import { type DeskBench, openDesk, plainFacts } from './desk-bench.ts';

const facts = plainFacts(await readUi('zh-CN'), 'zh-CN');

/** ink-testing-library draws on 100 columns. */
function drawn(desk: DeskBench): string {
  const { lastFrame } = render(<DeskScreen frame={deskFrame(desk.state(), facts)} />);
  return withoutColour(lastFrame() ?? '').replace(/\x1b\[[\d;]*m/g, '');
}

describe('the desk as it is drawn', () => {
  test('list and chat side by side, with a line between them on every row', () => {
    const desk = openDesk(facts, { columns: 100, rows: 24 });
    desk.buyer('阿丽', '在吗👋 这件有M码吗');
    desk.record('阿丽', { type: 'message', from: 'agent', text: '亲，有的哦～', via: 'typed' });
    const rows = drawn(desk).split('\n');
    expect(rows).toHaveLength(24);
    for (const row of rows.slice(1, -1)) expect(cells(row.split('│')[0]!)).toBe(27);
    expect(drawn(desk)).toContain('在吗👋 这件有M码吗');
    expect(drawn(desk)).toMatch(/亲，有的哦～\s*$/m);
  });

  test('cards, pictures, deeds and what happens are told from words', () => {
    const desk = openDesk(facts, { columns: 100, rows: 30 });
    desk.record('ann', {
      type: 'message',
      from: 'buyer',
      text: '看看这个',
      content: [
        { type: 'card', card: 'product', id: 'scarf' },
        { type: 'image', alt: '袖口开线' },
        { type: 'text', text: '看看这个' },
      ],
      via: 'simulated',
    });
    desk.record('ann', { type: 'world', name: 'order-paid', args: { order: '1' } });
    desk.record('ann', {
      type: 'action',
      by: 'agent',
      id: 'a1',
      name: 'refund',
      args: { order: '1', amount: 5 },
      result: { ok: false, code: 'no-such-order', message: 'no' },
    });
    const screen = drawn(desk);
    for (const text of [
      '▣ product scarf',
      '[图片：袖口开线]',
      '看看这个',
      '◇ 已付款',
      '✗ refund',
      '没有这个订单',
    ])
      expect(screen).toContain(text);
  });

  test('a control sequence from a buyer is seen, not obeyed', () => {
    const desk = openDesk(facts, { columns: 100, rows: 24 });
    desk.buyer('a\x1b[2J', 'x\x1b]0;owned\x07y');
    expect(render(<DeskScreen frame={deskFrame(desk.state(), facts)} />).lastFrame()).not.toMatch(
      /\x1b\[2J|\x1b\]0/,
    );
    expect(drawn(desk)).toContain('x\\u{1b}]0;owned\\u{7}y');
  });

  test('badges stand below the reply, with a sign', () => {
    const desk = openDesk(facts, { columns: 100, rows: 24 });
    desk.buyer('ann', '好的');
    desk.record('ann', { type: 'message', from: 'agent', text: '不清楚', via: 'typed' });
    desk.take({
      type: 'badge',
      chat: 'ann',
      badge: { event: 1, good: ['回得快'], missed: [{ rule: 'r', text: '没有答上问题' }] },
    });
    expect(drawn(desk)).toMatch(/✓ 回得快\s*\n.*✗ 没有答上问题/);
    desk.type('!');
    expect(drawn(desk)).toContain('为什么扣得不对？');
  });

  test('five thousand messages scroll without being laid out again', () => {
    const desk = openDesk(facts, { columns: 120, rows: 32 });
    for (let index = 0; index < 5_000; index += 1) {
      desk.record('ann', {
        type: 'message',
        from: index % 2 ? 'agent' : 'buyer',
        text: `第${index}条，请问什么时候发货呢？`,
        via: 'typed',
      });
    }
    const columns = layoutOf(desk.state(), facts).chat - 1;
    const laidOut = () => conversationLines(desk.state().chats[0]!, columns, facts);
    const before = laidOut();
    for (let page = 0; page < 20; page += 1) desk.type('\x1b[5~');
    expect(desk.state().chats[0]!.scroll).toBeGreaterThan(300);
    expect(laidOut()).toBe(before);
    // One more message lays out itself, and no other again.
    desk.record('ann', { type: 'message', from: 'agent', text: '在的', via: 'typed' });
    const known = new Set(before);
    const texts = laidOut().flatMap((row) => (known.has(row) ? [] : row.map(({ text }) => text.trim())));
    expect(texts).toContain('在的');
    expect(texts.filter((text) => text.includes('什么时候发货'))).toEqual([]);
  });
});
