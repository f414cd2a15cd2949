import { type Bot, BotSchema } from '../model/bot.ts';
import { botProblems } from './bot-checks.ts';
import { maskSecrets } from './bot-mask.ts';
import { readDocument, type TextFile } from './document.ts';
import type { Checked } from './yaml.ts';

/** `scenarios/bots/<id>.yaml`. No problem quotes what may be a token. */
export function loadBot(file: TextFile): Checked<Bot> {
  const read = readDocument(file, { kind: 'bot', schema: BotSchema, checks: botProblems });
  return read.ok ? read : { ok: false, problems: read.problems.map(maskSecrets) };
}
