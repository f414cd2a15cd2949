/** One figure beside its budget. */
export interface Row {
  readonly row: string;
  readonly value: string;
  readonly budget: string;
  /** `null`: told, and held to nothing. */
  readonly met: boolean | null;
}

const rows: Row[] = [];

export function report(
  row: string,
  value: number,
  unit: string,
  budget: readonly ['≤' | '≥', number] | null,
): void {
  const [than, limit] = budget ?? ['', 0];
  const shown = Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
  const made: Row = {
    row,
    value: `${shown} ${unit}`,
    budget: budget === null ? '–' : `${than} ${limit.toLocaleString('en')}`,
    met: budget === null ? null : than === '≤' ? value <= limit : value >= limit,
  };
  rows.push(made);
  process.stderr.write(`${line(made)}\n`);
}

/** All rows as the table of the README. */
export function markdown(): string {
  return [
    '| | measured | budget |',
    '|---|---|---|',
    ...rows.map(
      ({ row, value, budget, met }) =>
        `| ${row} | ${value} | ${budget}${met === false ? ' (not yet met)' : ''} |`,
    ),
  ].join('\n');
}

export const allMet = (): boolean => rows.every(({ met }) => met !== false);

function line({ row, value, budget, met }: Row): string {
  return `${row.padEnd(84)}  ${value.padStart(14)}  budget ${budget.padEnd(10)} ${met === null ? '' : met ? 'yes' : 'no'}`;
}
