import type { FromBuyer, Guide } from '../../desk/two-person/protocol.ts';
import { type LEAVINGS, SAY_CHARS_MAX } from '../../desk/two-person/protocol.ts';
import { nearest } from '../../load/nearest.ts';

/** What a line typed at the buyer's terminal means. */
export type BuyerLine =
  | { readonly type: 'send'; readonly message: FromBuyer }
  | { readonly type: 'help' }
  | { readonly type: 'nothing' }
  | { readonly type: 'needs'; readonly command: string }
  | { readonly type: 'unknown'; readonly command: string; readonly near: string | undefined };

const ENDINGS: Readonly<Record<string, (typeof LEAVINGS)[number]>> = {
  done: 'settled',
  bye: 'closed',
  leave: 'left',
  storm: 'walked-out',
};

/** Everything is said, except lines that begin with a slash; `//` says a slash. `order`: the newest order's number. */
export function parseBuyerLine(line: string, guide: Guide, order: string | undefined): BuyerLine {
  const text = line.trim();
  if (text === '') return { type: 'nothing' };
  if (!text.startsWith('/') || text.startsWith('//')) {
    const said = text.replace(/^\/\//, '/').slice(0, SAY_CHARS_MAX);
    return { type: 'send', message: { type: 'say', text: said } };
  }
  const [command = '', ...words] = text.slice(1).split(/\s+/);
  if (command === 'help') return { type: 'help' };
  const ending = ENDINGS[command];
  if (ending !== undefined) return { type: 'send', message: { type: 'leave', ending } };
  const deed = guide.deeds.find((one) => one.command === command);
  if (deed === undefined) {
    const known = ['help', ...Object.keys(ENDINGS), ...guide.deeds.map((one) => one.command)];
    const near = nearest(command, known);
    return { type: 'unknown', command: `/${command}`, near: near === undefined ? undefined : `/${near}` };
  }
  const args = withWords(deed, words, order);
  return args === null
    ? { type: 'needs', command: `/${command}` }
    : { type: 'send', message: { type: 'act', name: deed.name, args } };
}

type Deed = Guide['deeds'][number];

/** `null`: something that the deed needs was not given. */
function withWords(deed: Deed, words: readonly string[], order: string | undefined): Deed['args'] | null {
  switch (deed.name) {
    case 'place-order':
      // `/order 2`: how many; colour and size are the card's.
      return /^\d{1,3}$/.test(words[0] ?? '') ? { ...deed.args, quantity: Number(words[0]) } : deed.args;
    case 'pay':
    case 'cancel-order':
    case 'confirm-receipt': {
      const number = words[0] ?? order ?? deed.args.order;
      return number === undefined ? null : { ...deed.args, order: number };
    }
    case 'apply-return':
      return { ...deed.args, ...(words[0] === undefined ? {} : { reason: words[0] }) };
    case 'rate': {
      const stars = Number(words[0]);
      if (!Number.isInteger(stars) || stars < 1 || stars > 5) return null;
      const reason = words.slice(1).join(' ');
      return { stars, ...(reason === '' ? {} : { reason }) };
    }
    case 'complain':
      return words.length === 0 ? null : { ...deed.args, about: words.join(' ') };
    default:
      return deed.args;
  }
}
