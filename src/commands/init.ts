import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Document, parseDocument } from 'yaml';
import { jsonSchemaOf, type SchemaName } from '../load/json-schemas.ts';
import type { Locale } from '../model/locale.ts';
import { packageRoot } from '../system/package-root.ts';
import { type CommandIo, type ExitCode, UsageError } from './io.ts';

export interface InitOptions {
  readonly bot?: string;
  readonly locale?: Locale;
  readonly force?: boolean;
}

interface WrittenFile {
  readonly path: string;
  readonly text: string;
}

const ADDRESS = 'http://localhost:3000/chat';
const SCHEMAS: readonly SchemaName[] = ['persona', 'scenario', 'bot', 'suite', 'rubric'];

/**
 * A working folder for a bot team: one persona and one scenario of one's own, the bot's file, a suite, a CI file and the schemas that
 * editors complete by. Nothing that is there is written over. The bot knows its own shop, so nothing is held against ours.
 */
export async function init(options: InitOptions, io: CommandIo): Promise<ExitCode> {
  const url = options.bot ?? ADDRESS;
  if (!/^https?:\/\//.test(url))
    throw new UsageError(
      io.ui('init.bad-bot', { found: url }),
      io.ui('init.bad-bot.hint', { example: ADDRESS }),
    );
  const files = filesFor(url, options.locale ?? io.uiLocale);
  const there = files.filter(({ path }) => existsSync(join(io.workingFolder, path)));
  if (there.length > 0 && !options.force)
    throw new UsageError(
      io.ui('init.exists', { paths: there.map(({ path }) => path).join(', ') }),
      io.ui('init.exists.hint'),
    );
  for (const { path, text } of files) {
    const target = join(io.workingFolder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    io.out(`  ${path}\n`);
  }
  io.out(`\n${io.ui('init.next', { url })}\n`);
  return 0;
}

function filesFor(url: string, locale: Locale): readonly WrittenFile[] {
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
    {
      path: 'scenarios/bots/my-bot.yaml',
      text: `${schemaLine('bot', '../../')}# Your bot. Other shapes than the house protocol: see the commented examples that ship (peilian list bots).
kind: bot
version: 1
id: my-bot
title: { zh-CN: 我们的机器人, en: Our bot }
url: ${JSON.stringify(url)}
`,
    },
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
    { path: '.github/workflows/peilian.yml', text: WORKFLOW },
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
  const document = parseDocument(readFileSync(join(packageRoot(), shipped), 'utf8'));
  document.set('id', id);
  change(document);
  return schemaLine(schema, up) + document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function schemaLine(name: SchemaName, up: string): string {
  return `# yaml-language-server: $schema=${up}.peilian/schemas/${name}.schema.json\n`;
}

const WORKFLOW = `name: buyers
on: [pull_request]
permissions:
  contents: read
jobs:
  peilian:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      # Start your bot here, in the background, so that scenarios/bots/my-bot.yaml finds it.
      - run: npx peilian run --bot my-bot --suite ci --shop none --seed 7 --reporter github --reporter junit=report.xml --reporter markdown=report.md
      - if: always()
        run: cat report.md >> "$GITHUB_STEP_SUMMARY"
      - if: always()
        uses: actions/upload-artifact@v4
        with:
          name: peilian
          path: |
            report.xml
            transcripts/runs
`;
