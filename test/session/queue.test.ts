import { fc, test as property } from '@fast-check/vitest';
import { expect } from 'vitest';
import { Queue } from '../../src/session/queue.ts';

property.prop([
  fc.array(
    fc.record({
      due: fc.integer({ min: 0, max: 20 }),
      kind: fc.integer({ min: 0, max: 3 }),
      pop: fc.boolean(),
    }),
    { maxLength: 200 },
  ),
])('gives entries back by due time, then kind, then the order they came in', (steps) => {
  const queue = new Queue<number>();
  const model: { due: number; kind: number; item: number }[] = [];
  steps.forEach(({ due, kind, pop }, item) => {
    queue.push(due, kind, item);
    model.push({ due, kind, item });
    if (!pop) return;
    model.sort((a, b) => a.due - b.due || a.kind - b.kind || a.item - b.item);
    expect(queue.pop()?.item).toBe(model.shift()?.item);
  });
  model.sort((a, b) => a.due - b.due || a.kind - b.kind || a.item - b.item);
  expect(Array.from({ length: model.length }, () => queue.pop()?.item)).toEqual(
    model.map(({ item }) => item),
  );
  expect(queue.pop()).toBeUndefined();
});
