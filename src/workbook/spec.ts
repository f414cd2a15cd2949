import type { SheetName } from '../load/shop.ts';
import { ORDER_STATES } from '../model/order.ts';
import { QUALITY_TRAITS } from '../model/product.ts';
import { REMEDIES, RETURN_REASONS } from '../model/question.ts';
import type { FactFamily } from '../model/topic.ts';

/** How a cell is read and written. Money is in major units with at most two decimals, as in YAML. */
export type CellKind =
  | 'text'
  | 'list'
  | 'money'
  | 'number'
  | 'whole'
  | 'yes-no'
  | 'choice'
  | 'day'
  /** A day with a time; a day alone is its first moment. */
  | 'instant'
  /** The same; a day alone is its last moment. */
  | 'instant-end'
  | 'time'
  /** Names with amounts: `bust 98; length 64`. */
  | 'pairs'
  /** `all`, or a list of ids. */
  | 'products'
  /** An amount, or empty for none at all. */
  | 'money-or-none'
  | 'whole-list';

/** One column of a sheet, or one line of a sheet of settings. */
export interface Field {
  /** Where it stands in the record: `price.list`, `heightCm.0`. */
  readonly path: string;
  readonly kind: CellKind;
  readonly choices?: readonly string[];
}

/**
 * One sheet of the workbook.
 *
 * - `settings`: a line a field, for what there is once.
 * - `rows`: a row an entry of the list at `list`.
 * - with `parent`: a row belongs to the entry whose id stands in the column `parent.column`, and goes to its list at `list`.
 * - `keyed`: the list is a mapping, keyed by the first field.
 * - `sort`: the column `type` says to which of several lists an entry goes, and below which key.
 */
export interface SheetSpec {
  readonly id: string;
  readonly target: SheetName;
  readonly form: 'settings' | 'rows';
  /** The family whose completeness stands on this sheet. */
  readonly family?: FactFamily;
  readonly list?: string;
  readonly parent?: { readonly list: string; readonly column: string };
  readonly keyed?: true;
  readonly sort?: Readonly<Record<string, { readonly list: string; readonly under?: string }>>;
  readonly fields: readonly Field[];
}

