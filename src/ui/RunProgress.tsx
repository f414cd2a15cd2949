import { Box, Text } from 'ink';

export interface RunProgressProps {
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  /** Counts, rate and time left, already in the reader's language. */
  readonly line: string;
  /** The conversations that failed last, newest last, already made inert. */
  readonly failures: readonly string[];
  /** Display columns of the terminal. */
  readonly columns: number;
}

/** How far a run is, while it runs. What failed is marked by a sign as well as by colour. */
export function RunProgress({ done, total, failed, line, failures, columns }: RunProgressProps) {
  const width = Math.max(10, Math.min(40, columns - 10));
  const filled = total === 0 ? width : Math.round((width * done) / total);
  return (
    <Box flexDirection="column">
      <Text wrap="truncate">
        <Text color={failed > 0 ? 'yellow' : 'green'}>{'█'.repeat(filled)}</Text>
        {'░'.repeat(width - filled)} {total === 0 ? 100 : Math.floor((100 * done) / total)}%
      </Text>
      <Text wrap="truncate">{line}</Text>
      {failures.map((failure) => (
        <Text key={failure} color="red" wrap="truncate">
          ✗ {failure}
        </Text>
      ))}
    </Box>
  );
}
