import type { Key } from '../../ui/keys.ts';
import { fitRows, type Line, line } from '../../ui/lines.ts';
import type { Size } from '../../ui/terminal.ts';
import type { DeskFrame } from './DeskScreen.tsx';

/** A page of text that can be scrolled: briefing, summary. */
export function pageFrame(lines: readonly Line[], keys: string, scroll: number, size: Size): DeskFrame {
  const room = size.rows - 2;
  const from = Math.min(scroll, Math.max(0, lines.length - room));
  const more = lines.length - from > room ? ' ↓' : '';
  return {
    top: [
      ...fitRows([line(''), ...lines.slice(from, from + room)], room + 1, size.columns),
      ...fitRows([line(` ${keys}${more}`, 'dim')], 1, size.columns),
    ],
    panes: [],
    bottom: [],
    cursor: null,
  };
}

/** Where a page stands after a key; `enter` and `leave` are what ends it. */
export function pageKey(key: Key, scroll: number, length: number, size: Size): number | 'enter' | 'leave' {
  const room = size.rows - 2;
  const most = Math.max(0, length - room);
  switch (key.name) {
    case 'enter':
      return 'enter';
    case 'escape':
      return 'leave';
    case 'ctrl':
      return key.letter === 'c' ? 'leave' : scroll;
    case 'up':
      return Math.max(0, scroll - 1);
    case 'down':
      return Math.min(most, scroll + 1);
    case 'page-up':
      return Math.max(0, scroll - room);
    case 'page-down':
      return Math.min(most, scroll + room);
    case 'text':
      return key.text === ' ' ? Math.min(most, scroll + room) : key.text === 'q' ? 'leave' : scroll;
    default:
      return scroll;
  }
}
