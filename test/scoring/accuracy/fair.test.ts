import { describe, expect, it } from 'vitest';
import { LOCALES, type Locale } from '../../../src/model/locale.ts';
import { shippedReader } from '../../helpers/shipped-reader.ts';
import { tinyScenario, twoCustomerShop } from '../../helpers/tiny-scenario.ts';
import { tinyMarket } from '../../helpers/tiny-shop.ts';
import { transcriptOf } from '../../helpers/transcript.ts';
import { scoreOf } from '../score-of.ts';

const settings = Object.fromEntries(
  LOCALES.map((locale) => {
    const shop = twoCustomerShop(locale);
    return [
      locale,
      { shop, market: tinyMarket(locale), reader: shippedReader(locale, shop), scenario: tinyScenario() },
    ];
  }),
) as unknown as Record<Locale, object>;
const scored = (lines: string, locale: Locale) => scoreOf(transcriptOf(lines, locale), settings[locale]);

/** Conversations as a trainer would show them. */
const GOOD: Record<Locale, Record<string, string>> = {
  'zh-CN': {
    'a sale from greeting to goodbye': `
      buyer [ask stock product=coat colour=navy size=M]: 你好，大衣藏青M有货吗
      agent +6s: 您好，欢迎光临小试店，藏青M码有现货的😊
      buyer [ask price product=coat]: 多少钱
      agent +7s: 现在活动价180元，活动到11月12日结束
      buyer [place-order]: 拍了
      agent +8s: 感谢您的支持，跟您核对一下收货地址，确认无误后48小时内发货
      buyer [thank; farewell]: 好的谢谢
      agent +5s: 不客气，祝您生活愉快，有需要随时联系我
      end +20s settled`,
    'the sum of an order, dearer than one piece': `
      buyer [ask price product=coat]: 大衣多少钱
      agent +6s: 您好，大衣现在活动价180元，活动到11月12日结束
      buyer [place-order]: 拍好了
      agent +6s: 单子3625590187746023821收到，连运费一共188元，谢谢您
      buyer [thank; farewell]: 好的
      agent +5s: 不客气，祝您生活愉快
      end +20s settled`,
    'a price reckoned out from the list': `
      buyer [ask promotion product=coat; ask price product=coat]: 大衣有活动吗，到手多少
      agent +7s: 您好，大衣现在活动价180元，活动到11月12日结束
      buyer [thank]: 好
      agent +5s: 不客气，祝您生活愉快
      end +12s left`,
    'seven days for a change of mind, thirty for a fault': `
      buyer [ask return-period product=coat]: 多久内能退
      agent +6s: 您好，签收后7天内都可以退
      buyer [ask return-period product=coat problem=quality]: 质量问题呢
      agent +6s: 如果是质量问题，30天内凭照片都可以处理
      buyer [thank; farewell]: 好的谢谢
      agent +5s: 不客气，祝您生活愉快
      end +12s closed`,
    'a refusal in bargaining, with regret, reason and another way': `
      buyer [haggle]: 大衣150卖吗
      agent +6s: 您好，非常抱歉，因为面料成本在这里，价格暂时没办法再低了，不过可以给您申请一个帆布袋
      buyer [accept]: 那行吧
      agent +6s: 感谢您的理解，您直接下单就好
      end +20s settled`,
    'an angry buyer comforted and helped': `
      mood -2
      buyer [complain]: 你们怎么搞的，衣服开线了，气死我了
      agent +6s: 您好，非常抱歉给您带来这么不好的体验，是我们的疏忽，我马上帮您处理
      buyer [request-remedy]: 赶紧给我解决
      agent +8s: 我理解您的心情，您看是换一件新的还是退款呢？运费由我们承担
      buyer [accept]: 换一件
      agent does exchange order=delivered variant=M
      agent +8s: 好的，已经为您登记换货，感谢您的理解
      end +20s settled`,
    'a hold, a look, and the answer': `
      buyer [ask tracking order=stuck]: 我的快递到哪了
      agent +5s: 您好，请您稍等，我马上为您查询
      agent +15s: 让您久等了，您的包裹因为转运中心爆仓有些耽误，预计11月13日送达，非常抱歉
      buyer [thank]: 好的
      end +20s settled`,
    'firm on the platform': `
      buyer [ask-off-platform]: 加个微信聊吧
      agent +6s: 您好，非常抱歉，平台规定无法加微信，为了您的交易安全，有什么需要在这里告诉我就好
      buyer [accept]: 那好吧
      end +20s closed`,
    'the time in which somebody comes back': `
      buyer [ask tracking order=stuck]: 我的快递到哪了
      agent +5s: 您好，请您稍等，我马上为您查询
      agent +15s: 让您久等了，您的包裹因为转运中心爆仓晚一天，预计11月13日送达，非常抱歉，24小时内给您回复进展
      buyer [thank]: 好的
      end +20s settled`,
    'an invoice some days after dispatch': `
      buyer [ask invoice product=coat]: 能开发票吗
      agent +6s: 您好，可以开电子发票，发货后7天内发到邮箱
      buyer [ask dispatch product=coat]: 什么时候发
      agent +6s: 您放心，48小时内发货
      buyer [thank]: 好
      end +20s settled`,
    'the rule for a fault, told beside that for a change of mind': `
      buyer [ask return-freight order=delivered problem=changed-mind]: 不想要了，退回去运费谁出
      agent +6s: 您好，不想要了寄回的运费由买家承担
      buyer [ask insurance order=delivered]: 有运费险吗
      agent +6s: 您好，没有运费险，质量问题的运费由店铺承担
      buyer [thank; farewell]: 好的谢谢
      agent +5s: 不客气，祝您生活愉快
      end +20s settled`,
    'words that only look bad': `
      buyer [ask quality product=coat]: 会不会掉色
      agent +6s: 您好，这款不掉色不变形，腋下会有轻微起球，不过不影响穿着，您放心
      buyer [hesitate]: 我再想想
      agent +6s: 没关系的，不着急，您慢慢看，要不要我帮您对比一下呢
      end +30s closed`,
  },
  en: {
    'a sale from greeting to goodbye': `
      buyer [ask stock product=coat colour=navy size=M]: Hi, is the coat in stock in navy, M?
      agent +6s: Hello, and welcome to Tiny Shop! Yes, navy in M is in stock.
      buyer [ask price product=coat]: How much is it?
      agent +7s: It's £180 at the moment, and the offer ends on 12 November.
      buyer [place-order]: Ordered
      agent +8s: Thank you! Could I check the delivery address with you? It leaves us within 48 hours.
      buyer [thank; farewell]: All good, thanks
      agent +5s: You're very welcome. Have a lovely day, and do get in touch any time.
      end +20s settled`,
    'a refusal in bargaining, with regret, reason and another way': `
      buyer [haggle]: Would you do the coat for 150?
      agent +6s: Hello! I'm so sorry, we can't go that low because the wool is most of the price, but I can add a free tote bag.
      buyer [accept]: Fair enough
      agent +6s: Thank you for understanding. You can order whenever you like.
      end +20s settled`,
    'an angry buyer comforted and helped': `
      mood -2
      buyer [complain]: This is ridiculous, the seam has come apart!
      agent +6s: Hello, I'm so sorry about this. That's our mistake, and I'll take care of it right away.
      buyer [request-remedy]: Then sort it out
      agent +8s: I understand how frustrating this is. Would you prefer a new one or a refund? We pay the return postage.
      buyer [accept]: A new one
      agent does exchange order=delivered variant=M
      agent +8s: Of course, the exchange is booked. Thank you for your patience.
      end +20s settled`,
    'a hold, a look, and the answer': `
      buyer [ask tracking order=stuck]: Where is my parcel?
      agent +5s: Hello! One moment please, let me check that for you.
      agent +15s: Thank you for waiting. I'm sorry, the hub is snowed in, so it should arrive on 13 November.
      buyer [thank]: Okay, thanks
      end +20s settled`,
    'firm on the platform': `
      buyer [ask-off-platform]: Can we talk on WhatsApp?
      agent +6s: Hello! I'm sorry, for your protection we keep everything here on the platform. Just tell me what you need.
      buyer [accept]: Okay
      end +20s closed`,
    'what an offer takes off, and then the price': `
      buyer [ask promotion product=coat]: Is there an offer on the coat?
      agent +6s: Hello! Yes, the coat is £180 at the moment, £20 below the usual price.
      buyer [ask price product=coat]: So what is it now?
      agent +6s: The coat is normally £200, and at the moment it's £180.
      buyer [thank]: Thanks
      end +20s settled`,
    'the time in which somebody comes back': `
      buyer [ask tracking order=stuck]: Where is my parcel?
      agent +5s: Hello! One moment please, let me check that for you.
      agent +15s: Thank you for waiting. I'm sorry, the hub is snowed in, so it should arrive on 13 November.
      agent +5s: I'll write as soon as there's news, within 24 hours at the latest.
      buyer [thank]: Okay, thanks
      end +20s settled`,
    'words that only look bad': `
      buyer [ask quality product=coat]: Does it pill?
      agent +6s: Hello! It pills a little under the arms, nothing that a comb can't fix, and it's a relaxed fit.
      buyer [hesitate]: I'll think about it
      agent +6s: Of course, no hurry at all. Would you like me to compare it with the tee?
      end +30s closed`,
  },
};

