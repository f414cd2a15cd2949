import type { Locale } from '../../model/locale.ts';
import type { Say } from '../../report/say.ts';
import { cells, fitTo, wrapTo } from '../../ui/cells.ts';
import type { Key } from '../../ui/keys.ts';
import { fitRows, type Line, line } from '../../ui/lines.ts';
import type { Size } from '../../ui/terminal.ts';
import { AT_ONCE_MAX, BUYERS_MAX, HARD_FROM, type PracticeSetup } from '../setup.ts';
import type { DeskFrame } from './DeskScreen.tsx';

/** What can be chosen from, with titles in the interface's language. */
export interface StartChoices {
  readonly personas: readonly { readonly id: string; readonly title: string }[];
  readonly shops: Readonly<Record<Locale, readonly { readonly id: string; readonly title: string }[]>>;
  /** Whether a practice can be continued. */
  readonly saved: boolean;
}

export interface StartState {
  readonly setup: PracticeSetup;
  readonly row: number;
  /** Nothing fits the choice; said until something is changed. */
  readonly nothing: boolean;
}

export type StartStep =
  | { readonly type: 'choosing'; readonly state: StartState }
  | { readonly type: 'begin'; readonly setup: PracticeSetup }
  | { readonly type: 'continue' }
  | { readonly type: 'leave' };

type Row =
  | 'begin'
  | 'continue'
  | 'who'
  | 'at-once'
  | 'buyers'
  | 'difficulty'
  | 'locale'
  | 'shop'
  | 'hints'
  | 'mode'
  | 'bell';

export function startRows({ saved }: StartChoices): readonly Row[] {
  return [
    'begin',
    ...(saved ? (['continue'] as const) : []),
    'who',
    'at-once',
    'buyers',
    'difficulty',
    'locale',
    'shop',
    'hints',
    'mode',
    'bell',
  ];
}

/** A key on the start screen. */
export function startKey(state: StartState, key: Key, choices: StartChoices): StartStep {
  const rows = startRows(choices);
  const row = rows[state.row]!;
  const stay = (next: Partial<StartState>): StartStep => ({ type: 'choosing', state: { ...state, ...next } });
  if (
    key.name === 'escape' ||
    (key.name === 'ctrl' && key.letter === 'c') ||
    (key.name === 'text' && key.text === 'q')
  )
    return { type: 'leave' };
  if (key.name === 'up' || (key.name === 'tab' && key.shift))
    return stay({ row: (state.row + rows.length - 1) % rows.length });
  if (key.name === 'down' || key.name === 'tab') return stay({ row: (state.row + 1) % rows.length });
  if (key.name === 'enter') {
    if (row === 'continue') return { type: 'continue' };
    return { type: 'begin', setup: state.setup };
  }
  const digit = key.name === 'text' && /^[1-8]$/.test(key.text) ? Number(key.text) : null;
  if (digit !== null && (row === 'at-once' || row === 'begin'))
    return stay({ setup: withAtOnce(state.setup, digit), nothing: false });
  if (key.name === 'left' || key.name === 'right' || (key.name === 'text' && key.text === ' '))
    return stay({ setup: changed(state.setup, row, key.name === 'left' ? -1 : 1, choices), nothing: false });
  return stay({});
}

function changed(setup: PracticeSetup, row: Row, by: 1 | -1, choices: StartChoices): PracticeSetup {
  switch (row) {
    case 'who':
      return { ...setup, persona: turn([null, ...choices.personas.map(({ id }) => id)], setup.persona, by) };
    case 'at-once':
      return withAtOnce(setup, clamp(setup.atOnce + by, 1, AT_ONCE_MAX));
    case 'buyers':
      return { ...setup, buyers: clamp(setup.buyers + by, setup.atOnce, BUYERS_MAX) };
    case 'difficulty': {
      const difficulty = turn([null, 1, 2, 3, 4, 5], setup.difficulty, by);
      return { ...setup, difficulty, hints: difficulty === null || difficulty < HARD_FROM };
    }
    case 'locale':
      return { ...setup, locale: setup.locale === 'en' ? 'zh-CN' : 'en', shop: null };
    case 'shop':
      return {
        ...setup,
        shop: turn([null, ...choices.shops[setup.locale].map(({ id }) => id)], setup.shop, by),
      };
    case 'hints':
      return { ...setup, hints: !setup.hints };
    case 'mode':
      return { ...setup, strict: !setup.strict };
    case 'bell':
      return { ...setup, bell: !setup.bell };
    default:
      return setup;
  }
}

