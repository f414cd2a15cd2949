import type { Bot } from '../../model/bot.ts';
import type { Reply } from '../../model/bot-request.ts';
import { compileJsonPath, type JsonPlace } from '../../model/json-path.ts';

/** What a field of an answer was taken as. */
export type Role =
  | 'text'
  | 'delay'
  | 'choice'
  | 'action'
  | 'id'
  | 'captured'
  | 'session'
  | 'error'
  | 'until'
  | 'join'
  | 'ignored';

/** A path of the bot file, with where its values are looked for: below each place that `within` finds. */
export interface RolePath {
  readonly role: Exclude<Role, 'ignored'>;
  readonly within: string;
  readonly path: string;
  /** Whether the answer is a list of events or lines. */
  readonly list: boolean;
}

/** Every path that reads an answer of this bot. For protocols with a fixed form, the paths of that form. */
export function rolePaths(bot: Bot | undefined): RolePath[] {
  switch (bot?.protocol) {
    case 'http':
    case 'sse': {
      const steps = bot.steps ?? [];
      return [
        ...replyRoles(bot.reply, bot.answer === 'events' || bot.answer === 'lines'),
        ...captureRoles(bot.capture),
        ...steps.flatMap((step) => [
          ...(step.reply === undefined ? [] : replyRoles(step.reply, step.answer === 'events')),
          ...captureRoles(step.capture),
          ...(step.pollUntil === undefined ? [] : [whole('until', step.pollUntil.at)]),
        ]),
        ...(bot.poll === undefined
          ? []
          : [...replyRoles(bot.poll.reply, false), ...captureRoles(bot.poll.capture)]),
        ...(bot.protocol === 'sse' && bot.listen !== undefined ? replyRoles(bot.listen.reply, true) : []),
      ];
    }
    case 'rasa':
      return [
        { role: 'text', within: '$[*]', path: "$['text','image']", list: false },
        { role: 'choice', within: '$[*]', path: '$.buttons[*]', list: false },
        whole('action', '$[*].custom.actions[*]'),
      ];
    case 'openai-chat':
      return [
        whole('text', '$.choices[*].message.content'),
        whole('action', '$.choices[*].message.tool_calls'),
        whole('text', '$[*].data.choices[*].delta.content'),
        whole('action', '$[*].data.choices[*].delta.tool_calls'),
        whole('error', '$.error'),
      ];
    case 'openai-responses':
      return [
        whole('text', '$.output[*].content[*].text'),
        whole('action', "$.output[?@.type == 'function_call']"),
        whole('text', '$[*].data.response.output[*].content[*].text'),
        whole('error', '$.error'),
      ];
    case 'websocket':
    case 'stdio':
    case 'callback':
      return [
        ...(bot.reply === undefined ? HOUSE : replyRoles(bot.reply, false)),
        ...(bot.session === undefined ? [] : [whole('session', bot.session)]),
      ];
    default:
      return HOUSE;
  }
}

const HOUSE: RolePath[] = [
  whole('text', '$.text'),
  whole('delay', '$.delayMs'),
  whole('choice', '$.choices'),
  whole('text', '$.messages[*].text'),
  whole('delay', '$.messages[*].delayMs'),
  whole('choice', '$.messages[*].choices'),
  whole('action', '$.actions'),
];

function replyRoles(reply: Reply, list: boolean): RolePath[] {
  const below = (role: RolePath['role'], path: string | undefined): RolePath[] =>
    path === undefined ? [] : [{ role, within: reply.each, path, list }];
  return [
    ...below('text', reply.text),
    ...below('delay', reply.delay),
    ...below('choice', reply.choices?.each),
    ...below('id', reply.id),
    ...below('join', reply.join === 'all' ? undefined : reply.join),
    ...(reply.actions === undefined ? [] : [whole('action', reply.actions.each)]),
    ...(reply.error === undefined ? [] : [whole('error', reply.error)]),
  ];
}

function captureRoles(capture: Readonly<Record<string, string>>): RolePath[] {
  return Object.values(capture)
    .filter((from) => from.startsWith('$'))
    .map((from) => whole('captured', from));
}

function whole(role: RolePath['role'], path: string): RolePath {
  return { role, within: '$', path, list: false };
}

/** Where the values of a path stand in an answer. */
export function placesOf({ within, path }: RolePath, answer: unknown): JsonPlace[] {
  const outer = compileJsonPath(within);
  const inner = compileJsonPath(path);
  const values = outer.values(answer);
  return outer
    .places(answer)
    .flatMap((place, at) => inner.places(values[at]).map((below) => [...place, ...below]));
}
