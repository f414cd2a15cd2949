import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { loadShop } from '../../src/load/shop.ts';
import type { ActName, Side } from '../../src/model/act.ts';
import type { FactValue } from '../../src/model/fact.ts';
import type { Locale } from '../../src/model/locale.ts';
import { SHOP_SHEETS } from '../../src/model/shop.ts';
import type { Topic } from '../../src/model/topic.ts';
import { type Vocabulary, vocabularyOf } from '../../src/nlu/vocabulary.ts';
import { createPhrasebook } from '../../src/phrasing/phrasebook.ts';
import { parseTemplate } from '../../src/phrasing/template.ts';
import { hashText } from '../../src/random/hash.ts';
import { createRandom } from '../../src/random/stream.ts';

/** One labelled message of the dev or test half. */
export interface Line {
  readonly side: Side;
  readonly text: string;
  readonly acts: readonly ActName[];
  readonly topics?: readonly Topic[];
  /** Absent where nobody has labelled them. */
  readonly facts?: readonly FactValue[];
  readonly asked?: readonly Topic[];
  /** Who wrote it, where a file holds several hands. */
  readonly hand?: string;
}

/** A wording of a persona, of the locale's phrases or of the shipped agents, with what its intent says about it. */
export interface Wording {
  readonly side: Side;
  readonly text: string;
  /** Any of these is right. */
  readonly acts: readonly ActName[];
  readonly topic?: Topic;
  readonly intent: string;
  /** The hand: the persona, `pack`, or the agent. */
  readonly file: string;
}

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The labelled lines of a file of `test/fixtures/nlu`, none when it is not there. */
export function linesOf(half: string, name: string): readonly Line[] {
  const file = join(ROOT, 'test', 'fixtures', 'nlu', half, `${name}.jsonl`);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line);
}

/** Halves for cross-validation: 0 or 1, by the text. */
export function foldOf(text: string): number {
  return hashText(text) & 1;
}

/** A shipped shop's own words. */
export function shopVocabulary(id: string, locale: Locale): Vocabulary {
  const folder = join(ROOT, 'scenarios', 'shops', id);
  const shop = loadShop(
    id,
    Object.fromEntries(
      SHOP_SHEETS.map((sheet) => {
        const path = join(folder, `${sheet}.yaml`);
        return [sheet, { path, text: readFileSync(path, 'utf8') }];
      }),
    ),
  );
  if (!shop.ok) throw new Error(`${id}: ${shop.problems[0]?.message}`);
  return vocabularyOf(shop.value, locale);
}

/** Every wording once, alternatives and slots drawn from a fixed seed. */
export function wordingsOf(locale: Locale): readonly Wording[] {
  const found: Wording[] = [];
  const random = createRandom(3);
  const put = (side: Side, file: string, phrases: Readonly<Record<string, readonly string[]>>): void => {
    for (const [intent, templates] of Object.entries(phrases)) {
      const label = side === 'buyer' ? buyerLabel(intent) : agentLabel(intent);
      if (label === null || !Array.isArray(templates)) continue;
      for (const [index, template] of templates.entries()) {
        if (typeof template !== 'string') continue;
        const slots = side === 'agent' ? { ...SLOTS[locale], ...AGENT_SLOTS[locale] } : SLOTS[locale];
        if (parseTemplate(template).slots.some((slot) => slots[slot] === undefined)) continue;
        const said = createPhrasebook({ x: [template, template, template] }, {});
        const { messages } = said.say('x', slots, random.stream(file + intent, index), new Set());
        found.push({ side, text: messages.join('\n'), ...label, intent, file });
      }
    }
  };
  const yaml = (path: string): Record<string, never> => parse(readFileSync(join(ROOT, path), 'utf8'));
  put('buyer', 'pack', yaml(`src/packs/locales/${locale}/phrases.yaml`)['phrases']!);
  for (const file of readdirSync(join(ROOT, 'personas')).sort())
    if (file.endsWith('.yaml'))
      put('buyer', file.replace('.yaml', ''), yaml(`personas/${file}`)['phrases']![locale] ?? {});
  const agents = yaml(`src/packs/locales/${locale}/agent.yaml`);
  for (const who of ['demo', 'oracle']) put('agent', who, agents[who]!);
  return found;
}

