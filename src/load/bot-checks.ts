import type { Bot } from '../model/bot.ts';
import { ENV, HOOK_SLOTS, MESSAGE_SLOTS, SLOT } from '../model/bot-slots.ts';
import { nearest } from './nearest.ts';
import type { Problem } from './problem.ts';
import { problemAt } from './validate.ts';
import type { Path, YamlSource } from './yaml.ts';

/** What the schema of a bot file cannot see: names that must be known, and fields that need or exclude each other. */
export function botProblems(bot: Bot, source: YamlSource): Problem[] {
  const captured = capturedNames(bot);
  return [
    ...textsOf(source.value, []).flatMap(({ path, text }) => [
      ...envProblems(path, text, bot.env, source),
      ...slotProblems(path, text, captured, source),
    ]),
    ...fieldProblems(bot, source),
  ];
}

/** Fields whose texts are for people, or are no templates. */
const NO_TEMPLATES = new Set(['title', 'env', 'id', 'kind']);

function textsOf(value: unknown, path: Path): { readonly path: Path; readonly text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  const entries: (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((each, at) => [at, each] as const)
    : Object.entries(value);
  return entries.flatMap(([key, inner]) =>
    path.length === 0 && NO_TEMPLATES.has(String(key)) ? [] : textsOf(inner, [...path, key]),
  );
}

function envProblems(path: Path, text: string, listed: readonly string[], source: YamlSource): Problem[] {
  return [...text.matchAll(ENV)].flatMap(([, name]) =>
    listed.includes(name!)
      ? []
      : [
          problemAt(source, path, 'no-such-id', 'must take only environment variables that env lists', {
            found: `\${${name}}`,
            hint: `add it: env: [${[...listed, name].join(', ')}]`,
          }),
        ],
  );
}

function slotProblems(path: Path, text: string, captured: readonly string[], source: YamlSource): Problem[] {
  const known: readonly string[] =
    path[0] === 'hooks' ? HOOK_SLOTS : [...MESSAGE_SLOTS, ...captured.map((name) => `captured.${name}`)];
  return [...text.matchAll(SLOT)].flatMap(([, name]) => {
    if (known.includes(name!)) return [];
    const near = nearest(name!, known);
    return [
      problemAt(source, path, 'no-such-id', 'must name a slot that is filled', {
        found: `{{${name}}}`,
        expected: known.join(', '),
        hint: near === undefined ? `there are ${known.join(', ')}` : `did you mean {{${near}}}?`,
      }),
    ];
  });
}

function capturedNames(bot: Bot): string[] {
  if (bot.protocol === 'callback') return Object.keys(bot.send.capture);
  if (bot.protocol !== 'http' && bot.protocol !== 'sse') return [];
  return [bot, ...(bot.steps ?? []), ...(bot.poll === undefined ? [] : [bot.poll])].flatMap((request) =>
    Object.keys(request.capture),
  );
}

function fieldProblems(bot: Bot, source: YamlSource): Problem[] {
  const at = (path: Path, message: string, hint: string) =>
    problemAt(source, path, 'contradiction', message, { hint });
  switch (bot.protocol) {
    case 'http':
    case 'sse':
      if (bot.url !== undefined && bot.steps !== undefined)
        return [at(['steps'], 'must stand without url', 'move url with its fields into the first step')];
      if (bot.url === undefined && bot.steps === undefined)
        return [
          problemAt(
            source,
            ['url'],
            'missing',
            'is missing: it must be the address of the bot, or write steps',
            {},
          ),
        ];
      return repliesAnywhere(bot)
        ? []
        : [
            at(
              ['reply'],
              'must say where the text of an answer stands',
              'such as reply: { text: $.reply }; in steps, put reply into the step whose answer holds it',
            ),
          ];
    case 'websocket':
    case 'stdio':
      return bot.shared && bot.session === undefined
        ? [
            at(
              ['shared'],
              'must come with session, which tells the conversations apart',
              'such as session: $.sessionId, or shared: false',
            ),
          ]
        : [];
    case 'openai-chat':
    case 'openai-responses':
      return bot.system !== undefined && bot.systemFile !== undefined
        ? [at(['systemFile'], 'must stand without system', 'keep one of the two')]
        : [];
    default:
      return [];
  }
}

function repliesAnywhere(bot: Extract<Bot, { readonly protocol: 'http' | 'sse' }>): boolean {
  const says = (reply: { readonly text?: unknown; readonly actions?: unknown } | undefined) =>
    reply !== undefined && (reply.text !== undefined || reply.actions !== undefined);
  return (
    says(bot.reply) ||
    (bot.steps ?? []).some((step) => says(step.reply)) ||
    says(bot.poll?.reply) ||
    (bot.protocol === 'sse' && says(bot.listen?.reply))
  );
}
