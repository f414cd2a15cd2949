import type { AgentActionName } from '../../model/action.ts';
import type { Locale } from '../../model/locale.ts';
import type { Detail } from '../../model/reading.ts';
import type { Topic } from '../../model/topic.ts';

const DETAIL_NAMES: Readonly<Record<Detail, readonly [zh: string, en: string]>> = {
  'order-number': ['订单号', 'order number'],
  size: ['尺码', 'size'],
  body: ['身高体重', 'height and weight'],
  colour: ['颜色', 'colour'],
  region: ['收货地区', 'delivery area'],
  address: ['地址', 'address'],
  photo: ['照片', 'photo'],
  quantity: ['数量', 'quantity'],
  problem: ['问题', 'problem'],
  occasion: ['使用场合', 'occasion'],
  recipient: ['送给谁', 'who it is for'],
  budget: ['预算', 'budget'],
  'need-by': ['需要的时间', 'date needed'],
  phone: ['电话', 'phone number'],
  product: ['商品', 'item'],
  remedy: ['想要的处理方式', 'preferred solution'],
};

const TOPIC_NAMES: Readonly<Record<Topic, readonly [zh: string, en: string]>> = {
  price: ['价格', 'the price'],
  promotion: ['优惠活动', 'the promotion'],
  'promotion-end': ['活动截止时间', 'when the promotion ends'],
  'price-protection': ['价保', 'price protection'],
  coupon: ['优惠券', 'the coupon'],
  gift: ['赠品', 'the gift'],
  stock: ['库存', 'stock'],
  restock: ['补货时间', 'the restock date'],
  size: ['尺码建议', 'the size advice'],
  colour: ['颜色', 'the colours'],
  material: ['面料材质', 'the material'],
  care: ['洗护方法', 'the care'],
  fit: ['版型', 'the fit'],
  quality: ['品质', 'the quality'],
  comparison: ['对比', 'the comparison'],
  drawback: ['不足之处', 'the drawbacks'],
  reviews: ['买家评价', 'the reviews'],
  worth: ['价格的理由', 'why it costs what it does'],
  occasion: ['适用场合', 'the occasion'],
  spec: ['规格', 'the specification'],
  authenticity: ['正品', 'authenticity'],
  warranty: ['质保', 'the warranty'],
  packaging: ['包装', 'the packaging'],
  recommendation: ['推荐', 'a recommendation'],
  freight: ['运费', 'the delivery charge'],
  courier: ['快递', 'the courier'],
  dispatch: ['发货时间', 'dispatch'],
  arrival: ['到货时间', 'delivery time'],
  region: ['能否送达', 'whether we deliver there'],
  'address-change': ['改地址', 'changing the address'],
  payment: ['付款', 'payment'],
  'how-to-order': ['下单步骤', 'how to order'],
  invoice: ['发票', 'the invoice'],
  'order-state': ['订单状态', 'the order status'],
  tracking: ['物流', 'tracking'],
  'delay-cause': ['延误原因', 'the cause of the delay'],
  'return-period': ['退货期限', 'the return period'],
  'return-freight': ['退货运费', 'who pays for the return'],
  'return-process': ['退货流程', 'how to return'],
  'return-exclusion': ['不支持退货的情况', 'what cannot be returned'],
  'refund-time': ['退款到账时间', 'when the refund arrives'],
  exchange: ['换货', 'the exchange'],
  remedy: ['处理方案', 'what will be done'],
  compensation: ['补偿', 'compensation'],
  insurance: ['保价', 'the insurance'],
  identity: ['是不是真人', 'whether it is a person'],
  'follow-up': ['什么时候回复', 'when somebody will come back'],
  'off-platform': ['平台外交易', 'dealing elsewhere'],
  'review-reward': ['评价返利', 'a reward for a review'],
  'private-data': ['他人信息', "another person's data"],
  chat: ['闲聊', 'small talk'],
};

const ACTION_NAMES: Readonly<Record<AgentActionName, readonly [zh: string, en: string]>> = {
  'change-price': ['改价', 'change the price'],
  'issue-coupon': ['发优惠券', 'issue a coupon'],
  'add-gift': ['送赠品', 'add a gift'],
  'waive-freight': ['免运费', 'waive delivery'],
  'note-order': ['给订单加备注', 'put a note on the order'],
  'change-address': ['改收货地址', 'change the address'],
  'remind-payment': ['提醒付款', 'remind of the payment'],
  intercept: ['拦截包裹', 'recall the parcel'],
  'reply-review': ['回复评价', 'reply to the review'],
  'invite-favourite': ['邀请收藏', 'invite to follow the shop'],
  'set-status': ['切换状态', 'set the status'],
  'accept-return': ['受理退货', 'accept the return'],
  refund: ['退款', 'refund'],
  exchange: ['换货', 'exchange'],
  reship: ['补发', 'send again'],
  'send-tracking': ['发送物流单号', 'send the tracking number'],
  transfer: ['转接', 'hand over'],
  'report-buyer': ['举报买家', 'report the buyer'],
  'file-claim': ['向快递索赔', 'claim against the courier'],
  contact: ['主动联系', 'get in touch later'],
  feedback: ['向店里反馈', 'pass on to the shop'],
  close: ['关闭会话', 'close the chat'],
};

const pick = (names: readonly [string, string], locale: Locale) => names[locale === 'zh-CN' ? 0 : 1];

export const topicName = (topic: Topic, locale: Locale): string => pick(TOPIC_NAMES[topic], locale);
export const detailName = (detail: Detail, locale: Locale): string => pick(DETAIL_NAMES[detail], locale);

/** An action as people call it; one that nobody knows keeps its own name. */
export function actionName(name: string, locale: Locale): string {
  return Object.hasOwn(ACTION_NAMES, name) ? pick(ACTION_NAMES[name as AgentActionName], locale) : name;
}
