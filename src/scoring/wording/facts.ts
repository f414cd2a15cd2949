import type { FactValue } from '../../model/fact.ts';
import type { Locale } from '../../model/locale.ts';
import type { Market } from '../../model/market.ts';
import type { Shop } from '../../model/shop.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** A value in the session's words: 239元, £39, 7天, size M. */
export function factText(fact: FactValue, locale: Locale, shop: Shop | null, market: Market | null): string {
  const zh = locale === 'zh-CN';
  switch (fact.kind) {
    case 'money':
      return moneyText(fact.minor, locale, market);
    case 'discount':
      return zh ? `${round(fact.payShare * 10)}折` : `${round((1 - fact.payShare) * 100)}% off`;
    case 'threshold-off':
      return zh
        ? `满${amount(fact.thresholdMinor)}减${amount(fact.offMinor)}`
        : `${moneyText(fact.offMinor, locale, market)} off over ${moneyText(fact.thresholdMinor, locale, market)}`;
    case 'bundle':
      return zh
        ? `${fact.quantity}件${moneyText(fact.minor, locale, market)}`
        : `${fact.quantity} for ${moneyText(fact.minor, locale, market)}`;
    case 'quantity':
      return `${fact.count}${fact.unit ? `${zh ? '' : ' '}${fact.unit}` : ''}`;
    case 'duration':
      return durationText(fact, zh);
    case 'date':
      return dateText(fact, zh);
    case 'size':
      return zh ? `${fact.size}码` : `size ${fact.size}`;
    case 'colour':
      return colourName(fact.colour, shop);
    case 'measure':
      return `${fact.value} ${fact.unit}`;
    case 'percent':
      return `${fact.percent}%${fact.of ? ` ${fact.of}` : ''}`;
    case 'region':
      return shop?.logistics.regions.find((region) => region.id === fact.region)?.name ?? fact.region;
    case 'courier':
      return shop?.logistics.couriers.find((courier) => courier.id === fact.courier)?.name ?? fact.courier;
    case 'freight-payer':
      return payerText(fact.payer, zh);
    case 'free-freight':
      return zh ? (fact.free ? '包邮' : '不包邮') : fact.free ? 'free delivery' : 'delivery is charged';
    case 'availability':
      return zh ? (fact.available ? '有货' : '无货') : fact.available ? 'in stock' : 'out of stock';
    case 'product':
      return shop?.products.find((product) => product.id === fact.product)?.name ?? fact.product;
    case 'material':
      return fact.material;
    case 'order-state':
      return fact.state;
    case 'attribute':
      return fact.value;
    default:
      return fact.value;
  }
}

function moneyText(minor: number, locale: Locale, market: Market | null): string {
  if (market) return market.currency.spoken.replace('{amount}', amount(minor));
  return locale === 'zh-CN' ? `${amount(minor)}元` : amount(minor);
}

const amount = (minor: number) => (minor / 100).toFixed(2).replace(/\.00$/, '');
const round = (value: number) => Math.round(value * 10) / 10;

function durationText({ msMin, msMax }: Extract<FactValue, { kind: 'duration' }>, zh: boolean): string {
  const unit = msMax >= DAY_MS * 2 || msMax % DAY_MS === 0 ? DAY_MS : msMax >= HOUR_MS ? HOUR_MS : 60_000;
  const [least, most] = [round(msMin / unit), round(msMax / unit)];
  // What is left until a day ends is no whole number of days: only the end is worth saying.
  const span = least === most || !Number.isInteger(least) || least === 0 ? `${most}` : `${least}–${most}`;
  const name = zh
    ? { [DAY_MS]: '天', [HOUR_MS]: '小时', 60000: '分钟' }[unit]
    : { [DAY_MS]: 'day', [HOUR_MS]: 'hour', 60000: 'minute' }[unit];
  return zh ? `${span}${name}` : `${span} ${name}${most === 1 ? '' : 's'}`;
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
function dateText(fact: Extract<FactValue, { kind: 'date' }>, zh: boolean): string {
  const time = fact.timeOfDay ? ` ${fact.timeOfDay}` : '';
  if (fact.month !== undefined && fact.day !== undefined)
    return (zh ? `${fact.month}月${fact.day}日` : `${fact.day}/${fact.month}`) + time;
  if (fact.dayOffset !== undefined) {
    const near = zh ? ['今天', '明天', '后天'] : ['today', 'tomorrow'];
    return (near[fact.dayOffset] ?? (zh ? `${fact.dayOffset}天后` : `in ${fact.dayOffset} days`)) + time;
  }
  if (fact.weekday !== undefined)
    return (zh ? `周${'日一二三四五六'[fact.weekday]}` : WEEKDAYS[fact.weekday]!) + time;
  return time.trim();
}

function payerText(payer: 'seller' | 'buyer' | 'courier', zh: boolean): string {
  const names = zh
    ? { seller: '店铺承担', buyer: '买家承担', courier: '快递承担' }
    : { seller: 'paid by the shop', buyer: 'paid by the buyer', courier: 'paid by the courier' };
  return names[payer];
}

function colourName(id: string, shop: Shop | null): string {
  for (const product of shop?.products ?? []) {
    const colour = product.colours.find((one) => one.id === id);
    if (colour) return colour.name;
  }
  return id;
}