describe.each(LOCALES)('a good agent in %s', (locale) => {
  it.each(Object.entries(GOOD[locale]))('is not blamed for %s', (_title, lines) => {
    const card = scored(lines, locale);
    expect(card.findings.filter((one) => !one.strength).map((one) => `${one.rule}: ${one.message}`)).toEqual(
      [],
    );
    expect(card.verdict).toBe('pass');
  });
});

describe('accuracy', () => {
  const asked = 'buyer [ask return-period]: 几天能退\nagent +5s: 您好，';
  const accuracy = (lines: string) => scored(lines, 'zh-CN').score.accuracy!;
  const right = accuracy(`${asked}7天内可以退货`);
  const wrong = accuracy(`${asked}60天内可以退货`);

  it('takes no point for a hold with a later right answer', () => {
    expect(
      accuracy(
        'buyer [ask return-period]: 几天能退\nagent +5s: 您好，请稍等，我帮您查一下\nagent +15s: 7天内可以退货',
      ),
    ).toBe(right);
    expect(right).toBe(100);
  });

  it('is raised, never lowered, by a correction', () => {
    const corrected = accuracy(`${asked}60天内可以退货\nagent +5s: 抱歉刚才说错了，7天内可以退货`);
    expect(corrected).toBeGreaterThan(wrong);
    expect(corrected).toBeLessThan(right);
  });

  it('weighs a wrong answer more than none', () => {
    const none = accuracy(
      'buyer [ask return-period]: 几天能退\nagent +5s: 您好，请问您说的是哪一款呢\nbuyer [ask return-period]: 几天能退\nagent +5s: 请问是大衣吗',
    );
    expect(wrong).toBeLessThan(none);
  });

  it.each([
    [
      'a way to order in the sentence before',
      'zh-CN',
      `buyer [ask dispatch product=coat]: 什么时候发
      agent +5s: 预计今天发货，最晚48小时内发出。
      buyer [ask stock product=coat]: 有货吧
      agent +5s: 有货的，可以直接下单。现在付款的话要7天后才能发出。`,
    ],
    [
      'a day against a wait',
      'en',
      `buyer [ask dispatch product=coat]: when does it go out
      agent +5s: Paid before 15:00 it goes out today.
      buyer [ask stock product=coat]: still in stock?
      agent +5s: It is in stock. Order it and it leaves us in nine days.`,
    ],
  ] as const)('finds a contradiction beside %s', (_what, locale, lines) => {
    expect(scored(lines, locale).findings.map((one) => one.rule)).toContain('contradiction');
  });

  it.each([
    [
      'zh-CN',
      'wrong-size-advice',
      'buyer [give-detail body]: 身高172，体重66公斤\nagent +5s: 您好，建议您选S码',
    ],
    [
      'en',
      'wrong-promotion',
      'buyer [ask promotion product=coat]: Any offers?\nagent +5s: Hello! We have a code that gives you £77 off.',
    ],
    [
      'en',
      'contradiction',
      `buyer [ask return-period]: How long do I have to return it?
      agent +5s: Hello! You have 7 days to return it.
      buyer [ask return-process]: And how?
      agent +5s: I'm so sorry, our notes don't cover that. Let me check and get back to you. You have 3 hours to return it.`,
    ],
    [
      'zh-CN',
      'missed-follow-up',
      `buyer [ask quality product=coat]: 这个是质量最好的吧
      agent +5s: 您好，非常抱歉，我无法这样承诺。请稍等，我去帮您核实，两分钟内回复您
      buyer +150s [nudge]: 人呢
      agent +5s: 您好，请问具体是哪里出了问题？`,
    ],
  ] as const)('finds in %s what an unasked or half excused answer gets wrong: %s', (locale, rule, lines) => {
    expect(scored(lines, locale).findings.map((one) => one.rule)).toContain(rule);
  });

  it('says nothing on facts without a shop', () => {
    const card = scoreOf(transcriptOf(`${asked}60天内可以退货`), { reader: shippedReader('zh-CN') });
    expect(card.findings.map((one) => one.rule)).not.toContain('wrong-return-period');
  });
});
