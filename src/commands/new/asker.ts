import { createInterface } from 'node:readline';
import { nearest } from '../../load/nearest.ts';
import { type CommandIo, UsageError } from '../io.ts';

/** Line by line with a person, or with what was piped in; every line is heard, also those that came before they were asked for. */
export interface Asker {
  /** The next line, trimmed; `null` when there is no more. */
  line(question: string): Promise<string | null>;
  close(): void;
}

export function openAsker(io: CommandIo): Asker {
  const lines = createInterface({ input: io.input, terminal: false });
  const heard: string[] = [];
  let waiting: ((line: string | null) => void) | null = null;
  let ended = false;
  lines.on('line', (line) => {
    if (waiting === null) heard.push(line);
    else {
      waiting(line);
      waiting = null;
    }
  });
  lines.on('close', () => {
    ended = true;
    waiting?.(null);
    waiting = null;
  });
  return {
    line(question) {
      if (question !== '') io.err(`${question} `);
      const next = heard.shift();
      if (next !== undefined) return Promise.resolve(next.trim());
      if (ended) return Promise.resolve(null);
      return new Promise((resolve) => {
        waiting = (line) => resolve(line === null ? null : line.trim());
      });
    },
    close: () => lines.close(),
  };
}

export interface Choice<K extends string> {
  readonly key: K;
  readonly label: string;
}

const TRIES_MAX = 5;

/**
 * Shows numbered choices and takes numbers, keys or labels, several where `several`; an empty line takes what is proposed. What
 * is none of them is said, and asked again.
 */
export async function choose<K extends string>(
  question: string,
  choices: readonly Choice<K>[],
  proposed: readonly K[],
  several: boolean,
  asker: Asker,
  io: CommandIo,
): Promise<readonly K[]> {
  io.err(`\n${question}\n`);
  for (const [index, { key, label }] of choices.entries())
    io.err(`  ${proposed.includes(key) ? '*' : ' '}${String(index + 1).padStart(2)} ${label}\n`);
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const answer = await asker.line(several ? io.ui('new.choose-several') : io.ui('new.choose-one'));
    if (answer === null || answer === '') return proposed;
    const read = readChoices(answer, choices);
    if (read.unknown === null && read.keys.length > 0) return several ? read.keys : read.keys.slice(0, 1);
    io.err(`${io.ui('new.not-a-choice', { found: read.unknown ?? answer })}\n`);
  }
  return proposed;
}

export function readChoices<K extends string>(
  answer: string,
  choices: readonly Choice<K>[],
): { readonly keys: readonly K[]; readonly unknown: string | null } {
  const whole = choices.find(({ label }) => label === answer);
  if (whole !== undefined) return { keys: [whole.key], unknown: null };
  const keys = new Set<K>();
  for (const part of answer.split(/[,，、;；\s]+/).filter(Boolean)) {
    const found = /^\d+$/.test(part)
      ? choices[Number(part) - 1]
      : choices.find(({ key, label }) => key === part.toLowerCase() || label === part);
    if (found === undefined) return { keys: [...keys], unknown: part };
    keys.add(found.key);
  }
  return { keys: [...keys], unknown: null };
}

/** The same from an option. Throws for what is no choice, with the nearest. */
export function choicesOf<K extends string>(
  option: string,
  answer: string,
  choices: readonly Choice<K>[],
  io: CommandIo,
): readonly K[] {
  const { keys, unknown } = readChoices(answer, choices);
  if (unknown === null && keys.length > 0) return keys;
  const near = nearest(
    unknown ?? '',
    choices.map(({ key }) => key),
  );
  throw new UsageError(
    io.ui('new.bad-choice', { option, found: unknown ?? answer }),
    near === undefined
      ? io.ui('new.choices', { choices: choices.map(({ key }) => key).join(', ') })
      : io.ui('usage.did-you-mean', { name: near }),
  );
}
