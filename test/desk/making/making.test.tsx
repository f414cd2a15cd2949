import { fc, test as property } from '@fast-check/vitest';
import { render } from 'ink-testing-library';
import { describe, expect, it } from 'vitest';
import { makingFrame } from '../../../src/desk/making/making-frame.ts';
import {
  initialMaking,
  type ListPage,
  listOf,
  type MakingEffect,
  type MakingInput,
  type MakingState,
} from '../../../src/desk/making/making-state.ts';
import { updateMaking } from '../../../src/desk/making/making-update.ts';
import { DeskScreen } from '../../../src/desk/views/DeskScreen.tsx';
import { readUi } from '../../../src/system/ui-texts.ts';
import { cells } from '../../../src/ui/cells.ts';
import type { Key } from '../../../src/ui/keys.ts';
import { anyKey, frameRows } from '../screens.ts';

const say = await readUi('en');
const zh = await readUi('zh-CN');
const options = (...keys: string[]) => keys.map((key) => ({ key, label: `label of ${key}` }));
const PREVIEW = {
  title: 'A late parcel',
  summary: 'From a real chat.',
  wishes: ['late', 'refund'],
  remarks: [{ text: 'expert · pass', tone: 'good' as const }],
  yaml: 'kind: scenario\nid: late\n',
};
const start = (more: Partial<Parameters<typeof initialMaking>[0]> = {}) =>
  initialMaking({
    size: { columns: 80, rows: 24 },
    fileGiven: false,
    fromNothing: false,
    lists: {
      begin: listOf('begin', options('chat', 'nothing'), ['chat']),
      stage: listOf('stage', options('pre-sale', 'after-sale'), ['pre-sale']),
      persona: listOf('persona', options('any', 'haggler'), ['any']),
      difficulty: listOf('difficulty', options('any', '1', '2'), ['any']),
    },
    ...more,
  });

/** Answers to what the screen wants done, as whoever does it gives them. */
function answersTo(effect: MakingEffect): readonly MakingInput[] {
  const list = (of: ListPage, ...keys: string[]): MakingInput => ({
    type: 'list',
    list: of,
    options: options(...keys),
    chosen: [keys[0]!],
  });
  switch (effect.do) {
    case 'read':
    case 'read-file':
      return [list('about', 'late', 'broken'), { type: 'read', rows: [{ text: '2 phones', tone: 'plain' }] }];
    case 'stage':
      return [list('about', 'questions', 'bargain')];
    case 'about':
      return [
        list('should', 'answer', 'remedy'),
        list('good', 'settled', 'calm'),
        list('never', 'nothing', 'refund'),
      ];
    case 'play':
    case 'play-edited':
      return [{ type: 'preview', preview: PREVIEW }];
    case 'write':
      return [{ type: 'written', rows: ['wrote it'] }];
    case 'leave':
      return [];
  }
}

function press(state: MakingState, ...keys: readonly Key[]): { state: MakingState; effects: MakingEffect[] } {
  const effects: MakingEffect[] = [];
  for (const key of keys) {
    const step = updateMaking(state, { type: 'key', key }, say);
    state = step.state;
    for (const effect of step.effects) {
      effects.push(effect);
      for (const input of answersTo(effect)) state = updateMaking(state, input, say).state;
    }
  }
  return { state, effects };
}
const ENTER: Key = { name: 'enter' };
const text = (letters: string): Key => ({ name: 'text', text: letters });
const screen = (state: MakingState, of = say) => frameRows(makingFrame(state, of)).join('\n');