function withAtOnce(setup: PracticeSetup, atOnce: number): PracticeSetup {
  // As many as come at once unless somebody wants more.
  return {
    ...setup,
    atOnce,
    buyers: setup.buyers === setup.atOnce ? atOnce : Math.max(atOnce, setup.buyers),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

function turn<T>(all: readonly T[], now: T, by: 1 | -1): T {
  return all[(all.indexOf(now) + by + all.length) % all.length]!;
}

export function startFrame(state: StartState, choices: StartChoices, size: Size, say: Say): DeskFrame {
  const width = Math.min(size.columns - 4, 76);
  const label = Math.max(...startRows(choices).map((row) => cells(titleOf(row, say)))) + 4;
  const rows = startRows(choices).map((row, at): Line => {
    const chosen = at === state.row;
    const title = titleOf(row, say);
    const value = chosenIn(row, state.setup, choices, say);
    const head = {
      text: `  ${chosen ? '▸ ' : '  '}${fitTo(title, label)}`,
      ...(chosen ? { tone: 'strong' as const } : {}),
    };
    if (value === null) return [{ ...head, tone: chosen ? 'chosen' : 'accent' }];
    return [
      head,
      { text: chosen ? `‹ ${value} ›` : `  ${value}`, ...(chosen ? { tone: 'accent' as const } : {}) },
    ];
  });
  const about = wrapTo(say('start.about'), width).map((row) => line(`  ${row}`, 'dim'));
  const lines = [
    line(''),
    line(`  ${say('start.title')}`, 'title'),
    ...(size.rows >= 20 ? [line(''), ...about] : []),
    line(''),
    ...rows,
    line(''),
    ...(state.nothing ? [line(`  ! ${say('start.nothing')}`, 'warn')] : []),
  ];
  return {
    top: [
      ...fitRows(lines, size.rows - 1, size.columns),
      ...fitRows([line(` ${say('start.keys')}`, 'dim')], 1, size.columns),
    ],
    panes: [],
    bottom: [],
    cursor: null,
  };
}

/** The chosen row in words: what it is, what is chosen, where it stands. */
export function spokenStart(state: StartState, choices: StartChoices, say: Say): string {
  const rows = startRows(choices);
  const row = rows[state.row]!;
  const value =
    row === 'difficulty' && state.setup.difficulty !== null
      ? say('start.difficulty.value', { level: state.setup.difficulty })
      : chosenIn(row, state.setup, choices, say);
  return say('spoken.start', {
    title: titleOf(row, say),
    value: value === null ? '' : `${say('spoken.colon')}${value}`,
    at: state.row + 1,
    count: rows.length,
  });
}

function titleOf(row: Row, say: Say): string {
  return say(`start.${row}`);
}

function chosenIn(row: Row, setup: PracticeSetup, choices: StartChoices, say: Say): string | null {
  const onOff = (on: boolean) => (on ? say('start.on') : say('start.off'));
  switch (row) {
    case 'begin':
    case 'continue':
      return null;
    case 'who':
      return choices.personas.find(({ id }) => id === setup.persona)?.title ?? say('start.who.any');
    case 'at-once':
      return say('start.at-once.value', { count: setup.atOnce });
    case 'buyers':
      return say('start.buyers.value', { count: setup.buyers });
    case 'difficulty':
      return setup.difficulty === null
        ? say('start.difficulty.any')
        : `${'★'.repeat(setup.difficulty)}${'☆'.repeat(5 - setup.difficulty)} ${say('start.difficulty.value', { level: setup.difficulty })}`;
    case 'locale':
      return say(`start.locale.${setup.locale}`);
    case 'shop':
      return choices.shops[setup.locale].find(({ id }) => id === setup.shop)?.title ?? say('start.shop.any');
    case 'hints':
      return onOff(setup.hints && !setup.strict);
    case 'mode':
      return setup.strict ? say('start.mode.strict') : say('start.mode.relaxed');
    case 'bell':
      return onOff(setup.bell);
  }
}
