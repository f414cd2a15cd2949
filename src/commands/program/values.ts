import { InvalidArgumentError } from 'commander';
import type { Ui } from '../../system/ui-texts.ts';

/** Values of an option that may be given again, or several at once between commas. */
export const many = (value: string, before: readonly string[] = []) => [
  ...before,
  ...value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
];

/** Values of an option that may be given again. */
export const each = (value: string, before: readonly string[] = []) => [...before, value];

/** What reads the value of one option; a value that is none is told in the interface's language. */
export function valuesOf(ui: Ui) {
  return {
    /** A whole number within bounds, both included. */
    whole: (least: number, most: number) => (value: string) => {
      const number = Number(value);
      if (!/^\d+$/.test(value) || number < least || number > most)
        throw new InvalidArgumentError(ui('usage.whole', { least, most }));
      return number;
    },
    /** `90s`, `5m` or `1.5h`, in milliseconds. */
    duration: (value: string) => {
      const match = /^(\d+(?:\.\d+)?)(s|m|h)$/.exec(value);
      if (match === null) throw new InvalidArgumentError(ui('usage.duration'));
      return Number(match[1]) * { s: 1_000, m: 60_000, h: 3_600_000 }[match[2] as 's' | 'm' | 'h'];
    },
    /** `2`, `120/m` or `300/h`, as so many a second. */
    rate: (value: string) => {
      const match = /^(\d+(?:\.\d+)?)(?:\/(s|m|h))?$/.exec(value);
      const perSecond =
        match === null
          ? 0
          : Number(match[1]) / { s: 1, m: 60, h: 3_600 }[(match[2] ?? 's') as 's' | 'm' | 'h'];
      if (!(perSecond > 0 && perSecond <= 10_000)) throw new InvalidArgumentError(ui('usage.rate'));
      return perSecond;
    },
  };
}
