/** What became of a fault in one language. */
export interface Row {
  readonly fault: string;
  readonly locale: string;
  /** Scenarios in which it fired; of those, with a finding that names it; of those, failed. */
  readonly fired: number;
  readonly named: number;
  readonly caught: number;
  readonly rules: ReadonlyMap<string, number>;
}

/** The matrix fault × finding, as text. */
export function matrixTable(rows: readonly Row[]): string {
  const lines = rows.map(({ fault, locale, fired, named, caught, rules }) =>
    [
      fault.padEnd(24),
      locale.padEnd(6),
      String(fired).padStart(5),
      String(named).padStart(5),
      String(caught).padStart(6),
      ` ${[...rules].map(([rule, count]) => `${rule} ${count}`).join(', ')}`,
    ].join(' '),
  );
  const head = ['fault'.padEnd(24), 'locale', 'fired', 'named', 'caught', ' findings'].join(' ');
  return ['', head, ...lines].join('\n');
}
