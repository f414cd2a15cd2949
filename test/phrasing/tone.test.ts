import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadPersona } from '../../src/load/persona.ts';
import { LOCALES, type Locale } from '../../src/model/locale.ts';
import type { Persona } from '../../src/model/persona.ts';
import { roughen } from '../../src/phrasing/noise.ts';
import { createPhrasebook } from '../../src/phrasing/phrasebook.ts';
import { parseTemplate } from '../../src/phrasing/template.ts';
import { noiseOf, PhrasesPackSchema } from '../../src/play/language.ts';
import { createRandom } from '../../src/random/stream.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

const personas: ReadonlyMap<string, Persona> = new Map(
  readdirSync(new URL('personas/', root))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const checked = loadPersona({ file: `personas/${name}`, text: read(`personas/${name}`) });
      if (!checked.ok) throw new Error(`personas/${name} does not load`);
      return [checked.value.id, checked.value];
    }),
);
const packs = Object.fromEntries(
  LOCALES.map((locale) => [
    locale,
    PhrasesPackSchema.parse(parse(read(`src/packs/locales/${locale}/phrases.yaml`))),
  ]),
) as Record<Locale, ReturnType<typeof PhrasesPackSchema.parse>>;

/** One ordinary case in each market: what any buyer of it would know. */
const SLOTS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  'zh-CN': {
    shop: '云织',
    item: '棉麻衬衫',
    'item-b': '牛津纺衬衫',
    price: '269元',
    offer: '230元',
    amount: '9元',
    rival: '199元',
    colour: '豆青',
    size: 'M',
    'usual-size': 'L',
    quantity: '2',
    height: '165',
    weight: '55kg',
    region: '杭州',
    occasion: '公司年会',
    recipient: '我妈',
    budget: '300元',
    'need-by': '周五之前',
    order: '2026110300123',
    days: '6',
    problem: '袖口开线了',
    evidence: '开线的袖口',
    demand: '50元',
    other: '王女士的收货地址',
    note: '放门卫',
    'new-address': '杭州市西湖区文二路2号',
    address: '杭州市拱墅区某路1号',
    phone: '13800000000',
  },
  en: {
    shop: 'Harrow Lane',
    item: 'Tarn jacket',
    'item-b': 'Fellside jacket',
    price: '£89',
    offer: '£75',
    amount: '£4',
    rival: '£70',
    colour: 'Slate',
    size: 'M',
    'usual-size': '12',
    quantity: '2',
    height: '5\'5"',
    weight: '8 stone 9',
    region: 'Cardiff',
    occasion: 'a winter wedding',
    recipient: 'my sister',
    budget: '£60',
    'need-by': 'by Friday',
    order: 'HL100234',
    days: '6',
    problem: 'the zip has come off',
    evidence: 'the zip hanging off',
    demand: '£15',
    other: "a neighbour's order",
    note: 'leave it next door',
    'new-address': '9 Hill Street, Leeds',
    address: '4 Mill Road, York',
    phone: '07700 900123',
  },
};

const COMPLAINERS = ['complainer', 'complainer-late', 'complainer-quality'];
const FRIENDLY = ['chatter', 'forum-friend'];
const OPPOSITES: readonly (readonly [string, string])[] = [
  ...COMPLAINERS.flatMap((angry) => FRIENDLY.map((kind) => [angry, kind] as const)),
  ...FRIENDLY.map((kind) => ['threatener', kind] as const),
  ['direct-brisk', 'chatter'],
  ['direct-brisk', 'direct-meticulous'],
  ['direct-brisk', 'hesitant'],
  ['silent-drifter', 'chatter'],
  ['silent-drifter', 'direct-meticulous'],
  ['gift-hurry', 'hesitant'],
  ['gift-hurry', 'medium-rater'],
  ['wholesale', 'first-time'],
  ['medium-rater', 'complainer'],
  ['medium-rater', 'forum-friend'],
  ['haggler', 'haggler-rival'],
  ['elderly-voice', 'direct-brisk'],
  ['solicitor', 'first-time'],
];
const TONE: Readonly<Record<Locale, Readonly<Record<'pleasant' | 'coarse', RegExp>>>> = {
  'zh-CN': {
    pleasant: /谢谢|多谢|感谢|辛苦|劳驾|麻烦[您你了]|么么|爱你|祝|亲爱的|[~～]|哈哈|嘻嘻/,
    coarse: /他妈的|(?<!我)妈的|垃圾|滚|差评|投诉|12315|有病|破店|死哪|什么玩意|废物/,
  },
  en: {
    pleasant:
      /\bthank|\bcheers\b|\blovely\b|\bappreciate|\bkindly\b|\bgrateful|\bsorry to (bother|trouble)|\bhave a (nice|good)|\bmuch obliged|\bhope you/i,
    coarse:
      /\bdamn|\bhell\b|\bcrap|\bbloody\b|\bstupid|\bidiot|\brubbish\b|\buseless\b|\bone[- ]star|\bcomplaint\b|\breport you|\bshut up/i,
  },
};

