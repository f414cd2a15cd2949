import { describe, expect, it } from 'vitest';
import {
  createMisbehavingPort,
  createScriptedPort,
  MISBEHAVIOURS,
  type Misbehaviour,
} from '../../../src/connectors/memory/misbehaving.ts';
import type { Arrival } from '../../../src/model/ports.ts';
import { ask, LINE, message } from '../../helpers/inbound.ts';

/** Delivers one message and then lets what was put off happen, in the order of its time. */
async function meet(behaviour: Misbehaviour): Promise<{ answered: Arrival[]; pushed: Arrival[] }> {
  const later: { afterMs: number; then: () => void }[] = [];
  const pushed: Arrival[] = [];
  const port = createMisbehavingPort(behaviour, {
    later: (afterMs, then) => later.push({ afterMs, then }),
    answerLimitMs: 20,
  });
  const line = port.open(LINE, (arrival) => pushed.push(arrival));
  const answered = await ask(line, message('hi'));
  for (const { then } of later.sort((a, b) => a.afterMs - b.afterMs)) then();
  await port.close();
  expect(port.pushes).toBe(later.length > 0);
  return { answered, pushed };
}

const says = (text: string, more = {}) => ({ type: 'message', text, ...more });

describe('createMisbehavingPort', () => {
  it.each<[Misbehaviour, unknown[], unknown[]]>([
    ['at-once', [says('hi')], []],
    ['late', [], [says('hi')]],
    ['twice', [says('hi')], [says('hi')]],
    ['out-of-order', [says('hi (second)', { delayMs: 2_000 }), says('hi (first)', { delayMs: 1_000 })], []],
    ['pushes', [says('one moment')], [says('hi'), says('one more thing')]],
    ['never', [expect.objectContaining({ type: 'error', code: 'timeout' })], []],
    ['throws', [expect.objectContaining({ type: 'error', code: 'internal' })], []],
  ])('%s', async (behaviour, answered, pushed) => {
    expect(await meet(behaviour)).toEqual({ answered, pushed });
  });

  it('hears nothing pushed after its line is closed', async () => {
    for (const behaviour of MISBEHAVIOURS) {
      const later: (() => void)[] = [];
      const pushed: Arrival[] = [];
      const port = createMisbehavingPort(behaviour, {
        later: (_, then) => later.push(then),
        answerLimitMs: 20,
      });
      const line = port.open(LINE, (arrival) => pushed.push(arrival));
      await ask(line, message('hi'));
      await line.close();
      for (const then of later) then();
      expect(pushed).toEqual([]);
      await port.close();
    }
  });
});

describe('createScriptedPort', () => {
  it('says what the test tells it to', async () => {
    const port = createScriptedPort((request) => [
      { type: 'typing' },
      { type: 'message', text: request.text.toUpperCase() },
    ]);
    expect(
      await ask(
        port.open(LINE, () => {}),
        message('hi'),
      ),
    ).toEqual([{ type: 'typing' }, says('HI')]);
  });
});
