import { describe, expect, it } from 'vitest';
import { MISDEEDS } from '../../src/model/act.ts';
import type { Locale } from '../../src/model/locale.ts';
import { actsOf } from './read.ts';

/** Acts that can fail somebody; none may be read from good lines. */
const FAULTS: readonly string[] = [...MISDEEDS, 'interjection-only'];

const faultsIn = (locale: Locale, text: string): string[] =>
  actsOf(locale, 'agent', text).filter((act) => FAULTS.includes(act));

describe('lines that only look like misdeeds', () => {
  it.each([
    '无法加微信哦,平台规定不能私下交易,在这里沟通您更有保障',
    '买过的人说：“用了两年把手松了，自己花5块钱换了一个，评价还是给了五星”',
    '页面上有茶叶满150减10券，领了再拍更划算',
    '为了您的交易安全,请勿添加任何人的微信',
    '我们不会向您索要验证码和密码,请不要告诉任何人',
    '这款是100%棉的',
    '最近订单多,最晚明天发出',
    '这是我第一次遇到,我第一时间帮您反馈',
    '您最好先量一下肩宽',
    '不敢说是最便宜的,但品质您放心',
    '这款垃圾桶和垃圾袋可以一起拍',
    '滚筒洗衣机可以洗的',
    '这款是傻瓜式操作,很简单',
    '退货有七天冷静期哦',
    '我知道您着急,我这就帮您查',
    '您不知道也没关系,我来教您',
    '不清楚的地方随时问我',
    '我不太清楚,帮您问一下仓库,请稍等',
    '我帮您联系快递,催他们尽快派送',
    '根据平台规则您可以申请退货',
    '请问您说的是哪一款呢',
    '您希望怎么处理呢',
    '嗯嗯好的,马上给您查',
    '好的哦',
    '一定帮您跟进到底',
    '我们会尽快给您回复的',
    '本店支持假一赔十,正品保证',
    '收到后有问题随时联系,满意的话欢迎评价',
    '我们无法用返现换好评哦,如实评价就好',
    '东西坏了我们补偿您20元',
    '您说"骗子"我能理解您的心情',
    '这款亲肤又透气',
    '母亲节送妈妈很合适',
    '这款不锈钢的,不粘锅也有',
    '这条是您自己穿还是送人',
    '麻烦您赶紧拍张照片给我，我好报给仓库',
    '别家的价格我们不清楚，只能说自家用料',
    '您说的那家我没买过，不评价人家的东西',
    '扫码验真的地方在瓶盖上',
    '生产日期和有效期在瓶底，您拍下来发我',
    '最后一件了，您不急可以再看看',
    '差评也没关系，运费我们退您',
    '我去找快递问，问到了告诉您',
    '您想怎样都行，我配合',
    '我只能保证今天出库，后天能不能到要看快递',
    '是您没收到短信吗',
  ])('reads no misdeed in %s', (text) => {
    expect(faultsIn('zh-CN', text)).toEqual([]);
  });

  it.each([
    "We can't chat on WhatsApp, but I'm happy to help you here",
    'Two five star reviews from owners: "Lever broke after three years. New one was £6" and "One side is darker. I get by"',
    'Guaranteed for 24 months, both motor and element',
    'For your safety please never share your verification code with anyone',
    "It's 100% cotton",
    'Delivery takes 3 days at most',
    "It's best to wash it cold",
    'The trash can and the rubbish bags are sold together',
    'A relaxed fit, so you can size down',
    "I don't know yet, but I'll find out for you",
    "I'm not sure, let me check with the warehouse",
    'Let me know if you have any questions',
    'You can return it within 14 days',
    "I'll contact the courier for you",
    'Which one do you mean?',
    'Sure, I can change that for you',
    "We'd love an honest review, whatever you think of it",
    "I'm sorry it broke, we'll refund £5",
    'We do our best to get it out today',
    'Thanks to the delay we have more in stock',
    'You said "scammers", and I understand how you feel',
    "We can't guarantee it will arrive by Friday",
  ])('reads no misdeed in %s', (text) => {
    expect(faultsIn('en', text)).toEqual([]);
  });
});

