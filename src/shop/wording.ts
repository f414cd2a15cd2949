import type { Locale } from '../model/locale.ts';
import type { Market } from '../model/market.ts';
import type { OrderState } from '../model/order.ts';
import { civil, DAY_MS, HOUR_MS, weekdayOf } from './calendar.ts';

/** Amounts, days and spans in the words of the shop's language, for slots; the same on every machine (no `Intl` tables). */

/** 23900 → `239元`, `£239`; minor units only where there are any: `£24.50`. */
export function sayMoney(minor: number, market: Pick<Market, 'currency'>): string {
  const amount = minor % 100 === 0 ? String(minor / 100) : (minor / 100).toFixed(2);
  return market.currency.spoken.replace('{amount}', amount);
}

const WEEKDAYS_ZH = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const WEEKDAYS_EN = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS_EN = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A day as people say it from `today`: 今天, 明天, 11月15日 / today, tomorrow, Friday 15 November. */
export function sayDay(day: number, today: number, locale: Locale): string {
  const ahead = day - today;
  if (locale === 'zh-CN') return (['今天', '明天', '后天'] as const)[ahead] ?? sayDate(day, locale);
  return (['today', 'tomorrow'] as const)[ahead] ?? sayDate(day, locale);
}

export function sayDate(day: number, locale: Locale): string {
  const { month, dayOfMonth } = civil(day);
  if (locale === 'zh-CN') return `${month}月${dayOfMonth}日`;
  return `${WEEKDAYS_EN[weekdayOf(day)]} ${dayOfMonth} ${MONTHS_EN[month - 1]}`;
}

export function sayWeekday(day: number, locale: Locale): string {
  return (locale === 'zh-CN' ? WEEKDAYS_ZH : WEEKDAYS_EN)[weekdayOf(day)]!;
}

/** `[2, 3]` → `2-3天` / `2 to 3 days`; equal bounds give one number. */
export function sayDays([least, most]: readonly [number, number], locale: Locale): string {
  const range =
    least === most ? String(most) : locale === 'zh-CN' ? `${least}-${most}` : `${least} to ${most}`;
  return locale === 'zh-CN' ? `${range}天` : `${range} ${most === 1 ? 'day' : 'days'}`;
}

/** Hours up to three days stay hours; longer spans become days. */
export function sayWithin(ms: number, locale: Locale): string {
  const hours = Math.round(ms / HOUR_MS);
  if (hours <= 72) return locale === 'zh-CN' ? `${hours}小时` : `${hours} ${hours === 1 ? 'hour' : 'hours'}`;
  const days = Math.round(ms / DAY_MS);
  return sayDays([days, days], locale);
}

/** 红色、白色和黑色 / red, white and black. */
export function sayList(items: readonly string[], locale: Locale): string {
  if (items.length < 2) return items[0] ?? '';
  const [comma, and] = locale === 'zh-CN' ? ['、', '和'] : [', ', ' and '];
  return `${items.slice(0, -1).join(comma)}${and}${items.at(-1)}`;
}

/** 满300元减40元 / £5 off over £40. */
export function sayThresholdOff(threshold: string, off: string, locale: Locale): string {
  return locale === 'zh-CN' ? `满${threshold}减${off}` : `${off} off when you spend ${threshold}`;
}

/** 0.8 → 8折, 0.85 → 85折 / 20% off. */
export function sayDiscount(payShare: number, locale: Locale): string {
  const percent = Math.round(payShare * 100);
  if (locale === 'zh-CN') return `${percent % 10 === 0 ? percent / 10 : percent}折`;
  return `${100 - percent}% off`;
}

/** Sentences of a sheet run together: `。` and `; ` by language, without doubled stops. */
export function joinSentences(sentences: readonly string[], locale: Locale): string {
  const bare = sentences
    .map((sentence) => sentence.trim().replace(/[。.;；]+$/u, ''))
    .filter((sentence) => sentence !== '');
  return bare.join(locale === 'zh-CN' ? '；' : '; ');
}

