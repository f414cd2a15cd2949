import { Command, CommanderError, Option } from 'commander';
import type { CommandIo, ExitCode } from './io.ts';
import { dress } from './program/dress.ts';
import { each, many, valuesOf } from './program/values.ts';

/**
 * All commands with their options. Each action imports its module only when it is called, so that `--help` costs little
 * more than starting Node. Resolves to the exit code; usage errors throw.
 */
export async function runProgram(argv: readonly string[], version: string, io: CommandIo): Promise<ExitCode> {
  let code: ExitCode = 0;
  const finish = (result: ExitCode) => {
    code = result;
  };
  const program = buildProgram(version, io, finish);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (error instanceof CommanderError && error.code === 'commander.help') return 2;
    throw error;
  }
  return code;
}

export function buildProgram(version: string, io: CommandIo, finish: (code: ExitCode) => void): Command {
  const { ui } = io;
  const program = dress(new Command('peilian'), io)
    .description(ui('help.about'))
    .version(version, '-V, --version', ui('help.version'))
    .addOption(new Option('--ui-locale <tag>', ui('option.ui-locale')).choices(['zh-CN', 'en']))
    .addHelpText('after', `\n${ui('help.examples')}\n${ui('help.example.main')}`);

  const add = (name: string, args: string, slots: Readonly<Record<string, string>> = {}) => {
    const command = dress(new Command(name), io)
      .description(ui(`${name}.about`, slots))
      .addHelpText('after', `\n${ui('help.examples')}\n${ui(`${name}.example`)}`);
    // The language is picked before the commands exist; here it is only accepted.
    command.addOption(
      new Option('--ui-locale <tag>', ui('option.ui-locale')).choices(['zh-CN', 'en']).hideHelp(),
    );
    if (args !== '') command.arguments(args);
    program.addCommand(command);
    return command;
  };
  const { whole, duration, rate } = valuesOf(ui);
  const locale = new Option('--locale <tags>', ui('option.locale')).argParser(many);
  const seed = new Option('--seed <n>', ui('option.seed')).argParser(whole(0, 4_294_967_295));

  add('run', '')
    .addOption(new Option('--bot <bot>', ui('run.bot')))
    .addOption(new Option('--fault <name>', ui('run.fault')).argParser(many))
    .addOption(new Option('--scenario <ids>', ui('run.scenario')).argParser(many))
    .addOption(new Option('--persona <ids>', ui('run.persona')).argParser(many))
    .addOption(new Option('--suite <id>', ui('run.suite')))
    .addOption(new Option('--case <ids>', ui('run.case')).argParser(many))
    .addOption(locale)
    .addOption(seed)
    .addOption(new Option('--repeat <n>', ui('run.repeat')).argParser(whole(1, 10_000)))
    .addOption(new Option('--concurrency <n>', ui('run.concurrency')).argParser(whole(1, 1_000)))
    .addOption(new Option('--shard <i/n>', ui('run.shard')))
    .addOption(new Option('--latency <mode>', ui('run.latency')).choices(['declared', 'coarse', 'measured']))
    .addOption(new Option('--overrides <file>', ui('option.overrides')))
    .addOption(new Option('--rubric <id>', ui('option.rubric')).default('house'))
    .addOption(new Option('--shop <id>', ui('run.shop')))
    .addOption(new Option('--reporter <name[=path]>', ui('option.reporter')).argParser(each))
    .addOption(new Option('--out <dir>', ui('run.out')))
    .addOption(new Option('--trace', ui('run.trace')))
    .addOption(new Option('--allow-exec', ui('run.allow-exec')))
    .addOption(new Option('--bail [n]', ui('run.bail')).argParser(whole(1, 1_000_000)))
    .addOption(new Option('--grep <text>', ui('run.grep')))
    .addOption(new Option('--last-failed [run]', ui('run.last-failed')))
    .addOption(new Option('--retries <n>', ui('run.retries')).argParser(whole(0, 5)))
    .addOption(new Option('--known <file>', ui('run.known')))
    .addOption(new Option('--update', ui('run.update')))
    .addOption(new Option('--baseline <dir>', ui('run.baseline')))
    .addOption(new Option('--max-latency <limit>', ui('run.max-latency')).argParser(each))
    .addOption(new Option('--arrival-rate <rate>', ui('run.arrival-rate')).argParser(rate))
    .addOption(new Option('--time-budget <time>', ui('run.time-budget')).argParser(duration))
    .addOption(new Option('--resume <run>', ui('run.resume')).conflicts(RESUME_CONFLICTS))
    .addOption(new Option('--watch', ui('run.watch')).conflicts(['resume', 'update', 'shard']))
    .action(async (options) => finish(await (await import('./run.ts')).run(options, io)));

  add('replay', '[transcripts...]')
    .addOption(new Option('--bot <bot>', ui('run.bot')))
    .addOption(new Option('--fault <name>', ui('run.fault')).argParser(many))
    .addOption(new Option('--mode <mode>', ui('replay.mode')).choices(['replay', 'rerun']).default('replay'))
    .addOption(new Option('--update', ui('replay.update')))
    .addOption(
      new Option('--fail-on <level>', ui('replay.fail-on'))
        .choices(['info', 'notable', 'severe'])
        .default('severe'),
    )
    .addOption(new Option('--concurrency <n>', ui('run.concurrency')).argParser(whole(1, 1_000)))
    .addOption(new Option('--latency <mode>', ui('run.latency')).choices(['declared', 'coarse', 'measured']))
    .addOption(new Option('--rubric <id>', ui('option.rubric')).default('house'))
    .addOption(new Option('--shop <id>', ui('replay.shop')).choices(['none']))
    .addOption(new Option('--reporter <name[=path]>', ui('option.reporter')).argParser(each))
    .addOption(new Option('--out <dir>', ui('replay.out')))
    .addOption(new Option('--trace', ui('replay.trace')))
    .addOption(new Option('--allow-exec', ui('run.allow-exec')))
    .addOption(new Option('--play <file>', ui('replay.play')).conflicts(['bot', 'fault', 'update', 'trace']))
    .addOption(new Option('--speed <n>', ui('replay.speed')).argParser(whole(1, 20)))
    .addOption(new Option('--screen-reader', ui('practice.screen-reader')))
    .action(async (transcripts, options) =>
      finish(
        options.play === undefined
          ? await (await import('./replay.ts')).replay(transcripts, options, io)
          : await (await import('./replay/play-back.ts')).playBack(options, io),
      ),
    );

  add('merge', '<runs...>')
    .addOption(new Option('--reporter <name[=path]>', ui('option.reporter')).argParser(each))
    .addOption(new Option('--known <file>', ui('run.known')))
    .addOption(new Option('--out <dir>', ui('merge.out')))
    .action(async (runs, options) => finish(await (await import('./merge.ts')).merge(runs, options, io)));

  add('compare', '<before> <after>')
    .addOption(new Option('--json', ui('option.json')))
    .action(async (before, after, options) =>
      finish(await (await import('./compare.ts')).compare(before, after, options, io)),
    );

  add('practice', '')
    .addOption(new Option('--plain', ui('practice.plain')))
    .addOption(new Option('--scenario <id>', ui('practice.scenario')))
    .addOption(new Option('--persona <id>', ui('practice.persona')))
    .addOption(new Option('--locale <tag>', ui('practice.locale')).choices(['zh-CN', 'en']))
    .addOption(seed)
    .addOption(new Option('--shop <id>', ui('practice.shop')))
    .addOption(new Option('--at-once <n>', ui('practice.at-once')).argParser(whole(1, 8)))
    .addOption(new Option('--buyers <n>', ui('practice.buyers')).argParser(whole(1, 24)))
    .addOption(new Option('--difficulty <n>', ui('practice.difficulty')).argParser(whole(1, 5)))
    .addOption(new Option('--no-hints', ui('practice.no-hints')))
    .addOption(new Option('--strict', ui('practice.strict')))
    .addOption(new Option('--bell', ui('practice.bell')))
    .addOption(new Option('--phrases <file>', ui('practice.phrases')))
    .addOption(new Option('--continue [run]', ui('practice.continue')))
    .addOption(new Option('--buyer <who>', ui('pair.option.buyer')).choices(['simulated', 'human']))
    .addOption(
      new Option('--join <socket>', ui('pair.option.join')).conflicts([
        'buyer',
        'scenario',
        'persona',
        'continue',
      ]),
    )
    .addOption(new Option('--screen-reader', ui('practice.screen-reader')))
    .addOption(new Option('--rubric <id>', ui('option.rubric')).default('house'))
    .addOption(new Option('--out <dir>', ui('run.out')))
    .action(async (options) => finish(await (await import('./practice.ts')).practice(options, io)));

  add('explain', '<rule>')
    .addOption(new Option('--rubric <id>', ui('option.rubric')).default('house'))
    .addOption(new Option('--json', ui('option.json')))
    .action(async (rule, options) => finish(await (await import('./explain.ts')).explain(rule, options, io)));

  add('score', '<transcripts...>')
    .addOption(new Option('--rubric <id>', ui('option.rubric')).default('house'))
    .addOption(new Option('--explain', ui('score.explain')))
    .addOption(new Option('--shop <id>', ui('score.shop')).choices(['none']))
    .addOption(new Option('--overrides <file>', ui('option.overrides')))
    .addOption(new Option('--reporter <name[=path]>', ui('option.reporter')).argParser(each))
    .action(async (transcripts, options) =>
      finish(await (await import('./score.ts')).score(transcripts, options, io)),
    );

  add('check', '[names...]')
    .addOption(new Option('--audit', ui('check.audit')).conflicts(['map', 'unread']))
    .addOption(new Option('--thorough', ui('check.thorough')))
    .addOption(seed)
    .addOption(new Option('--map', ui('check.map')).conflicts('unread'))
    .addOption(new Option('--unread <run>', ui('check.unread')))
    .addOption(new Option('--json', ui('option.json')))
    .action(async (names, options) => finish(await (await import('./check.ts')).check(names, options, io)));

  add('list', '[what]')
    .addOption(new Option('--json', ui('option.json')))
    .action(async (what, options) => finish(await (await import('./list.ts')).list(what, options, io)));

  add('generate', '<what>')
    .addOption(seed)
    .addOption(new Option('--like <id>', ui('generate.like')))
    .addOption(new Option('--shop <id>', ui('generate.shop')))
    .addOption(
      new Option('--stage <stage>', ui('generate.stage')).choices(['pre-sale', 'in-sale', 'after-sale']),
    )
    .addOption(new Option('--id <id>', ui('generate.id')))
    .addOption(new Option('--print', ui('generate.print')))
    .action(async (what, options) =>
      finish(await (await import('./generate.ts')).generate(what, options, io)),
    );

  add('import', '<files...>')
    .addOption(new Option('--locale <tag>', ui('import.locale')).choices(['zh-CN', 'en']))
    .addOption(new Option('--utc-offset <offset>', ui('import.utc-offset')))
    .addOption(new Option('--buyer <name>', ui('import.buyer')).argParser(each))
    .addOption(new Option('--agent <name>', ui('import.agent')).argParser(each))
    .addOption(new Option('--column <heading=meaning>', ui('import.column')).argParser(each))
    .addOption(new Option('--shop <id>', ui('import.shop')))
    .addOption(new Option('--keep-personal-data', ui('import.keep')))
    .addOption(new Option('--yes', ui('import.yes')))
    .addOption(new Option('--out <path>', ui('import.out')).conflicts('asScenario'))
    .addOption(new Option('--as-scenario', ui('new.option.as-scenario')))
    .action(async (files, options) =>
      finish(
        options.asScenario
          ? await (await import('./new.ts')).newFromFiles(files, options, io)
          : await (await import('./import.ts')).importLogs(files, options, io),
      ),
    );

  add('init', '')
    .addOption(new Option('--bot <url>', ui('init.bot')))
    .addOption(new Option('--like <id>', ui('init.like')).default('local'))
    .addOption(new Option('--locale <tag>', ui('init.locale')).choices(['zh-CN', 'en']))
    .addOption(new Option('--force', ui('init.force')))
    .action(async (options) => finish(await (await import('./init.ts')).init(options, io)));

  add('new', '[names...]')
    .addOption(new Option('--shop <id>', ui('new.option.shop')))
    .addOption(new Option('--id <id>', ui('new.option.id')))
    .addOption(new Option('--about <subject>', ui('new.option.about')))
    .addOption(new Option('--should <goals>', ui('new.option.should')))
    .addOption(new Option('--good <ends>', ui('new.option.good')))
    .addOption(new Option('--never <deeds>', ui('new.option.never')))
    .addOption(
      new Option('--stage <stage>', ui('new.option.stage')).choices(['pre-sale', 'in-sale', 'after-sale']),
    )
    .addOption(new Option('--persona <id>', ui('new.option.persona')))
    .addOption(new Option('--difficulty <n>', ui('new.option.difficulty')).argParser(whole(1, 5)))
    .addOption(seed)
    .addOption(new Option('--locale <tag>', ui('import.locale')).choices(['zh-CN', 'en']))
    .addOption(new Option('--buyer <name>', ui('import.buyer')).argParser(each))
    .addOption(new Option('--agent <name>', ui('import.agent')).argParser(each))
    .addOption(new Option('--column <heading=meaning>', ui('import.column')).argParser(each))
    .addOption(new Option('--keep-personal-data', ui('import.keep')))
    .addOption(new Option('--yes', ui('new.option.yes')))
    .addOption(new Option('--print', ui('new.option.print')))
    .addOption(new Option('--plain', ui('screen.option.plain')))
    .addOption(new Option('--bad <sentence>', ui('rule.option.bad')))
    .addOption(new Option('--by <difference>', ui('rule.option.by')).choices(['act', 'words', 'missing']))
    .addOption(new Option('--words <words>', ui('rule.option.words')))
    .addOption(
      new Option('--dimension <dimension>', ui('rule.option.dimension')).choices([
        'timing',
        'politeness',
        'accuracy',
        'outcome',
      ]),
    )
    .addOption(new Option('--why <text>', ui('rule.option.why')))
    .addOption(new Option('--points <n>', ui('rule.option.points')).argParser(whole(1, 100)))
    .addOption(new Option('--from <run>', ui('rule.option.from')).argParser(each))
    .action(async (names, options) => finish(await (await import('./new.ts')).newOne(names, options, io)));

  add('learn', '')
    .addOption(new Option('--shop <id>', ui('learn.option.shop')))
    .addOption(new Option('--locale <tag>', ui('learn.option.locale')).choices(['zh-CN', 'en']))
    .addOption(new Option('--person <name>', ui('learn.option.person')))
    .addOption(new Option('--from <run>', ui('learn.option.from')).argParser(each))
    .addOption(new Option('--count <n>', ui('learn.option.count')).argParser(whole(1, 500)))
    .addOption(new Option('--html <file>', ui('learn.option.html')))
    .addOption(new Option('--today <day>', ui('learn.option.today')))
    .addOption(new Option('--plain', ui('screen.option.plain')))
    .action(async (options) => finish(await (await import('./learn.ts')).learn(options, io)));

  add('shop', '<verb> [names...]')
    .addOption(new Option('--shop <id>', ui('phrases.option.shop')))
    .addOption(new Option('--locale <tag>', ui('shop.locale')).choices(['zh-CN', 'en']))
    .addOption(new Option('--to <path>', ui('shop.to')))
    .addOption(new Option('--id <id>', ui('shop.id')))
    .addOption(new Option('--name <name>', ui('shop.name')))
    .addOption(new Option('--market <id>', ui('shop.market')))
    .addOption(new Option('--yes', ui('shop.yes')))
    .addOption(new Option('--column <heading=meaning>', ui('shop.column')).argParser(each))
    .addOption(new Option('--sale-until <day>', ui('shop.sale-until-option')))
    .addOption(new Option('--complete <families>', ui('shop.complete')).argParser(many))
    .addOption(new Option('--keep-personal-data', ui('shop.keep')))
    .action(async (verb, names, options) =>
      finish(await (await import('./shop.ts')).shop(verb, names, options, io)),
    );

  add('bot', '')
    .addOption(new Option('--port <n>', ui('bot.port')).argParser(whole(0, 65_535)).default(8787))
    .addOption(new Option('--host <address>', ui('bot.host')).default('127.0.0.1'))
    .addOption(new Option('--fault <name>', ui('run.fault')).argParser(many))
    .action(async (options) => finish(await (await import('./bot.ts')).bot(options, io)));

  add('bot-check', '<bot>')
    .addOption(new Option('--locale <tag>', ui('bot-check.locale')).choices(['zh-CN', 'en']))
    .addOption(new Option('--say <text>', ui('bot-check.say')).argParser(each))
    .addOption(new Option('--allow-exec', ui('run.allow-exec')))
    .addOption(new Option('--json', ui('option.json')))
    .action(async (bot, options) =>
      finish(await (await import('./bot-check.ts')).botCheck(bot, options, io)),
    );

  return program;
}

/** A resumed run takes these from the run. */
const RESUME_CONFLICTS = [
  'scenario',
  'persona',
  'suite',
  'case',
  'locale',
  'seed',
  'repeat',
  'shard',
  'grep',
  'lastFailed',
  'out',
  'latency',
  'fault',
  'shop',
  'retries',
];
