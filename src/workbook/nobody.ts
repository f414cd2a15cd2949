import type { Locale } from '../model/locale.ts';
import { inventPerson } from '../play/generate/people.ts';
import { createRandom } from '../random/stream.ts';
import type { ShopFiles } from './read-shop.ts';

type Entry = Record<string, unknown>;

/**
 * The same shop with invented buyers in place of those on the sheets: names, accounts, phones, addresses, ids and notes, each
 * person the same one everywhere. What they bought, when, and in which region stays.
 */
export function withInventedBuyers(files: ShopFiles, locale: Locale, seed: number): ShopFiles {
  const random = createRandom(seed);
  const people = new Map<
    string,
    { readonly id: string; readonly name: string; readonly phone: string; readonly line: string }
  >();
  const personFor = (real: string) => {
    const known = people.get(real);
    if (known !== undefined) return known;
    const index = people.size;
    const invented = inventPerson(random.stream('person', index).int(0, 2_000_000_000));
    const person = {
      id: `buyer-${index + 1}`,
      name: invented.name[locale],
      phone:
        locale === 'zh-CN'
          ? `1370000${String(1000 + index).slice(-4)}`
          : `07700 900${String(100 + index).slice(-3)}`,
      line: invented.address[locale].replace(/，[^，]*，\d+$/, ''),
    };
    people.set(real, person);
    return person;
  };
  const addressOf = (address: unknown) => {
    const real = (address ?? {}) as Entry;
    const { name, phone, line } = personFor(String(real.name ?? ''));
    return { ...real, name, phone, line };
  };
  const ids = new Map<string, string>();
  const customers = (files.customers.customers as Entry[]).map((customer) => {
    const { note: _, ...rest } = customer;
    const person = personFor(String(customer.name ?? ''));
    ids.set(String(customer.id), person.id);
    return {
      ...rest,
      id: person.id,
      name: person.name,
      account:
        locale === 'zh-CN'
          ? `${person.name.slice(-2)}_${person.phone.slice(-2)}`
          : person.name.toLowerCase().replace(/[^a-z]+/g, '.'),
      phone: person.phone,
      address: addressOf(customer.address),
    };
  });
  const orders = (files.orders.orders as Entry[]).map((order) => {
    const changed: Entry = {
      ...order,
      customer: ids.get(String(order.customer)) ?? order.customer,
      address: addressOf(order.address),
    };
    // A note on an order may name anybody.
    if (typeof order.note === 'string') changed.note = withoutNames(order.note, people);
    return changed;
  });
  return {
    ...files,
    customers: { ...files.customers, customers },
    orders: { ...files.orders, orders },
  };
}

function withoutNames(text: string, people: ReadonlyMap<string, { readonly name: string }>): string {
  let plain = text.replace(/\d{7,}/g, '****');
  for (const [real, { name }] of people)
    if (real.length >= 2) {
      plain = plain.replaceAll(real, name);
      if (/^[\u4e00-\u9fff]{3}$/.test(real)) plain = plain.replaceAll(real.slice(1), name.slice(-2));
    }
  return plain;
}
