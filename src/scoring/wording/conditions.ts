import type { Locale } from '../../model/locale.ts';
import type { Remedy } from '../../model/question.ts';
import type { OutcomeCondition } from '../../model/scenario.ts';
import { actionName, topicName } from './names.ts';

type Pair = readonly [zh: string, en: string];

const TOLD: Readonly<Record<Extract<OutcomeCondition, { told: unknown }>['told'], Pair>> = {
  drawback: ['说明商品的不足', 'tell the drawback'],
  promotion: ['告知正在进行的活动', 'mention the promotion'],
  coupon: ['提醒领取优惠券', 'mention the coupon'],
  dispatch: ['告知发货时间', 'say when it ships'],
  arrival: ['告知到货时间', 'say when it arrives'],
  'return-terms': ['说清退货条件', 'state the return terms'],
  'delay-cause': ['说明延误原因', 'give the cause of the delay'],
  'next-step': ['说明下一步怎么做', 'say what happens next'],
  'payment-steps': ['讲清付款步骤', 'explain the payment steps'],
  'reason-asked': ['先问清退货原因', 'ask for the reason first'],
  'address-read-back': ['核对收货地址', 'read the address back'],
  care: ['提醒洗护方法', 'mention the care'],
  comparison: ['给出对比', 'compare the items'],
  reviews: ['引用买家评价', 'refer to reviews'],
  'greeted-again': ['重新问候', 'greet again'],
};

const REFUSED: Readonly<Record<Extract<OutcomeCondition, { refused: unknown }>['refused'], Pair>> = {
  'off-platform': ['守住平台内交易', 'keep the deal on the platform'],
  'review-reward': ['不以利益换好评', 'pay for no review'],
  'private-data': ['保护他人信息', "protect other people's data"],
  'absolute-claim': ['不作绝对承诺', 'make no absolute claim'],
  'verification-code': ['不索要验证码', 'ask for no code'],
  compensation: ['不做无依据的赔付', 'pay no unfounded compensation'],
  'below-floor': ['守住底价', 'hold the floor price'],
  return: ['不受理不符合规则的退货', 'accept no return against the rules'],
};

/** What an agent has to bring an order to. */
const REACHED: Readonly<Record<Extract<OutcomeCondition, { state: unknown }>['state'], Pair>> = {
  unpaid: ['帮买家下好单', 'get the order placed'],
  paid: ['帮买家付好款', 'get the order paid'],
  shipped: ['让订单发货', 'get the order sent'],
  'in-transit': ['让包裹上路', 'get the parcel on its way'],
  stuck: ['查明包裹停在哪里', 'find out where the parcel is held up'],
  delivered: ['让包裹送到', 'get the parcel delivered'],
  received: ['让买家收到货', 'get the goods to the buyer'],
  'return-requested': ['受理退货', 'take the return in hand'],
  returning: ['让退货寄回', 'get the return under way'],
  refunded: ['把款退给买家', 'get the money back to the buyer'],
  cancelled: ['取消订单', 'cancel the order'],
};

const REMEDIES: Readonly<Record<Remedy, Pair>> = {
  refund: ['退款', 'a refund'],
  'part-refund': ['部分退款', 'a part refund'],
  exchange: ['换货', 'an exchange'],
  reship: ['补发', 'a reshipment'],
  return: ['退货', 'a return'],
  track: ['查件跟进', 'tracing the parcel'],
  intercept: ['拦截包裹', 'recalling the parcel'],
  claim: ['向快递索赔', 'a claim against the courier'],
  explain: ['说明情况', 'an explanation'],
  compensate: ['补偿', 'compensation'],
};

export const remedyName = (remedy: Remedy, locale: Locale): string =>
  REMEDIES[remedy][locale === 'zh-CN' ? 0 : 1];

/** What a scenario asks for, as a phrase: 守住底价, hold the floor price. */
export function conditionText(condition: OutcomeCondition, locale: Locale): string {
  const zh = locale === 'zh-CN';
  const of = (pair: Pair) => pair[zh ? 0 : 1];
  if ('told' in condition) return of(TOLD[condition.told]);
  if ('refused' in condition) return of(REFUSED[condition.refused]);
  if ('answered' in condition)
    return zh
      ? `答复${topicName(condition.answered, locale)}`
      : `answer the question on ${topicName(condition.answered, locale)}`;
  if ('ordered' in condition) return zh ? '促成下单' : 'win the order';
  if ('remedy' in condition) {
    const remedies = condition.remedy.map((remedy) => of(REMEDIES[remedy]));
    return zh ? `给出处理：${remedies.join('或')}` : `provide ${remedies.join(' or ')}`;
  }
  if ('transferred' in condition)
    return condition.transferred
      ? of(['转接给对的人', 'hand over to the right person'])
      : of(['自己处理不转接', 'solve it without a hand-over']);
  if ('mood' in condition)
    return condition.mood === 'pleased'
      ? of(['让买家满意离开', 'leave the buyer pleased'])
      : of(['让买家平静下来', 'leave the buyer calm']);
  if ('ending' in condition) return of(['妥善收尾', 'bring the conversation to a good end']);
  if ('state' in condition) return of(REACHED[condition.state]);
  return actionName(condition.action, locale);
}
