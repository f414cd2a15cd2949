import { Box, Transform } from 'ink';
import { memo } from 'react';
import { type Line, sameLine } from './lines.ts';
import { styled } from './styled.ts';

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

/**
 * A row is made anew with every frame, and nearly always the same: only what differs is worth React's while. Ink measures each text
 * that it is given and keeps it as long as the program runs, which at a desk comes to some megabytes an hour. So it measures one that
 * never changes, and the row takes its place while it is drawn, of which nothing is kept.
 */
const Row = memo(
  function Row({ spans }: { readonly spans: Line }) {
    return <Transform transform={() => styled(spans)}> </Transform>;
  },
  (before, after) => sameLine(before.spans, after.spans),
);