const f = (path: string, kind: CellKind = 'text', choices?: readonly string[]): Field => ({
  path,
  kind,
  ...(choices === undefined ? {} : { choices }),
});
/** A fact told in words: what it says, words of which an answer must hold one, words that say the opposite. */
const told = (path = ''): readonly Field[] => {
  const at = path === '' ? '' : `${path}.`;
  return [f(`${at}text`), f(`${at}keys`, 'list'), f(`${at}denies`, 'list')];
};
const address = (path: string) => [
  f(`${path}.name`),
  f(`${path}.phone`),
  f(`${path}.region`),
  f(`${path}.line`),
];

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
  {
    id: 'products',
    target: 'products',
    form: 'rows',
    family: 'products',
    list: 'products',
    fields: [
      f('id'),
      f('name'),
      f('aliases', 'list'),
      f('category'),
      f('price.list', 'money'),
      f('price.floor', 'money'),
      f('price.group.people', 'whole'),
      f('price.group.price', 'money'),
      ...told('worth'),
      ...told('care'),
      ...told('occasion'),
      ...told('sizeNote'),
      ...QUALITY_TRAITS.map((trait) => f(`quality.${trait}`, 'choice', ['no', 'slight', 'yes'])),
      ...told('qualityNote'),
      ...told('authenticity'),
      f('warranty.months', 'whole'),
      ...told('warranty.covers'),
      f('returnKinds', 'list'),
      f('weightGrams', 'whole'),
    ],
  },
  {
    id: 'colours',
    target: 'products',
    form: 'rows',
    list: 'colours',
    parent: { list: 'products', column: 'product' },
    fields: [f('id'), f('name'), f('aliases', 'list'), f('note')],
  },
  {
    id: 'sizes',
    target: 'products',
    form: 'rows',
    family: 'sizes',
    list: 'sizes',
    parent: { list: 'products', column: 'product' },
    fields: [
      f('id'),
      f('aliases', 'list'),
      f('heightCm.0', 'number'),
      f('heightCm.1', 'number'),
      f('weightKg.0', 'number'),
      f('weightKg.1', 'number'),
      f('measuresCm', 'pairs'),
    ],
  },
  {
    id: 'stock',
    target: 'products',
    form: 'rows',
    family: 'stock',
    list: 'stock',
    parent: { list: 'products', column: 'product' },
    fields: [f('colour'), f('size'), f('count', 'whole'), f('on', 'day')],
  },
  {
    id: 'materials',
    target: 'products',
    form: 'rows',
    list: 'material',
    parent: { list: 'products', column: 'product' },
    fields: [f('part'), f('name'), f('percent', 'number')],
  },
  {
    id: 'specifications',
    target: 'products',
    form: 'rows',
    list: 'attributes',
    parent: { list: 'products', column: 'product' },
    keyed: true,
    fields: [
      f('id'),
      f('label'),
      f('words', 'list'),
      f('value'),
      f('number', 'number'),
      f('unit'),
      f('keys', 'list'),
      f('denies', 'list'),
    ],
  },
  {
    id: 'points',
    target: 'products',
    form: 'rows',
    parent: { list: 'products', column: 'product' },
    sort: { strength: { list: 'strengths' }, drawback: { list: 'drawbacks' } },
    fields: told(),
  },
  {
    id: 'related',
    target: 'products',
    form: 'rows',
    parent: { list: 'products', column: 'product' },
    sort: {
      'compares-with': { list: 'comparesWith', under: 'difference' },
      'goes-with': { list: 'goesWith' },
    },
    fields: [f('product'), ...told()],
  },
  {
    id: 'reviews',
    target: 'products',
    form: 'rows',
    list: 'reviews',
    parent: { list: 'products', column: 'product' },
    fields: [f('stars', 'whole'), f('text'), f('bought')],
  },
  {
    id: 'promotions',
    target: 'prices',
    form: 'rows',
    family: 'prices',
    list: 'promotions',
    fields: [
      f('id'),
      f('name'),
      f('products', 'products'),
      f('from', 'instant'),
      f('until', 'instant-end'),
      f('rule.type', 'choice', [
        'percent',
        'amount-off',
        'fixed-price',
        'threshold',
        'bundle',
        'nth-percent',
      ]),
      f('rule.payShare', 'number'),
      f('rule.off', 'money'),
      f('rule.price', 'money'),
      f('rule.threshold', 'money'),
      f('rule.repeats', 'yes-no'),
      f('rule.quantity', 'whole'),
      f('rule.nth', 'whole'),
      f('withCoupons', 'yes-no'),
    ],
  },
  {
    id: 'coupons',
    target: 'prices',
    form: 'rows',
    list: 'coupons',
    fields: [
      f('id'),
      f('name'),
      f('off', 'money'),
      f('threshold', 'money'),
      f('products', 'products'),
      f('from', 'instant'),
      f('until', 'instant-end'),
      f('issuedBy', 'choice', ['page', 'agent']),
      f('who', 'choice', ['everyone', 'new', 'returning', 'member']),
    ],
  },
  {
    id: 'gifts',
    target: 'prices',
    form: 'rows',
    list: 'gifts',
    fields: [
      f('id'),
      f('name'),
      f('worth', 'money'),
      f('threshold', 'money'),
      f('givenBy', 'choice', ['auto', 'agent']),
      f('left', 'whole'),
    ],
  },
  {
    id: 'price-rules',
    target: 'prices',
    form: 'settings',
    fields: [f('priceProtectionDays', 'whole'), ...told('priceProtection'), ...told('whyNotLower')],
  },
  {
    id: 'delivery',
    target: 'logistics',
    form: 'settings',
    family: 'logistics',
    fields: [
      f('dispatch.cutOff', 'time'),
      f('dispatch.withinHours', 'whole'),
      f('dispatch.closedWeekdays', 'whole-list'),
      f('dispatch.from'),
      ...told('dispatch.text'),
      ...told('courierChoice'),
      f('freeFreightFrom', 'money-or-none'),
      f('freeFreightExcept', 'list'),
      f('insuredValue', 'money'),
      ...told('insurance'),
      ...told('exceptions'),
    ],
  },
  {
    id: 'couriers',
    target: 'logistics',
    form: 'rows',
    list: 'couriers',
    fields: [
      f('id'),
      f('name'),
      f('aliases', 'list'),
      f('extra', 'money'),
      f('standard', 'yes-no'),
      f('trackingPattern'),
    ],
  },
  {
    id: 'regions',
    target: 'logistics',
    form: 'rows',
    list: 'regions',
    fields: [
      f('id'),
      f('name'),
      f('aliases', 'list'),
      f('reachable', 'yes-no'),
      f('days.0', 'whole'),
      f('days.1', 'whole'),
      f('freight', 'money'),
      f('couriers', 'list'),
      f('note'),
    ],
  },
  {
    id: 'policy',
    target: 'policies',
    form: 'settings',
    family: 'policy',
    fields: [
      f('returns.days', 'whole'),
      f('returns.counts', 'choice', ['day-after-receipt', 'receipt']),
      ...told('returns.condition'),
      f('returns.refundDays', 'whole'),
      f('returns.steps', 'list'),
      f('returns.address.name'),
      f('returns.address.phone'),
      f('returns.address.line'),
      f('returns.restockingFee', 'money'),
      ...told('exchange'),
      f('freightInsurance.offered', 'yes-no'),
      ...told('freightInsurance.text'),
      ...told('invoice'),
      f('payment.methods', 'list'),
      f('payment.cashOnDelivery', 'yes-no'),
      f('payment.steps', 'list'),
      ...told('payment.safety'),
      f('addressChange.until', 'choice', ['unpaid', 'paid', 'shipped']),
      ...told('addressChange.text'),
      ...told('packaging'),
      f('lateCompensation.perOrder', 'money'),
      ...told('lateCompensation.text'),
      ...told('reviews'),
      ...told('privacy'),
      ...told('offPlatform'),
    ],
  },
  {
    id: 'return-reasons',
    target: 'policies',
    form: 'rows',
    list: 'returns.reasons',
    keyed: true,
    fields: [
      f('reason', 'choice', RETURN_REASONS),
      f('freight', 'choice', ['seller', 'buyer']),
      f('remedies', 'list', REMEDIES),
      f('withinDays', 'whole'),
      f('evidence', 'choice', ['none', 'photo', 'video']),
      f('claimAgainst', 'choice', ['courier', 'maker']),
      ...told('text'),
    ],
  },
  {
    id: 'return-exclusions',
    target: 'policies',
    form: 'rows',
    list: 'returns.exclusions',
    fields: [f('kind'), f('confirmed', 'yes-no'), ...told('text')],
  },
  {
    id: 'orders',
    target: 'orders',
    form: 'rows',
    family: 'orders',
    list: 'orders',
    fields: [
      f('id'),
      f('number'),
      f('customer'),
      f('state', 'choice', ORDER_STATES),
      f('placedAt', 'instant'),
      f('paidAt', 'instant'),
      f('shippedAt', 'instant'),
      f('deliveredAt', 'instant'),
      f('freight', 'money'),
      ...address('address'),
      f('courier'),
      f('tracking'),
      f('trouble.cause'),
      f('trouble.keys', 'list'),
      f('trouble.newEta', 'instant'),
      f('refund.requestedAt', 'instant'),
      f('refund.amount', 'money'),
      f('refund.state', 'choice', ['requested', 'goods-on-way', 'goods-received', 'paid']),
      f('refund.reason'),
      f('note'),
      f('gifts', 'list'),
    ],
  },
  {
    id: 'order-items',
    target: 'orders',
    form: 'rows',
    parent: { list: 'orders', column: 'order' },
    sort: { ordered: { list: 'items' }, sent: { list: 'sent' } },
    fields: [f('product'), f('colour'), f('size'), f('quantity', 'whole'), f('price', 'money')],
  },
  {
    id: 'trail',
    target: 'orders',
    form: 'rows',
    list: 'trail',
    parent: { list: 'orders', column: 'order' },
    fields: [f('at', 'instant'), f('text')],
  },
  {
    id: 'customers',
    target: 'customers',
    form: 'rows',
    list: 'customers',
    fields: [
      f('id'),
      f('name'),
      f('account'),
      f('phone'),
      ...address('address'),
      f('since'),
      f('level', 'choice', ['new', 'returning', 'member']),
      f('ordersBefore', 'whole'),
      f('note'),
    ],
  },
  {
    id: 'quick-phrases',
    target: 'shop',
    form: 'rows',
    list: 'quickPhrases',
    fields: [f('key'), f('text')],
  },
];

/** The columns of a sheet in order, those of parent and type first. */
export function columnsOf(sheet: SheetSpec): readonly { readonly key: string; readonly field?: Field }[] {
  return [
    ...(sheet.parent === undefined ? [] : [{ key: `${sheet.parent.column}:parent` }]),
    ...(sheet.sort === undefined ? [] : [{ key: 'type' }]),
    ...sheet.fields.map((field) => ({ key: field.path, field })),
  ];
}
