import { cells, fitTo, wrapTo } from '../ui/cells.ts';
import { type Line, line } from '../ui/lines.ts';
import type { DeskFacts } from './facts.ts';
import { usageOf } from './send.ts';
import { SLASH_COMMANDS } from './slash.ts';

/** Every key with what it does; the names of keys are the same in every language. */
const KEYS: readonly (readonly [group: string, rows: readonly (readonly [keys: string, text: string])[]])[] =
  [
    [
      'chats',
      [
        ['Tab / Shift-Tab', 'next'],
        ['Ctrl-N', 'longest'],
        ['Alt-1 … Alt-9', 'number'],
        ['Ctrl-S', 'sort'],
        ['PgUp / PgDn', 'scroll'],
        ['Ctrl-O', 'panes'],
      ],
    ],
    [
      'writing',
      [
        ['Enter', 'send'],
        ['Alt-Enter / Ctrl-J', 'newline'],
        ['↑ / ↓', 'history'],
        ['← → Home End Ctrl-A Ctrl-E Ctrl-B', 'move'],
        ['Ctrl-← Ctrl-→ / Alt-B Alt-F', 'words'],
        ['Backspace Delete Ctrl-H Ctrl-D', 'delete'],
        ['Ctrl-W Alt-Backspace / Alt-D', 'kill-word'],
        ['Ctrl-U / Ctrl-K / Ctrl-Y', 'kill-line'],
        ['Ctrl-Z Ctrl-_ / Alt-Z', 'undo'],
        [':', 'emoticon'],
        ['Ctrl-R / F2', 'phrases'],
        ['/', 'commands'],
      ],
    ],
    [
      'looking',
      [
        ['Ctrl-T', 'tab'],
        ['Ctrl-F / F3', 'search'],
        ['Esc', 'back'],
      ],
    ],
    [
      'coach',
      [
        ['Ctrl-G / F4', 'hint'],
        ['!', 'dispute'],
        ['Ctrl-P', 'pause'],
      ],
    ],
    [
      'desk',
      [
        ['? / F1', 'help'],
        ['Ctrl-L', 'redraw'],
        ['Ctrl-C', 'quit'],
      ],
    ],
  ];

/** What of the help is of use: without keys none of them, and no signs for those who do not see them. */
export interface HelpParts {
  readonly keys: boolean;
  readonly signs: boolean;
}

const SEEN: HelpParts = { keys: true, signs: true };

/** The help: all keys, then all commands, then what the signs mean. */
export function helpLines(columns: number, facts: DeskFacts, parts: HelpParts = SEEN): readonly Line[] {
  const { say } = facts;
  const width = Math.min(columns, 100);
  const keyWidth = Math.min(34, Math.floor(width * 0.42));
  const pair = (left: string, right: string): Line[] => {
    const fits = cells(left) < keyWidth;
    const rows = wrapTo(right, width - keyWidth - 3);
    const first: Line = [
      { text: `  ${fitTo(left, keyWidth)}`, tone: 'accent' },
      { text: fits ? (rows[0] ?? '') : '' },
    ];
    const wide: Line = [{ text: `  ${left}`, tone: 'accent' }];
    const rest = (fits ? rows.slice(1) : rows).map((row) => line(`  ${' '.repeat(keyWidth)}${row}`));
    return [fits ? first : wide, ...rest];
  };
  return [
    ...(parts.keys ? KEYS : []).flatMap(([group, rows]) => [
      line(say(`help.desk.${group}`), 'title'),
      ...rows.flatMap(([keys, text]) => pair(keys, say(`help.key.${text}`))),
      line(' '),
    ]),
    line(say('help.desk.actions'), 'title'),
    ...SLASH_COMMANDS.flatMap((command) =>
      pair(
        `${usageOf(command, say)}${facts.locale === 'en' ? '' : ` /${command.zh}`}`,
        say(`slash.${command.name}`),
      ),
    ),
    ...(parts.signs
      ? [
          line(' '),
          line(say('help.desk.signs'), 'title'),
          ...wrapTo(say('help.desk.signs.text'), width - 2).map((row) => line(`  ${row}`)),
        ]
      : []),
  ];
}
