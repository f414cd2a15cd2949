import type { Act, Reading } from '../../model/reading.ts';
import type { Want } from '../../model/scenario.ts';

export type Tempt = Extract<Want, { tempt: string }>['tempt'];
export type Arrange = Extract<Want, { arrange: string }>['arrange'];
export type Tell = Extract<Want, { tell: string }>['tell'];

/** Phrases that shipped scenarios and personas have words for: `need.gift`, `chat.weather`. */
const NEED_KINDS = [
  'gift',
  'present-for-elder',
  'work-outfit',
  'warm-coat',
  'small-kitchen',
  'first-tea',
  'wholesale',
  'everyday',
] as const;
export type Need = (typeof NEED_KINDS)[number];
const TALK_KINDS = ['weather', 'cat', 'holiday', 'shop-life'] as const;
export type ChatTopic = (typeof TALK_KINDS)[number];
export const isNeed = (id: string): id is Need => (NEED_KINDS as readonly string[]).includes(id);
export const isTalk = (id: string): id is ChatTopic => (TALK_KINDS as readonly string[]).includes(id);

/**
 * What the reader names too coarsely for a case (any wish is a request, any talk small talk), told by the words of both languages.
 * The acts say that something is wished for; the words, what.
 */
const ARRANGED: readonly (readonly [Arrange, RegExp])[] = [
  [
    'intercept',
    /[拦截追].{0,6}(?:快递|包裹|件|回来|一下)|(?:快递|包裹).{0,6}[拦截追]|intercept|\b(?:stop|recall|turn back)\b.{0,24}\b(?:parcel|delivery|shipment|package)\b/i,
  ],
  [
    'cancel',
    /取消.{0,6}(?:订单|这单|那单|了吧|掉)|(?:订单|这单|那单).{0,8}取消|\bcancel\w*\b(?:.{0,24}\b(?:order|it)\b)?/i,
  ],
  ['address-change', /[改换].{0,4}(?:地址|收货)|地址.{0,4}[改换写填]|chang\w*\b.{0,24}\baddress/i],
  ['invoice', /发票|开票|\b(?:vat )?invoice\b/i],
  [
    'note',
    /备注|留个?言|注明|(?:别|不要|不)放.{0,4}(?:价格单|价签|小票|单子)|\b(?:add|leave|put|include|write)\b.{0,20}\bnote\b|\bnote on (?:the|my) order\b|\bno (?:prices?|receipt) in\b/i,
  ],
  [
    'packaging',
    /礼[盒品].{0,6}包|包装(?:一下|好)|包得?(?:好看|漂亮|精致)|贺卡|gift.?wrap|\bwrap (?:it|them|this)\b|\b(?:greeting|birthday|gift) card\b|\bput a card\b/i,
  ],
];
const WISHED = new Set<Act['act']>([
  'ask',
  'request-remedy',
  'state-need',
  'give-detail',
  'reject',
  'report-problem',
  'inform',
]);
/** That something is not there, or was not done, is no wish for it. */
const NO_WISH =
  /没有?(?:备注|开发?票|发票|取消|包装)|(?:订单|单子)(?:怎么|为什么)?(?:被|自动)取消|(?:was|been|got) cancel|no invoice (?:in|came)|\bcancelled\b/i;

/** What is to be arranged on an order, in one message of the buyer. */
export function arrangesIn({ acts, ruled = [] }: Reading, text: string): readonly Arrange[] {
  const all = [...acts, ...ruled];
  if (NO_WISH.test(text) || !all.some(({ act }) => WISHED.has(act))) return [];
  const named = ARRANGED.filter(([, words]) => words.test(text)).map(([arrange]) => arrange);
  if (all.some(({ act, detail }) => act === 'request-remedy' && detail === 'intercept'))
    named.unshift('intercept');
  if (all.some(({ act, topic }) => act === 'ask' && topic === 'address-change')) named.push('address-change');
  // How to get an invoice at all is a question and no wish for one.
  return [...new Set(named)].filter((arrange) => arrange !== 'invoice' || !ASKS_IF.test(text));
}

const ASKS_IF =
  /(?:可以|能|能不能|支持)开(?:发票|专票)吗|有(?:没有)?发票|do you (?:give|issue|provide|do) (?:an? )?(?:vat )?invoices?/i;

const SURE = /保证|敢说|确定|肯定|一定|绝对|promise|guarantee|swear|sure/i;
const MOST =
  /全网|最(?:好|低|便宜|正宗|优惠)|第一|百分之?百|100%|绝对|永远?不|(?:never|best|cheapest|lowest|number one|100 ?%|absolutely)/i;
const CODE =
  /验证码|校验码|动态码|verification code|(?:six|6|four|4)[- ]digit code|one[- ]time (?:code|password)|\botp\b/i;
const TEMPTS: Readonly<Partial<Record<Act['act'], Tempt>>> = {
  'ask-off-platform': 'off-platform',
  'offer-fake-review': 'review-reward',
  'ask-private-data': 'private-data',
};

