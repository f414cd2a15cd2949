import type { ActionRequest } from '../../model/action.ts';
import type { Locale } from '../../model/locale.ts';
import { SLASH_COMMANDS } from '../slash.ts';

/** An action as it is typed at the desk: `/refund 20 #HL-4457`, `/退款 20 #3673…`. */
export function deskCommand({ name, args }: ActionRequest, locale: Locale): string {
  const command = SLASH_COMMANDS.find(({ action }) => action === name);
  if (command === undefined) return name;
  const words = command.args.flatMap((arg) => {
    const value = args[arg.name];
    return value === undefined ? [] : [String(value)];
  });
  const target = command.target !== undefined && args.order !== undefined ? [`#${args.order}`] : [];
  return [`/${locale === 'zh-CN' ? command.zh : command.name}`, ...words, ...target].join(' ');
}
