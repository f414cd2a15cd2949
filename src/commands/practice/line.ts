import { nearest } from '../../load/nearest.ts';
import { type ActionArgs, AGENT_ACTION_NAMES } from '../../model/action.ts';

/** What a line typed at the plain desk means. */
export type DeskLine =
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'act'; readonly name: string; readonly args: ActionArgs }
  | { readonly type: 'look'; readonly at: 'item' | 'order' | 'policy' | 'price'; readonly which: string }
  | { readonly type: 'help' }
  | { readonly type: 'quit' }
  | { readonly type: 'nothing' }
  | { readonly type: 'unknown'; readonly command: string; readonly near: string | undefined };

const LOOKS = ['item', 'order', 'policy', 'price'] as const;
export const DESK_COMMANDS = ['help', 'quit', 'do', ...LOOKS] as const;

/** Everything is said to the buyer, except lines that begin with a slash; `//` says a slash. */
export function parseLine(line: string): DeskLine {
  const text = line.trim();
  if (text === '') return { type: 'nothing' };
  if (!text.startsWith('/') || text.startsWith('//'))
    return { type: 'say', text: text.replace(/^\/\//, '/') };
  const [command = '', ...rest] = text.slice(1).split(/\s+/);
  const look = LOOKS.find((each) => each === command);
  if (look !== undefined) return { type: 'look', at: look, which: rest.join(' ') };
  if (command === 'help' || command === 'quit') return { type: command };
  if (command === 'do') return parseAction(rest);
  return { type: 'unknown', command: `/${command}`, near: withSlash(nearest(command, DESK_COMMANDS)) };
}

/** `refund order=1001 amount=20`; words without `=` join the value before them. */
function parseAction([name = '', ...words]: readonly string[]): DeskLine {
  if (!(AGENT_ACTION_NAMES as readonly string[]).includes(name)) {
    const near = nearest(name, AGENT_ACTION_NAMES);
    return { type: 'unknown', command: `/do ${name}`, near: near === undefined ? undefined : `/do ${near}` };
  }
  const args: Record<string, string> = {};
  let last: string | undefined;
  for (const word of words) {
    const at = word.indexOf('=');
    if (at > 0) {
      last = word.slice(0, at);
      args[last] = word.slice(at + 1);
    } else if (last !== undefined) args[last] += ` ${word}`;
  }
  return {
    type: 'act',
    name,
    args: Object.fromEntries(
      Object.entries(args).map(([key, value]) => [
        key,
        NUMERIC.has(key) && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value,
      ]),
    ),
  };
}

/** Arguments that are amounts; order numbers stay text though they are digits. */
const NUMERIC = new Set(['price', 'amount']);

function withSlash(command: string | undefined): string | undefined {
  return command === undefined ? undefined : `/${command}`;
}
