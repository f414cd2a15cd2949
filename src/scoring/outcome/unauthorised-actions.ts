import type { Conversation } from '../conversation.ts';
import type { Hit, RuleParams } from '../measures.ts';
import { actionName } from '../wording/names.ts';
import { unauthorised } from './conditions.ts';

const CODES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'below-floor': ['低于底价', 'below the floor'],
  'above-list': ['高于标价', 'above the list price'],
  'freight-on-the-wrong-side': ['运费算错了一方', 'freight on the wrong side'],
  'freight-not-waivable': ['无权免运费', 'no authority to waive freight'],
  'address-change-too-late': ['已过可改地址的时间', 'too late to change the address'],
};

/** Actions beyond the agent's authority: they took effect, and are held against it. `codes`: only these; `except`: all but these. */
export function unauthorisedActions(conversation: Conversation, { codes, except }: RuleParams): Hit[] {
  const { moments, locale } = conversation;
  const only = codes as readonly string[] | undefined;
  const not = (except as readonly string[] | undefined) ?? [];
  return moments.flatMap((moment): Hit[] => {
    const code = moment.by === 'agent' ? unauthorised(moment, conversation) : undefined;
    if (
      code === undefined ||
      (only ? !only.includes(code) : not.includes(code)) ||
      moment.source.type !== 'action'
    )
      return [];
    const { args, name } = moment.source;
    const amount = args.price ?? args.amount;
    return [
      {
        events: [moment.event],
        slots: {
          action: actionName(name, locale),
          reason: CODES[code]?.[locale === 'en' ? 1 : 0] ?? code,
          ...(amount === undefined ? {} : { amount: String(amount) }),
        },
      },
    ];
  });
}
