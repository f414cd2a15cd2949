import { type Command, Help, type Option } from 'commander';
import type { CommandIo } from '../io.ts';

/** What every command has in common: our texts, our streams, no exit of its own, the nearest name on a slip. */
export function dress(command: Command, io: CommandIo): Command {
  const { ui } = io;
  const titles: Readonly<Record<string, string>> = {
    'Usage:': ui('help.usage'),
    'Options:': ui('help.options'),
    'Commands:': ui('help.commands'),
    'Arguments:': ui('help.arguments'),
  };
  return command
    .exitOverride()
    .helpOption('-h, --help', ui('help.help'))
    .helpCommand('help [command]', ui('help.help-command'))
    .showSuggestionAfterError(false)
    .allowExcessArguments(false)
    .configureOutput({ writeOut: io.out, writeErr: io.out, outputError: () => {} })
    .configureHelp({
      ...new Help(),
      helpWidth: Math.min(io.columns, 110),
      styleTitle: (title) => titles[title] ?? title,
      optionDescription: (option) => describeOption(option, io),
    });
}

/** The description with what may be given and what is taken without it. */
function describeOption(option: Option, { ui }: CommandIo): string {
  const facts = [
    ...(option.argChoices === undefined || option.hidden ? [] : [option.argChoices.join(' | ')]),
    ...(option.defaultValue === undefined
      ? []
      : [ui('help.default', { value: String(option.defaultValue) })]),
  ];
  return facts.length === 0 ? option.description : `${option.description} (${facts.join('; ')})`;
}