const STATES: Readonly<Record<Locale, Readonly<Record<OrderState, string>>>> = {
  'zh-CN': {
    unpaid: '待付款',
    paid: '已付款，等待发货',
    shipped: '已发货',
    'in-transit': '运输途中',
    stuck: '途中停滞',
    delivered: '已签收',
    received: '已确认收货',
    'return-requested': '退货申请中',
    returning: '退货途中',
    refunded: '已退款',
    cancelled: '已取消',
  },
  en: {
    unpaid: 'waiting for payment',
    paid: 'paid and waiting to be sent',
    shipped: 'on its way',
    'in-transit': 'in transit',
    stuck: 'held up on the way',
    delivered: 'delivered',
    received: 'delivered and confirmed',
    'return-requested': 'with a return requested',
    returning: 'being returned to us',
    refunded: 'refunded',
    cancelled: 'cancelled',
  },
};

export function sayState(state: OrderState, locale: Locale): string {
  return STATES[locale][state];
}

export function sayPayer(payer: 'seller' | 'buyer', locale: Locale): string {
  if (locale === 'zh-CN') return payer === 'seller' ? '由我们承担' : '由您承担';
  return payer === 'seller' ? 'we pay the return postage' : 'you pay the return postage';
}

/** Words of which an answer on how to order (or to send back) holds at least one; steps are told in many ways. */
export const ORDER_WORDS: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['立即购买', '提交订单', '下单', '购物车', '付款', '选好'],
  en: ['basket', 'checkout', 'add to', 'place the order', 'order number', 'choose'],
};
export const RETURN_WORDS: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['申请', '寄回', '退货单号', '退货地址', '我的订单'],
  en: ['return number', 'label', 'send it back', 'pack it', 'tell us', 'returns'],
};

/** Words that tell an order's state, for answers in other words than ours. */
export const STATE_WORDS: Readonly<Record<Locale, Readonly<Record<OrderState, readonly string[]>>>> = {
  'zh-CN': {
    unpaid: ['待付款', '未付款', '没付款', '还没付'],
    paid: ['等待发货', '待发货', '未发货', '没发', '没有发', '准备中', '还没寄', '还在仓', '备货'],
    shipped: ['已发货', '发出', '寄出', '在路上', '途中', '运输'],
    'in-transit': ['运输', '途中', '在路上', '已发货', '派送', '发出', '寄出'],
    stuck: ['停滞', '停在', '停住', '卡', '途中'],
    delivered: ['签收', '送到', '送达', '已到'],
    received: ['签收', '确认收货', '送到', '送达'],
    'return-requested': ['退货申请', '申请退', '退货'],
    returning: ['退货', '退回', '寄回'],
    refunded: ['已退款', '退款', '退了'],
    cancelled: ['取消'],
  },
  en: {
    unpaid: ['waiting for payment', 'not paid', 'unpaid', "hasn't been paid"],
    paid: [
      'waiting to be sent',
      'not left',
      "hasn't left",
      'being packed',
      'not been sent',
      "hasn't been sent",
      'still with us',
      'on our bench',
    ],
    shipped: ['on its way', 'shipped', 'been sent', 'in transit', 'has left', 'gone out'],
    'in-transit': ['in transit', 'on its way', 'shipped', 'been sent', 'out for delivery'],
    stuck: ['held up', 'stuck', 'stopped', 'come to a halt', 'delayed'],
    delivered: ['delivered', 'arrived'],
    received: ['delivered', 'arrived', 'received'],
    'return-requested': ['return'],
    returning: ['return'],
    refunded: ['refunded'],
    cancelled: ['cancelled', 'canceled'],
  },
};

/** Words that say a place is served, or is not. */
export const REACH_WORDS: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['可以送', '可以到', '能送', '能到', '能寄', '可以寄', '到得了', '送得到', '可以发', '能发'],
  en: [
    'we deliver to',
    'do deliver',
    'can deliver',
    'delivers there',
    'we do serve',
    'serve',
    'is fine',
    'ship to',
    'send to',
  ],
};
export const NO_REACH_WORDS: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['无法送', '无法到', '无法发', '寄不', '送不到', '到不了', '发不了'],
  en: [
    "can't deliver",
    'cannot deliver',
    "don't deliver",
    'do not deliver',
    'beyond our reach',
    "can't ship",
    'unable to deliver',
  ],
};

/** Words that say goods may come back, or may not. */
export const RETURNABLE_WORDS: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['支持无理由', '支持七天', '支持7天', '可以退', '能退', '可退'],
  en: ['can come back', 'may come back', 'can return', 'can be returned', 'send it back'],
};
export const NOT_RETURNABLE_WORDS: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['无法退', '无法无理由', '退不了', '概不退'],
  en: ["can't be returned", 'cannot be returned', "can't come back", 'cannot come back', 'no returns'],
};
