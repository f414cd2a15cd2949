import { z } from 'zod';

/**
 * What a message does. One inventory for both sides: `AGENT_ACTS` are read from the service side, `BUYER_ACTS` from
 * (and recorded for) the customer; `SHARED_ACTS` either may perform.
 */
export const SHARED_ACTS = [
  'greet', // 您好 / hello
  'affirm', // 是的, 有的 / yes
  'deny', // 没有, 不是 / no (an answer, not a refusal of a wish)
  'acknowledge', // 好的, 收到 / okay, got it
  'consent', // 可以, 没问题 / sure, that works (agrees to a wish)
  'inform', // states a fact
  'thank',
  'small-talk',
  'farewell',
  'apologise', // weak: 不好意思, sorry
  'interjection-only', // the whole message is 嗯 / k
  'unknown', // nothing in the clause was understood
] as const;

export const AGENT_ACTS = [
  'offer-help',
  'ask-need', // 您平时穿什么码 / what will you use it for
  'ask-clarification', // 请问是哪一款 / which one do you mean
  'recommend',
  'disclose-limit', // names a drawback or limit of the item
  'quote', // names a price for the item or order
  'counter-offer', // names a price between list and the buyer's
  'concede-price',
  'concede-freight',
  'concede-gift',
  'concede-coupon',
  'refuse', // bare
  'refuse-with-reason',
  'refuse-with-alternative',
  'apologise-strongly', // 非常抱歉 / I'm so sorry
  'empathise',
  'own', // takes responsibility: 是我们的疏忽 / our mistake
  'hold', // 请稍等 / one moment; opens a follow-up obligation
  'promise', // commits to a later deed, with or without a deadline
  'give-options', // two or more ways for the buyer to choose from
  'confirm-details', // reads address, contact, specification back
  'instruct', // steps to take
  'ask-evidence', // asks for a photo, video or number
  'praise',
  'invite-review',
  'invite-favourite',
  'buy-review', // ties a benefit to a positive, changed or removed review
  'off-platform', // contact or payment outside the platform, solicited or accepted
  'ask-private', // asks for a code, password, card or ID number
  'retort', // 你想怎样 / so what?
  'accuse', // 不是告诉你了吗 / as I already told you
  'pass-the-buck', // 找快递去 / that's the courier's problem
  'ignorance', // 不清楚 / no idea, without offering to find out
  'press', // pushes to pay or buy after a no
  'command', // 你必须, 冷静点 / you have to, calm down
  'abuse', // insult or threat
  'disparage-rival',
  'over-promise', // 肯定明天到 / it will definitely arrive
  'absolute-term', // 全网最低 / the best in the world
  'hand-over', // passes the chat to another person or team
  'bot-menu', // 回复1查物流 / reply 1 for delivery
] as const;

export const BUYER_ACTS = [
  'ask', // a question with a topic
  'state-need', // what the buyer is looking for
  'give-detail', // order number, size, height and weight, address, photo
  'haggle', // asks for a lower price or an extra; with an offer when a money fact is present
  'accept',
  'reject',
  'hesitate', // 我再看看 / let me think
  'place-order', // 拍了 / ordered
  'report-paid',
  'report-problem', // broken, wrong, late, not as described, refund missing
  'request-remedy', // refund, exchange, reship, compensation
  'complain', // displeasure about service or goods
  'complain-wait', // 人呢 / anyone there?
  'complain-repeat', // 我刚说过 / I already told you
  'nudge', // 在吗 / still there?
  'not-understood', // asks the agent to say it again in other words
  'threaten-review',
  'threaten-escalate', // platform, 12315, bank, lawyer
  'demand-compensation',
  'ask-off-platform',
  'offer-fake-review',
  'ask-private-data', // wants another customer's data
  'praise-shop',
  'swear',
  'leave', // says that the conversation is over
] as const;

export const ACTS = [...SHARED_ACTS, ...AGENT_ACTS, ...BUYER_ACTS] as const;
export const ActNameSchema = z.enum(ACTS);
export type ActName = (typeof ACTS)[number];

/** Acts of an agent that no shop wants. They can fail somebody, so only rules that explain themselves say them, never a learnt model. */
export const MISDEEDS = [
  'buy-review',
  'off-platform',
  'ask-private',
  'retort',
  'accuse',
  'pass-the-buck',
  'ignorance',
  'press',
  'command',
  'abuse',
  'disparage-rival',
  'over-promise',
  'absolute-term',
] as const satisfies readonly ActName[];

export const SIDES = ['buyer', 'agent'] as const;
export type Side = (typeof SIDES)[number];

/** A half-open range of UTF-16 offsets into the message's text as it was sent. */
export type Span = readonly [start: number, end: number];

/**
 * How the words are meant. Only `plain` commits the speaker: 不能便宜 is plain and negated, 能不能便宜 a question,
 * 要是能便宜 a condition, 您说"太贵" a quotation.
 */
export type Modality = 'plain' | 'question' | 'conditional' | 'quoted';
