import type { Locale } from '../../model/locale.ts';
import type { Order, OrderState } from '../../model/order.ts';
import type { ScenarioFile } from '../../model/scenario.ts';
import type { Shop } from '../../model/shop.ts';

type OrderNeed = 'tracking' | 'trouble' | 'refund' | 'wrong-goods';
type Words = Readonly<Record<Locale, string>>;

/** A case about an order: which orders can play it, what the buyer wants, what a good end is. `{item}` is what was bought. */
export interface OrderPlot {
  readonly name: string;
  readonly stage: 'in-sale' | 'after-sale';
  readonly states: readonly OrderState[];
  readonly needs: readonly OrderNeed[];
  readonly difficulty: number;
  readonly fits: readonly string[];
  readonly forbids: readonly string[];
  readonly title: Words;
  readonly summary: Words;
  readonly problem?: Words;
  readonly evidence?: Words;
  /** The buyer wants the parcel to go to a new address. */
  readonly moves?: true;
  readonly agenda: NonNullable<ScenarioFile['agenda']>;
  readonly outcome: ScenarioFile['outcome'];
  /** Further than states and needs can say. */
  readonly plays?: (order: Order, shop: Shop) => boolean;
}

const OUTSIDERS = ['third-person', 'fake-review-seller'];

/** Whether no rule keeps the goods from coming back, and a change of mind is still in time some hours after delivery. */
function returnable(order: Order, shop: Shop): boolean {
  const excluded = new Set(shop.policies.returns.exclusions.map(({ kind }) => kind));
  return (
    order.sent === undefined &&
    order.trouble === undefined &&
    order.items.every(({ product }) =>
      shop.products.some(
        ({ id, returnKinds }) => id === product && !returnKinds.some((kind) => excluded.has(kind)),
      ),
    )
  );
}

