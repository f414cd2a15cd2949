import { expect, test } from 'vitest';
import { parseLine } from '../../src/commands/practice/line.ts';

test.each([
  ['亲，在的', { type: 'say', text: '亲，在的' }],
  ['  hello  ', { type: 'say', text: 'hello' }],
  ['', { type: 'nothing' }],
  ['//slash', { type: 'say', text: '/slash' }],
  ['/quit', { type: 'quit' }],
  ['/item linen shirt', { type: 'look', at: 'item', which: 'linen shirt' }],
  [
    '/do refund order=1001 amount=20.5',
    { type: 'act', name: 'refund', args: { order: '1001', amount: 20.5 } },
  ],
  [
    '/do note-order order=1001 note=leave with neighbour',
    { type: 'act', name: 'note-order', args: { order: '1001', note: 'leave with neighbour' } },
  ],
  ['/itme', { type: 'unknown', command: '/itme', near: '/item' }],
  ['/do refnud order=1', { type: 'unknown', command: '/do refnud', near: '/do refund' }],
])('the desk takes %j for what it is', (line, meant) => {
  expect(parseLine(line)).toEqual(meant);
});
