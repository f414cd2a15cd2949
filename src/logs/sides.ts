import type { Reader } from '../nlu/reader-types.ts';
import type { LogConversation } from './log.ts';

export type Side = 'buyer' | 'agent' | 'bot' | 'system';

export interface SideGuess {
  readonly speaker: string;
  readonly side: Side;
  /** `named`: the name or the log says so; `guessed`: only what was said does. */
  readonly by: 'named' | 'guessed';
  readonly messages: number;
  readonly example: string;
}

const BUYER = /^(买家|顾客|客户|用户|访客|buyer|customer|client|user|visitor|guest|you)$|买家/i;
const AGENT =
  /客服|店小二|掌柜|旗舰店|专营店|专卖店|店铺|卖家|小二|售后|售前|[:：]|agent|support|advisor|seller|operator|representative|assistant|service|team/i;
const BOT = /机器人|智能|自动回复|bot\b|virtual|auto/i;
const SYSTEM = /^(system|系统|系统消息|action|info|event)$/i;
const SAMPLE = 40;

/** Acts that only one side performs. */
const OF_AGENT = new Set([
  'offer-help',
  'ask-clarification',
  'ask-need',
  'recommend',
  'hold',
  'promise',
  'concede-gift',
  'concede-coupon',
  'concede-freight',
  'confirm-details',
  'instruct',
  'ask-evidence',
  'invite-review',
  'empathise',
  'own',
  'quote',
]);
const OF_BUYER = new Set([
  'ask',
  'haggle',
  'state-need',
  'place-order',
  'report-paid',
  'report-problem',
  'request-remedy',
  'complain',
  'complain-wait',
  'nudge',
  'hesitate',
  'leave',
  'threaten-review',
]);

/** Which side each name of a log is on, by the name where it says so, else by what was said, read from both sides. */
export function guessSides(conversations: readonly LogConversation[], reader: Reader): readonly SideGuess[] {
  const said = new Map<string, { texts: string[]; count: number; side?: Side }>();
  for (const { messages } of conversations)
    for (const { speaker, text, kind, side } of messages) {
      if (kind === 'system' || speaker === '') continue;
      const one = said.get(speaker) ?? { texts: [], count: 0 };
      one.count += 1;
      if (one.texts.length < SAMPLE && kind === 'message') one.texts.push(text);
      if (side !== undefined) one.side = side;
      said.set(speaker, one);
    }
  const named = (speaker: string): Side | null => {
    if (SYSTEM.test(speaker)) return 'system';
    if (BUYER.test(speaker)) return 'buyer';
    if (BOT.test(speaker)) return 'bot';
    return AGENT.test(speaker) ? 'agent' : null;
  };
  const guesses = [...said].map(([speaker, { texts, count, side }]) => {
    const own = side ?? named(speaker);
    return {
      speaker,
      side: own ?? 'buyer',
      by: own === null ? ('guessed' as const) : ('named' as const),
      messages: count,
      example: texts[0] ?? '',
      lean: own === null ? leanOf(texts, reader) : 0,
    };
  });
  const open = guesses.filter(({ by }) => by === 'guessed');
  const has = (side: Side) => guesses.some((guess) => guess.by === 'named' && guess.side === side);
  // Who is left over in a log whose other side is known is the missing one.
  const agents = has('agent')
    ? new Set<string>()
    : new Set(
        open.length === 0
          ? []
          : has('buyer')
            ? open.map(({ speaker }) => speaker)
            : agentsByTalk(open, conversations),
      );
  return guesses.map(({ lean: _, ...guess }) =>
    guess.by === 'named' ? guess : { ...guess, side: agents.has(guess.speaker) ? 'agent' : 'buyer' },
  );
}

/** Above zero: talks like an agent. */
function leanOf(texts: readonly string[], reader: Reader): number {
  let lean = 0;
  for (const text of texts) {
    for (const { act } of reader.read(text, 'agent').acts) if (OF_AGENT.has(act)) lean += 1;
    for (const { act } of reader.read(text, 'buyer').acts) if (OF_BUYER.has(act)) lean -= 1;
  }
  return lean / Math.max(1, texts.length);
}

/** In each conversation the one who leans most; who is an agent in most of its conversations is one. */
function agentsByTalk(
  open: readonly { readonly speaker: string; readonly lean: number }[],
  conversations: readonly LogConversation[],
): string[] {
  const lean = new Map(open.map((guess) => [guess.speaker, guess.lean]));
  const votes = new Map<string, number>();
  for (const { messages } of conversations) {
    const here = [...new Set(messages.map(({ speaker }) => speaker))].filter((speaker) => lean.has(speaker));
    if (here.length < 2) continue;
    const [most] = here.sort((a, b) => lean.get(b)! - lean.get(a)!);
    for (const speaker of here) votes.set(speaker, (votes.get(speaker) ?? 0) + (speaker === most ? 1 : -1));
  }
  return [...votes].filter(([, count]) => count > 0).map(([speaker]) => speaker);
}
