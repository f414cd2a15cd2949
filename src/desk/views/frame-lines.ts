import { cells } from '../../ui/cells.ts';
import { fitLine, type Line, type Span, spread } from '../../ui/lines.ts';
import { shownLine } from '../../ui/shown.ts';
import type { DeskFacts } from '../facts.ts';
import type { DeskState } from '../view-state.ts';
import { alarmOf, inOrder, longestWaiting, shortTime, waitedMs } from '../waiting.ts';

/** The desk's first row: whose shop, how much is going on, and the time since it opened. */
export function headerLine(state: DeskState, facts: DeskFacts): Line {
  const { columns } = state.size;
  const { say } = facts;
  const live = inOrder(state.chats, 'arrival').filter(
    ({ ended, failed }) => ended === null && failed === null,
  );
  const longest = longestWaiting(live, null);
  const waited = longest === null ? null : waitedMs(longest, state.now);
  const alarm = waited === null ? null : alarmOf(waited);
  const status: Span = state.paused
    ? { text: ` ‖ ${say('desk.status.paused')} `, tone: 'alarm' }
    : state.away !== null
      ? { text: ` ○ ${say('desk.status.away')} `, tone: 'warn' }
      : { text: ` ● ${say('desk.status.online')} `, tone: 'good' };
  const flashing = state.now < state.flashUntil;
  return spread(
    [
      {
        text: ` ${shownLine(facts.shop.name)} · ${shownLine(facts.shop.agentName)} `,
        tone: flashing ? 'chosen' : 'title',
      },
      { text: `  ${say('desk.serving', { count: live.length })}` },
      ...(alarm === null || waited === null
        ? []
        : [
            {
              text: `  ${say('desk.longest', { time: shortTime(waited) })} ${alarm.sign}`,
              ...(alarm.tone === undefined ? {} : { tone: alarm.tone }),
            },
          ]),
    ],
    [status, { text: `${elapsed(state.now)} `, tone: 'dim' }],
    columns,
  );
}

/** The last row: what there is to say, else the keys that matter most here. */
export function footerLine(state: DeskState, facts: DeskFacts): Line {
  const { columns } = state.size;
  const { say } = facts;
  const { notice } = state;
  if (notice !== null)
    return fitLine(
      [
        {
          text: ` ${notice.tone === 'bad' ? '! ' : ''}${shownLine(notice.text)}`,
          tone: notice.tone === 'bad' ? 'warn' : 'accent',
        },
      ],
      columns,
    );
  const keys =
    state.focus === 'panel'
      ? ['panel.tabs', 'panel.scroll', 'panel.back']
      : state.pane === 'list'
        ? ['list.choose', 'list.open']
        : state.done
          ? ['done', 'help']
          : [
              'help',
              'next',
              'longest',
              'phrases',
              'commands',
              'panel',
              'tab',
              ...(state.settings.hints && !state.settings.strict ? ['hint'] : []),
              'quit',
            ];
  const spans: Span[] = [];
  let left = columns - 1;
  for (const key of keys) {
    const [name = '', ...words] = say(`desk.foot.${key}`).split(' ');
    const text = ` ${words.join(' ')}  `;
    if (cells(name + text) > left) break;
    left -= cells(name + text);
    spans.push({ text: name, tone: 'accent' }, { text, tone: 'dim' });
  }
  return fitLine([{ text: ' ' }, ...spans], columns);
}

function elapsed(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}
