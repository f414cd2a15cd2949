import { Box, Text } from 'ink';
import { memo } from 'react';
import { type Line, sameLine, type Tone } from './lines.ts';

/**
 * Only the sixteen colours of the terminal's own theme, so that light and dark ones both stay readable, and always beside a sign or
 * a word: without colour nothing is lost.
 */
const LOOKS: Readonly<
  Record<Tone, { color?: string; bold?: boolean; dimColor?: boolean; inverse?: boolean }>
> = {
  dim: { dimColor: true },
  strong: { bold: true },
  title: { bold: true, color: 'cyan' },
  good: { color: 'green' },
  warn: { color: 'yellow' },
  bad: { color: 'red' },
  accent: { color: 'cyan' },
  buyer: { color: 'magenta' },
  agent: { color: 'blue' },
  chosen: { inverse: true },
  alarm: { color: 'red', inverse: true, bold: true },
};

export interface LinesProps {
  /** As wide as they should be: nothing is wrapped or cut here. */
  readonly lines: readonly Line[];
}

/** Prepared rows, one below the other. */
export const Lines = memo(function Lines({ lines }: LinesProps) {
  return (
    <Box flexDirection="column" flexShrink={0}>
      {lines.map((spans, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its position
        <Row key={row} spans={spans} />
      ))}
    </Box>
  );
});

/** A row is made anew with every frame, and nearly always the same: only what differs is worth React's while. */
const Row = memo(
  function Row({ spans }: { readonly spans: Line }) {
    return (
      <Text wrap="truncate">
        {spans.map(({ text, tone }, at) =>
          tone === undefined ? (
            text
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a span has no other name
            <Text key={at} {...LOOKS[tone]}>
              {text}
            </Text>
          ),
        )}
        {spans.length === 0 ? ' ' : ''}
      </Text>
    );
  },
  (before, after) => sameLine(before.spans, after.spans),
);
