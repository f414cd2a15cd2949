import { nearest } from '../../load/nearest.ts';
import { type ActionRequest, AGENT_ACTION_NAMES } from '../../model/action.ts';

/** An action in its own words, for scripts: `/do refund order=1001 amount=20`. Done at once, without being asked. */
export type DoLine =
  | { readonly type: 'act'; readonly request: ActionRequest }
  | { readonly type: 'unknown'; readonly command: string; readonly near: string | undefined };

/** `null` for every line that is something else. Words without `=` join the value before them. */
export function parseDo(line: string): DoLine | null {
  const match = /^\s*\/do(?:\s+(.*))?$/s.exec(line);
  if (match === null) return null;
  const [name = '', ...words] = (match[1] ?? '').trim().split(/\s+/);
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
    request: {
      name,
      args: Object.fromEntries(
        Object.entries(args).map(([key, value]) => [
          key,
          NUMERIC.has(key) && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value,
        ]),
      ),
    },
  };
}

/** Arguments that are amounts; order numbers stay text though they are digits. */
const NUMERIC = new Set(['price', 'amount']);