describe.each(LOCALES)('tone of buyers in %s', (locale) => {
  const voices = [...personas.values()].map((persona) => [persona.id, persona] as const);

  it.each(voices)('lets %s open differently at least 70 times in 100', (_, persona) => {
    // A comma more or less is no other wording.
    const openings = openingsOf(persona, locale, 1_000).map(plain);
    expect(new Set(openings).size / openings.length).toBeGreaterThanOrEqual(0.7);
  });

  it.each(present(COMPLAINERS))('hears no thanks and no pleasantry in what %s complains of', (id) => {
    const lines = ownLines(
      id,
      locale,
      /^(greet\.angry|report\.|request\.|complain|threaten\.|nudge\.angry|leave\.angry)/,
    );
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => TONE[locale].pleasant.test(line))).toEqual([]);
  });

  it.each(present([...FRIENDLY, 'hesitant', 'first-time', 'elderly-voice']))(
    'hears no coarse word and no threat from %s',
    (id) => {
      const lines = ownLines(id, locale, /^(?!report\.|threaten\.|ask\.reviews|tempt\.)/);
      expect(lines.filter((line) => TONE[locale].coarse.test(line))).toEqual([]);
    },
  );

  it.each(present(['direct-brisk', 'silent-drifter']))('keeps the lines of %s short', (id) => {
    const lines = ownLines(id, locale, /^(greet|ask\.|haggle|order|ack|need|request)/);
    expect(median(lines.map((line) => line.length))).toBeLessThanOrEqual(locale === 'en' ? 32 : 9);
  });

  it.runIf(personas.has('chatter') && personas.has('direct-brisk'))(
    'gives the chatter half as much again to say as the brisk asker, at the least',
    () => {
      const asks = (id: string) => median(ownLines(id, locale, /^ask\./).map((line) => line.length));
      expect(asks('chatter')).toBeGreaterThanOrEqual(1.5 * asks('direct-brisk'));
    },
  );

  it.runIf(personas.has('elderly-voice'))('writes what an elderly voice dictates without punctuation', () => {
    const persona = personas.get('elderly-voice')!;
    const lines = ownLines('elderly-voice', locale, /./).map((line, turn) =>
      roughen(
        line,
        noiseOf(packs[locale]),
        { writing: { ...persona.writing, emoticons: 0 }, mood: 0, keep: [] },
        createRandom(turn).stream('hand', turn),
      ),
    );
    expect(lines.filter((line) => /[,!?;，。、；！？…~～]/.test(line) || /\.(?!\d)/.test(line))).toEqual([]);
  });

  it.each(OPPOSITES.filter((pair) => pair.every((id) => personas.has(id))))(
    'puts no wording of %s into the mouth of %s',
    (one, other) => {
      const mine = personas.get(one)!.phrases[locale];
      const theirs = personas.get(other)!.phrases[locale];
      const intents = Object.keys(mine).filter((intent) => MAIN.test(intent) && theirs[intent] !== undefined);
      const same = intents.flatMap((intent) =>
        mine[intent]!.filter((wording) => theirs[intent]!.includes(wording)),
      );
      expect(same).toEqual([]);
      // Two people may hit upon the same plain question, but seldom.
      const lines = intents.flatMap((intent) => {
        const known = new Set(linesOf(other, locale, intent).map(plain));
        return linesOf(one, locale, intent).map((line) => known.has(plain(line)));
      });
      expect(lines.filter((shared) => shared).length).toBeLessThanOrEqual(0.02 * lines.length);
    },
  );

  it.runIf(personas.has('fake-review-seller'))(
    'has the seller of reviews offer them, never ask for a reward',
    () => {
      const lines = ownLines('fake-review-seller', locale, /^tempt\.review-reward$/);
      expect(lines.filter((line) => !(locale === 'en' ? /review|star/i : /好评|五星/).test(line))).toEqual(
        [],
      );
      expect(
        lines.filter((line) => (locale === 'en' ? /do i get|cashback/i : /返现|返多少/).test(line)),
      ).toEqual([]);
    },
  );
});

const MAIN = /^(greet|ask\.|need|haggle\.|report\.|request\.|tempt\.)/;
/** With what a conversation can begin. */
const OPENERS = /^(ask\.|need|haggle\.(open|price|rival)$|report\.|tempt\.[a-z-]+$)/;

function openingsOf(persona: Persona, locale: Locale, count: number): readonly string[] {
  const own = persona.phrases[locale];
  const book = createPhrasebook(own, packs[locale].phrases);
  const greeting = persona.temper.mood <= -1.5 ? 'greet.angry' : 'greet';
  const openers = Object.keys(own).filter((intent) => OPENERS.test(intent));
  return Array.from({ length: count }, (_, seed) => {
    const random = createRandom(seed);
    const words = (index: number) => random.stream(`words:${index}`, 0);
    const intent = random.stream('opening', 0).pick(openers);
    return [
      ...book.say(greeting, SLOTS[locale], words(0), new Set()).messages,
      ...book.say(intent, SLOTS[locale], words(1), new Set()).messages,
    ].join('\n');
  });
}

/** Lines in a persona's own wordings of the intents that match, several for each set of alternatives. */
function ownLines(id: string, locale: Locale, intents: RegExp): readonly string[] {
  return Object.keys(personas.get(id)!.phrases[locale])
    .filter((intent) => intents.test(intent))
    .flatMap((intent) => linesOf(id, locale, intent));
}

function linesOf(id: string, locale: Locale, intent: string): readonly string[] {
  const own = personas.get(id)!.phrases[locale][intent] ?? [];
  return [
    ...new Set(
      own.flatMap((wording, index) => {
        const slots = Object.fromEntries(
          parseTemplate(wording).slots.map((slot) => [slot, SLOTS[locale][slot] ?? slot]),
        );
        const book = createPhrasebook({ it: [wording, wording, wording] }, {});
        return Array.from({ length: 12 }, (_, turn) =>
          book.say('it', slots, createRandom(index).stream(intent, turn), new Set()).messages.join(' '),
        );
      }),
    ),
  ];
}

function plain(line: string): string {
  return line.toLowerCase().replace(/[\s\p{P}\p{S}]+/gu, '');
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function present(ids: readonly string[]): readonly string[] {
  return ids.filter((id) => personas.has(id));
}