describe('a scenario in the making', () => {
  it('goes from a pasted chat over what was read and four questions to a preview, and writes it', () => {
    const pasted = press(start(), ENTER, { name: 'paste', text: 'Buyer: hello\rAgent: hi' });
    expect(pasted.state.paste.text).toBe('Buyer: hello\nAgent: hi');
    const read = press(pasted.state, ENTER);
    expect(read.effects).toEqual([{ do: 'read', text: 'Buyer: hello\nAgent: hi' }]);
    expect(screen(read.state)).toMatch(/what was read[\s\S]*· 2 phones/);
    const asked = press(read.state, ENTER, { name: 'down' }, ENTER);
    expect(asked.effects).toEqual([{ do: 'about', subject: 'broken' }]);
    const played = press(asked.state, { name: 'down' }, text(' '), ENTER, ENTER, ENTER);
    expect(played.effects).toEqual([
      {
        do: 'play',
        chosen: expect.objectContaining({
          about: ['broken'],
          should: ['answer', 'remedy'],
          good: ['settled'],
          never: ['nothing'],
        }),
      },
    ]);
    expect(screen(played.state)).toMatch(
      /A late parcel[\s\S]*late → refund[\s\S]*✓ expert · pass[\s\S]*kind: scenario/,
    );
    expect(press(played.state, ENTER)).toMatchObject({
      effects: [{ do: 'write' }],
      state: { page: 'written' },
    });
  });

  it('goes from nothing over stage, wish, persona and difficulty', () => {
    const { state, effects } = press(
      start({ fromNothing: true }),
      ENTER,
      ENTER,
      { name: 'down' },
      ENTER,
      ENTER,
      ENTER,
      ENTER,
      ENTER,
    );
    expect(effects).toEqual([
      { do: 'stage', stage: 'pre-sale' },
      { do: 'about', subject: 'questions' },
      { do: 'play', chosen: expect.objectContaining({ persona: ['haggler'], difficulty: ['any'] }) },
    ]);
    expect(state.page).toBe('preview');
  });

  it('keeps the question in sight however long the list is', () => {
    const list: MakingInput = {
      type: 'list',
      list: 'about',
      options: options(...'abcdefghijklmnopqrstuvwxyz'),
      chosen: ['z'],
    };
    const small = { ...start({ size: { columns: 60, rows: 18 } }), page: 'about' as const };
    const shown = screen(updateMaking(small, list, say).state);
    expect(shown).toMatch(/What was it about\?[\s\S]*▸ ● label of z/);
    expect(shown).not.toContain('label of a');
  });

  it('“nothing” goes with no other answer', () => {
    const never = { ...start(), page: 'never' as const };
    const ready = updateMaking(
      never,
      { type: 'list', list: 'never', options: options('nothing', 'refund', 'close'), chosen: ['nothing'] },
      say,
    ).state;
    const ticked = press(ready, { name: 'down' }, text(' '), { name: 'down' }, text(' ')).state;
    expect(ticked.lists.never.chosen).toEqual(['refund', 'close']);
    expect(press(ticked, { name: 'home' }, text(' ')).state.lists.never.chosen).toEqual(['nothing']);
  });

  it('goes back without losing what was written or ticked', () => {
    const far = press(start(), ENTER, text('Buyer: hi'), ENTER, ENTER, ENTER).state;
    expect(far.page).toBe('should');
    const back = press(far, { name: 'escape' }, { name: 'escape' }, { name: 'escape' }).state;
    expect([back.page, back.paste.text]).toEqual(['paste', 'Buyer: hi']);
    const first = press(back, { name: 'escape' }).state;
    expect(first.page).toBe('begin');
    expect(press(first, { name: 'escape' }).effects).toEqual([{ do: 'leave' }]);
  });

  it('edits the YAML, plays it again, and says where it is wrong', () => {
    const preview = press(start(), ENTER, text('x'), ENTER, ENTER, ENTER, ENTER, ENTER, ENTER).state;
    const edited = press(preview, text('e'), text('# mine'), ENTER);
    expect(screen(edited.state)).toContain('# mine');
    const played = press(edited.state, { name: 'ctrl', letter: 's' });
    expect(played.effects).toEqual([{ do: 'play-edited', yaml: `# mine\n${PREVIEW.yaml}` }]);
    const step = updateMaking(edited.state, { type: 'key', key: { name: 'f2' } }, say).state;
    const failed = updateMaking(
      step,
      { type: 'failed', text: 'late.yaml:1:1  kind is missing\n  1 | x' },
      say,
    ).state;
    expect([failed.page, failed.yaml.text]).toEqual(['edit', `# mine\n${PREVIEW.yaml}`]);
    expect(screen(failed)).toMatch(/! late.yaml:1:1 {2}kind is missing *\n {6}1 \| x/);
    expect(press(failed, { name: 'escape' }).state).toMatchObject({ page: 'preview', preview: PREVIEW });
  });

  it('says what cannot be done where it was asked for', () => {
    const empty = press(start(), ENTER, ENTER);
    expect(empty.effects).toEqual([]);
    expect(screen(empty.state)).toContain('nothing has been pasted yet');
    const missing = updateMaking(
      start({ fileGiven: true }),
      { type: 'failed', text: 'no such file' },
      say,
    ).state;
    expect(missing).toMatchObject({ page: 'paste', busy: null });
    expect(screen(missing)).toContain('! no such file');
    const long = press(start(), ENTER, { name: 'paste', text: '好'.repeat(60_000) }).state;
    expect(screen(long)).toContain('only the first 50000 characters');
  });

  it('asks once before it stops, also while something is being done', () => {
    const busy = { ...press(start(), ENTER, text('x')).state, busy: 'playing' as const };
    expect(press(busy, text('y'), ENTER)).toEqual({ state: busy, effects: [] });
    const asked = press(busy, { name: 'ctrl', letter: 'c' });
    expect(asked.effects).toEqual([]);
    expect(screen(asked.state)).toContain('Nothing has been written');
    expect(press(asked.state, text('n')).state).toEqual(busy);
    expect(press(asked.state, { name: 'ctrl', letter: 'c' }).effects).toEqual([{ do: 'leave' }]);
  });

  it('draws what was pasted and obeys none of it; the cursor stands where the next character goes', () => {
    const { state } = press(start({ size: { columns: 100, rows: 24 } }), ENTER, {
      name: 'paste',
      text: '买家: 在吗\x1b[2J',
    });
    const frame = makingFrame(state, zh);
    const drawn = render(<DeskScreen frame={frame} />).lastFrame() ?? '';
    expect(drawn).not.toContain('\x1b[2J');
    const row = drawn.split('\n').findIndex((line) => line.includes('买家: 在吗[2J'));
    expect(frame.cursor).toEqual({ x: 2 + 10 + 3, y: row });
  });

  property.prop([
    fc.array(anyKey, { maxLength: 80 }),
    fc.record({ columns: fc.integer({ min: 10, max: 130 }), rows: fc.integer({ min: 4, max: 45 }) }),
    fc.boolean(),
    fc.boolean(),
  ])(
    'no keys break it; every row fits, the cursor is on the screen, and nothing is written that was not shown',
    (keys, size, fromNothing, fail) => {
      let state = start({ size, fromNothing });
      let shown = false;
      for (const key of keys) {
        const step = updateMaking(state, { type: 'key', key }, say);
        state = step.state;
        for (const effect of step.effects) {
          if (effect.do === 'write') expect(shown).toBe(true);
          const answers =
            fail && effect.do === 'play-edited'
              ? [{ type: 'failed' as const, text: 'no\n'.repeat(30) }]
              : answersTo(effect);
          for (const input of answers) state = updateMaking(state, input, say).state;
        }
        shown ||= state.page === 'preview';
        for (const of of [say, zh]) {
          const frame = makingFrame(state, of);
          const rows = frameRows(frame);
          expect(rows).toHaveLength(size.rows);
          for (const row of rows) expect(cells(row)).toBeLessThanOrEqual(size.columns);
          expect(rows.at(-1)).not.toContain('…');
          if (frame.cursor !== null) {
            expect(frame.cursor.x).toBeLessThan(size.columns);
            expect(frame.cursor.y).toBeLessThan(size.rows);
            expect(frame.cursor.y).toBeGreaterThanOrEqual(2);
          }
        }
      }
    },
  );
});
