import type { ActionArgs, ActionRequest, AgentActionName } from '../model/action.ts';
import type { Context } from '../model/protocol.ts';
import { RETURN_REASONS } from '../model/question.ts';

/** One word (or the rest of the line) after a command. */
export interface SlashArg {
  readonly name: string;
  /** `rest` takes everything that is left, as people write it. */
  readonly kind: 'money' | 'word' | 'rest';
  readonly optional?: true;
  readonly choices?: readonly string[] | 'coupon' | 'gift' | 'variant';
}

export interface SlashCommand {
  readonly name: string;
  /** The same in Chinese. */
  readonly zh: string;
  /** What it does in the shop; absent for what concerns the desk alone. */
  readonly action?: AgentActionName;
  readonly desk?: DeskDeed;
  /** Arguments that are always the same. */
  readonly always?: ActionArgs;
  readonly args: readonly SlashArg[];
  /** What it is about when nothing else is named: `#number` names another order. */
  readonly target?: 'order' | 'order-or-product';
}

/** What the desk does by itself; `look-…` opens a tab of the side panel. */
export type DeskDeed =
  | 'pause'
  | 'help'
  | 'phrases'
  | 'search'
  | 'hint'
  | 'order'
  | 'bell'
  | 'quit'
  | 'show'
  | 'rewind'
  | 'object'
  | 'take'
  | 'chat'
  | 'read'
  | `look-${'product' | 'offers' | 'policy' | 'orders' | 'buyer'}`;

const REST = (name: string): SlashArg => ({ name, kind: 'rest' });
const WORDS: SlashArg = { name: 'words', kind: 'rest', optional: true };

/** Every action of an agent, and what the desk itself can do. */
export const SLASH_COMMANDS: readonly SlashCommand[] = [
  {
    name: 'price',
    zh: '改价',
    action: 'change-price',
    args: [{ name: 'price', kind: 'money' }],
    target: 'order-or-product',
  },
  {
    name: 'coupon',
    zh: '发券',
    action: 'issue-coupon',
    args: [{ name: 'coupon', kind: 'word', choices: 'coupon' }],
  },
  {
    name: 'gift',
    zh: '送赠品',
    action: 'add-gift',
    args: [{ name: 'gift', kind: 'word', choices: 'gift' }],
    target: 'order-or-product',
  },
  { name: 'freight', zh: '免邮', action: 'waive-freight', args: [], target: 'order' },
  {
    name: 'refund',
    zh: '退款',
    action: 'refund',
    args: [{ name: 'amount', kind: 'money' }],
    target: 'order',
  },
  {
    name: 'return',
    zh: '同意退货',
    action: 'accept-return',
    args: [
      { name: 'reason', kind: 'word', choices: RETURN_REASONS },
      { name: 'freightPaidBy', kind: 'word', choices: ['seller', 'buyer'] },
    ],
    target: 'order',
  },
  {
    name: 'exchange',
    zh: '换货',
    action: 'exchange',
    args: [{ name: 'variant', kind: 'word', choices: 'variant' }],
    target: 'order',
  },
  { name: 'reship', zh: '补发', action: 'reship', args: [], target: 'order' },
  { name: 'track', zh: '发物流', action: 'send-tracking', args: [], target: 'order' },
  { name: 'intercept', zh: '拦截', action: 'intercept', args: [], target: 'order' },
  { name: 'claim', zh: '索赔', action: 'file-claim', always: { with: 'courier' }, args: [], target: 'order' },
  { name: 'address', zh: '改地址', action: 'change-address', args: [REST('address')], target: 'order' },
  { name: 'note', zh: '备注', action: 'note-order', args: [REST('note')], target: 'order' },
  { name: 'remind', zh: '催付', action: 'remind-payment', args: [], target: 'order' },
  { name: 'contact', zh: '回访', action: 'contact', args: [REST('about')] },
  {
    name: 'transfer',
    zh: '转接',
    action: 'transfer',
    args: [
      { name: 'to', kind: 'word', choices: ['supervisor', 'after-sales', 'warehouse', 'finance'] },
      REST('reason'),
    ],
  },
  {
    name: 'feedback',
    zh: '反馈',
    action: 'feedback',
    args: [
      { name: 'topic', kind: 'word', choices: ['product', 'logistics', 'price', 'service'] },
      REST('text'),
    ],
  },
  { name: 'review', zh: '回评', action: 'reply-review', args: [REST('text')], target: 'order' },
  { name: 'favourite', zh: '邀收藏', action: 'invite-favourite', args: [] },
  { name: 'report', zh: '举报', action: 'report-buyer', args: [REST('reason')] },
  {
    name: 'status',
    zh: '状态',
    action: 'set-status',
    args: [
      { name: 'status', kind: 'word', choices: ['online', 'away'] },
      { name: 'autoReply', kind: 'rest', optional: true },
    ],
  },
  { name: 'close', zh: '结束', action: 'close', args: [REST('reason')] },
  { name: 'chat', zh: '会话', desk: 'chat', args: [{ name: 'number', kind: 'rest', optional: true }] },
  { name: 'read', zh: '重读', desk: 'read', args: [] },
  { name: 'item', zh: '商品', desk: 'look-product', args: [WORDS] },
  { name: 'offers', zh: '优惠', desk: 'look-offers', args: [WORDS] },
  { name: 'policy', zh: '规则', desk: 'look-policy', args: [WORDS] },
  { name: 'order', zh: '订单', desk: 'look-orders', args: [WORDS] },
  { name: 'buyer', zh: '买家', desk: 'look-buyer', args: [WORDS] },
  { name: 'phrases', zh: '快捷短语', desk: 'phrases', args: [WORDS] },
  { name: 'search', zh: '查', desk: 'search', args: [WORDS] },
  { name: 'hint', zh: '提示', desk: 'hint', args: [] },
  { name: 'take', zh: '采用', desk: 'take', args: [] },
  { name: 'object', zh: '异议', desk: 'object', args: [] },
  { name: 'rewind', zh: '重来', desk: 'rewind', args: [] },
  { name: 'show', zh: '示范', desk: 'show', args: [] },
  { name: 'pause', zh: '暂停', desk: 'pause', args: [] },
  { name: 'sort', zh: '排序', desk: 'order', args: [] },
  { name: 'bell', zh: '铃声', desk: 'bell', args: [] },
  { name: 'help', zh: '帮助', desk: 'help', args: [] },
  { name: 'quit', zh: '退出', desk: 'quit', args: [] },
];