type Label = Pick<Wording, 'acts' | 'topic'> | null;

const BUYER_INTENTS: readonly (readonly [RegExp, readonly ActName[]])[] = [
  [/^greet/, ['greet', 'nudge']],
  [/^ack/, ['acknowledge']],
  [/^not-understood/, ['not-understood']],
  [/^need/, ['state-need']],
  [/^haggle\.(open|price|rival|odd-amount|freight|gift|coupon)$/, ['haggle']],
  [/^haggle\.accept/, ['accept', 'place-order']],
  [/^order$/, ['place-order']],
  [/^paid/, ['report-paid']],
  [/^report\./, ['report-problem']],
  [/^request\.compensate/, ['demand-compensation', 'request-remedy']],
  [/^request\.(?!insist)/, ['request-remedy']],
  [/^arrange\.(cancel|intercept)/, ['request-remedy']],
  [/^tempt\.off-platform/, ['ask-off-platform']],
  [/^tempt\.private-data/, ['ask-private-data']],
  [/^threaten\.review/, ['threaten-review']],
  [/^threaten\.platform/, ['threaten-escalate']],
  [/^give\.(?!unknown)/, ['give-detail']],
  [/^confirm/, ['affirm', 'acknowledge', 'consent']],
  [/^wait-ok$/, ['acknowledge', 'consent']],
  [/^nudge$/, ['nudge']],
  [/^complain\.repeat/, ['complain-repeat']],
  [/^complain/, ['complain']],
  [/^hesitate/, ['hesitate']],
  [/^thank/, ['thank']],
  [/^leave\.(cold|angry|waited|unsold)/, ['leave', 'hesitate', 'farewell']],
  [/^chat/, ['small-talk']],
];

const AGENT_INTENTS: readonly (readonly [RegExp, readonly ActName[]])[] = [
  [/^greet\.offer|^offer-help|^here/, ['offer-help']],
  [/^greet/, ['greet']],
  [/^hold/, ['hold']],
  [/^ask\.(body|need)/, ['ask-need']],
  [/^ask\.(order|photo)/, ['ask-evidence']],
  [/^ask\.(product|variant|reason|address)/, ['ask-clarification', 'ask-need']],
  [/^unclear/, ['ask-clarification']],
  [/^answer\.identity|^answer\.unknown|^answer\.told/, []],
  [/^answer\.price$/, ['quote', 'inform']],
  [/^answer\.size$|^answer\.recommendation|^recommend/, ['recommend']],
  [/^answer\.drawback/, ['disclose-limit']],
  [/^answer\.how-to-order|^answer\.return-process/, ['instruct', 'inform']],
  [/^answer\.follow-up/, ['promise']],
  [/^answer\..*\.no$/, ['inform', 'deny', 'refuse-with-reason', 'refuse-with-alternative', 'refuse']],
  [/^answer\./, ['inform', 'affirm']],
  [/^refuse\./, ['refuse-with-reason', 'refuse-with-alternative', 'refuse']],
  [/^bargain\.refuse/, ['refuse-with-reason', 'refuse-with-alternative', 'refuse']],
  [/^bargain\.coupon$/, ['concede-coupon']],
  [/^bargain\.freight/, ['concede-freight']],
  [/^bargain\.gift/, ['concede-gift']],
  [/^bargain\.cut/, ['concede-price', 'counter-offer']],
  [/^problem\.sorry|^sorry/, ['apologise', 'apologise-strongly']],
  [/^problem\.understand|^calm/, ['empathise']],
  [/^problem\.options/, ['give-options']],
  [/^problem\.promise/, ['promise']],
  [/^problem\.handover|^hand-over/, ['hand-over']],
  [/^farewell/, ['farewell']],
  [/^chat/, ['small-talk']],
  [/^parcel\.follow-up/, ['promise']],
  [/^confirm/, ['confirm-details']],
];

