import { beforeAll, describe, expect, test } from 'vitest';
import type { DeskFacts } from '../../../src/desk/facts.ts';
import { type SpokenWay, spokenChanges } from '../../../src/desk/spoken/spoken-desk.ts';
import type { TranscriptEvent } from '../../../src/model/event.ts';
import { readUi } from '../../../src/system/ui-texts.ts';
import { type DeskBench, openDesk, plainFacts } from '../desk-bench.ts';

let facts: DeskFacts;
beforeAll(async () => {
  facts = plainFacts(await readUi('en'));
});

const branchHeader = {
  type: 'header',
  conversation: 'anna~1',
  index: 0,
  t: 0,
  startsAt: '2026-11-11T20:00:00+00:00',
  parent: { conversation: 'anna', event: 1 },
} as unknown as TranscriptEvent;

/** What is to be heard of everything that `deed` does. */
function heard(desk: DeskBench, deed: () => void, way: SpokenWay = 'keys'): readonly string[] {
  const before = desk.state();
  deed();
  return spokenChanges(before, desk.state(), { facts, way, tellsOwn: true });
}

describe('the desk in sentences', () => {
  test('messages in order, each with number and name; deeds and their results in words', () => {
    const desk = openDesk(facts);
    expect(heard(desk, () => desk.buyer('anna', 'hello\nis it warm?'))).toEqual([
      'New buyer: 1 anna.',
      '1 anna: hello is it warm?',
    ]);
    expect(
      heard(desk, () => {
        desk.buyer('bert', 'where is it');
        desk.buyer('anna', 'anyone?');
      }),
    ).toEqual(['1 anna: anyone?', 'New buyer: 2 bert.', '2 bert: where is it']);
    expect(
      heard(desk, () => desk.record('anna', { type: 'message', from: 'agent', text: 'Yes.', via: 'typed' })),
    ).toContain('1 you to anna: Yes.');
    expect(
      heard(desk, () =>
        desk.record('anna', {
          type: 'action',
          by: 'agent',
          id: 'a1',
          name: 'refund',
          args: { order: '1', amount: 5 },
          result: { ok: false, code: 'no-such-order', message: '' },
        }),
      ),
    ).toEqual(['1 anna: not possible: refund {"order":"1","amount":5}: there is no such order']);
  });

  test('control sequences of a message are words, not deeds', () => {
    const desk = openDesk(facts);
    const [, said] = heard(desk, () => desk.buyer('anna', 'a\x1b[2Jb\x07\u202ec'));
    expect(said).not.toMatch(/[\x00-\x1f\u202e]/);
  });

  test('waits are told in words as they grow, the early ones only for those who are not open', () => {
    const desk = openDesk(facts);
    desk.buyer('anna', 'hello');
    desk.buyer('bert', 'hello');
    expect(heard(desk, () => desk.at(9_000))).toEqual([]);
    expect(heard(desk, () => desk.at(10_000))).toEqual(['2 bert has been waiting for 10 seconds.']);
    expect(heard(desk, () => desk.at(11_000))).toEqual([]);
    expect(heard(desk, () => desk.at(30_000))).toEqual([
      '1 anna has been waiting for 30 seconds.',
      '2 bert has been waiting for 30 seconds.',
    ]);
    expect(heard(desk, () => desk.at(100_000))).toContain('1 anna has been waiting for 1 min 40 seconds.');
    // Line by line they are asked for.
    expect(heard(desk, () => desk.at(180_000), 'lines')).toEqual([]);
    expect(heard(desk, () => desk.take({ type: 'line', text: '/chat', at: 181_000 }), 'lines')).toEqual([
      'Buyers, by arrival:',
      '1 anna (open): waiting for 3 min 1 seconds',
      '2 bert: waiting for 3 min 1 seconds, 1 unread',
      '1 more to come',
    ]);
  });

  test('who comes to a chat hears what is open there, and the draft', () => {
    const desk = openDesk(facts);
    desk.buyer('anna', 'hello');
    desk.buyer('bert', 'one');
    desk.buyer('bert', 'two!');
    desk.type('half a');
    expect(heard(desk, () => desk.type('\x1b2'))).toEqual([
      'Now with 2 bert (open): waiting for 0 seconds, sounds angry',
      '2 bert: one',
      '2 bert: two!',
    ]);
    expect(heard(desk, () => desk.type('\x1b1'))[0]).toBe(
      'Now with 1 anna (open): waiting for 0 seconds, your draft: half a',
    );
  });

  test('a branch is told of by its buyer, once there is something of it', () => {
    const desk = openDesk(facts);
    desk.buyer('anna', 'hello');
    desk.take({
      type: 'host',
      event: { type: 'context', chat: 'anna', context: { account: 'anna_w' } as never, at: 0 },
    });
    desk.record('anna', { type: 'message', from: 'agent', text: 'no', via: 'typed' });
    expect(
      heard(desk, () =>
        desk.take({ type: 'host', event: { type: 'arrived', chat: 'anna~1', beganAt: 0, at: 0 } }),
      ),
    ).toEqual([]);
    desk.type('\x1b');
    desk.take({
      type: 'host',
      event: { type: 'recorded', chat: 'anna~1', event: branchHeader, replayed: true, at: 0 },
    });
    expect(desk.state().open).toBe('anna~1');
    const told = heard(desk, () => desk.buyer('anna~1', 'hello'));
    expect(told.join('\n')).toContain('Now with 1 anna_w (open)');
    expect(told.join('\n')).not.toContain('~1');
  });

  test('questions, offers, hints and findings are sentences without frames', () => {
    const desk = openDesk(facts);
    desk.buyer('anna', 'hello');
    expect(heard(desk, () => desk.type('/ref'))).toEqual(['/refund: refund an amount, 1 of 1']);
    desk.type('\x15');
    desk.type('/note x');
    expect(heard(desk, () => desk.type('\r'))).toEqual([
      'note-order {"note":"x"}?',
      'Enter: do it · Esc: leave it',
    ]);
    desk.type('\x1b');
    desk.type('\x15');
    expect(
      heard(desk, () =>
        desk.take({ type: 'hint', chat: 'anna', hint: { level: 3, text: 'Greet.', reply: 'Hi' } }),
      ),
    ).toEqual(['Hint 3/3: Greet.', 'Tab takes the sample reply into your message']);
    desk.record('anna', { type: 'message', from: 'agent', text: 'no', via: 'typed' });
    const badge = { event: 1, good: ['answered in 5 s'], missed: [{ rule: 'r', text: 'A bare no' }] };
    expect(heard(desk, () => desk.take({ type: 'badge', chat: 'anna', badge }))).toEqual([
      '1 good: answered in 5 s',
      '1 missed: A bare no',
    ]);
    expect(heard(desk, () => desk.type('!'))).toEqual([
      'You object to: A bare no',
      'Why is this finding wrong? Enter: object · Esc: leave it',
    ]);
    desk.type('\x1b');
    const help = heard(desk, () => desk.type('?'));
    expect(help.length).toBeGreaterThan(30);
    expect(help.join('\n')).not.toMatch(/[│─━]|\s{3}/);
  });

  test('the panel is told in part, and read on row by row', () => {
    const desk = openDesk(facts);
    desk.buyer('anna', 'hello');
    expect(heard(desk, () => desk.type('\x06'))).toEqual([
      'Item ',
      '2 rows; up and down read on',
      'product of anna',
      'found',
    ]);
    expect(heard(desk, () => desk.type('\x1b[B'))).toEqual(['found']);
    expect(heard(desk, () => desk.type('x'))).toEqual([
      '2 rows; up and down read on',
      'product of anna',
      'found x',
    ]);
  });
});
