import { expect, test } from 'vitest';
import { parseDo } from '../../src/commands/practice/line.ts';

test.each([
  ['亲，在的', null],
  ['/quit', null],
  ['/document', null],
  [
    '/do refund order=1001 amount=20.5',
    { type: 'act', request: { name: 'refund', args: { order: '1001', amount: 20.5 } } },
  ],
  [
    '  /do note-order order=1001 note=leave with neighbour',
    { type: 'act', request: { name: 'note-order', args: { order: '1001', note: 'leave with neighbour' } } },
  ],
  ['/do refnud order=1', { type: 'unknown', command: '/do refnud', near: '/do refund' }],
  ['/do', { type: 'unknown', command: '/do ', near: undefined }],
])('the desk takes %j for what it is', (line, meant) => {
  expect(parseDo(line)).toEqual(meant);
});
