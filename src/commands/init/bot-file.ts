import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Document, parseDocument } from 'yaml';
import type { TextFile } from '../../load/document.ts';

/** The bot's file to begin with. */
export interface BotFileDraft {
  readonly text: string;
  /** The example's own program or module, where it has one: what lies beside the file. */
  readonly beside: readonly { readonly name: string; readonly text: string }[];
  /** Variables of the environment that it reads. */
  readonly env: readonly string[];
  /** Where it expects the bot; `undefined` for one that is started with the run. */
  readonly address: string | undefined;
}

/** A bot file that checks as `my-bot`, comments kept, with the address put in where there is one place for it. `folder`: where it lies. */
export function botFileLike(example: TextFile, folder: string, address: string | undefined): BotFileDraft {
  const document = parseDocument(withoutSchemaLine(example.text));
  const name = (field: string) => String(document.get(field) ?? '');
  document.set('id', 'my-bot');
  const place = [['url'], ['send', 'url']].find((path) => typeof document.getIn(path) === 'string');
  if (address !== undefined && place !== undefined) document.setIn(place, address);
  const code = [name('module'), ...commandOf(document)].map((each) => basename(each));
  return {
    text: document.toString({ lineWidth: 0, flowCollectionPadding: true }),
    beside: [...new Set(code)]
      .filter((each) => /\.[cm]?js$/.test(each) && existsSync(join(folder, each)))
      .map((each) => ({ name: each, text: readFileSync(join(folder, each), 'utf8') })),
    env: listOf(document.toJS().env),
    address: place === undefined ? stepAddress(document) : String(document.getIn(place)),
  };
}

/** A shipped file without the line that leads editors to the schema in its own package. */
export function withoutSchemaLine(text: string): string {
  return text.replace(/^# yaml-language-server:.*\n/, '');
}

function commandOf(document: Document): string[] {
  return listOf(document.toJS().command);
}

function stepAddress(document: Document): string | undefined {
  const first = document.getIn(['steps', 0, 'url']);
  return typeof first === 'string' ? first : undefined;
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
