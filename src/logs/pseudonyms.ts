import type { Locale } from '../model/locale.ts';
import { inventPerson } from '../play/generate/people.ts';
import { createRandom } from '../random/stream.ts';

export interface Pseudonyms {
  /** A text with invented values in the place of personal ones; the same value is the same one everywhere. */
  text(text: string): string;
  /** How many different values of each kind were replaced. */
  readonly counts: Readonly<Record<string, number>>;
}

const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文';
const HAN_NAME = `[${SURNAMES}][\\u4e00-\\u9fff]{1,2}`;
const BEFORE_NAME =
  '(?:收件人|收货人|姓名|联系人|名字(?:是|叫)?|我叫|本人|户名|持卡人)\\s*(?:是|为)?\\s*[:：]?\\s*';

type Kind = 'email' | 'id-number' | 'card' | 'phone' | 'wechat' | 'qq' | 'address' | 'postcode' | 'name';

/** What each kind looks like, the narrower ones first: a part once replaced is not looked at again. */
const PATTERNS: readonly (readonly [Kind, RegExp])[] = [
  ['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ['id-number', /(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/g],
  [
    'id-number',
    /(?<=(?:national insurance|NI|passport|SSN)\s*(?:number|no\.?)?\s*(?:is)?\s*[:#]?\s*)[A-Z]{0,2}[\d -]{6,12}[A-Z]?\b/gi,
  ],
  ['card', /(?<!\d)\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}(?:[ -]?\d{1,3})?(?!\d)/g],
  ['card', /(?<=(?:银行卡|信用卡|卡号|card(?: number)?)\s*(?:是|为|is)?\s*[:：]?\s*)\d{13,19}(?!\d)/gi],
  [
    'wechat',
    /(?<=(?:微信|薇信|威信|wechat|weixin|(?<![a-z])[vw]x|v信)\s*(?:号|id)?\s*(?:是|为|is)?\s*[:：]?\s*)[a-zA-Z][\w-]{4,19}/gi,
  ],
  ['qq', /(?<=(?:qq|扣扣|企鹅)\s*号?\s*(?:是|为)?\s*[:：]?\s*)[1-9]\d{4,10}(?!\d)/gi],
  ['phone', /(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g],
  ['phone', /(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/g],
  ['phone', /(?<![\d.])(?:\+44\s?7\d{3}|07\d{3})[\s-]?\d{3}[\s-]?\d{3}(?!\d)/g],
  [
    'phone',
    /(?<![\d.])\+?1?[\s.-]?\(?\d{3}\)[\s.-]?\d{3}[\s.-]\d{4}(?!\d)|(?<![\d.-])\d{3}-\d{3}-\d{4}(?![\d-])/g,
  ],
  [
    'address',
    /(?:[\u4e00-\u9fff]{2,8}(?:省|自治区))?(?:[\u4e00-\u9fff]{2,8}市)?(?:[\u4e00-\u9fff]{1,8}(?:区|县|旗))?[\u4e00-\u9fff\d]{1,12}(?:路|街|大道|巷|弄|镇|村|小区|花园|苑)[\u4e00-\u9fff]{0,8}\d{1,5}(?:号|弄|栋|幢|座|单元|室|楼|层)?(?:[\u4e00-\u9fff]{0,8}[\dA-Za-z-]{1,6}(?:号楼|号|栋|幢|座|单元|室|楼|层|户))*/g,
  ],
  [
    'address',
    /\b\d{1,5}[A-Za-z]?\s+(?:[A-Z0-9][\w']*\s+){1,3}(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Drive|Dr|Close|Court|Ct|Way|Place|Pl|Terrace|Crescent|Gardens|Square|Boulevard|Blvd)\b\.?/gi,
  ],
  ['postcode', /\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b/g],
  ['name', new RegExp(`(?<=${BEFORE_NAME})${HAN_NAME}(?![\\u4e00-\\u9fff]{2})`, 'g')],
  [
    'name',
    new RegExp(
      `(?<![\\u4e00-\\u9fff])${HAN_NAME}(?=[\\s,，、:：]*(?:\\+?86[- ]?)?1[3-9]\\d[- ]?\\d{4})`,
      'g',
    ),
  ],
  // Two words with capitals beside a number or an address to reach somebody by.
  [
    'name',
    /(?<![\w'-])(?!(?:Call|Phone|Ring|Text|Tel|Mobile|Telephone|My|Number|Contact|Email|Please|Thanks?|Regards|Hi|Hello|Dear)\s)[A-Z][a-z'-]+\s+[A-Z][a-z'-]+(?=[\s,;:|(-]{1,3}(?:(?:\+44\s?7|07)\d{3}[\s-]?\d{3}|\+?1?[\s.-]?\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}|[\w.+-]+@[\w-]+\.))/g,
  ],
  [
    'name',
    /(?<=\b(?:my name is|name\s*[:is]+|this is|recipient\s*[:is]+|it's under|under the name(?: of)?)\s+)[A-Z][a-z]+(?:\s+[A-Z][a-z'-]+){0,2}/g,
  ],
];

/**
 * Replaces names, phones, addresses, identity and card numbers, e-mail, WeChat and QQ ids by invented ones, the same for the same
 * value within a file. `people`: names that are known, such as those of the speakers; each is replaced wherever it stands.
 */
export function createPseudonyms(seed: number, locale: Locale, people: readonly string[] = []): Pseudonyms {
  const random = createRandom(seed);
  const known = new Map<Kind, Map<string, string>>();
  const counts: Record<string, number> = {};
  const replace = (kind: Kind, value: string): string => {
    const plain = kind === 'phone' || kind === 'card' ? value.replace(/\D/g, '') : value.toLowerCase();
    let values = known.get(kind);
    if (values === undefined) known.set(kind, (values = new Map()));
    let invented = values.get(plain);
    if (invented === undefined) {
      const index = values.size;
      invented = INVENTED[kind](index, locale, () =>
        inventPerson(random.stream(kind, index).int(0, 2_000_000_000)),
      );
      values.set(plain, invented);
      counts[kind] = values.size;
    }
    return invented;
  };
  const names = [...new Set(people)].filter((name) => name.length >= 2).sort((a, b) => b.length - a.length);
  return {
    counts,
    text(text) {
      let plain = text;
      // What was put in stands apart until the end, so that no later pattern finds it.
      const put: string[] = [];
      const hide = (kind: Kind, value: string) => {
        put.push(replace(kind, value));
        return `\u{F0000}${put.length - 1}\u{F0001}`;
      };
      // Names before phones are found while the phones still stand.
      for (const [kind, pattern] of PATTERNS.filter(([each]) => each === 'name'))
        plain = plain.replace(pattern, (value) => hide(kind, value));
      for (const [kind, pattern] of PATTERNS)
        if (kind !== 'name') plain = plain.replace(pattern, (value) => hide(kind, value));
      for (const name of names)
        plain = plain.split(name).reduce((whole, part) => `${whole}${hide('name', name)}${part}`);
      return plain.replace(/\u{F0000}(\d+)\u{F0001}/gu, (_, index: string) => put[Number(index)]!);
    },
  };
}

type Inventor = (index: number, locale: Locale, person: () => ReturnType<typeof inventPerson>) => string;

/** Values that belong to nobody. */
const INVENTED: Readonly<Record<Kind, Inventor>> = {
  email: (index) => `person${index + 1}@example.com`,
  'id-number': (index) => `110101190001010${String(index % 100).padStart(2, '0')}0`,
  card: (index) => `0000 0000 0000 ${String(index + 1).padStart(4, '0')}`,
  phone: (index, locale) =>
    locale === 'zh-CN'
      ? `1370000${String(index + 1).padStart(4, '0')}`
      : `07700 900${String(100 + (index % 900)).padStart(3, '0')}`,
  wechat: (index) => `wx_nobody_${index + 1}`,
  qq: (index) => String(10_000_000 + index),
  address: (_index, locale, person) => person().address[locale].replace(/，[^，]*，\d+$/, ''),
  postcode: (index) => `ZZ${(index % 19) + 1} 1ZZ`,
  name: (_index, locale, person) => person().name[locale],
};
