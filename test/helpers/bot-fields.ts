import { z } from 'zod';
import { fieldsOf, type ListedField } from '../../src/load/field-list.ts';
import { BotSchema, commonBotFields } from '../../src/model/bot.ts';
import { ReplySchema, RequestSpecSchema } from '../../src/model/bot-request.ts';

export interface BotField extends ListedField {
  /** The protocols that have it, in the order of the schema. */
  readonly protocols: readonly string[];
}

const REQUEST = fieldsOf(RequestSpecSchema);
const REPLY = fieldsOf(ReplySchema);
const COMMON = fieldsOf(z.strictObject(commonBotFields));

/** Every field of a bot file as its README lists them: those of every file, of a request, of a reply, and of single protocols. */
export const BOT_FIELDS: Readonly<Record<'common' | 'request' | 'reply', readonly ListedField[]>> = {
  common: COMMON.filter(({ path }) => !path.startsWith('hooks.after[]')),
  request: REQUEST,
  reply: REPLY,
};

/** What single protocols have besides; the fields of a request or a reply inside `steps[]`, `poll`, `listen`, `send` and `reply` are listed once, there. */
export function protocolFields(): BotField[] {
  const known = new Set(COMMON.map(({ path }) => path));
  const told = new Set([
    ...REQUEST.map(({ path }) => path),
    ...REPLY.map(({ path }) => `reply.${path}`),
    'reply',
  ]);
  const rows = new Map<string, BotField>();
  for (const option of BotSchema.options) {
    const [protocol] = [...(option.shape.protocol._zod.values ?? [])].map(String);
    for (const field of fieldsOf(option)) {
      const inner = field.path.replace(/^(steps\[\]|poll|listen|send)\./, '');
      if (known.has(field.path) || field.path.startsWith('reply.')) continue;
      if (inner !== field.path && told.has(inner)) continue;
      const key = JSON.stringify(field);
      const before = rows.get(key);
      rows.set(key, { ...field, protocols: [...(before?.protocols ?? []), protocol!] });
    }
  }
  return [...rows.values()];
}