export const ORDER_PLOTS: readonly OrderPlot[] = [
  {
    name: 'where-is-it',
    stage: 'in-sale',
    states: ['shipped', 'in-transit'],
    needs: ['tracking'],
    difficulty: 1,
    fits: ['direct-brisk', 'direct-meticulous', 'gift-hurry', 'chatter'],
    forbids: OUTSIDERS,
    title: { 'zh-CN': '{item}到哪儿了', en: 'Where is my parcel: {item}' },
    summary: {
      'zh-CN': '买了{item}，已经发出，买家问快递、单号和哪天到。查了再答，单号一位也不能错。',
      en: 'The order ({item}) has left the shop, and the buyer asks for courier, number and day. Look it up first, and get every digit right.',
    },
    agenda: [
      { ask: 'courier', about: 'order' },
      { ask: 'tracking', about: 'order' },
      { ask: 'arrival', about: 'order' },
    ],
    outcome: {
      good: [{ answered: 'courier' }, { answered: 'tracking' }, { answered: 'arrival' }, { told: 'arrival' }],
    },
    plays: ({ trouble }) => trouble === undefined,
  },
  {
    name: 'new-address',
    stage: 'in-sale',
    states: ['paid'],
    needs: [],
    difficulty: 2,
    fits: ['direct-brisk', 'first-time', 'elderly-voice'],
    forbids: OUTSIDERS,
    title: { 'zh-CN': '{item}要改寄别处', en: 'A new address: {item}' },
    summary: {
      'zh-CN': '付了款才发现{item}的地址不对，还没发货。问清新地址，念一遍给买家核对，在订单里真改掉。',
      en: 'The order ({item}) is paid and not yet sent, and the address is wrong. Take the new one, read it back, and change the order.',
    },
    moves: true,
    agenda: [
      { arrange: 'address-change', about: 'order' },
      { ask: 'dispatch', about: 'order' },
    ],
    outcome: {
      good: [
        { action: 'change-address', about: 'order' },
        { told: 'address-read-back' },
        { answered: 'dispatch' },
      ],
    },
    plays: ({ trouble }) => trouble === undefined,
  },
  {
    name: 'late',
    stage: 'after-sale',
    states: ['in-transit'],
    needs: ['tracking', 'trouble'],
    difficulty: 2,
    fits: ['complainer-late', 'complainer', 'direct-brisk', 'gift-hurry'],
    forbids: OUTSIDERS,
    title: { 'zh-CN': '{item}迟迟不到', en: 'Late parcel: {item}' },
    summary: {
      'zh-CN': '{item}过了该到的日子，原因查得到。讲清卡在哪、哪天到、谁来盯，别让买家干等。',
      en: 'The parcel with the {item} is past its day, and the cause is on the sheet. Say where it is, when it comes and who is watching it.',
    },
    problem: {
      'zh-CN': '{item}早该到了，物流好几天没动',
      en: 'the parcel with the {item} should have been here by now and the tracking has not moved',
    },
    evidence: {
      'zh-CN': '物流页面截图，最后一条是几天前的',
      en: 'a screenshot of the tracking page, its last line some days old',
    },
    agenda: [
      { report: 'late-parcel', about: 'order' },
      { ask: 'delay-cause', about: 'order', problem: 'late-parcel' },
      { ask: 'arrival', about: 'order' },
      { request: ['track', 'explain'], about: 'order' },
      { ask: 'follow-up', must: false },
    ],
    outcome: {
      good: [
        { answered: 'delay-cause' },
        { remedy: ['track', 'explain'], about: 'order' },
        { told: 'next-step' },
        { ending: ['settled', 'closed'] },
      ],
    },
    plays: ({ trouble }) => trouble?.newEta !== undefined,
  },
  {
    name: 'wrong-goods',
    stage: 'after-sale',
    states: ['delivered'],
    needs: ['tracking', 'wrong-goods'],
    difficulty: 2,
    fits: ['complainer', 'direct-brisk', 'direct-meticulous', 'hesitant'],
    forbids: OUTSIDERS,
    title: { 'zh-CN': '{item}发错了', en: 'Wrong goods sent: {item}' },
    summary: {
      'zh-CN':
        '拍的是{item}，寄来的对不上，是店里拿错了。先认错、看照片，再给换货或退款两条路，来回运费店铺出。',
      en: 'What came is not what was ordered ({item}), and the slip is ours. Own it, look at the photo, offer a swap or the money back, with the postage on the shop.',
    },
    problem: {
      'zh-CN': '拍的{item}，拆开一看跟订单写的不一样',
      en: 'I ordered the {item} and what is in the parcel is not what the order says',
    },
    evidence: {
      'zh-CN': '收到的东西和吊牌标签，旁边放着订单截图',
      en: 'what came, with its label showing, beside a screenshot of the order',
    },
    agenda: [
      { report: 'wrong-item', about: 'order' },
      { tell: 'evidence' },
      { request: ['exchange', 'reship', 'refund'], about: 'order' },
      { ask: 'return-freight', about: 'order', problem: 'wrong-item' },
    ],
    outcome: {
      good: [
        { remedy: ['exchange', 'reship', 'refund'], about: 'order', freight: 'seller' },
        { answered: 'return-freight' },
        { ending: ['settled', 'closed'] },
      ],
      bad: [{ action: 'accept-return', about: 'order', args: { freightPaidBy: 'buyer' } }],
    },
    plays: ({ items, sent }) => sent?.length === items.length,
  },
  {
    name: 'changed-mind',
    stage: 'after-sale',
    states: ['delivered'],
    needs: ['tracking'],
    difficulty: 2,
    fits: ['hesitant', 'direct-brisk', 'first-time', 'direct-meticulous'],
    forbids: OUTSIDERS,
    title: { 'zh-CN': '{item}不想要了', en: 'Second thoughts: {item}' },
    summary: {
      'zh-CN': '{item}没毛病，买家改了主意，还在期限内。期限、运费谁出、几天退款都要说准，不拿原因当条件。',
      en: 'Nothing is wrong with the {item}; the buyer has thought better of it, in time. Get period, postage and refund time right, and make no condition of the reason.',
    },
    problem: {
      'zh-CN': '{item}没问题，就是到手不太喜欢，没拆没用',
      en: 'there is nothing wrong with the {item}, I have just changed my mind; nothing has been opened or used',
    },
    evidence: {
      'zh-CN': '{item}原样放在包装里，封口没动',
      en: 'the {item} still packed as it came, the seal unbroken',
    },
    agenda: [
      { report: 'changed-mind', about: 'order' },
      { request: ['return', 'refund'], about: 'order' },
      { ask: 'return-freight', about: 'order', problem: 'changed-mind' },
      { ask: 'refund-time', about: 'order' },
    ],
    outcome: {
      good: [
        { remedy: ['return', 'refund'], about: 'order' },
        { answered: 'return-freight' },
        { answered: 'refund-time' },
        { ending: ['settled', 'closed'] },
      ],
    },
    plays: returnable,
  },
  {
    name: 'refund-due',
    stage: 'after-sale',
    states: ['returning'],
    needs: ['refund', 'trouble'],
    difficulty: 3,
    fits: ['complainer', 'direct-meticulous', 'threatener'],
    forbids: OUTSIDERS,
    title: { 'zh-CN': '{item}的退款还没到', en: 'Refund overdue: {item}' },
    summary: {
      'zh-CN': '{item}退回去了，钱过了日子还没到。认下来，说清为什么拖、哪天到账，并约好主动回话。',
      en: 'The {item} went back and the refund is overdue. Admit it, give cause and day, and promise word by a time you can keep.',
    },
    problem: {
      'zh-CN': '{item}早退回去了，你们也签收了，钱一直没退',
      en: 'I sent the {item} back a while ago, you have had the parcel, and I have had no money',
    },
    evidence: {
      'zh-CN': '退货物流截图，显示仓库已签收',
      en: 'the return tracking, which says that it was received',
    },
    agenda: [
      { report: 'refund-missing', about: 'order' },
      { ask: 'delay-cause', about: 'order', problem: 'refund-missing' },
      { ask: 'refund-time', about: 'order' },
      { request: ['refund', 'explain'], about: 'order' },
      { ask: 'follow-up' },
    ],
    outcome: {
      good: [
        { answered: 'delay-cause' },
        { remedy: ['refund', 'explain'], about: 'order' },
        { told: 'next-step' },
        { ending: ['settled', 'closed'] },
      ],
    },
  },
];
