import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Document, parseDocument } from 'yaml';
import { jsonSchemaOf, type SchemaName } from '../load/json-schemas.ts';
import type { Locale } from '../model/locale.ts';
import { packageRoot } from '../system/package-root.ts';
import { writeWhole } from '../system/write-whole.ts';
import { openData } from './data.ts';
import { type BotFileDraft, botFileLike, withoutSchemaLine } from './init/bot-file.ts';
import { workflow } from './init/workflow.ts';
import { type CommandIo, type ExitCode, UsageError } from './io.ts';

export interface InitOptions {
  readonly bot?: string;
  /** The shipped bot file to begin with. */
  readonly like: string;
  readonly locale?: Locale;
  readonly force?: boolean;
}

interface WrittenFile {
  readonly path: string;
  readonly text: string;
}

const ADDRESS = 'http://localhost:3000/chat';
const SCHEMAS: readonly SchemaName[] = ['persona', 'scenario', 'bot', 'suite', 'rubric'];
/** A path, so that a bot which is a program or a module may run. */
const BOT_FILE = 'scenarios/bots/my-bot.yaml';

/**
 * A working folder for a bot team: one persona and one scenario of one's own, the bot's file, a suite, a CI file and the schemas that
 * editors complete by. Nothing that is there is written over. The bot knows its own shop, so nothing is held against ours.
 */
export async function init(options: InitOptions, io: CommandIo): Promise<ExitCode> {
  const { bot: url } = options;
  if (url !== undefined && !/^(https?|wss?):\/\//.test(url))
    throw new UsageError(
      io.ui('init.bad-bot', { found: url }),
      io.ui('init.bad-bot.hint', { example: ADDRESS }),
    );
  const data = openData(io.workingFolder);
  data.bot(options.like);
  const example = data.library.file('bot', options.like);
  const bot = botFileLike(example, dirname(resolve(io.workingFolder, example.file)), url);
  const files = filesFor(
    bot,
    options.locale ?? io.uiLocale,
    existsSync(join(io.workingFolder, 'package.json')),
  );
  const there = files.filter(({ path }) => existsSync(join(io.workingFolder, path)));
  if (there.length > 0 && !options.force)
    throw new UsageError(
      io.ui('init.exists', { paths: there.map(({ path }) => path).join(', ') }),
      io.ui('init.exists.hint'),
    );
  for (const { path, text } of files) {
    const target = join(io.workingFolder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeWhole(target, text);
    io.out(`  ${path}\n`);
  }
  io.out(
    `\n${bot.address === undefined ? io.ui('init.next.program') : io.ui('init.next', { url: bot.address })}\n`,
  );
  for (const name of bot.env) io.out(`  ${io.ui('init.set', { name })}\n`);
  // Through npx the command is in the project alone, so its name by itself would be found nowhere.
  const peilian = io.env.npm_command === 'exec' ? 'npx peilian' : 'peilian';
  io.out(`${io.ui('init.then', { peilian })}\n`);
  return 0;
}

function filesFor(bot: BotFileDraft, locale: Locale, hasPackage: boolean): readonly WrittenFile[] {
  return [
    {
      path: 'personas/my-buyer.yaml',
      text: copied('personas/direct-brisk.yaml', 'persona', '../', 'my-buyer', () => {}),
    },
    {
      path: 'scenarios/cases/pre-sale/my-first-case.yaml',
      text: copied(
        'scenarios/cases/pre-sale/stock-dispatch-freight.yaml',
        'scenario',
        '../../../',
        'my-first-case',
        (document) => document.set('fits', ['my-buyer', 'first-time']),
      ),
    },
    { path: BOT_FILE, text: schemaLine('bot', '../../') + bot.text },
    ...bot.beside.map(({ name, text }) => ({ path: `scenarios/bots/${name}`, text })),
    {
      path: 'scenarios/suites/ci.yaml',
      text: `${schemaLine('suite', '../../')}# What a pull request is held to. Fields: scenarios/suites/README.md of the package.
kind: suite
version: 1
id: ci
title: { zh-CN: 每次提交都跑, en: What every pull request runs }
scenarios: [my-first-case, stock-dispatch-freight, late-parcel]
personas: all
locales: [${locale}]
retries: 1
`,
    },
    { path: '.github/workflows/peilian.yml', text: workflow(BOT_FILE, bot, hasPackage) },
    { path: 'transcripts/.gitignore', text: 'runs/\nreplays/\n' },
    ...SCHEMAS.map((name) => ({
      path: `.peilian/schemas/${name}.schema.json`,
      text: `${JSON.stringify(jsonSchemaOf(name), null, 2)}\n`,
    })),
  ];
}

/** A shipped file under an id of its own, comments and wordings kept. */
function copied(
  shipped: string,
  schema: SchemaName,
  up: string,
  id: string,
  change: (document: Document) => void,
): string {
  const document = parseDocument(withoutSchemaLine(readFileSync(join(packageRoot(), shipped), 'utf8')));
  document.set('id', id);
  change(document);
  return schemaLine(schema, up) + document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function schemaLine(name: SchemaName, up: string): string {
  return `# yaml-language-server: $schema=${up}.peilian/schemas/${name}.schema.json\n`;
}
