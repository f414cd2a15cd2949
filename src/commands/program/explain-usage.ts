import type { CommanderError } from 'commander';
import { type CommandIo, UsageError } from '../io.ts';
import { buildProgram } from '../program.ts';

/** Commander's complaint in the interface's language, with the nearest option or command. */
export async function explainUsage(
  error: CommanderError,
  argv: readonly string[],
  io: CommandIo,
): Promise<UsageError> {
  const { ui } = io;
  const { nearest } = await import('../../load/nearest.ts');
  const program = buildProgram('0', io, () => {});
  const command = program.commands.find((each) => argv.includes(each.name())) ?? program;
  const quoted = /'([^']+)'/.exec(error.message)?.[1] ?? '';
  const near = (known: readonly string[]) => {
    const found = nearest(quoted, known);
    return found === undefined
      ? ui('usage.see-help', { command: command === program ? 'peilian' : `peilian ${command.name()}` })
      : ui('usage.did-you-mean', { name: found });
  };
  const options = [...command.options, ...program.options].flatMap((option) =>
    option.long ? [option.long] : [],
  );
  switch (error.code) {
    case 'commander.unknownOption':
      return new UsageError(ui('usage.unknown-option', { name: quoted }), near(options));
    case 'commander.unknownCommand':
      return new UsageError(
        ui('usage.unknown-command', { name: quoted }),
        near(program.commands.map((each) => each.name())),
      );
    case 'commander.optionMissingArgument':
      return new UsageError(
        ui('usage.needs-value', { name: quoted }),
        ui('usage.see-help', { command: `peilian ${command.name()}` }),
      );
    case 'commander.missingArgument':
      return new UsageError(
        ui('usage.needs-argument', { name: quoted }),
        ui('usage.see-help', { command: `peilian ${command.name()}` }),
      );
    case 'commander.excessArguments':
      return new UsageError(
        ui('usage.too-many', { command: command.name() }),
        command === program
          ? near(program.commands.map((each) => each.name()))
          : ui('usage.see-help', { command: `peilian ${command.name()}` }),
      );
    default: {
      // A value outside the list or the bounds: "error: option '--shard <i/n>' argument '9' is invalid. <why>"
      const [, option = '', value = '', why = ''] =
        /option '([^']+)' argument '([^']*)' is invalid\.? ?(.*)$/s.exec(error.message) ?? [];
      return option === ''
        ? new UsageError(error.message.replace(/^error: /, ''))
        : new UsageError(
            ui('usage.bad-value', { option, value }),
            why.replace(/^Allowed choices are (.*?)\.?$/s, (_, list: string) =>
              ui('usage.choices', { list }),
            ),
          );
    }
  }
}
