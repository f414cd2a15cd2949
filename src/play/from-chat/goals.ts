import type { OutcomeCondition, Want } from '../../model/scenario.ts';
import type { Topic } from '../../model/topic.ts';
import type { Matter } from './matters.ts';
import type { OrderPart } from './subjects.ts';

/** What the agent should have done. */
export const SHOULD = [
  'answer',
  'remedy',
  'refuse',
  'next-step',
  'cause',
  'dispatch',
  'arrival',
  'promotion',
  'coupon',
  'drawback',
  'care',
  'return-terms',
  'change-address',
  'cancel',
  'intercept',
  'note',
  'read-back',
] as const;
/** What a good end is. */
export const GOOD = ['settled', 'ordered', 'calm', 'pleased', 'handed-over'] as const;
/** What must never happen. */
export const NEVER = [
  'nothing',
  'charge-return',
  'refund',
  'accept-return',
  'change-price',
  'give-coupon',
  'hand-over',
  'close',
  'report-buyer',
  'buyer-leaves',
] as const;
export type Should = (typeof SHOULD)[number];
export type Good = (typeof GOOD)[number];
export type Never = (typeof NEVER)[number];

export interface Goals {
  readonly should: readonly Should[];
  readonly good: readonly Good[];
  readonly never: readonly Never[];
}

/** What is proposed for a case with these matters. */
export function goalsFor(matters: readonly Matter[], part: OrderPart | null, angry: boolean): Goals {
  const wants = matters.map(({ want }) => want);
  const has = (verb: string) => wants.some((want) => verb in want);
  const should: Should[] = [];
  if (topicsOf(wants).length > 0) should.push('answer');
  if (has('request')) should.push('remedy');
  if (has('tempt')) should.push('refuse');
  if (has('report')) should.push('next-step');
  const arranges = new Set(wants.flatMap((want) => ('arrange' in want ? [want.arrange] : [])));
  if (arranges.has('address-change')) should.push(arranges.has('intercept') ? 'next-step' : 'change-address');
  if (arranges.has('address-change') && !arranges.has('intercept')) should.push('read-back');
  if (arranges.has('cancel')) should.push('cancel');
  if (arranges.has('intercept')) should.push('intercept');
  if (arranges.has('note') || arranges.has('packaging')) should.push('note');
  if (arranges.has('invoice') && !should.includes('answer')) should.push('answer');
  if (should.length === 0) should.push('promotion');
  const never: Never[] = part?.shopPays ? ['charge-return'] : angry ? ['close'] : ['nothing'];
  return { should, good: ['settled'], never };
}

/** The outcome's conditions, for the matters that are left. A goal without anything to stand on makes none. */
export function outcomeOf(
  goals: Goals,
  matters: readonly Matter[],
  part: OrderPart | null,
  role: 'item' | 'order',
): { readonly good: readonly OutcomeCondition[]; readonly bad: readonly OutcomeCondition[] } {
  const wants = matters.map(({ want }) => want);
  const about = role === 'order' ? { about: 'order' } : {};
  const good = goals.should.flatMap((goal): OutcomeCondition[] => {
    switch (goal) {
      case 'answer':
        return topicsOf(wants).map((answered) => ({ answered }));
      case 'remedy':
        return wants.flatMap((want) =>
          'request' in want
            ? [
                {
                  remedy: [...want.request],
                  about: 'order',
                  ...(part?.shopPays ? { freight: 'seller' as const } : {}),
                },
              ]
            : [],
        );
      case 'refuse':
        return wants.flatMap((want): OutcomeCondition[] =>
          'tempt' in want ? [{ refused: want.tempt }] : [],
        );
      case 'cause':
        return role === 'order' ? [{ told: 'delay-cause' }] : [];
      case 'change-address':
        return role === 'order' ? [{ action: 'change-address', about: 'order' }] : [];
      case 'cancel':
        return role === 'order' ? [{ remedy: ['refund'], about: 'order' }] : [];
      case 'intercept':
        return role === 'order' ? [{ action: 'intercept', about: 'order' }] : [];
      case 'note':
        return [{ action: 'note-order', ...about }];
      case 'read-back':
        return role === 'order' ? [{ told: 'address-read-back' }] : [];
      default:
        return [{ told: goal }];
    }
  });
  for (const end of goals.good) {
    if (end === 'settled') good.push({ ending: ['settled', 'closed'] });
    else if (end === 'handed-over') good.push({ transferred: true });
    else if (end === 'ordered') {
      if (role === 'item') good.push({ ordered: 'item' });
    } else good.push({ mood: end });
  }
  const bad = goals.never.flatMap((what): OutcomeCondition[] => {
    switch (what) {
      case 'nothing':
        return [];
      case 'charge-return':
        return role === 'order'
          ? [{ action: 'accept-return', about: 'order', args: { freightPaidBy: 'buyer' } }]
          : [];
      case 'give-coupon':
        return [{ action: 'issue-coupon' }];
      case 'hand-over':
        return [{ transferred: true }];
      case 'buyer-leaves':
        return [{ ending: ['left'] }];
      case 'refund':
      case 'accept-return':
        return role === 'order' ? [{ action: what, ...about }] : [];
      default:
        return [{ action: what }];
    }
  });
  return { good: good.length > 0 ? good : [{ ending: ['settled', 'closed'] }], bad };
}

function topicsOf(wants: readonly Want[]): Topic[] {
  return [
    ...new Set(
      wants.flatMap((want) =>
        'ask' in want && want.must && want.ask !== 'follow-up'
          ? [want.ask]
          : 'arrange' in want && want.arrange === 'invoice'
            ? ['invoice' as const]
            : [],
      ),
    ),
  ];
}