export type Slash =
  | { readonly type: 'action'; readonly command: SlashCommand; readonly request: ActionRequest }
  | { readonly type: 'desk'; readonly command: SlashCommand; readonly rest: string }
  | { readonly type: 'missing'; readonly command: SlashCommand; readonly arg: SlashArg }
  | { readonly type: 'bad'; readonly command: SlashCommand; readonly arg: SlashArg; readonly found: string }
  | { readonly type: 'no-target'; readonly command: SlashCommand }
  | { readonly type: 'unknown'; readonly found: string; readonly near: SlashCommand | undefined };

/** Whether a draft is a command: it begins with one slash. `//` says a slash to the buyer. */
export function isSlash(text: string): boolean {
  return text.startsWith('/') && !text.startsWith('//');
}

/** What a line such as `/refund 20 #20261110001` asks for; `context` says which order or product is meant without words. */
export function parseSlash(text: string, context: Context | null): Slash {
  const [word = '', ...rest] = text.slice(1).trim().split(/\s+/);
  const command = findCommand(word);
  if (command === undefined) return { type: 'unknown', found: `/${word}`, near: nearCommand(word) };
  const named = command.target === undefined ? undefined : rest.find((one) => /^[#＃]\S+/.test(one));
  const words = rest.filter((one) => one !== named);
  if (command.action === undefined) return { type: 'desk', command, rest: words.join(' ') };
  const args: Record<string, string | number> = {};
  for (const arg of command.args) {
    const found = arg.kind === 'rest' ? words.splice(0).join(' ') : (words.shift() ?? '');
    if (found === '') {
      if (arg.optional) continue;
      return { type: 'missing', command, arg };
    }
    if (arg.kind === 'money') {
      const amount = moneyIn(found);
      if (amount === null) return { type: 'bad', command, arg, found };
      args[arg.name] = amount;
    } else if (
      Array.isArray(arg.choices) &&
      arg.kind === 'word' &&
      isClosed(arg) &&
      !arg.choices.includes(found)
    )
      return { type: 'bad', command, arg, found };
    else args[arg.name] = found;
  }
  const target = targetOf(command, named?.slice(1), context);
  if (target === null) return { type: 'no-target', command };
  return {
    type: 'action',
    command,
    request: { name: command.action, args: { ...target, ...args, ...command.always } },
  };
}

export function findCommand(word: string): SlashCommand | undefined {
  const lower = word.toLowerCase();
  return SLASH_COMMANDS.find(({ name, zh }) => name === lower || zh === word);
}

/** Lists such as departments are suggestions; reasons and statuses are all there is. */
function isClosed({ name }: SlashArg): boolean {
  return name === 'reason' || name === 'freightPaidBy' || name === 'status';
}

function nearCommand(word: string): SlashCommand | undefined {
  if (word === '') return undefined;
  const lower = word.toLowerCase();
  return (
    SLASH_COMMANDS.find(({ name, zh }) => name.startsWith(lower) || zh.startsWith(word)) ??
    SLASH_COMMANDS.find(({ name }) => [...lower].sort().join('') === [...name].sort().join('')) ??
    SLASH_COMMANDS.find(
      ({ name, zh }) =>
        (name[0] === lower[0] && Math.abs(name.length - lower.length) <= 1) || zh.includes(word),
    )
  );
}

function targetOf(
  command: SlashCommand,
  named: string | undefined,
  context: Context | null,
): ActionArgs | null {
  if (command.target === undefined) return {};
  if (named !== undefined) return { order: named };
  const order = context?.orders?.[0];
  const product = context?.product;
  if (command.target === 'order-or-product' && product !== undefined) return { product };
  if (order !== undefined) return { order };
  // Without an order yet, what may be left out is left to the shop to work out.
  return ['waive-freight', 'note-order', 'remind-payment'].includes(command.action ?? '') ? {} : null;
}

/** `239`, `¥239`, `£24.50`, `239元`; `null` for anything else. At most two decimals. */
function moneyIn(text: string): number | null {
  const match = /^[¥￥£$€]?(\d{1,7}(?:\.\d{1,2})?)(?:元|块)?$/.exec(text.normalize('NFKC'));
  return match === null ? null : Number(match[1]);
}
