import type { SheetSpec } from '../spec.ts';
import { f } from './fields.ts';
import { GOODS_SHEETS } from './goods.ts';
import { PEOPLE_SHEETS } from './people.ts';
import { TERMS_SHEETS } from './terms.ts';

/** Every sheet of the workbook, in the order in which a person fills them in. */
export const SHEETS: readonly SheetSpec[] = [
  {
    id: 'shop',
    target: 'shop',
    form: 'settings',
    fields: [
      f('id'),
      f('locale', 'choice', ['zh-CN', 'en']),
      f('market'),
      f('name'),
      f('aliases', 'list'),
      f('trade'),
      f('about'),
      f('agentName'),
      f('hours.open', 'time'),
      f('hours.close', 'time'),
      f('authority.goodwillMax', 'money'),
      f('authority.giftsPerOrder', 'whole'),
      f('authority.couponsPerOrder', 'whole'),
      f('authority.waiveFreight', 'yes-no'),
      f('authority.text'),
    ],
  },
  ...GOODS_SHEETS,
  ...TERMS_SHEETS,
  ...PEOPLE_SHEETS,
  {
    id: 'quick-phrases',
    target: 'shop',
    form: 'rows',
    list: 'quickPhrases',
    fields: [f('key'), f('text')],
  },
];