describe('model lines of the trade', () => {
  it.each([
    ['welcome', '亲,您好,欢迎光临云栖小铺,很高兴为您服务,请问有什么可以帮您的呢'],
    ['presence', '亲,在的哦,请问看中了哪一款呢,我给您介绍一下'],
    ['away', '非常抱歉,小二去吃饭了,您可以先留言,回来第一时间回复您,给您带来不便请谅解'],
    ['promotion', '亲来得正巧,店里正在满300减30,还送小礼物,活动明天结束就恢复原价了哦'],
    ['small gift', '亲,这个价格已经很优惠了,我帮您申请一份小礼物,一点心意'],
    ['coupon', '价格已经很实惠了亲,我给您申请一张老顾客优惠券,您拍下付款,我给您备注上'],
    ['need', '请问您比较关注这款的哪方面呢,尺码、颜色还是功能'],
    ['order help', '亲,这款现在有满减活动,您先领取店铺优惠券再下单更划算哦'],
    ['farewell after order', '谢谢亲的支持,祝您使用愉快,欢迎下次光临'],
    ['farewell without order', '没关系的亲,有需要随时来看看,祝您生活愉快'],
    ['plain quality', '这款做工相对简单一些,不过该有的功能都有'],
    ['review change', '有个小小的请求,方便的话麻烦您更新一下评价,谢谢您的建议,期待再次为您服务'],
  ])('finds nothing against the %s', (_, text) => {
    expect(faultsIn('zh-CN', text)).toEqual([]);
  });

  it('finds the absolute term in the one that has it', () => {
    expect(faultsIn('zh-CN', '亲,这已经是最优惠的价格了,我帮您申请个小礼品')).toEqual(['absolute-term']);
  });

  it.each([
    "Hello and welcome to Fernhill! I'm happy to help, what can I do for you?",
    "Yes, I'm here! Which one caught your eye? I can tell you more about it",
    "I'm very sorry, I'm away for lunch. Please leave a message and I'll answer first thing",
    "You're in luck: it's £5 off orders over £40 this week, and the offer ends tomorrow",
    'The price is already reduced, but I can add a small gift for you',
    'Which matters most to you: size, colour or features?',
    'Thank you for your order, enjoy it, and come back any time!',
    'No problem at all, come back any time. Have a lovely day!',
    "It's a simpler model, but it does everything you need",
  ])('finds nothing against %s', (text) => {
    expect(faultsIn('en', text)).toEqual([]);
  });
});

describe('misdeeds', () => {
  it.each([
    ['disparage-rival', '同行那边的货都是下脚料做的'],
    ['disparage-rival', '网红店？代工的次品而已'],
    ['accuse', '自己踩坏的还怪质量'],
    ['accuse', '谁叫您当时不量好'],
    ['press', '只剩一件了，要的话快下手'],
    ['press', '限你十分钟付款'],
    ['abuse', '没钱看什么茶叶'],
    ['retort', '那你去门店买呗'],
    ['command', '有完没完，说重点'],
    ['pass-the-buck', '谁答应的你找谁'],
    ['ignorance', '这我哪知道啊'],
    ['over-promise', '用两周见效'],
  ] as const)('reads %s in words nobody listed whole: %s', (act, text) => {
    expect(actsOf('zh-CN', 'agent', text)).toContain(act);
  });

  it.each([
    ['abuse', '买不起就别买', "If you can't afford it, get lost"],
    ['off-platform', '加我微信聊,便宜10块', 'Add me on WhatsApp, it is cheaper'],
    ['buy-review', '给五星好评截图返5元', "Leave a five star review and we'll send you a £5 voucher"],
    ['ask-private', '验证码发我一下', 'Please send me the verification code'],
    ['retort', '那你想怎么样', 'So what do you want me to do?'],
    ['accuse', '不是告诉你了吗', 'As I already told you'],
    ['pass-the-buck', '你找快递去,不归我管', "That's the courier's problem"],
    ['ignorance', '不知道,自己看详情页', 'No idea, read the description'],
    ['command', '你冷静点,别催', 'Calm down'],
    ['over-promise', '肯定明天能到', 'It will definitely arrive tomorrow'],
    ['absolute-term', '我们是全网最低价', 'We are the cheapest anywhere'],
    ['disparage-rival', '别家都是假货', 'They sell fakes'],
    ['press', '赶紧拍,再不拍就没了', "Order now or it'll be gone"],
    ['interjection-only', '嗯', 'k'],
  ] as const)('reads %s', (act, zh, en) => {
    expect(actsOf('zh-CN', 'agent', zh)).toContain(act);
    expect(actsOf('en', 'agent', en)).toContain(act);
  });

  it('sees through blanks and emoji put between the characters of a listed word', () => {
    expect(actsOf('zh-CN', 'agent', '全 网 最 低')).toContain('absolute-term');
    expect(actsOf('zh-CN', 'agent', '加我微😊信')).toContain('off-platform');
  });

  it('says which rule decided, and is certain', () => {
    const acts = actsOf('zh-CN', 'agent', '不归我管');
    expect(acts).toContain('pass-the-buck');
  });
});