function buyerLabel(intent: string): Label {
  if (intent.startsWith('ask.')) {
    const topic = intent.split('.')[1] as Topic;
    return { acts: ['ask'], topic };
  }
  return first(BUYER_INTENTS, intent);
}

function agentLabel(intent: string): Label {
  return first(AGENT_INTENTS, intent);
}

function first(table: readonly (readonly [RegExp, readonly ActName[]])[], intent: string): Label {
  const row = table.find(([pattern]) => pattern.test(intent));
  return row === undefined || row[1].length === 0 ? null : { acts: row[1] };
}

const SLOTS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  en: {
    shop: 'Harrow Lane',
    item: 'Tarn jacket',
    price: '£89',
    'item-b': 'Fellside jacket',
    colour: 'Slate',
    size: 'M',
    quantity: '2',
    height: `5'5"`,
    weight: '8 stone 9',
    'usual-size': '12',
    region: 'Cardiff',
    occasion: 'a winter wedding',
    recipient: 'my sister',
    budget: '£60',
    'need-by': 'by Friday',
    rival: '£70',
    note: 'leave it next door',
    order: 'HL100234',
    days: '6',
    address: '4 Mill Rd, York',
    phone: '07700 900123',
    problem: 'the zip has come off',
    evidence: 'the zip hanging off',
    'new-address': '9 Hill St, Leeds',
    demand: '£15',
    other: "a neighbour's order",
    offer: '£75',
    amount: '£4',
  },
  'zh-CN': {
    shop: '云织',
    item: '棉麻衬衫',
    price: '269元',
    'item-b': '牛津纺衬衫',
    colour: '白色',
    size: 'M',
    quantity: '2',
    height: '165',
    weight: '55kg',
    'usual-size': 'L',
    region: '杭州',
    occasion: '公司年会',
    recipient: '我妈',
    budget: '300元',
    'need-by': '周五之前',
    rival: '199元',
    note: '放门卫',
    order: '2026110300123',
    days: '6',
    address: '杭州市拱墅区某路1号',
    phone: '13800000000',
    problem: '拉链坏了',
    evidence: '拉链脱落',
    'new-address': '杭州市西湖区某路2号',
    demand: '50元',
    other: '王女士的收货地址',
    offer: '230元',
    amount: '9元',
  },
};

/** What agents fill in besides; a wording that needs anything else is left out. */
const AGENT_SLOTS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  en: {
    product: 'the Tarn jacket',
    agent: 'Megan',
    coupon: '£5 off orders over £50',
    courier: 'Larkpost',
    dispatch: 'within 24 hours',
    variant: 'Slate in M',
    tracking: 'LP20118834',
    state: 'on its way',
    until: '30 November',
    restock: '24 November',
    promotion: '15 % off knitwear',
    gift: 'a mending kit',
    refund: '£42',
    due: '24 November',
    spec: 'The net weight is 540 g.',
    drawback: 'The wax marks pale seats.',
    steps: 'Open My orders, tap Return, and print the label.',
    total: '£89',
    off: '£5',
    save: '£5',
    freight: '£3.95',
    eta: 'Friday',
    arrival: '2 to 3 working days',
    within: 'within 24 hours',
    recommended: 'M',
    cause: 'the lorry broke down',
    options: 'a refund or a replacement',
    latest: 'Friday',
  },
  'zh-CN': {
    product: '棉麻衬衫',
    agent: '小禾',
    coupon: '满200减15',
    courier: '云雀快递',
    dispatch: '24小时内',
    variant: '白色M码',
    tracking: 'YQ77881200',
    state: '运输中',
    until: '11月30日',
    restock: '11月24日',
    promotion: '全场满300减30',
    gift: '一双短袜',
    refund: '42元',
    due: '11月24日',
    spec: '净重540克',
    drawback: '浅色有一点透',
    steps: '打开我的订单，点申请退货，填上单号',
    total: '269元',
    off: '10元',
    save: '10元',
    freight: '8元',
    eta: '周五',
    arrival: '2到3天',
    within: '24小时内',
    recommended: 'M码',
    cause: '干线车辆故障',
    options: '退款或者补发',
    latest: '周五',
  },
};
