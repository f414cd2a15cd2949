import type { PracticeSetup } from '../../desk/setup.ts';
import { spokenRows } from '../../desk/spoken/spoken-desk.ts';
import type { ChatView } from '../../desk/view-state.ts';
import { briefingLines } from '../../desk/views/briefing-lines.ts';
import type { DeskFrame } from '../../desk/views/DeskScreen.tsx';
import { pageFrame, pageKey } from '../../desk/views/page-view.ts';
import {
  type StartChoices,
  type StartState,
  spokenStart,
  startFrame,
  startKey,
} from '../../desk/views/start-view.ts';
import { summaryLines } from '../../desk/views/summary-lines.ts';
import type { Locale } from '../../model/locale.ts';
import type { Interrupt } from '../../system/interrupt.ts';
import type { Key } from '../../ui/keys.ts';
import type { Line } from '../../ui/lines.ts';
import type { Size } from '../../ui/terminal.ts';
import type { Data } from '../data.ts';
import type { CommandIo } from '../io.ts';
import { briefingOf } from './briefing.ts';
import type { DeskTerminal } from './desk-terminal.ts';
import { drawChats } from './draw-chats.ts';

export interface Pages {
  readonly terminal: DeskTerminal;
  readonly io: CommandIo;
  readonly data: Data;
  readonly interrupt: Interrupt;
}

/** The start screen, until something that can be played is chosen. */
export function askSetup(
  pages: Pages,
  setup: PracticeSetup,
  saved: boolean,
): Promise<PracticeSetup | 'continue' | 'leave'> {
  const { io, data } = pages;
  const choices = startChoices(pages, saved);
  let state: StartState = { setup, row: 0, nothing: false };
  return screen<PracticeSetup | 'continue' | 'leave'>(
    pages,
    'leave',
    (size) => startFrame(state, choices, size, io.ui),
    () => [...(state.nothing ? [io.ui('start.nothing')] : []), spokenStart(state, choices, io.ui)],
    [io.ui('start.title'), io.ui('start.about'), io.ui('start.keys')],
    (key, end) => {
      const step = startKey(state, key, choices);
      switch (step.type) {
        case 'choosing':
          state = step.state;
          return;
        case 'begin':
          if (drawChats(step.setup, data) === null) state = { ...state, nothing: true };
          else end(step.setup);
          return;
        default:
          end(step.type);
      }
    },
  );
}

/** `false`: back to the start. */
export function showBriefing(pages: Pages, setup: PracticeSetup, shopId: string): Promise<boolean> {
  const { io, data } = pages;
  const briefing = briefingOf(setup, shopId, data, io.uiLocale);
  return page(
    pages,
    (columns) => briefingLines(briefing, columns, io.ui, columns > 1_000 ? columns : 84),
    io.ui('brief.keys'),
  );
}

export async function showSummary(
  pages: Pages,
  chats: readonly ChatView[],
  titleOf: (chat: string) => string,
): Promise<void> {
  const { io } = pages;
  await page(pages, (columns) => summaryLines(chats, titleOf, columns, io.ui), io.ui('sum.keys'));
}

/** A page to read; `true` when Enter ends it. */
function page(pages: Pages, lines: (columns: number) => readonly Line[], keys: string): Promise<boolean> {
  let scroll = 0;
  return screen<boolean>(
    pages,
    false,
    (size) => pageFrame(lines(size.columns), keys, scroll, size),
    () => [keys],
    spokenRows(lines(10_000)),
    (key, end, size) => {
      const next = pageKey(key, scroll, lines(size.columns).length, size);
      if (typeof next === 'number') scroll = next;
      else end(next === 'enter');
    },
  );
}

/** Draws (or says `first`, then `spoken` whenever it is different) and listens until something ends it; an interrupt from outside gives `stopped`. */
function screen<R>(
  { terminal, interrupt }: Pages,
  stopped: R,
  frame: (size: Size) => DeskFrame,
  spoken: () => readonly string[],
  first: readonly string[],
  onKey: (key: Key, end: (result: R) => void, size: Size) => void,
): Promise<R> {
  return new Promise((resolve) => {
    let said = '';
    const draw = () => {
      terminal.painter.draw(frame(terminal.size()));
      // What is read aloud is said once, and again when it is another.
      const now = spoken();
      if (terminal.reader !== null && now.join('\n') !== said) terminal.reader.say(now);
      said = now.join('\n');
    };
    const unsubscribe = interrupt.onStop(() => end(stopped));
    let over = false;
    const end = (result: R) => {
      if (over) return;
      over = true;
      unsubscribe();
      resolve(result);
    };
    terminal.listen({
      key(key) {
        onKey(key, end, terminal.size());
        if (!over) draw();
      },
      resize: draw,
    });
    terminal.reader?.prompt(null);
    terminal.reader?.say(first);
    draw();
  });
}

function startChoices({ data, io }: Pages, saved: boolean): StartChoices {
  const shops = data.library.ids('shop').map((id) => data.shop(id));
  const shopsIn = (locale: Locale) =>
    shops
      .filter((shop) => shop.locale === locale)
      .map(({ id, name, trade }) => ({ id, title: `${name} (${trade})` }));
  return {
    saved,
    personas: data.library.ids('persona').map((id) => ({ id, title: data.persona(id).title[io.uiLocale] })),
    shops: { 'zh-CN': shopsIn('zh-CN'), en: shopsIn('en') },
  };
}
