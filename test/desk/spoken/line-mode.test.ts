import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { DeskFacts } from '../../../src/desk/facts.ts';
import { linePrompt } from '../../../src/desk/spoken/line-mode.ts';
import { readUi } from '../../../src/system/ui-texts.ts';
import { type DeskBench, openDesk, plainFacts } from '../desk-bench.ts';

let facts: DeskFacts;
beforeAll(async () => {
  facts = plainFacts(await readUi('en'));
});

function withThree(): DeskBench {
  const desk = openDesk(facts);
  for (const chat of ['anna', 'bert', 'cleo']) {
    desk.buyer(chat, `hello from ${chat}`);
    desk.at(desk.state().now + 3_000);
  }
  return desk;
}

const line = (desk: DeskBench, text: string) => {
  const effects = desk.take({ type: 'line', text, at: desk.state().now });
  desk.take({ type: 'ready' });
  return effects;
};
const notice = (desk: DeskBench) => desk.state().notice?.text;

describe('a desk of lines', () => {
  test('says a line to the open buyer, an addressed one to its own, and switches by number', () => {
    const desk = withThree();
    expect(line(desk, 'good morning')).toMatchObject([{ do: 'say', chat: 'anna', text: 'good morning' }]);
    expect(line(desk, '2: one moment')).toMatchObject([
      { do: 'say', chat: 'bert', text: 'one moment', via: 'typed' },
    ]);
    expect(line(desk, '3：在的')).toMatchObject([{ do: 'say', chat: 'cleo', text: '在的' }]);
    expect(desk.state().open).toBe('anna');
    line(desk, '/2');
    expect(desk.state().open).toBe('bert');
    line(desk, '/chat 3');
    expect(desk.state().open).toBe('cleo');
    expect(line(desk, '2:30 would suit me')).toMatchObject([
      { do: 'say', chat: 'cleo', text: '2:30 would suit me' },
    ]);
    expect(line(desk, '9: lost')).toEqual([]);
    expect(notice(desk)).toContain('no buyer 9');
    expect(line(desk, '//slash')).toMatchObject([{ do: 'say', chat: 'cleo', text: '/slash' }]);
  });

  test('asks before an action, does it on y, leaves it on n, and sends neither to the buyer', () => {
    const desk = withThree();
    expect(line(desk, '/note leave with the neighbour')).toEqual([]);
    expect(desk.state().overlay?.type).toBe('confirm');
    expect(line(desk, 'what?')).toEqual([]);
    expect(line(desk, 'y')).toMatchObject([{ do: 'act', chat: 'anna', request: { name: 'note-order' } }]);
    line(desk, '2: /note blue ribbon');
    expect(line(desk, '是')).toMatchObject([
      { do: 'act', chat: 'bert', request: { args: { note: 'blue ribbon' } } },
    ]);
    line(desk, '/close done');
    expect(line(desk, 'n')).toEqual([]);
    expect(desk.state().chats.every(({ draft }) => draft.editor.text === '')).toBe(true);
    expect(line(desk, '/refund lots #1')).toEqual([]);
    expect(notice(desk)).toContain('does not fit');
    expect(desk.state().chats.every(({ draft }) => draft.editor.text === '')).toBe(true);
  });

  test('sends a quick phrase by its number, and not while something in it is unfilled', () => {
    const desk = withThree();
    line(desk, '/phrases');
    expect(line(desk, '1')).toMatchObject([{ do: 'say', chat: 'anna', via: 'quick-phrase' }]);
    line(desk, '/phrases size');
    expect(line(desk, '1')).toEqual([]);
    expect(notice(desk)).toContain('{size}');
    line(desk, '/phrases size');
    expect(line(desk, '7')).toEqual([]);
    expect(notice(desk)).toContain('no number 7');
    expect(line(desk, '')).toEqual([]);
    expect(desk.state().overlay).toBeNull();
  });

  test('takes the sample reply of a hint, and goes back by letters', () => {
    const desk = withThree();
    expect(line(desk, '/hint')).toMatchObject([{ do: 'hint', chat: 'anna', level: 1 }]);
    expect(line(desk, '/take')).toEqual([]);
    desk.take({ type: 'hint', chat: 'anna', hint: { level: 3, text: 'Greet.', reply: 'Hello there!' } });
    expect(line(desk, '/take')).toMatchObject([{ do: 'say', chat: 'anna', text: 'Hello there!' }]);
    desk.record('anna', { type: 'message', from: 'agent', text: 'first', via: 'typed' });
    desk.record('anna', { type: 'message', from: 'agent', text: 'second', via: 'typed' });
    line(desk, '/rewind');
    line(desk, 'u');
    expect(line(desk, 'y')).toMatchObject([{ do: 'rewind', chat: 'anna', event: 1 }]);
  });

  test('leaves by /quit at once, by Ctrl-C after a question; finishes with an empty line', () => {
    const desk = withThree();
    expect(line(desk, '/quit')).toEqual([{ do: 'quit' }]);
    desk.take({ type: 'interrupt' });
    expect(line(desk, 'n')).toEqual([]);
    desk.take({ type: 'interrupt' });
    expect(line(desk, 'y')).toEqual([{ do: 'quit' }]);
    desk.take({ type: 'host', event: { type: 'done', at: desk.state().now } });
    expect(line(desk, '')).toEqual([{ do: 'finish' }]);
  });

  test('tells before the next line whose turn it is and who is unread', () => {
    const desk = withThree();
    expect(linePrompt(desk.state(), facts, ({ account }) => account)).toBe(
      '[anna · bert: 1 unread · cleo: 1 unread] › ',
    );
    line(desk, '/2');
    line(desk, '/chat');
    expect(linePrompt(desk.state(), facts, ({ account }) => account)).toBe('[bert · cleo: 1 unread] › ');
    expect(desk.state().pane).toBe('chat');
  });

  test('names waiting buyers in the order of their numbers, and what was gone back in as such', () => {
    const desk = openDesk(facts);
    for (const chat of ['slow', 'quick'])
      desk.take({ type: 'host', event: { type: 'arrived', chat, beganAt: 0, at: 0 } });
    desk.buyer('third', 'first to speak');
    desk.buyer('quick', 'hello');
    desk.at(2_000);
    desk.buyer('slow', 'hello');
    expect(linePrompt(desk.state(), facts, ({ account }) => account)).toBe(
      '[third · quick: 1 unread · slow: 1 unread] › ',
    );
  });

  test('never says anything to a buyer that a line is not for, whatever the lines', () => {
    const lines = fc.array(
      fc.oneof(
        fc.constantFrom(
          '/1',
          '/2',
          '/3',
          '/9',
          '/chat',
          '/note x',
          'y',
          'n',
          '/phrases',
          '1',
          '/hint',
          '/take',
          '/rewind',
          '',
          '/item',
          '?',
          '/read',
          '/sort',
          '/status away',
        ),
        fc
          .tuple(fc.integer({ min: 1, max: 4 }), fc.string({ maxLength: 8 }))
          .map(([to, text]) => `${to}: ${text}`),
        fc.string({ maxLength: 12 }),
      ),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(lines, (all) => {
        const desk = withThree();
        for (const text of all) {
          const { open, chats } = desk.state();
          const addressed = /^(\d{1,2}) ?[:：](?!\d)\s*(.+)$/s.exec(text.trim());
          for (const effect of line(desk, text)) {
            if (effect.do !== 'say') continue;
            const wanted = [
              open,
              addressed === null ? null : ['anna', 'bert', 'cleo'][Number(addressed[1]) - 1],
            ];
            expect(wanted).toContain(effect.chat);
            if (addressed !== null && effect.text.trim() === addressed[2]!.trim())
              expect(effect.chat).toBe(wanted[1] ?? open);
            expect(chats.map(({ id }) => id)).toContain(effect.chat);
          }
          expect(
            desk
              .state()
              .chats.every(({ draft }) => draft.editor.text === '' || desk.state().overlay !== null),
          ).toBe(true);
        }
      }),
      { numRuns: 60, seed: 5 },
    );
  });
});
