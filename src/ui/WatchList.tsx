import { Box, Text, useInput } from 'ink';

export interface WatchedCase {
  readonly id: string;
  /** `null`: not played yet. */
  readonly verdict: 'pass' | 'fail' | 'unknown' | null;
  /** Total score with one decimal; empty where there is none. */
  readonly score: string;
  /** Why it failed, already made inert. */
  readonly reason: string;
  /** Under way now. */
  readonly playing: boolean;
  /** Its verdict is another than the time before. */
  readonly turned: boolean;
}

export interface WatchListProps {
  readonly cases: readonly WatchedCase[];
  /** What goes on, in the reader's language. */
  readonly status: string;
  readonly help: string;
  /** Display columns and lines of the terminal. */
  readonly columns: number;
  readonly rows: number;
  readonly onKey: (key: string) => void;
}

const SIGNS = { pass: '✓', fail: '✗', unknown: '?', none: '·' } as const;
const COLOURS = { pass: 'green', fail: 'red', unknown: 'yellow', none: 'gray' } as const;

/** The cases that are watched, those that did not pass first. A sign says what the colour says. */
export function WatchList({ cases, status, help, columns, rows, onKey }: WatchListProps) {
  useInput((input, key) => onKey(key.return ? 'enter' : key.ctrl && input === 'c' ? 'ctrl-c' : input));
  const sorted = [...cases].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
  const shown = sorted.slice(0, Math.max(1, rows - 5));
  const width = Math.min(Math.max(20, ...shown.map(({ id }) => id.length)), Math.max(20, columns - 20));
  return (
    <Box flexDirection="column">
      {shown.map((each) => {
        const state = each.verdict ?? 'none';
        return (
          <Text key={each.id} wrap="truncate" dimColor={each.playing}>
            <Text color={COLOURS[state]}>{each.playing ? '…' : SIGNS[state]}</Text> {each.id.padEnd(width)}{' '}
            {each.score.padStart(5)} {each.turned ? '↻ ' : ''}
            {each.reason}
          </Text>
        );
      })}
      {sorted.length > shown.length ? <Text dimColor>… +{sorted.length - shown.length}</Text> : null}
      <Text> </Text>
      <Text wrap="truncate">{status}</Text>
      <Text wrap="truncate" dimColor>
        {help}
      </Text>
    </Box>
  );
}

function rank({ verdict, playing }: WatchedCase): number {
  if (verdict === 'fail') return 0;
  if (verdict === 'unknown') return 1;
  return playing ? 2 : 3;
}
