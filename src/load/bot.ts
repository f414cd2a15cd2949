import { type Bot, BotSchema } from '../model/bot.ts';
import { readDocument, type TextFile } from './document.ts';
import type { Checked } from './yaml.ts';

/** `scenarios/bots/<id>.yaml` */
export function loadBot(file: TextFile): Checked<Bot> {
  return readDocument(file, { kind: 'bot', schema: BotSchema });
}