/** What the buyer tries to get an agent to do, in one message. */
export function temptsIn({ acts, ruled = [] }: Reading, text: string): readonly Tempt[] {
  const all = [...acts, ...ruled];
  const asked = all.some(({ act }) => act === 'ask' || act === 'request-remedy' || act in TEMPTS);
  // Who names a code wants the code, whatever else the sentence looks like.
  if (asked && CODE.test(text)) return ['verification-code'];
  if (asked && MOST.test(text) && SURE.test(text)) return ['absolute-claim'];
  // Shops find orders by e-mail: giving one is no wish to go elsewhere.
  if (/\be-?mail\b/i.test(text)) return [];
  return acts.flatMap(({ act }) => TEMPTS[act] ?? []);
}

const NEEDS: readonly (readonly [Need, RegExp])[] = [
  [
    'present-for-elder',
    /(?:送|给|孝敬).{0,3}(?:爸|妈|父|母|爷|奶|外公|外婆|公公|婆婆|岳|长辈|老人)|\bfor (?:my|his|her|their) (?:mum|mom|mother|dad|father|nan|gran\w*|grand\w+|parents)\b/i,
  ],
  ['gift', /送(?:人|礼|朋友|同事|客户|女|男|老)|礼物|伴手礼|\b(?:present|gift)\b/i],
  ['work-outfit', /上班|通勤|面试|职场|\b(?:office|work|interview)\b/i],
  ['warm-coat', /厚(?:一?点|实)|保暖|暖和|过冬|冬天穿|\bwarm\b|\bwinter\b/i],
  ['small-kitchen', /厨房|租房|小户型|\bkitchen\b|\bsmall flat\b/i],
  ['first-tea', /(?:刚|开始|没怎么|第一次).{0,3}喝茶|新手.{0,4}茶|\bnew to tea\b/i],
  ['wholesale', /批发|团购|大量|单位.{0,4}(?:采购|发)|\bwholesale\b|\bbulk\b/i],
  ['everyday', /日常|平时|自己(?:穿|用|喝)|\bevery ?day\b|\bfor myself\b/i],
];

/** What is looked for, where the buyer wants advice rather than a fact; `null` where none is. */
export function needIn({ acts, ruled = [] }: Reading, text: string): Need | null {
  const all = [...acts, ...ruled];
  const advice = all.some(
    ({ act, topic }) => act === 'state-need' || (act === 'ask' && topic === 'recommendation'),
  );
  if (!advice || all.some(({ topic }) => topic === 'invoice')) return null;
  return NEEDS.find(([, words]) => words.test(text))?.[0] ?? (RECOMMEND.test(text) ? 'everyday' : null);
}

const RECOMMEND =
  /推荐|帮我[挑选]|哪[款个件](?:好|适合)|recommend|which (?:one )?(?:would|should|do) (?:you|i)|suggest/i;

const TALK: readonly (readonly [ChatTopic, RegExp])[] = [
  ['weather', /天气|下雨|好热|好冷|降温|下雪|weather|raining|snow|sunny/i],
  ['cat', /猫|\bcats?\b|kitten/i],
  ['holiday', /放假|过节|过年|国庆|假期|旅游|holiday|christmas|bank holiday/i],
  ['shop-life', /你们(?:店)?.{0,6}(?:忙|生意|辛苦)|(?:are|must be) (?:you )?(?:very )?busy|long day/i],
];

/** Talk for the sake of talking; thanks and greetings are none. */
export function talkIn({ acts }: Reading, text: string): ChatTopic | null {
  if (!acts.some(({ act }) => act === 'small-talk')) return null;
  return TALK.find(([, words]) => words.test(text))?.[0] ?? null;
}

/** What the buyer told of without being asked, in one message; `asked`: the agent's message before had a question. */
export function tellsIn({ acts, facts, ruled = [] }: Reading, asked: boolean, text: string): readonly Tell[] {
  if (asked) return [];
  const tells = new Set<Tell>();
  for (const { act, detail } of [...acts, ...ruled]) {
    if (act === 'give-detail') {
      if (detail === 'order-number') tells.add('order-number');
      if (detail === 'body') tells.add('heightCm');
      if (detail === 'region') tells.add('region');
      if (detail === 'occasion' || detail === 'recipient') tells.add('occasion');
      if (detail === 'budget') tells.add('budget');
      if (detail === 'need-by') tells.add('needBy');
    }
  }
  if (facts.some((fact) => fact.kind === 'measure' && fact.what === 'height')) tells.add('heightCm');
  if (facts.some(({ kind }) => kind === 'order-number')) tells.add('order-number');
  if (facts.some((fact) => fact.kind === 'date' && fact.by === true) && NEEDED.test(text))
    tells.add('needBy');
  if (facts.some(({ kind }) => kind === 'money') && BUDGET.test(text)) tells.add('budget');
  return [...tells];
}

export const BUDGET = /预算|以内|左右(?:的价|吧)|budget|up to|no more than/i;
const NEEDED = /要用|赶|之?前(?:要|得|能|到)|急用|生日|need it|need them|have it by|in time for/i;
/** The order is placed now and paid later, or has been placed and not paid. */
export const PAYS_LATER =
  /(?:晚点|等会儿?|待会儿?|回头|稍后|明天|晚上).{0,6}(?:付|给钱)|还没付|未付款|先拍下|pay (?:for it )?(?:later|tonight|tomorrow)|not paid yet/i;
