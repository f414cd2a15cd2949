import type { Locale } from '../model/locale.ts';
import type { Ui } from '../system/ui-texts.ts';

/** 0 all passed · 1 something failed · 2 wrong usage or bad data · 3 no answer from the bot at all · 130 interrupted */
export type ExitCode = 0 | 1 | 2 | 3 | 130;

/** What a command may touch of the world around it. Results go to `out`, progress and complaints to `err`. */
export interface CommandIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly input: NodeJS.ReadableStream;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly inputIsTerminal: boolean;
  /** Display columns of the terminal; 100 where there is none. */
  readonly columns: number;
  readonly colour: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly ui: Ui;
  readonly uiLocale: Locale;
}

/** Wrong usage: the command cannot do what was asked. Ends with exit code 2. */
export class UsageError extends Error {
  readonly code = 'usage';
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.name = 'UsageError';
    this.hint = hint;
  }
}
