import type { Bot } from '../model/bot.ts';
import { ENV } from '../model/bot-slots.ts';

/** A bot file with its `${NAME}` filled in. */
export interface FilledBot {
  readonly bot: Bot;
  /** Names that the file lists and uses, and the environment does not have. */
  readonly missing: readonly string[];
  /** Names that were read. */
  readonly used: readonly string[];
  /** Values that must not be seen anywhere. */
  readonly secrets: readonly string[];
}

/** Fills the variables that the file lists, and no others, from `env`. */
export function fillEnvironment(bot: Bot, env: Readonly<Record<string, string | undefined>>): FilledBot {
  const used = new Set<string>();
  const missing = new Set<string>();
  const fill = (text: string) =>
    text.replace(ENV, (whole, name: string) => {
      if (!bot.env.includes(name)) return whole;
      const value = env[name];
      if (value === undefined || value === '') {
        missing.add(name);
        return whole;
      }
      used.add(name);
      return value;
    });
  const { title, id, kind, version, env: listed, ...rest } = bot;
  const filled = { title, id, kind, version, env: listed, ...(mapTexts(rest, fill) as typeof rest) } as Bot;
  // A child process is given all of them, whether the file spells them out or not.
  if (bot.protocol === 'stdio' || bot.protocol === 'module')
    for (const name of bot.env) (env[name] === undefined ? missing : used).add(name);
  return {
    bot: filled,
    missing: [...missing],
    used: bot.env.filter((name) => used.has(name)),
    secrets: [...used].flatMap((name) => secretsIn(env[name]!)),
  };
}

/** Shorter values are no tokens, and would be struck out of ordinary text. */
const SECRET_CHARS_MIN = 6;

/** What of a value is secret: all of it, or of an address only what stands before the host and in its parameters. */
export function secretsIn(value: string): string[] {
  if (!/^(https?|wss?):\/\//i.test(value)) return value.length >= SECRET_CHARS_MIN ? [value] : [];
  if (!URL.canParse(value)) return [];
  const { username, password, searchParams } = new URL(value);
  const [user, secret] = [username, password].map(decodeURIComponentSafely);
  // Basic authorisation carries both together.
  return [user!, secret!, `${user}:${secret}`, ...searchParams.values()].filter(
    (part) => part.length >= SECRET_CHARS_MIN,
  );
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function mapTexts(value: unknown, fill: (text: string) => string): unknown {
  if (typeof value === 'string') return fill(value);
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, fill));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapTexts(each, fill)]));
}
