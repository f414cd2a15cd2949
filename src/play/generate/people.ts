import { base, en, en_GB, Faker, zh_CN } from '@faker-js/faker';
import type { Locale } from '../../model/locale.ts';

/** Somebody invented, the same for a seed as long as the faker library stays as it is: what it made is kept in files. */
export interface InventedPerson {
  readonly name: Readonly<Record<Locale, string>>;
  readonly town: Readonly<Record<Locale, string>>;
  readonly age: number;
  readonly work: Readonly<Record<Locale, string>>;
  /** Where a parcel could go, on one line, with nobody's real telephone. */
  readonly address: Readonly<Record<Locale, string>>;
}

/** `ages`: bounds of the age, both included. */
export function inventPerson(seed: number, ages: readonly [number, number] = [19, 68]): InventedPerson {
  const zh = new Faker({ locale: [zh_CN, base], seed });
  const gb = new Faker({ locale: [en_GB, en, base], seed });
  const name = {
    'zh-CN': zh.person.lastName() + zh.person.firstName(),
    en: `${gb.person.firstName()} ${gb.person.lastName()}`,
  };
  const town = { 'zh-CN': zh.location.city(), en: gb.location.city() };
  const age = zh.number.int({ min: ages[0], max: ages[1] });
  const street = zh.person.lastName() + zh.helpers.arrayElement(STREETS);
  const door = zh.number.int({ min: 2, max: 188 });
  const room = `${zh.number.int({ min: 1, max: 18 })}0${zh.number.int({ min: 1, max: 4 })}`;
  // 137 0000 and the postcode area ZZ are given to nobody.
  const phone = `1370000${zh.string.numeric(4)}`;
  const postcode = `ZZ${gb.number.int({ min: 1, max: 19 })} ${gb.number.int({ min: 1, max: 9 })}ZZ`;
  return {
    name,
    town,
    age,
    work: zh.helpers.arrayElement(WORK.filter((work) => work.ages[0] <= age && age <= work.ages[1])),
    address: {
      'zh-CN': `${town['zh-CN']}${street}${door}号${room}室，${name['zh-CN']}，${phone}`,
      en: `${door} ${gb.location.street()}, ${town.en} ${postcode}`,
    },
  };
}

const STREETS = ['家桥路', '园街', '塘巷', '庄路'] as const;

const WORK: readonly (Readonly<Record<Locale, string>> & { readonly ages: readonly [number, number] })[] = [
  { ages: [22, 58], 'zh-CN': '在医院做护士', en: 'a nurse' },
  { ages: [23, 60], 'zh-CN': '教小学语文', en: 'a primary school teacher' },
  { ages: [25, 58], 'zh-CN': '跑长途货运', en: 'a lorry driver' },
  { ages: [24, 60], 'zh-CN': '在事务所做会计', en: 'an accountant' },
  { ages: [19, 29], 'zh-CN': '还在读书', en: 'a student' },
  { ages: [28, 64], 'zh-CN': '开一家早点铺', en: 'the owner of a café' },
  { ages: [22, 48], 'zh-CN': '做后端开发', en: 'a programmer' },
  { ages: [58, 80], 'zh-CN': '退休在家带孙辈', en: 'retired, with grandchildren to mind' },
  { ages: [30, 58], 'zh-CN': '在工地管材料', en: 'a storekeeper on building sites' },
  { ages: [23, 50], 'zh-CN': '做平面设计，在家接活', en: 'a designer who works from home' },
  { ages: [22, 55], 'zh-CN': '在理发店当店长', en: 'a hairdresser' },
  { ages: [22, 55], 'zh-CN': '在银行柜台上班', en: 'a bank clerk' },
];
